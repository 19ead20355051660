/** Shared parts of the stock lane. */
import { parseSku } from "../../rules/catalog/sku-key.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { markVariantsDue } from "../../hub/catalog/product-marks.ts";
import { countFailedAttempt, parkDeleted, parkRefused } from "../../hub/stock/parked-stock.ts";
import type { Instant } from "../../ports.ts";
import { markProblem, type StockCompany } from "../../hub/stock/companies.ts";
import { markStock, type StockMark, type DueStock } from "../../hub/stock/due-stock.ts";
import { backoffMs } from "../lane/failure-step.ts";
import type { Lane } from "../lane/lane.ts";
import { itemRefusedEntry, locationInactiveEntry, stockKey, stockName } from "./entries.ts";

export interface StockRun {
  readonly lane: Lane;
  readonly companies: readonly StockCompany[];
  /** Companies not sent in this run: unmapped, or without an active location. */
  readonly closed: Set<number>;
}

export type VariantRow = DueStock & { readonly variant: NonNullable<DueStock["variant"]> };

/** A row with a ready level: active, tracked as required, and `sentQuantity` is Shopify's current quantity. */
export interface ReadyStock {
  readonly row: VariantRow;
  /** Null: sold without limit, so no quantity is sent. */
  readonly units: number | null;
}

export const markOf = (row: VariantRow, quantity: number | null): StockMark => ({
  company: row.company,
  sku: row.sku,
  hash: row.hash,
  inputsFingerprint: row.inputsFingerprint,
  externalChanges: row.externalChanges,
  location: row.location,
  item: row.variant.item,
  quantity,
});

/** Accepted, or already equal: the rows are marked and their desk entries closed. */
export async function recordSentStock(
  { lane, companies }: StockRun,
  accepted: readonly ReadyStock[],
  along: readonly D1PreparedStatement[] = [],
): Promise<void> {
  if (accepted.length === 0) return;
  lane.count({ due: accepted.length, sent: accepted.length });
  const records = accepted.map(({ row }) => stockKey(row));
  await lane.write([
    markStock(
      lane.db,
      companies,
      accepted.map(({ row, units }) => markOf(row, units)),
    ),
    closeEntries(lane.db, "publish-stock", records, lane.clock.now()),
    ...along,
  ]);
}

/** Refused until the row changes, with one desk entry each. Returns statements for the caller's batch. */
export function recordRefusedStock(
  { lane, companies }: StockRun,
  rows: readonly VariantRow[],
  entryOf: (row: VariantRow) => DeskEntry,
): D1PreparedStatement[] {
  if (rows.length === 0) return [];
  lane.count({ due: rows.length, refused: rows.length });
  return [
    markStock(
      lane.db,
      companies,
      rows.map((row) => markOf(row, null)),
    ),
    openEntries(lane.db, rows.map(entryOf), lane.clock.now()),
  ];
}

/** Logged only: the lane activates the levels again, but a merchant or another app deactivates them. */
export function recordInactive({ lane }: StockRun, rows: readonly VariantRow[]): void {
  const records = rows.slice(0, 5).map(stockName);
  lane.log.warn("stock.level-inactive", { count: rows.length, records: records.join(",") });
}

/** Shopify's codes for a missing item: quantities and stocking use one each. */
export const ITEM_DELETED: ReadonlySet<string> = new Set(["INVALID_INVENTORY_ITEM", "INVENTORY_ITEM_NOT_FOUND"]);

/** An item that exists but was refused this many times in a row, over about ten minutes, needs an operator. */
export const ITEM_TRIES_MAX = 5;

/**
 * C7: the variant was deleted in Shopify. The catalogue lane checks the product, then creates the variant again (with
 * its stock) or reports it; until then the rows wait without a call. If the variant exists, the rows are retried with
 * growing pauses. At last they wait for another quantity, another item or an operator. Returns statements for the
 * caller's batch.
 */
export function awaitCatalog({ lane }: StockRun, rows: readonly VariantRow[]): D1PreparedStatement[] {
  if (rows.length === 0) return [];
  const { db, clock } = lane;
  const isLast = ({ failedAttempts }: VariantRow) => failedAttempts + 1 >= ITEM_TRIES_MAX;
  const last = rows.filter(isLast);
  const others = rows.filter((row) => !isLast(row));
  lane.count({ due: rows.length, pending: others.length, refused: last.length });
  const now = clock.now();
  const products = Map.groupBy(rows, ({ sku }) => parseSku(sku)?.seqProduct);
  const looks = Map.groupBy(products, ([, group]) => lookAt(now, group));
  lane.log.warn("stock.item-deleted", {
    count: rows.length,
    parked: last.length,
    products: seqsOf(products).slice(0, 5).join(","),
  });
  const keyOf = ({ company, sku, hash, variant }: VariantRow) => ({ company, sku, hash, item: variant.item });
  return [
    ...(others.length > 0 ? [parkDeleted(db, others.map(keyOf))] : []),
    ...(last.length > 0 ? [parkRefused(db, last.map(keyOf)), openEntries(db, last.map(itemRefusedEntry), now)] : []),
    ...[...looks].map(([notBefore, group]) => markVariantsDue(db, seqsOf(group), notBefore)),
  ];
}

const MINUTE_MS = 60_000;

/**
 * Whether a row with a possibly temporary refusal is due for a retry: in the next minute, then in every second, fourth
 * and eighth minute of the clock. Only the count has to be stored.
 */
export const isTurn = ({ failedAttempts }: VariantRow, now: Instant): boolean =>
  Math.floor(now / MINUTE_MS) % 2 ** Math.max(0, failedAttempts - 1) === 0;

/**
 * A possibly temporary refusal: the rows stay due and are retried with growing pauses. After five refusals in a row,
 * within about fifteen minutes, they wait for an operator like a refused item. Returns statements for the caller's
 * batch.
 */
export function tryAgain(
  { lane }: StockRun,
  rows: readonly VariantRow[],
  entryOf: (row: VariantRow) => DeskEntry,
): D1PreparedStatement[] {
  if (rows.length === 0) return [];
  const { db, clock } = lane;
  const last = rows.filter(({ failedAttempts }) => failedAttempts + 1 >= ITEM_TRIES_MAX);
  const others = rows.filter((row) => !last.includes(row));
  lane.count({ due: rows.length, pending: others.length, refused: last.length });
  const keyOf = ({ company, sku, hash, variant }: VariantRow) => ({ company, sku, hash, item: variant.item });
  return [
    ...(others.length > 0 ? [countFailedAttempt(db, others)] : []),
    ...(last.length > 0 ? [parkRefused(db, last.map(keyOf)), openEntries(db, last.map(entryOf), clock.now())] : []),
  ];
}

const seqsOf = (products: Iterable<readonly [number | undefined, unknown]>): readonly number[] =>
  [...products].flatMap(([seqProduct]) => seqProduct ?? []);

/**
 * At once for the first refusal, then 1, 2 and 4 minutes later. Parked rows are checked at once too: their item may be
 * deleted by now.
 */
function lookAt(now: Instant, rows: readonly VariantRow[]): Instant {
  const attempts = Math.min(...rows.map((row) => (row.failedAttempts + 1 >= ITEM_TRIES_MAX ? 0 : row.failedAttempts)));
  return attempts === 0 ? 0 : now + backoffMs(attempts - 1);
}

/**
 * S8: Shopify rejects these companies' locations. They are left out of the run, with one entry per company instead of
 * one per SKU.
 */
export function closeCompanies({ lane, closed }: StockRun, companies: readonly number[]): D1PreparedStatement[] {
  for (const company of companies) closed.add(company);
  return [
    markProblem(lane.db, companies, "location-inactive"),
    openEntries(lane.db, companies.map(locationInactiveEntry), lane.clock.now()),
  ];
}
