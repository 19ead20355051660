/** What the parts of the stock lane share. */
import { parseSku } from "../catalog/sku-key.ts";
import { closeDesk, openDesk, type DeskEntry } from "../hub/desk.ts";
import { recheckSets } from "../hub/shop-products.ts";
import { parkGone } from "../hub/stock-gone.ts";
import { markProblem, markStock, type StockCompany, type StockMark, type StockRow } from "../hub/stock-publish.ts";
import type { Lane } from "./publish-lane.ts";
import { locationGoneEntry, stockRecord } from "./publish-words.ts";

export interface StockRun {
  readonly lane: Lane;
  readonly companies: readonly StockCompany[];
  /** Companies that are not sent in this run: unmapped, or their location is gone. */
  readonly closed: Set<number>;
}

export type VariantRow = StockRow & { readonly variant: NonNullable<StockRow["variant"]> };

/** A row whose level is ready: active, tracked as it should be, and `sentQuantity` is what stands there. */
export interface ReadyStock {
  readonly row: VariantRow;
  /** Null: sold without limit, there is no figure to send. */
  readonly units: number | null;
}

export const markOf = (row: VariantRow, quantity: number | null): StockMark => ({
  company: row.company,
  sku: row.sku,
  hash: row.hash,
  basis: row.basis,
  news: row.news,
  location: row.location,
  item: row.variant.item,
  quantity,
});

/** Accepted, or there already: marked, and what stood on the desk about it is closed. */
export async function settleStock(
  { lane, companies }: StockRun,
  settled: readonly ReadyStock[],
  along: readonly D1PreparedStatement[] = [],
): Promise<void> {
  if (settled.length === 0) return;
  lane.count({ due: settled.length, sent: settled.length });
  const records = settled.map(({ row }) => stockRecord(row.company, row.sku));
  await lane.write([
    markStock(
      lane.db,
      companies,
      settled.map(({ row, units }) => markOf(row, units)),
    ),
    closeDesk(lane.db, "publish-stock", records, lane.clock.now()),
    ...along,
  ]);
}

/** Refused as they are: not due until the row changes, one desk entry each. Statements for a batch of the caller's. */
export function refuseStock(
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
    openDesk(lane.db, rows.map(entryOf), lane.clock.now()),
  ];
}

/** What Shopify says of an item that it does not have: quantities and stocking each have a word of their own. */
export const ITEM_GONE: ReadonlySet<string> = new Set(["INVALID_INVENTORY_ITEM", "INVENTORY_ITEM_NOT_FOUND"]);

/**
 * C7: somebody deleted the variant. The catalogue looks at its product, and makes the variant again (with its stock) or
 * says so; until then the rows wait without a call. Statements for a batch of the caller's.
 */
export function awaitCatalog({ lane }: StockRun, rows: readonly VariantRow[]): D1PreparedStatement[] {
  if (rows.length === 0) return [];
  lane.count({ due: rows.length, pending: rows.length });
  const products = new Set(rows.flatMap(({ sku }) => parseSku(sku)?.seqProduct ?? []));
  lane.log.warn("stock.item-gone", { count: rows.length, products: [...products].slice(0, 5).join(",") });
  return [
    parkGone(
      lane.db,
      rows.map(({ company, sku, variant }) => ({ company, sku, item: variant.item })),
    ),
    recheckSets(lane.db, [...products]),
  ];
}

/** S8: Shopify does not take these companies' locations. They are left out of the run, with one entry each and not one a SKU. */
export function closeCompanies({ lane, closed }: StockRun, companies: readonly number[]): D1PreparedStatement[] {
  for (const company of companies) closed.add(company);
  return [
    markProblem(lane.db, companies, "location-gone"),
    openDesk(lane.db, companies.map(locationGoneEntry), lane.clock.now()),
  ];
}
