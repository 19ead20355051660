/**
 * The stock lane's rows. A row is read with the inputs of its units (`inputsFingerprint`), which are compared again
 * when it is marked.
 */
import { parseSku } from "../../rules/catalog/sku-key.ts";
import type { QuantityIn, StockFacts } from "../../rules/stock/available-quantity.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { products, skus } from "../schema/catalog.ts";
import { isMarked, movedUpTo } from "../loads/marking.ts";
import { prices, priceTargets } from "../schema/prices.ts";
import { shopVariants } from "../schema/shop.ts";
import { companies as companyTable, stock } from "../schema/stock.ts";
import { IS_DUE, type StockCompany } from "./companies.ts";
import { releasesOf, RESERVED } from "./reservation-release.ts";
import { SAFETY } from "./safety-stock.ts";
import { HELD } from "./stock-cuts.ts";

type Stock = typeof stock.$inferSelect;

/**
 * The columns that the lane reads of the row itself. `externalChanges` counts how often Shopify moved the level;
 * `failedAttempts` how often in a row it refused the item.
 */
const OF_ROW = [
  "company",
  "sku",
  "quantityMilli",
  "unlimited",
  "hash",
  "externalChanges",
  "failedAttempts",
  "sentQuantity",
  "levelActive",
] as const satisfies readonly (keyof Stock)[];
type OfRow = Pick<Stock, (typeof OF_ROW)[number]>;

export interface DueStock extends StockFacts, Readonly<Omit<OfRow, "unlimited" | "levelActive">> {
  readonly location: string;
  readonly levelActive: boolean;
  readonly variant: { readonly item: string; readonly tracked: boolean } | null;
  /** All inputs of the units besides the row's own hash, as text. */
  readonly inputsFingerprint: string;
}

// One price for sale is enough: a segment of the company may be closed for a SKU and another one open.
const OWN_ON_SALE = sqlText`(SELECT MAX(x.${prices.onSale}) FROM ${priceTargets} AS y
   CROSS JOIN ${prices} AS x ON x.${prices.company} = y.${priceTargets.company} AND x.${prices.segment} = y.${priceTargets.segment}
          AND x.${prices.sku} = s.${stock.sku}
  WHERE y.${priceTargets.company} = s.${stock.company} AND y.${priceTargets.removing} = 0)`;
/** @param activity the SKU's `SkuActivity`: off at one company, it is not for sale there */
const onSaleBy = (activity: string) =>
  sqlText`MIN(COALESCE(b.${prices.onSale}, 1), COALESCE(${OWN_ON_SALE}, 1), COALESCE(${activity} ->> ('$."' || s.${stock.company} || '"'), 1))`;
const ON_SALE = onSaleBy(sqlText`k.${skus.activity}`);
const BASIS = sqlText`concat_ws('|', ${RESERVED}, ${SAFETY}, c.${companyTable.quantityIn}, p.${products.weighed},
   COALESCE(p.${products.multipleMilli}, ''), p.${products.active}, k.${skus.packageMilli}, k.${skus.active}, ${ON_SALE}, ${HELD})`;
const BASE_PRICE = sqlText`LEFT JOIN ${priceTargets} AS t ON t.${priceTargets.target} = 'base'
  LEFT JOIN ${prices} AS b ON b.${prices.company} = t.${priceTargets.company} AND b.${prices.segment} = t.${priceTargets.segment}
        AND b.${prices.sku} = s.${stock.sku}`;
const JOINS = sqlText`JOIN ${companyTable} AS c ON c.${companyTable.company} = s.${stock.company}
  LEFT JOIN ${shopVariants} AS v ON v.${shopVariants.seqProduct} = s.${stock.seqProduct} AND v.${shopVariants.sku} = s.${stock.sku}
  LEFT JOIN ${products} AS p ON p.${products.seqProduct} = v.${shopVariants.seqProduct}
  LEFT JOIN ${skus} AS k ON k.${skus.seqProduct} = v.${shopVariants.seqProduct} AND k.${skus.sku} = s.${stock.sku}
  ${BASE_PRICE}`;
const COLUMNS = sqlText`${columnList(stock, OF_ROW, "s")}, v.${shopVariants.inventoryItemGid} AS item, v.${shopVariants.tracked},
  c.${companyTable.locationGid} AS location, ${SAFETY} AS safetyMilli, ${columnList(companyTable, ["quantityIn"], "c")},
  ${columnList(products, ["weighed", "multipleMilli"], "p")}, p.${products.active} AS productActive,
  k.${skus.packageMilli} AS packageMilli, k.${skus.active} AS skuActive,
  ${ON_SALE} AS onSale, ${HELD} AS held, ${RESERVED} AS reservedMilli`;

/** What BASIS gives for the same row. Computed here, because SQLite would run each of its lookups a second time. */
const fingerprintOf = (row: Raw): string =>
  [
    row.reservedMilli,
    row.safetyMilli,
    row.quantityIn,
    row.weighed,
    row.multipleMilli ?? "",
    row.productActive,
    row.packageMilli,
    row.skuActive,
    row.onSale,
    row.held,
  ]
    .filter((part) => part !== null) // as concat_ws
    .join("|");

/** Of the given rows `j`: SET and WHERE of an UPDATE of `stock`. */
export const SAME_KEY = sqlText`${stock}.${stock.company} = j.value ->> 'company' AND ${stock}.${stock.sku} = j.value ->> 'sku'`;

/** The row as D1 returns it: numbers for booleans, and null where the hub has no such variant, product or SKU. */
type Raw = Readonly<
  OfRow &
    Pick<typeof companyTable.$inferSelect, "safetyMilli" | "quantityIn"> & {
      location: string;
      item: string | null;
      tracked: number | null;
      weighed: number | null;
      multipleMilli: number | null;
      productActive: number | null;
      packageMilli: number | null;
      skuActive: number | null;
      onSale: number;
      held: number;
      reservedMilli: number;
    }
>;

/**
 * Due rows of one company after a SKU, in order; of a company that moves, only rows that are marked: the others have what was
 * sent to the former location.
 */
export async function readDueStock(
  db: D1Database,
  companies: readonly StockCompany[],
  company: number,
  afterSku: string,
  limit: number,
): Promise<readonly DueStock[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${COLUMNS} FROM ${stock} AS s INDEXED BY stock_due ${JOINS}
        WHERE s.${stock.company} = ?2 AND s.${stock.sku} > ?3 AND s.${stock.sku} <= ${movedUpTo("?2")} AND ${IS_DUE}
        ORDER BY s.${stock.sku} LIMIT ?4`,
    )
    .bind(releasesOf(companies), company, afterSku, limit)
    .all<Raw>();
  return results.map(rowOf);
}

export type StockKey = Readonly<Pick<Stock, "company" | "sku">>;

/** The same rows as they are now, without those that are yet to be marked since their company moved. */
export async function rereadStock(
  db: D1Database,
  companies: readonly StockCompany[],
  keys: readonly StockKey[],
): Promise<readonly DueStock[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${COLUMNS} FROM json_each(?2) AS j
         JOIN ${stock} AS s ON s.${stock.company} = j.value ->> 'company' AND s.${stock.sku} = j.value ->> 'sku' ${JOINS}
        WHERE ${isMarked(sqlText`s.${stock.company}`, sqlText`s.${stock.sku}`)}`,
    )
    .bind(releasesOf(companies), jsonRows(keys.map(({ company, sku }) => ({ company, sku }))))
    .all<Raw>();
  return results.map(rowOf);
}

export interface StockElsewhere extends StockKey {
  readonly location: string;
  readonly levelActive: boolean;
  readonly unlimited: boolean;
  /** As of `StockFacts`. */
  readonly onSale: boolean;
}

/** These SKUs at every company that sends stock: where they are active, and where sold without limit. */
export async function readStockEverywhere(
  db: D1Database,
  ofSkus: readonly string[],
): Promise<readonly StockElsewhere[]> {
  const c = companyTable;
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(stock, ["company", "sku", "levelActive", "unlimited"], "s")}, c.${c.locationGid} AS location,
              ${onSaleBy(sqlText`(SELECT k.${skus.activity} FROM ${skus} AS k
                WHERE k.${skus.seqProduct} = s.${stock.seqProduct} AND k.${skus.sku} = s.${stock.sku})`)} AS onSale
         FROM json_each(?1) AS j CROSS JOIN ${c} AS c
         CROSS JOIN ${stock} AS s ON s.${stock.company} = c.${c.company} AND s.${stock.sku} = j.value ${BASE_PRICE}
        WHERE c.${c.enabled} = 1 AND c.${c.locationGid} IS NOT NULL ORDER BY s.${stock.sku}, s.${stock.company}`,
    )
    .bind(jsonRows(ofSkus))
    .all<StockKey & { location: string; levelActive: number; unlimited: number; onSale: number }>();
  return results.map((row) => ({
    ...row,
    levelActive: row.levelActive === 1,
    unlimited: row.unlimited === 1,
    onSale: row.onSale === 1,
  }));
}

export interface StockMark extends StockKey {
  readonly hash: string;
  readonly inputsFingerprint: string;
  /** Absent (a call stored by an older version): not known, so the level is read again. */
  readonly externalChanges?: number | undefined;
  /** Where it was sent. A row that has another location or variant by now is not marked. */
  readonly location: string;
  readonly item: string;
  /** The accepted quantity; null = nothing was sent and the old quantity stays. */
  readonly quantity: number | null;
}

/**
 * Marks rows as sent. `sent` takes the hash only if neither the row nor its inputs changed since the read; otherwise
 * the row stays due. The level in Shopify is stored in either case, except after a change of an order: Shopify may have
 * moved the level before or after our read or write, so it is read again.
 */
export function markStock(
  db: D1Database,
  companies: readonly StockCompany[],
  marks: readonly StockMark[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${stock.failedAttempts} = 0,
              ${stock.sentQuantity} = CASE WHEN n.changesNow IS n.changesThen THEN COALESCE(n.quantity, ${stock}.${stock.sentQuantity}) END,
              ${stock.sent} = CASE WHEN n.isNow IS n.wasThen THEN ${stock}.${stock.hash} ELSE NULL END
         FROM (SELECT s.${stock.company} AS company, s.${stock.sku} AS sku, j.value ->> 2 AS quantity,
                      s.${stock.externalChanges} AS changesNow, j.value ->> 3 AS changesThen,
                      s.${stock.hash} || '|' || s.${stock.externalChanges} || '|' || ${BASIS} AS isNow, j.value ->> 4 AS wasThen
                 FROM json_each(?2) AS j
                 JOIN ${stock} AS s ON s.${stock.company} = j.value ->> 0 AND s.${stock.sku} = j.value ->> 1 ${JOINS}
                WHERE c.${companyTable.locationGid} || '|' || v.${shopVariants.inventoryItemGid} = j.value ->> 5) AS n
        WHERE ${stock}.${stock.company} = n.company AND ${stock}.${stock.sku} = n.sku`,
    )
    .bind(releasesOf(companies), jsonRows(marks.map(columnsOf)));
}

/** By position: reading a value of an array costs SQLite half of what reading one by its name does. */
const columnsOf = ({ company, sku, quantity, externalChanges, hash, inputsFingerprint, location, item }: StockMark) => [
  company,
  sku,
  quantity,
  externalChanges ?? null,
  externalChanges === undefined ? null : `${hash}|${externalChanges}|${inputsFingerprint}`,
  `${location}|${item}`,
];

/** Parks rows without a variant, unless they have one by now. The create of the variant releases them. */
export function parkStock(db: D1Database, keys: readonly StockKey[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${stock.parkedReason} = 'no-variant' FROM json_each(?1) AS j
        WHERE ${SAME_KEY}
          AND NOT EXISTS (SELECT 1 FROM ${shopVariants} AS v
                           WHERE v.${shopVariants.seqProduct} = ${stock}.${stock.seqProduct}
                             AND v.${shopVariants.sku} = ${stock}.${stock.sku})`,
    )
    .bind(jsonRows(keys.map(({ company, sku }) => ({ company, sku }))));
}

export function markActive(db: D1Database, keys: readonly StockKey[]): D1PreparedStatement {
  return db
    .prepare(sqlText`UPDATE ${stock} SET ${stock.levelActive} = 1 FROM json_each(?1) AS j WHERE ${SAME_KEY}`)
    .bind(jsonRows(keys.map(({ company, sku }) => ({ company, sku }))));
}

/**
 * Levels that Shopify reports as inactive, because the merchant deactivated them. Shopify would accept their stock
 * without an error and not sell it, so the lane activates them again before the next call.
 */
export function markInactive(
  db: D1Database,
  levels: readonly (StockKey & { readonly available: number | null })[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${stock.levelActive} = 0, ${stock.sentQuantity} = j.value ->> 'available'
         FROM json_each(?1) AS j WHERE ${SAME_KEY}`,
    )
    .bind(jsonRows(levels.map(({ company, sku, available }) => ({ company, sku, available }))));
}

/** The level in Shopify is unknown, so the lane reads it before the next call. */
export function invalidateSentStock(db: D1Database, keys: readonly StockKey[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${stock.sentQuantity} = NULL, ${stock.sent} = NULL FROM json_each(?1) AS j WHERE ${SAME_KEY}`,
    )
    .bind(jsonRows(keys.map(({ company, sku }) => ({ company, sku }))));
}

export function markTracked(
  db: D1Database,
  items: readonly { readonly item: string; readonly sku: string; readonly tracked: boolean }[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopVariants} SET ${shopVariants.tracked} = j.value ->> 'tracked' FROM json_each(?1) AS j
        WHERE ${shopVariants}.${shopVariants.seqProduct} = j.value ->> 'seqProduct'
          AND ${shopVariants}.${shopVariants.sku} = j.value ->> 'sku'
          AND ${shopVariants}.${shopVariants.inventoryItemGid} = j.value ->> 'item'`,
    )
    .bind(
      jsonRows(
        items.map(({ item, sku, tracked }) => ({
          item,
          sku,
          seqProduct: parseSku(sku)?.seqProduct ?? 0,
          tracked: tracked ? 1 : 0,
        })),
      ),
    );
}

/**
 * Items that are tracked from now on: the levels at their other companies predate the change, so they are read and
 * sent.
 * @param keys the rows of this page, which are being sent
 */
export function markCountedDue(
  db: D1Database,
  ofSkus: readonly string[],
  keys: readonly StockKey[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${stock.sent} = NULL, ${stock.sentQuantity} = NULL
        WHERE ${stock.company} IN (SELECT ${companyTable.company} FROM ${companyTable})
          AND ${stock.sku} IN (SELECT value FROM json_each(?1)) AND ${stock.sent} IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM json_each(?2) AS j WHERE ${SAME_KEY})`,
    )
    .bind(jsonRows(ofSkus), jsonRows(keys.map(({ company, sku }) => ({ company, sku }))));
}

function rowOf({ item, tracked, ...raw }: Raw): DueStock {
  return {
    ...raw,
    inputsFingerprint: fingerprintOf({ item, tracked, ...raw }),
    quantityIn: quantityInOf(raw.quantityIn),
    unlimited: raw.unlimited === 1,
    levelActive: raw.levelActive === 1,
    weighed: raw.weighed === 1,
    productActive: raw.productActive === 1,
    skuActive: raw.skuActive === 1,
    onSale: raw.onSale === 1,
    held: raw.held === 1,
    variant: item === null ? null : { item, tracked: tracked === 1 },
  };
}

export const quantityInOf = (text: string): QuantityIn => (text === "packages" ? "packages" : "units");
