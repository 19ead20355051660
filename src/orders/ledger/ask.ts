/**
 * The ERP's side. It has no list of orders, so each order is one lookup: paced, and only a share a night. Twenty lookups and what
 * came of them are one batch; a crash between two batches repeats questions, which change nothing.
 */
import { findOrder } from "../../erp/records/pedido-venda.ts";
import { ownTitlesOf } from "../../hub/orders/actions.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { replacePageEntries } from "../../hub/desk/page.ts";
import { countVerdicts, giveUpAsking, ordersAt, saveComparisons, type LedgerRow } from "../../hub/ledger/orders.ts";
import { askedIn } from "../../hub/ledger/runs.ts";
import { readHubSides, type HubView } from "../../hub/ledger/sources.ts";
import { readOrdersSince } from "../../hub/orders/start-date.ts";
import { REF } from "../../rules/record/desk-entry.ts";
import { skuOf } from "../../rules/catalog/sku-key.ts";
import { compareOrder, type Comparison } from "../../rules/orders/ledger/compare.ts";
import { ledgerEntry } from "../../rules/orders/ledger/entries.ts";
import { expectedOfOrder, parseShopSide, type ErpSide, type ShopSide } from "../../rules/orders/ledger/sides.ts";
import { totalsOf } from "../../rules/orders/ledger/totals.ts";
import { readShopOrder } from "../../rules/orders/shop-order.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { readSoldOrder } from "../sold-order.ts";
import { nightOf, QUESTIONS_A_NIGHT } from "../../rules/orders/ledger/window.ts";
import { commitPage, type LedgerDeps, type LedgerView, type PageResult } from "./page.ts";
import { STOPS_MAX } from "./stop.ts";

const ASKED_AT_ONCE = 20;
/** Between two questions: five a second at most, beside the loads and the order flow. */
const PACE_MS = 200;
/** A page of slow answers ends early, well before its lease. */
const PAGE_TIME_MS = 60_000;
/** So many lookups in a row without a usable answer: the ERP is down, and the rest of the page waits. */
const SILENT_IN_A_ROW = 3;

interface Answered {
  readonly row: LedgerRow;
  readonly comparison: Comparison;
}

export async function askErp(view: LedgerView): Promise<PageResult> {
  const { deps, run } = view;
  const { db, clock, log } = deps;
  const night = nightOf(clock.now());
  const left = QUESTIONS_A_NIGHT - (await askedIn(db, night));
  const rows = await ordersAt(db, run.id, "ask", ASKED_AT_ONCE);
  if (rows.length === 0) return end(view);
  if (left <= 0) return { kind: "waits" };
  const page = await answersOf(deps, rows.slice(0, left));
  const { answered, asked, usable } = page;
  // Questions that need no answer are no sign of life.
  const stops = usable > 0 ? 0 : page.silent ? run.stops + 1 : run.stops;
  const problem = page.silent ? "ERP: no usable answer" : null;
  const askedBefore = run.night === night ? run.asked : 0;
  const now = clock.now();
  const statements = [
    saveComparisons(
      db,
      run.id,
      answered.map(({ row: { orderId }, comparison }) => ({ orderId, comparison })),
      now,
    ),
    ...deskOf(db, answered, now),
    ...(usable > 0 ? [closeEntries(db, "order-ledger", [{ ref: REF.erp }], now)] : []),
  ];
  const saved = await commitPage(view, { night, asked: askedBefore + asked, stops, problem }, statements);
  if (saved.kind !== "next" || !page.silent) return saved;
  log.warn("ledger.stopped", { runId: run.id, stage: run.stage, reason: problem, stops });
  return stops < STOPS_MAX ? { kind: "waits" } : giveUp({ ...view, run: saved.run });
}

async function answersOf(deps: LedgerDeps, rows: readonly LedgerRow[]) {
  const { db, clock } = deps;
  const startedAt = clock.now();
  const viewOf = await readHubSides(
    db,
    rows.map(({ orderId }) => orderId),
  );
  const ordersSince = Date.parse((await readOrdersSince(db)) ?? new Date(startedAt).toISOString());
  const answered: Answered[] = [];
  let asked = 0;
  let usable = 0;
  let inARow = 0;
  for (const row of rows) {
    if (inARow >= SILENT_IN_A_ROW || clock.now() - startedAt > PAGE_TIME_MS) break;
    const shop = row.shop === null ? null : parseShopSide(row.shop);
    const known = viewOf(row.orderId);
    let erp: ErpSide = { kind: "notThere" };
    if (needsQuestion(shop, known)) {
      if (asked > 0) await clock.sleep(PACE_MS);
      erp = await sideOf(deps, row.orderId, known.hub?.seqPedido ?? null);
      asked += 1;
      inARow = erp.kind === "unknown" ? inARow + 1 : 0;
      if (erp.kind !== "unknown") usable += 1;
    }
    const compare = (side: ShopSide | null) =>
      compareOrder({ shop: side, ...known, erp, ordersSince, now: clock.now() });
    const comparison = compare(shop);
    const closer = needsCloserLook(shop, erp, comparison) ? await readWhole(deps, row.orderId) : null;
    answered.push({
      row,
      comparison: shop === null || closer === null ? comparison : compare({ ...shop, items: closer }),
    });
  }
  return { answered, asked, usable, silent: inARow >= SILENT_IN_A_ROW || (asked > 0 && usable === 0) };
}

/** An order that was never paid, that the hub knows and never sent, and of which the ERP sent no event: no lookup is spent on it. */
function needsQuestion(shop: ShopSide | null, { hub, events }: HubView): boolean {
  if (shop === null) return false;
  const isUnpaid = shop.isTest || !["PAID", "PARTIALLY_REFUNDED", "REFUNDED"].includes(shop.financialStatus ?? "");
  return !isUnpaid || hub === null || hub.submittedAt !== null || hub.seqPedido !== null || events.length > 0;
}

/** The list shows a line's SKU and title alone: gifts, tips, fees and lines without a SKU are read with the whole order. */
const needsCloserLook = (shop: ShopSide | null, erp: ErpSide, { differences }: Comparison): boolean =>
  shop !== null &&
  erp.kind === "found" &&
  erp.items !== null &&
  (shop.items === null || differences.some(({ kind }) => kind === "items-differ"));

/** Null: it cannot be read or mapped now, and the first look stands. */
async function readWhole({ db, shopify, clock }: LedgerDeps, orderId: string): Promise<ShopSide["items"]> {
  const read = await readOrder(shopify, orderId, { priority: "catalog" });
  const parsed = read.kind === "order" ? readShopOrder(read.order) : null;
  if (!parsed?.ok) return null;
  const { sold, hub } = await readSoldOrder(db, parsed.order, clock.now());
  const own = (await ownTitlesOf(db, [orderId])).get(orderId);
  const lines = sold.lines.filter(({ sku, title }) => sku !== null || own?.has(title) !== true);
  return expectedOfOrder({ ...sold, lines }, hub);
}

/** Only an answer about this order counts; everything else is unknown, also where the ERP has no lookup. */
async function sideOf({ erp, config }: LedgerDeps, orderId: string, preferred: number | null): Promise<ErpSide> {
  const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId }, preferred);
  if (lookup.kind !== "found") return { kind: lookup.kind === "notThere" ? "notThere" : "unknown" };
  const { totalCents, items } = lookup.order;
  const counted: Record<string, number> = {};
  for (const { seqProduto, packageMilli, orderedMilli } of items ?? []) {
    const sku = skuOf(seqProduto, packageMilli);
    counted[sku] = (counted[sku] ?? 0) + orderedMilli;
  }
  return {
    kind: "found",
    seqPedidos: lookup.all,
    rejected: lookup.rejected,
    totalCents,
    items: items === null ? null : counted,
  };
}

/** The desk shows exactly the differences of the orders that were compared; an entry of an order that is right again closes. */
function deskOf(db: D1Database, answered: readonly Answered[], now: number): readonly D1PreparedStatement[] {
  const compared = answered.filter(({ comparison: { verdict, inErp } }) => verdict !== "not-compared" || inErp > 0);
  if (compared.length === 0) return [];
  const entries = compared.flatMap(({ row, comparison }) =>
    comparison.differences.map((difference) => ledgerEntry(row.orderId, row.name, difference)),
  );
  const keys = compared.map(({ row: { orderId: ref } }) => ({ ref }));
  return replacePageEntries(db, "order-ledger", keys, entries, now);
}

/** The ERP is silent for hours, or this installation has no lookup: the next night asks again. */
async function giveUp(view: LedgerView): Promise<PageResult> {
  await giveUpAsking(view.deps.db, view.run.id, view.deps.clock.now()).run();
  return end(view);
}

/** The last page: the counts of the three sides, and one entry for the ERP where it was silent to the end. */
async function end(view: LedgerView): Promise<PageResult> {
  const { deps, run } = view;
  const totals = await countVerdicts(deps.db, run.id);
  const { shopify, hub, erp, closes } = totalsOf(totals);
  const orders = totals.find(({ verdict }) => verdict === "not-compared")?.orders ?? 0;
  const now = deps.clock.now();
  const silent = { area: "order-ledger", ref: REF.erp, reason: "erp-silent", params: { orders } } as const;
  const ended = await commitPage(
    view,
    { endedAt: now, problem: null, totals: JSON.stringify(totals) },
    run.stops > 0 && orders > 0 ? [openEntries(deps.db, [silent], now)] : [],
  );
  if (ended.kind === "ended") deps.log.info("ledger.ended", { runId: run.id, shopify, hub, erp, closes });
  return ended;
}
