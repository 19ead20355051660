/** The integrator on the ERP's side: pushes events with a token of its own, and reads the feed of refunds. */
import type { Order } from "../../sim/shopify/records/orders.ts";
import { erpOrderOf, orderOf, type ChangedOrder } from "./back-office.ts";
import { erpIdOf, type FirstSync } from "./first-sync.ts";
import { createOperator, type Operator } from "./operator.ts";
import { until } from "./until.ts";

/** What a person gives back of the order that is refunded. */
export const GIVEN_BACK_CENTS = 150;
/** Well below the calls that a token has in a minute. */
const EVERY_MS = 500;
const PUSHED_TO: Readonly<Record<string, string>> = {
  ALTERADO: "alterations",
  FATURADO: "invoices",
  CANCELADO: "cancellations",
};

/** The operator makes a token of the scope `erp`. @returns the client that holds it */
export async function createErpSide(operator: Operator): Promise<Operator> {
  const { secret } = await operator.post<{ secret: string }>("/api/tokens", { name: "erp da demo", scope: "erp" });
  return createOperator(operator.origin, secret);
}

/** The ERP bills what is open of these orders and pushes what it did to them, until the connector has applied each event. */
export async function pushEvents(
  { simulators, say }: FirstSync,
  erp: Operator,
  orders: readonly Order[],
): Promise<void> {
  const { control, state } = simulators.consinco;
  const held = orders.map((order) => erpOrderOf(simulators.consinco, order));
  for (const { seqPedido, stage } of held) if (stage !== "cancelled") control.invoice({ seqPedido });
  const numbers = new Set(held.map(({ seqPedido }) => seqPedido));
  const ids: string[] = [];
  for (const { event } of state.orders.listings.filter((each) => numbers.has(each.event.seqPedido))) {
    const path = PUSHED_TO[event.tipoEvento];
    if (path === undefined) throw new Error(`no call takes an event ${event.tipoEvento}`);
    const body = { seqEvento: event.seqEvento, ...event.item };
    const { events } = await erp.post<{ events: readonly { id: string }[] }>(`/erp/${path}`, body);
    ids.push(...events.map(({ id }) => id));
  }
  for (const id of ids) await untilApplied(erp, id);
  say(`push: ${ids.length} events of ${orders.length} orders, each applied`);
}

const untilApplied = (erp: Operator, id: string): Promise<void> =>
  until(
    `event ${id}`,
    async () => {
      const { state, reasons } = await erp.get<{ state: string; reasons: unknown }>(
        `/erp/events/${encodeURIComponent(id)}`,
      );
      return { done: state === "applied", state: `${state} ${JSON.stringify(reasons)}` };
    },
    { everyMs: EVERY_MS },
  );

/** A person of the shop gives money back of the billed order; the ERP's side finds it in the feed. */
export async function refundInShop(
  { simulators, say }: FirstSync,
  erp: Operator,
  changed: readonly ChangedOrder[],
): Promise<void> {
  const order = orderOf(changed, "refunded in the shop");
  simulators.shopify.control.refundOrder(order.id, GIVEN_BACK_CENTS);
  await simulators.shopify.deliverDue();
  await until(
    "the shop's refund in the ERP's feed",
    async () => {
      const { refunds } = await erp.get<{ refunds: readonly Refunded[] }>("/erp/refunds");
      const found = refunds.filter(({ orderId, madeBy }) => orderId === erpIdOf(order) && madeBy === "shop");
      const cents = found.reduce((sum, { totalCents }) => sum + totalCents, 0);
      return { done: cents === GIVEN_BACK_CENTS, state: `${cents} cents` };
    },
    { everyMs: EVERY_MS },
  );
  say(`refund: ${GIVEN_BACK_CENTS} cents of ${order.name} went back in the shop, and stand in the ERP's feed`);
}

interface Refunded {
  readonly orderId: string;
  readonly madeBy: string;
  readonly totalCents: number;
}
