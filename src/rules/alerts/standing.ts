/** From the hub's facts to what is wrong at present. */
import type { LoadAge } from "../work/promise.ts";
import type { AlertKind, AlertSettings, Standing } from "./kinds.ts";

/** Times are epoch ms. */
export interface AlertFacts {
  readonly now: number;
  /** Loads that the schedule knows; lanes are not among them. */
  readonly loads: readonly { readonly name: string; readonly age: LoadAge }[];
  /** Open entries of the desk by area and reason. */
  readonly desk: readonly {
    readonly area: string;
    readonly reason: string;
    readonly open: number;
    readonly firstAt: number;
  }[];
  /** Open entries an hour ago; null: not known yet. */
  readonly deskBefore: number | null;
  /** When the ERP is asked again; null: it answers. */
  readonly erpSilentUntil: number | null;
  /** Complete orders that are on their way to the ERP, and the arrival of the oldest. */
  readonly waiting: { readonly orders: number; readonly oldestAt: number | null };
}

const MINUTE_MS = 60_000;
const LOADS_OF_ORDERS: readonly string[] = ["order-events", "order-sweep"];

export function standingAlerts(facts: AlertFacts, settings: AlertSettings): readonly Standing[] {
  return [...lateLoads(facts), ...ofDesk(facts), ...ofFlow(facts, settings)];
}

/** One alert a load, however many companies it is late at. */
function lateLoads({ loads, now }: AlertFacts): readonly Standing[] {
  const late = loads.filter(({ age }) => age.kind === "late" || age.kind === "failing");
  return [...Map.groupBy(late, ({ name }) => name)].map(([name, of]) => ({
    kind: LOADS_OF_ORDERS.includes(name) ? "orders-load-late" : "load-late",
    subject: name,
    count: of.length,
    since: now - Math.max(...of.map(({ age }) => age.ageMs ?? 0)),
  }));
}

/** The desk's reasons that are an alert. One that is not here waits at the desk. */
function kindOf(area: string, reason: string): readonly [AlertKind, subject: string] | null {
  const isOfErp = area === "order-flow" || area === "order-events";
  if (reason === "erp-unauthorized" || (reason === "needs-reauth" && isOfErp)) return ["credential", "erp"];
  if (area === "publish" || reason === "needs-reauth" || reason === "shop-closed") return ["credential", "shopify"];
  if (area === "webhooks") return ["webhooks", ""];
  if (area === "queue" && reason === "dead-letter") return ["dead-letters", ""];
  if (reason === "delisting-blocked") return ["mass-disappearance", area];
  if (area === "publish-prices" && reason === "price-drop") return ["price-guard", ""];
  if (area === "orders" && reason === "items-missing") return ["items-missing", ""];
  if (area === "order-ledger" && LEDGER.includes(reason)) return ["ledger", reason];
  return null;
}
const LEDGER: readonly string[] = ["missing-in-erp", "twice-in-erp", "cancelled-alive", "not-in-hub"];

function ofDesk({ desk, now }: AlertFacts): readonly Standing[] {
  const sums = new Map<string, Standing>();
  for (const { area, reason, open, firstAt } of desk) {
    const named = kindOf(area, reason);
    if (named === null || open === 0) continue;
    const [kind, subject] = named;
    const key = `${kind} ${subject}`;
    const before = sums.get(key);
    sums.set(key, {
      kind,
      subject,
      count: (before?.count ?? 0) + open,
      since: Math.min(before?.since ?? now, firstAt),
    });
  }
  return [...sums.values()];
}

function ofFlow(facts: AlertFacts, settings: AlertSettings): readonly Standing[] {
  const { now, desk, deskBefore, erpSilentUntil, waiting } = facts;
  const found: Standing[] = [];
  if (erpSilentUntil !== null)
    found.push({ kind: "erp-silent", subject: "", count: Math.max(1, waiting.orders), since: now });
  const { orders, oldestAt } = waiting;
  if (orders > 0 && oldestAt !== null && now - oldestAt >= settings.ordersWaitMinutes * MINUTE_MS)
    found.push({ kind: "orders-waiting", subject: "", count: orders, since: oldestAt });
  const growth = deskBefore === null ? 0 : desk.reduce((sum, { open }) => sum + open, 0) - deskBefore;
  if (growth >= settings.deskGrowth) found.push({ kind: "desk-growing", subject: "", count: growth, since: now });
  return found;
}
