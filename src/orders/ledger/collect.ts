/**
 * Which orders a run compares: Shopify's of the window, then those that only the hub or an event of the ERP names, and in a night
 * also those that differed before. Each stage is repeated without effect: an order has one row, whichever source names it.
 */
import { ownTitlesOf } from "../../hub/orders/actions.ts";
import { adoptOrders, openLedgerOrders, ordersAt, saveComparisons, saveShopSides } from "../../hub/ledger/orders.ts";
import type { LedgerRun } from "../../hub/ledger/runs.ts";
import {
  eventOrdersOf,
  hubOrdersOf,
  readKnownOrder,
  readKnownSkus,
  type NamedOrders,
} from "../../hub/ledger/sources.ts";
import type { Instant } from "../../ports.ts";
import { isoSeconds } from "../../rules/record/iso-seconds.ts";
import { INVOICE_LATE_MS, type Comparison } from "../../rules/orders/ledger/compare.ts";
import type { ShopSide } from "../../rules/orders/ledger/sides.ts";
import { DAY_MS, SHOP_LISTS_DAYS } from "../../rules/orders/ledger/window.ts";
import { ledgerOrder, ledgerPage, type LedgerOrder } from "../../shopify/orders/ledger.ts";
import { isOutOfReach } from "../absence.ts";
import { commitPage, type LedgerView, type PageResult } from "./page.ts";
import { shopSilent } from "./stop.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { deletedSide, shopSideOf } from "./shop-side.ts";

const OPEN_AT_ONCE = 500;
const READ_AT_ONCE = 20;

/** A person asks for the orders made in a window; a night looks at what changed in it. */
const byOf = ({ kind }: LedgerRun) => (kind === "night" ? "changed" : "created");

/** A page of Shopify's list. */
export async function collectFromShop(view: LedgerView): Promise<PageResult> {
  const { deps, run } = view;
  const window = { since: isoSeconds(run.since), before: isoSeconds(run.before) };
  const read = await ledgerPage(deps.shopify, byOf(run), window, run.cursor);
  if (read.kind === "failed") return shopSilent(view, read.failure);
  const { orders, next } = read.value;
  const place = next === null ? ({ stage: "hub", cursor: null } as const) : { cursor: next };
  return commitPage(view, { ...place, stops: 0, problem: null }, await statementsOf(view, orders));
}

/** A page of the hub's orders, of the window's events, or of the orders that are open. */
export async function collectFromHub(view: LedgerView): Promise<PageResult> {
  const { deps, run } = view;
  const now = deps.clock.now();
  const named = await namedOrders(view, now);
  const place = named.next === null ? ({ stage: nextStage(run), cursor: null } as const) : { cursor: named.next };
  const adopted = named.orderIds.length > 0 ? [adoptOrders(deps.db, run.id, named.orderIds, now)] : [];
  return commitPage(view, place, adopted);
}

async function namedOrders({ deps, run }: LedgerView, now: Instant): Promise<NamedOrders> {
  const after = run.cursor ?? "";
  const seenSince = now - SHOP_LISTS_DAYS * DAY_MS;
  switch (run.stage) {
    case "hub":
      return hubOrdersOf(
        deps.db,
        run,
        { by: byOf(run), importedBefore: now - INVOICE_LATE_MS, importedSince: seenSince },
        after,
      );
    case "events":
      return eventOrdersOf(deps.db, run, after);
    case "erp":
    case "open":
    case "read":
    case "shop": {
      const orderIds = await openLedgerOrders(deps.db, run.id, { after, limit: OPEN_AT_ONCE, seenSince });
      return { orderIds, next: orderIds.length < OPEN_AT_ONCE ? null : (orderIds.at(-1) ?? null) };
    }
  }
}

/** A person's window stands for itself; a night also looks again at what is open. */
function nextStage({ stage, kind }: LedgerRun): "events" | "open" | "read" {
  if (stage === "hub") return "events";
  return stage === "events" && kind === "night" ? "open" : "read";
}

/** Some orders that Shopify's list did not bring, each read by its id. */
export async function readNamed(view: LedgerView): Promise<PageResult> {
  const { deps, run } = view;
  const { db, clock, shopify } = deps;
  const rows = await ordersAt(db, run.id, "read", READ_AT_ONCE);
  if (rows.length === 0) return commitPage(view, { stage: "erp", cursor: null }, []);
  const found: LedgerOrder[] = [];
  const deleted: string[] = [];
  const unknown: string[] = [];
  for (const { orderId } of rows) {
    const read = await ledgerOrder(shopify, orderId);
    if (read.kind === "failed") return shopSilent(view, read.failure);
    if (read.value !== null) found.push(read.value);
    else if (await isTooOld(view, orderId)) unknown.push(orderId);
    else deleted.push(orderId);
  }
  const names = new Map(rows.map(({ orderId, name }) => [orderId, name]));
  const now = clock.now();
  const gone = deleted.map((orderId) => ({
    orderId,
    name: names.get(orderId) ?? null,
    shop: deletedSide(names.get(orderId) ?? orderId),
  }));
  return commitPage(view, { stops: 0, problem: null }, [
    ...(await statementsOf(view, found)),
    ...(gone.length > 0 ? [saveShopSides(db, run.id, gone, now)] : []),
    ...(unknown.length > 0 ? [saveComparisons(db, run.id, unknown.map(notCompared), now)] : []),
  ]);
}

/** Without `read_all_orders` Shopify answers null for an order older than 60 days: that is no proof of a deletion. */
async function isTooOld({ deps }: LedgerView, orderId: string): Promise<boolean> {
  const known = await readKnownOrder(deps.db, orderId);
  return known !== null && (await isOutOfReach(deps, known));
}

async function statementsOf(
  { deps, run }: LedgerView,
  orders: readonly LedgerOrder[],
): Promise<readonly D1PreparedStatement[]> {
  if (orders.length === 0) return [];
  const { db, clock } = deps;
  const texts = orders.flatMap(({ lines }) => (lines ?? []).flatMap(({ sku }) => sku ?? []));
  const [known, rules, own] = await Promise.all([
    readKnownSkus(db, [...new Set(texts)]),
    readOrderRules(db),
    ownTitlesOf(
      db,
      orders.map(({ orderId }) => orderId),
    ),
  ]);
  const sides = orders.map(({ orderId, ...order }) => ({
    orderId,
    name: order.name,
    shop: shopSideOf({ orderId, ...order }, { ...known, rules }, own.get(orderId)),
  }));
  const readable = sides.flatMap(({ shop, ...side }) => (shop === null ? [] : [{ ...side, shop }]));
  const unreadable = sides.filter(({ shop }: { readonly shop: ShopSide | null }) => shop === null);
  const now = clock.now();
  return [
    saveShopSides(db, run.id, readable, now),
    // Two statements: an order that is new to the ledger needs a row before it can be marked.
    ...(unreadable.length === 0
      ? []
      : [
          adoptOrders(
            db,
            run.id,
            unreadable.map(({ orderId }) => orderId),
            now,
          ),
          saveComparisons(
            db,
            run.id,
            unreadable.map(({ orderId }) => notCompared(orderId)),
            now,
          ),
        ]),
  ];
}

const NOT_COMPARED: Comparison = {
  verdict: "not-compared",
  comparedBy: null,
  expected: 0,
  inHub: 0,
  inErp: 0,
  differences: [],
};
const notCompared = (orderId: string) => ({ orderId, comparison: NOT_COMPARED });
