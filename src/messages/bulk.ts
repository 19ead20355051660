/** What bulk jobs, and the limit of new variants, say to an operator: the record first, what happened, what to do. */
import { LINE_TRIES_MAX } from "../rules/bulk/thresholds.ts";
import { CAP_FROM, CAP_PER_DAY, type CapPlan } from "../rules/catalog/variant-limit.ts";
import type { DeskEntry } from "../hub/desk/desk.ts";

export type CatalogLane = "publish-catalog" | "publish-prices";

/** A line that failed and goes back to the plain lane, with Shopify's own words. */
export function lineEntry(lane: CatalogLane, record: string, message: string): DeskEntry {
  return {
    lane,
    record,
    reason: "bulk-line-failed",
    message: `${record}: a Shopify recusou a linha dele em um envio em lote; é enviado de novo, sozinho, nos próximos minutos. Se continuar aqui, veja o detalhe.`,
    detail: message,
  };
}

/** B11: the same record fails again and again. */
export function deadLetterEntry(lane: CatalogLane, record: string, message: string): DeskEntry {
  return {
    lane,
    record,
    reason: "bulk-dead-letter",
    message: `${record}: foi recusado ${LINE_TRIES_MAX} vezes seguidas pela Shopify, por isso não é mais enviado; corrija o cadastro (veja o detalhe) ou peça o reenvio. Volta a ser enviado quando o registro mudar.`,
    detail: message,
  };
}

const KINDS: Readonly<Record<string, string>> = {
  ProductSet: "produtos",
  VariantsUpdate: "embalagens",
  Publish: "canais de venda",
  VariantPrices: "preços-base",
};

export const jobRecord = (id: string): string => `lote ${id.slice(0, 8)}`;

/** A step of a job did not work out; it is tried again. */
export function jobLaterEntry(
  id: string,
  kind: string,
  step: "upload" | "start" | "download",
  detail: string,
): DeskEntry {
  const what = {
    upload: "não conseguiu enviar o arquivo à Shopify",
    start: "não foi iniciado pela Shopify",
    download: "não se soube da Shopify como está, ou não se leu o arquivo de resultados",
  }[step];
  return {
    lane: "publish-bulk",
    record: jobRecord(id),
    reason: `bulk-${step}-failed`,
    message: `${jobRecord(id)} (${KINDS[kind] ?? kind}): ${what}; tenta de novo em alguns minutos. Os registros continuam pendentes.`,
    detail,
  };
}

/** B5: a job failed as a whole. */
export function jobFailedEntry(id: string, kind: string, reason: string): DeskEntry {
  return {
    lane: "publish-bulk",
    record: jobRecord(id),
    reason: "bulk-failed",
    message: `${jobRecord(id)} (${KINDS[kind] ?? kind}): terminou sem completar (${reason}); o que não foi aceito voltou para a fila e segue em chamadas simples, sem lote por uma hora. Se repetir, veja o estado da Shopify e os escopos do app.`,
  };
}

export const VARIANTS_RECORD = "variantes";

/** C16: said once, with the plan. */
export function variantPlanEntry(inShop: number, waiting: number, { beyond, days }: CapPlan): DeskEntry {
  return {
    lane: "publish-catalog",
    record: VARIANTS_RECORD,
    reason: "variant-cap",
    message: `Variantes: a loja tem ${inShop} e faltam ${waiting}; a partir de ${CAP_FROM} a Shopify aceita ${CAP_PER_DAY} novas por dia fora do plano Plus, por isso ${beyond} esperam e a carga leva mais ${days} dia(s). Segue sozinha; preço e estoque não esperam. Se precisar antes, peça à Shopify o aumento do limite.`,
  };
}

export function creationsBlockedEntry(): DeskEntry {
  return {
    lane: "publish-catalog",
    record: VARIANTS_RECORD,
    reason: "variant-cap-met",
    message:
      "Variantes: a Shopify recusou criar mais variantes hoje (HTTP 429), por isso as criações param por uma hora; o resto continua.",
  };
}
