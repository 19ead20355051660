/**
 * The second call of a payment, `POST /PedidoVenda/Pagamento`: which calls of an order are open. Kept in the order's row,
 * without card data: that is read again when the call is made.
 */
import * as z from "zod";
import { mapPayments, type MappedPayment, type PagamentoDto, type PaymentMapping } from "../pedido-venda.ts";
import { payingTransactions } from "../payments.ts";
import type { ShopOrder } from "../shop-order.ts";
import { cardDataOf, type CardData } from "./card-data.ts";

/**
 * - `due`: not sent. `sending`: written BEFORE the call leaves; found by a later run it is a crash or a lost response.
 * - `sent`: the ERP has it. `desk`: an operator enters it.
 */
const calls = z.record(
  z.string(),
  z.object({ state: z.enum(["due", "sending", "sent", "desk"]), at: z.number().nullable() }),
);
export type PaymentCalls = z.output<typeof calls>;

const readCalls = (json: string | null): PaymentCalls => (json === null ? {} : calls.parse(JSON.parse(json)));

/** The first call that is not closed. */
export function openCall(json: string | null): { readonly id: string; readonly sendingSince: number | null } | null {
  const open = Object.entries(readCalls(json)).find(([, { state }]) => state === "due" || state === "sending");
  return open === undefined
    ? null
    : { id: open[0], sendingSince: open[1].state === "sending" ? (open[1].at ?? 0) : null };
}

export const withCall = (json: string | null, id: string, state: PaymentCalls[string]["state"], at: number): string =>
  JSON.stringify({ ...readCalls(json), [id]: { state, at } });

/** The body of the second call; NSU and card number are required, so a payment without them has none. */
export interface PaymentCallBody {
  readonly seqPedido: number;
  readonly idPagtoCanalVenda: PagamentoDto["idPagtoCanalVenda"];
  readonly nsu: string;
  readonly nroCartao: string;
  readonly codRede?: string;
  readonly codBandeira?: string;
  readonly codBin?: string;
  readonly nroAutorizacao?: string;
}

const callBody = (seqPedido: number, { payment, card }: MappedPayment): PaymentCallBody | null =>
  bodyOf(seqPedido, payment.id, card);

/**
 * The body for a payment of the order as it is now; null: it has none. A refund since the submission may leave less money
 * than the order comes to: the card data of its payments are the same.
 */
export function callBodyOf(
  seqPedido: number,
  id: string,
  order: ShopOrder,
  mapping: PaymentMapping,
): PaymentCallBody | null {
  const mapped = mapPayments(order, mapping);
  const payment = "reason" in mapped ? undefined : mapped.find((each) => each.payment.id === id);
  if (payment !== undefined) return callBody(seqPedido, payment);
  const paying = payingTransactions(order);
  const transaction = paying.find((each) => each.id === id);
  if (transaction === undefined) return null;
  return bodyOf(seqPedido, id, cardDataOf(transaction, order, mapping.settings.rules, paying.length === 1));
}

function bodyOf(seqPedido: number, id: string, card: CardData): PaymentCallBody | null {
  if (card.nsu === null || card.cardNumber === null) return null;
  return {
    seqPedido,
    idPagtoCanalVenda: id,
    nsu: card.nsu,
    nroCartao: card.cardNumber,
    ...(card.network === null ? {} : { codRede: card.network }),
    ...(card.brand === null ? {} : { codBandeira: card.brand }),
    ...(card.bin === null ? {} : { codBin: card.bin }),
    ...(card.authorization === null ? {} : { nroAutorizacao: card.authorization }),
  };
}

/** Not made yet; null: none. */
const dueCalls = (ids: readonly string[]): string | null =>
  ids.length === 0 ? null : JSON.stringify(Object.fromEntries(ids.map((id) => [id, { state: "due", at: null }])));

/**
 * The calls of an order that was submitted by a run which the hub no longer knows, as after a restore: each may have been
 * made until `at`, so the ERP is asked before it is made.
 */
export const perhapsMade = (json: string | null, at: number): string | null =>
  json === null
    ? null
    : JSON.stringify(Object.fromEntries(Object.keys(readCalls(json)).map((id) => [id, { state: "sending", at }])));

/** The calls of an order by its rules; null: it has none, or its payments cannot be mapped. */
export function callsByRules(order: ShopOrder, mapping: PaymentMapping): string | null {
  if (mapping.settings.rules.paymentData !== "call") return null;
  const mapped = mapPayments(order, mapping);
  if ("reason" in mapped) return null;
  return dueCalls(mapped.filter((each) => callBody(0, each) !== null).map(({ payment }) => payment.id));
}

/** The same of an order that the ERP has: where the money no longer comes to its total, every payment with card data. */
export function callsSinceUnknown(order: ShopOrder, mapping: PaymentMapping): string | null {
  if (mapping.settings.rules.paymentData !== "call") return null;
  if (!("reason" in mapPayments(order, mapping))) return callsByRules(order, mapping);
  const ids = payingTransactions(order).map(({ id }) => id);
  return dueCalls(ids.filter((id) => callBodyOf(0, id, order, mapping) !== null));
}
