/** States, steps and reasons of an order as operators say them. */
import { fieldWords } from "./corrected-fields.ts";
import { causeOf } from "../messages/causes.ts";
import type { Language } from "../messages/language.ts";
import type { OrderState } from "../rules/orders/state-machine.ts";
import type { Tone } from "./parts/bits.tsx";
import { sayIn } from "./viewer.ts";

type Words = readonly [portuguese: string, english: string];

const STATES: { readonly [S in OrderState]: readonly [tone: Tone, ...words: Words] } = {
  received: ["wait", "Recebido", "Received"],
  "waiting-payment": ["wait", "Aguarda pagamento", "Waits for payment"],
  "on-hold": ["bad", "Retido", "On hold"],
  ignored: ["off", "Fora do ERP", "Not for the ERP"],
  ready: ["wait", "Pronto, espera", "Ready, waits"],
  submitting: ["go", "Enviando", "Submitting"],
  uncertain: ["warn", "Incerto", "Uncertain"],
  submitted: ["go", "No ERP", "In the ERP"],
  imported: ["go", "Importado", "Imported"],
  invoiced: ["ok", "Faturado", "Invoiced"],
  failed: ["bad", "Recusado pelo ERP", "Refused by the ERP"],
  cancelled: ["off", "Cancelado", "Cancelled"],
};
export const stateTone = (state: OrderState): Tone => STATES[state][0];
export const stateWord = (state: OrderState, language: Language): string => {
  const [, ...words] = STATES[state];
  return sayIn(language)(...words);
};

const REASONS: Readonly<Record<string, Words>> = {
  pending: ["o pagamento ainda não veio", "the payment has not come"],
  authorized: ["autorizado, ainda não capturado", "authorised, not captured"],
  "unknown-status": ["situação de pagamento desconhecida", "unknown payment status"],
  "dry-run": ["o ensaio segura o envio", "the dry run holds it back"],
  test: ["pedido de teste", "a test order"],
  "before-start": ["anterior ao início do conector", "before the connector's first day"],
  pos: ["venda de balcão", "a sale at the till"],
  "draft-order": ["rascunho de pedido", "a draft order"],
  "nothing-left": ["não sobrou item", "no line is left"],
  expired: ["o pagamento venceu", "the payment expired"],
  voided: ["o pagamento foi anulado", "the payment was voided"],
  refunded: ["devolvido por inteiro", "fully refunded"],
  deleted: ["excluído na Shopify", "deleted in Shopify"],
  cancelled: ["cancelado na Shopify antes do ERP", "cancelled in Shopify before the ERP had it"],
};

/** Why an order stands where it stands; "" without a reason. */
export function reasonText(reason: string | null, language: Language): string {
  if (reason === null || reason === "") return "";
  const words = REASONS[reason];
  if (words !== undefined) return sayIn(language)(...words);
  const { title } = causeOf({ area: "orders", reason }, language);
  return title === reason ? reason : title.charAt(0).toLowerCase() + title.slice(1);
}

const STEPS: Readonly<Record<string, Words>> = {
  received: ["Recebido", "Received"],
  event: ["Evento do ERP", "Event of the ERP"],
  found: ["Encontrado no ERP", "Found in the ERP"],
  seen: ["Visto de novo na Shopify", "Looked at again in Shopify"],
  shown: ["Números gravados no pedido da Shopify", "Numbers stored on the Shopify order"],
  corrected: ["Corrigido aqui", "Corrected here"],
  held: ["Segurado", "Held"],
  unheld: ["Liberado", "Released"],
  "correction-overtaken": [
    "A Shopify mudou: a correção não vale mais",
    "Shopify changed: the correction no longer holds",
  ],
  payment: ["Dados do cartão ao ERP", "Card data to the ERP"],
};
const OUTCOMES: Readonly<Record<string, Words>> = {
  sending: ["envio começado", "submission begun"],
  "found-by-asking": ["o ERP já o tinha; não foi enviado duas vezes", "the ERP had it; it was not sent twice"],
  "found-before-submit": ["o ERP já o tinha antes do envio", "the ERP had it before the submission"],
  "found-by-event": ["um evento do ERP disse o número", "an event of the ERP named its number"],
  "found-on-shop-order": ["o número estava no pedido da Shopify", "the number stood on the Shopify order"],
  accepted: ["o ERP aceitou", "the ERP accepted it"],
  timeout: ["o ERP não respondeu; nada é repetido sem perguntar", "no answer; nothing is repeated without asking"],
  unknown: ["resultado incerto; perguntado antes de repetir", "unknown outcome; asked before it is repeated"],
  "not-sent": ["não saiu daqui", "it did not leave"],
  "not-there": ["o ERP não o tem", "the ERP does not have it"],
  "lost-in-erp": ["o ERP o perdeu", "the ERP lost it"],
  "number-corrected": ["número corrigido", "number corrected"],
  "items-missing": ["faltam itens no ERP", "lines are missing in the ERP"],
  moved: ["mudou de local", "moved to another location"],
  "as-submitted-again": ["voltou a ser como foi enviado", "as submitted again"],
  "shown-already": ["já estavam lá", "they were there already"],
  ALTERADO: ["alterado: quantidades mudaram", "altered: quantities changed"],
  FATURADO: ["faturado", "invoiced"],
  CANCELADO: ["cancelado", "cancelled"],
};
const CAUSES: Readonly<Record<string, Words>> = {
  webhook: ["aviso da Shopify", "webhook"],
  sweep: ["varredura", "sweep"],
  "erp-event": ["evento do ERP", "event of the ERP"],
  due: ["na sua hora", "at its time"],
  person: ["pedido de uma pessoa", "asked for by a person"],
  deleted: ["excluído na Shopify", "deleted in Shopify"],
};

/** One step of the timeline: what, why, and how it looks. */
export function stepWords(
  { step, cause, outcome }: { readonly step: string; readonly cause: string; readonly outcome: string },
  language: Language,
): { readonly tone: Tone | null; readonly what: string; readonly why: string } {
  const t = sayIn(language);
  const state = step in STATES ? (step as OrderState) : null;
  const named = STEPS[step];
  const name = named ? t(...named) : state === null ? step : stateWord(state, language);
  const known = OUTCOMES[outcome];
  const said = step.startsWith("correct")
    ? fieldWords(outcome, language)
    : known
      ? t(...known)
      : outcome === "ok"
        ? ""
        : reasonText(outcome, language);
  const because = CAUSES[cause];
  return {
    tone: step === "event" ? null : state === null ? null : timelineTone(stateTone(state)),
    what: said === "" ? name : `${name}: ${said}`,
    why: because ? t(...because) : cause,
  };
}

const timelineTone = (tone: Tone): Tone | null =>
  tone === "go" ? "ok" : tone === "wait" || tone === "off" ? null : tone;

/** Groups of states that the list has as tabs. */
export const GROUPS = {
  stopped: ["on-hold", "failed"],
  waits: ["waiting-payment"],
  way: ["received", "ready", "submitting", "uncertain"],
  erp: ["submitted", "imported"],
  invoiced: ["invoiced"],
  ended: ["cancelled", "ignored"],
} as const satisfies Readonly<Record<string, readonly OrderState[]>>;
export type Group = keyof typeof GROUPS;

const GROUP_WORDS: { readonly [G in Group]: Words } = {
  stopped: ["Retidos", "Held"],
  waits: ["Aguardam pagamento", "Wait for payment"],
  way: ["A caminho", "On the way"],
  erp: ["No ERP", "In the ERP"],
  invoiced: ["Faturados", "Invoiced"],
  ended: ["Encerrados antes", "Ended before"],
};
export const groupWord = (group: Group, language: Language): string => sayIn(language)(...GROUP_WORDS[group]);
