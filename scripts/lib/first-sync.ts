/**
 * The whole sync, step by step, as the demo and the end-to-end tests run it. Only what an installation would do is
 * done: setup calls, cron ticks, orders in the shop, imports and invoices in the ERP.
 */
import type { Order } from "../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../sim/shopify/state.ts";
import { LANES } from "../../src/rules/work/lanes.ts";
import type { Report } from "../../src/hub/report/report.ts";
import type { Operator } from "./operator.ts";
import type { Simulators } from "./simulators.ts";
import { until } from "./until.ts";

export interface FirstSync {
  readonly simulators: Simulators;
  readonly operator: Operator;
  /** Prints one line of progress. */
  readonly say: (line: string) => void;
}

/** In the order of a first sync: a load follows the loads that its records refer to. */
export const PULLS = ["brands", "categories", "products", "skus", "prices", "stock", "images"] as const;
const REFERENCE = { company: 1, segment: 1 } as const;
/** Gateways of the simulated shop → seqFormaPagto. */
const PAYMENT_FORMS = [
  { gateway: "mercado_pago_card", seqFormaPagto: 3 },
  { gateway: "mercado_pago_pix", seqFormaPagto: 17 },
] as const;

export async function setup({ operator, simulators, say }: FirstSync): Promise<void> {
  await operator.post("/api/setup");
  await operator.put("/api/companies", simulators.mappings);
  const metafields = simulators.mappings.map(({ company }) => ({ company, segment: REFERENCE.segment }));
  await operator.put("/api/price-targets", { base: REFERENCE, metafields });
  await operator.put("/api/payment-forms", PAYMENT_FORMS);
  // A new hub writes nothing; the demo goes live before its rehearsal, as no shop should.
  await operator.post("/api/go-live", { lanes: LANES, despite: true });
  say(`setup: ${simulators.mappings.length} companies mapped to locations, prices of company ${REFERENCE.company}`);
}

/** What an installer does at an ERP that does not speak as documented: probes it, and stores what the probe proposes. */
export async function learnDialect({ operator, simulators, say }: FirstSync): Promise<void> {
  const report = await operator.post<{ records: { record: string; reached: boolean }[]; dialect: object }>(
    "/api/erp/probe",
  );
  await operator.put("/api/erp/dialect", report.dialect);
  simulators.served.clear(); // what the probe read is no load's
  say(`probe: ${report.records.filter(({ reached }) => reached).length} records reached; its dialect is stored`);
}

/** Ticks the pulls and waits for each to end; a run out of time goes on by itself. */
export async function pull(sync: FirstSync, jobs: readonly string[] = PULLS): Promise<void> {
  for (const job of jobs) {
    await sync.operator.tick(job);
    await until(`load ${job}`, async () => {
      const { loads } = await sync.operator.report();
      const rows = loads.filter(({ name }) => name === job);
      const running = rows.reduce((sum, { runningRuns }) => sum + runningRuns, 0);
      return { done: rows.length > 0 && running === 0, state: JSON.stringify(rows) };
    });
    const rows = (await sync.operator.report()).loads.filter(({ name }) => name === job);
    const total = (count: "read" | "changed" | "unchanged" | "refused") =>
      rows.reduce((sum, row) => sum + row[count], 0);
    sync.say(
      `load ${job}: ${total("read")} read, ${total("changed")} changed, ${total("unchanged")} unchanged, ${total("refused")} refused`,
    );
  }
}

/** Ticks the publish, and the poll of the bulk operations it began, until nothing that can go is due. */
export async function publish({ operator, say }: FirstSync): Promise<void> {
  let shown = "";
  await until("publish", async () => {
    await operator.tick("publish");
    await operator.tick("bulk-poll");
    await operator.tick("publish-images");
    const { backlog, lanes } = await operator.report();
    const due = lanesOf(backlog);
    const sent = lanes.map(({ lane, sent }) => `${lane.replace("publish-", "")} ${sent}`).join(", ");
    const left = due.reduce((sum, { rows }) => sum + rows, 0);
    const state = `sent ${sent}; still due ${left}`;
    if (state !== shown) say(`publish: ${state}`);
    shown = state;
    return { done: left === 0, state };
  });
}

/** Rows that can be sent and are still due: rows of unmapped companies cannot. */
export const lanesOf = (backlog: Report["backlog"]): Report["backlog"] =>
  backlog.filter(({ lane }) => lane.startsWith("publish-"));

/** Orders placed at once; the next batch follows when the webhooks of this one are answered. */
const AT_ONCE = 10;

/** Places orders that are all paid in the end: by card at once, some by PIX a moment later. */
export async function placeOrders(
  { simulators, say }: FirstSync,
  count: number,
  seed: number,
): Promise<readonly Order[]> {
  const { control, state } = simulators.shopify;
  const orders: Order[] = [];
  let byPix = 0;
  for (let round = 0; orders.length < count; round++) {
    if (round > count + 20) throw new Error(`the shop could place only ${orders.length} of ${count} orders`);
    const placed = control
      .generateOrders({
        count: Math.min(AT_ONCE, count - orders.length),
        seed: seed + round,
        payments: ["card", "card", "card", "pix"],
      })
      .flatMap((each) => (each.ok ? [each.order] : []));
    const waiting = placed.filter(({ transactions }) => transactions.some(({ status }) => status === "PENDING"));
    for (const order of waiting) control.pay(order.id);
    byPix += waiting.length;
    orders.push(...placed);
    await simulators.shopify.deliverDue(); // resolves when each webhook has its answer
  }
  say(
    `orders: ${orders.length} placed, ${byPix} of them paid by PIX after the order; ${state.orders.size} in the shop`,
  );
  return orders;
}

/** Shopify's id of an order is the ERP's idPedidoCanalVenda. */
export const erpIdOf = (order: Pick<Order, "id">): string => String(numberOfId(order.id));

/**
 * Waits until the ERP has taken each order, sweeping now and then as the cron would. Some buyers' apps leave the bairro
 * out, so their orders are on hold; a person corrects the address in Shopify, and the sweep finds the order again.
 */
export async function untilInErp(sync: FirstSync, orders: readonly Order[]): Promise<void> {
  const { simulators, operator, say } = sync;
  const { journal } = simulators.consinco;
  const corrected = new Set<string>();
  let polls = 0;
  await until("orders into the ERP", async () => {
    const arrived = orders.filter((order) => journal.order(erpIdOf(order)).accepted.length > 0).length;
    if (arrived < orders.length && polls++ % 10 === 9) {
      await correctAddresses(sync, orders, corrected);
      await operator.tick("order-sweep");
    }
    return { done: arrived === orders.length, state: `${arrived} of ${orders.length}, ${corrected.size} corrected` };
  });
  if (corrected.size > 0)
    say(`orders: ${corrected.size} were on hold without a bairro, until a person corrected the address in Shopify`);
  say(`orders: ${orders.length} of ${orders.length} in the ERP`);
}

async function correctAddresses(
  { operator }: FirstSync,
  orders: readonly Order[],
  corrected: Set<string>,
): Promise<void> {
  const { orders: onHold } = await operator.get<{ orders: readonly { orderId: string; reason: string | null }[] }>(
    "/api/orders?state=on-hold",
  );
  for (const { orderId, reason } of onHold) {
    const order = orders.find((each) => erpIdOf(each) === orderId);
    if (!order || reason !== "address-bairro-missing" || corrected.has(orderId)) continue;
    for (const which of ["shippingAddress", "billingAddress"] as const) {
      const address = order[which];
      if (address) order[which] = { ...address, address2: `${address.address2 ?? "Casa"} - Centro` };
    }
    order.updatedAt = Date.now();
    corrected.add(orderId);
  }
}

/**
 * Lets the ERP import and invoice what it has, and waits until each invoice stands on its Shopify order and the hub knows
 * it: only a stock run that begins after that releases the orders' reservations.
 */
export async function importAndInvoice(
  { simulators, operator, say }: FirstSync,
  orders: readonly Order[],
): Promise<void> {
  const { imported, invoiced } = simulators.consinco.control.importAndInvoiceDue();
  say(`ERP: ${imported} orders imported, ${invoiced} invoiced`);
  let polls = 0;
  await until("invoices onto the orders", async () => {
    if (polls++ % 15 === 0) await operator.tick("order-events");
    const arrived = orders.filter(hasInvoice).length;
    const { byState } = (await operator.report()).orders;
    const known = byState.find(({ state }) => state === "invoiced")?.orders ?? 0;
    return { done: arrived === orders.length && known >= orders.length, state: `${arrived} shown, ${known} known` };
  });
  say(`orders: ${orders.length} of ${orders.length} carry their invoice in Shopify`);
}

export const INVOICE_FIELD = "erp.nfe_chave";
export const hasInvoice = (order: Order): boolean => order.metafields.has(INVOICE_FIELD);

/** Watermarks have whole seconds and follow the earlier of two clocks: a run this long after an import is surely after it. */
const SURELY_LATER_MS = 2_500;
const SETTLE_ROUNDS_MAX = 5;

/** The imports took stock in the ERP: its new figures go to Shopify. */
export async function recordSentStock(sync: FirstSync): Promise<void> {
  for (let round = 1; round <= SETTLE_ROUNDS_MAX; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, SURELY_LATER_MS));
    await pull(sync, ["stock"]);
    await publish(sync);
    // The last imports may have become known after this round's stock run began.
    if ((await sync.operator.report()).reservedLines === 0) return;
  }
}
