/** Did each changed order end right? In cents: what was kept is what the ERP bills, less what the shop gave back. */
import type { Order as ErpOrder } from "../../sim/consinco/orders/orders.ts";
import { valueCents } from "../../sim/consinco/orders/rules.ts";
import { financialStatus, totalsOf } from "../../sim/shopify/orders/order-totals.ts";
import type { Report } from "../../src/hub/report/report.ts";
import { erpOrderOf, isCancelledCase, type ChangedOrder } from "./back-office.ts";
import { GIVEN_BACK_CENTS } from "./erp-side.ts";
import { hasInvoice } from "./first-sync.ts";
import type { Simulators } from "./simulators.ts";

export interface ChangedRow {
  readonly what: string;
  readonly by: "poll" | "push";
  /** What was paid when the order was placed. */
  readonly placedCents: number;
  readonly billedCents: number;
  readonly refundedCents: number;
  /** Paid, less what went back. */
  readonly keptCents: number;
  /** How Shopify shows the order now. */
  readonly ends: string;
}

export interface ChangedOrders {
  readonly rows: readonly ChangedRow[];
  readonly problems: readonly string[];
}

export function closeChanged(
  simulators: Simulators,
  { desk }: Pick<Report, "desk">,
  changed: readonly ChangedOrder[],
): ChangedOrders {
  const results = changed.map((each) => closeOne(simulators, each));
  const held = desk.filter(({ area }) => area === "events");
  return {
    rows: results.map(({ row }) => row),
    problems: [
      ...results.flatMap(({ problems }) => problems),
      ...held.map(({ reason, open }) => `events of the ERP: ${open} at the error desk, ${reason}`),
    ],
  };
}

function closeOne({ consinco }: Simulators, each: ChangedOrder): { row: ChangedRow; problems: string[] } {
  const { what, by, order, placedCents } = each;
  const held = erpOrderOf(consinco, order);
  const { received, refunded } = totalsOf(order, true);
  const billedCents = billedOf(consinco.state, held);
  const keptCents = received - refunded;
  const wantedCents = billedCents - (what === "refunded in the shop" ? GIVEN_BACK_CENTS : 0);
  const isCancelled = order.cancelledAt !== null;
  const name = `order ${order.name}, ${what}`;
  const problems = [
    ...(received === placedCents ? [] : [`${name}: ${placedCents} cents were placed, ${received} paid`]),
    ...(keptCents === wantedCents ? [] : [`${name}: ${keptCents} cents were kept, and ${wantedCents} are due`]),
    ...(refunded > 0 ? [] : [`${name}: nothing went back`]),
    ...(isCancelled === isCancelledCase(each) && (held.stage === "cancelled") === isCancelled
      ? []
      : [`${name}: ${held.stage} in the ERP, ${isCancelled ? "cancelled" : "not cancelled"} in Shopify`]),
    ...(hasInvoice(order) === isCancelled ? [`${name}: an invoice is ${isCancelled ? "shown" : "missing"}`] : []),
  ];
  const ends = isCancelled ? "cancelled" : (hasInvoice(order) ? "invoiced, " : "") + statusOf(order);
  return { row: { what, by, placedCents, billedCents, refundedCents: refunded, keptCents, ends }, problems };
}

const statusOf = (order: ChangedOrder["order"]): string =>
  financialStatus(order, true).toLowerCase().replaceAll("_", " ");

/** The goods at what was attended, and the freight; nothing of a cancelled order. */
function billedOf(erp: Simulators["consinco"]["state"], { stage, items, body }: ErpOrder): number {
  if (stage === "cancelled") return 0;
  const goods = items.filter(({ lost }) => !lost).map((item) => valueCents(erp, item, item.attendedMilli));
  return goods.reduce((sum, cents) => sum + cents, body.freightCents);
}
