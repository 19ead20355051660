/**
 * A setting changed, and what was sent under the former one is to be sent again. That may be each row of a company or of a
 * price target, or every product, so rows are marked in portions, after the change is stored. The position stands in `portions`: the change's
 * own batch sets it to the beginning, each portion moves it in its batch. After a crash the marking goes on there, and a
 * second change begins again. A portion that runs twice marks its rows once more: they are compared again, nothing is lost.
 */
import { sqlText } from "../d1/sql-text.ts";
import { DUE_RESET as PRODUCT_DUE } from "../catalog/products.ts";
import { DUE_RESET } from "../prices/shop-prices.ts";
import { portions } from "../schema/loads.ts";
import { prices, shopPrices } from "../schema/prices.ts";
import { shopSpecifications } from "../schema/images.ts";
import { shopProducts } from "../schema/shop.ts";
import { companies, stock } from "../schema/stock.ts";
import { markStockDueEverywhere } from "../stock/erp-stock.ts";

type Key = readonly (string | number)[];

interface Marking {
  /** Below each key of the rows, and above each. */
  readonly span: readonly [below: Key, above: Key];
  /** A query of the last key of a portion: `?1` is the company or target (products: not used), then the key after which the portion begins. */
  readonly end: string;
  /** The marks: `?1`, the key after which the portion begins, its last key. */
  readonly mark: string;
}

/** Rows that one portion writes. */
const WRITTEN_ROWS = 5_000;
/** Rows that one portion reads where it writes few of them. */
const READ_ROWS = 20_000;
/** Where a SKU is marked at every company: how many SKUs a portion may mark. */
const SKUS = sqlText`max(1, ${2 * WRITTEN_ROWS} / max(1, (SELECT count(*) FROM ${companies})))`;

/** The key of the given row after `from`; the last of 20,000 where fewer rows are meant. */
const endOf = (key: string, from: string, isMeant: string): string => sqlText`WITH page AS (
    SELECT ${key}, ${isMeant} AS is_meant FROM ${from} ORDER BY ${key} LIMIT ${READ_ROWS})
  SELECT ${key} FROM (SELECT ${key}, 0 AS place FROM (SELECT ${key} FROM page WHERE is_meant ORDER BY ${key} LIMIT 1 OFFSET ${SKUS} - 1)
    UNION ALL SELECT ${key}, 1 FROM (SELECT ${key} FROM page ORDER BY ${key} LIMIT 1 OFFSET ${READ_ROWS} - 1))
   ORDER BY place LIMIT 1`;

const SPAN_OF_SKUS = [[""], ["\uffff"]] as const;
const SPAN_OF_PAIRS = [
  [-1, ""],
  [Number.MAX_SAFE_INTEGER, ""],
] as const;
const OF_COMPANY = sqlText`${stock.company} = ?1 AND ${stock.sku} > ?2 AND ${stock.sku} <= ?3`;
const STOCK_END = sqlText`SELECT ${stock.sku} FROM ${stock} WHERE ${stock.company} = ?1 AND ${stock.sku} > ?2
  ORDER BY ${stock.sku} LIMIT 1 OFFSET ${WRITTEN_ROWS} - 1`;
const PRICE_KEY = sqlText`${prices.segment}, ${prices.sku}`;
const TARGET_KEY = sqlText`${shopPrices.seqProduct}, ${shopPrices.sku}`;
const OF_TARGET = sqlText`${shopPrices.target} = ?1 AND (${TARGET_KEY}) > (?2, ?3) AND (${TARGET_KEY}) <= (?4, ?5)`;
const TARGET_END = (from: string): string =>
  sqlText`SELECT ${TARGET_KEY} FROM ${shopPrices} ${from} ${shopPrices.target} = ?1 AND (${TARGET_KEY}) > (?2, ?3)
    ORDER BY ${TARGET_KEY} LIMIT 1 OFFSET ${WRITTEN_ROWS} - 1`;
const HELD = sqlText`INDEXED BY shop_prices_pending`;
const IS_HELD = sqlText`${shopPrices.pendingCents} IS NOT NULL`;

const MARKINGS = {
  /** A company has another location: Shopify accepted none of its figures there, and its levels may be inactive. */
  location: {
    span: SPAN_OF_SKUS,
    end: STOCK_END,
    mark: sqlText`UPDATE ${stock} SET ${stock.sent} = NULL, ${stock.sentQuantity} = NULL, ${stock.levelActive} = 0
      WHERE ${OF_COMPANY} AND (${stock.sent} IS NOT NULL OR ${stock.sentQuantity} IS NOT NULL OR ${stock.levelActive} = 1)`,
  },
  /** A company has another safety stock or way of counting. */
  figures: {
    span: SPAN_OF_SKUS,
    end: STOCK_END,
    mark: sqlText`UPDATE ${stock} SET ${stock.sent} = NULL WHERE ${OF_COMPANY} AND ${stock.sent} IS NOT NULL`,
  },
  /** Companies were switched on or off: goods that this one sells without limit are looked at everywhere. */
  untracked: {
    span: SPAN_OF_SKUS,
    end: endOf("sku", sqlText`${stock} WHERE ${stock.company} = ?1 AND ${stock.sku} > ?2`, "unlimited = 1"),
    mark: markStockDueEverywhere(
      sqlText`SELECT ${stock.sku} FROM ${stock} WHERE ${OF_COMPANY} AND ${stock.unlimited} = 1`,
    ),
  },
  /** Targets of this company changed: what it does not sell may be for sale elsewhere, or no longer. */
  "off-sale": {
    span: SPAN_OF_PAIRS,
    end: endOf(
      PRICE_KEY,
      sqlText`${prices} WHERE ${prices.company} = ?1 AND (${PRICE_KEY}) > (?2, ?3)`,
      sqlText`${prices.onSale} = 0`,
    ),
    mark: markStockDueEverywhere(sqlText`SELECT ${prices.sku} FROM ${prices}
      WHERE ${prices.company} = ?1 AND (${PRICE_KEY}) > (?2, ?3) AND (${PRICE_KEY}) <= (?4, ?5) AND ${prices.onSale} = 0`),
  },
  /** A setting of the catalogue changed: every product that is or may be in the shop is compared again. */
  products: {
    span: [[-1], [Number.MAX_SAFE_INTEGER]],
    end: sqlText`SELECT ${shopProducts.seqProduct} FROM ${shopProducts} WHERE ${shopProducts.seqProduct} > ?2
      ORDER BY ${shopProducts.seqProduct} LIMIT 1 OFFSET ${WRITTEN_ROWS} - 1`,
    mark: sqlText`UPDATE ${shopProducts} SET ${PRODUCT_DUE}
      WHERE ${shopProducts.seqProduct} > ?2 AND ${shopProducts.seqProduct} <= ?3`,
  },
  /** Specifications are mapped to other metafields. */
  specifications: {
    span: [[-1], [Number.MAX_SAFE_INTEGER]],
    end: sqlText`SELECT ${shopSpecifications.seqProduct} FROM ${shopSpecifications} WHERE ${shopSpecifications.seqProduct} > ?2
      ORDER BY ${shopSpecifications.seqProduct} LIMIT 1 OFFSET ${WRITTEN_ROWS} - 1`,
    mark: sqlText`UPDATE ${shopSpecifications} SET ${shopSpecifications.due} = 1, ${shopSpecifications.notBefore} = 0,
        ${shopSpecifications.version} = ${shopSpecifications.version} + 1
      WHERE ${shopSpecifications.seqProduct} > ?2 AND ${shopSpecifications.seqProduct} <= ?3`,
  },
  /** A target moved, came back, or was taken from the mapping. */
  target: {
    span: SPAN_OF_PAIRS,
    end: TARGET_END("WHERE"),
    mark: sqlText`UPDATE ${shopPrices} SET ${DUE_RESET} WHERE ${OF_TARGET}`,
  },
  /** A target has another limit: its held prices are judged again. */
  limit: {
    span: SPAN_OF_PAIRS,
    end: TARGET_END(`${HELD} WHERE ${IS_HELD} AND`),
    mark: sqlText`UPDATE ${shopPrices} ${HELD} SET ${DUE_RESET} WHERE ${IS_HELD} AND ${OF_TARGET}`,
  },
} as const satisfies Readonly<Record<string, Marking>>;

export type MarkingKind = keyof typeof MARKINGS;

/** `mark location 101`: the names of markings sort together in `portions`. */
const prefixOf = (kind: MarkingKind): string => `mark ${kind} `;

/**
 * SQL, for the batch that stores the change: a marking begins, or begins again, for each company or target of a query.
 * @param scopes a query of one column, `scope`
 */
export const beginMarking = (kind: MarkingKind, scopes: string): string =>
  sqlText`INSERT INTO ${portions} (${portions.name}, ${portions.position})
    SELECT '${prefixOf(kind)}' || scope, '${JSON.stringify(MARKINGS[kind].span[0])}' FROM (${scopes}) WHERE true
        ON CONFLICT (${portions.name}) DO UPDATE SET ${portions.position} = excluded.${portions.position}`;

/** A marking of every product begins, or begins again; for the batch that stores the change. */
export const beginMarkingProducts = (db: D1Database): D1PreparedStatement =>
  db.prepare(beginMarking("products", "SELECT 0 AS scope"));

/**
 * SQL: the last SKU whose row was marked since the company has its location; above all SKUs where no marking is under way.
 * D1 binds each number as a float, whose text is another one.
 */
export const movedUpTo = (company: string): string =>
  sqlText`coalesce((SELECT w.${portions.position} ->> 0 FROM ${portions} AS w
    WHERE w.${portions.name} = '${prefixOf("location")}' || CAST(${company} AS INTEGER)), char(65535))`;

/** SQL: the row of a SKU is marked since its company has its location. One look where no company moves, as almost always. */
export const isMarked = (company: string, sku: string): string =>
  sqlText`(NOT EXISTS (SELECT 1 FROM ${portions} AS any_move WHERE any_move.${portions.name} > '${prefixOf("location")}'
      AND any_move.${portions.name} < 'mark location!') OR ${sku} <= ${movedUpTo(company)})`;

/** SQL: the kind of a company's marking that is under way, location before figures; NULL: none. */
export const changeOf = (company: string): string =>
  sqlText`(SELECT CASE w.${portions.name} WHEN '${prefixOf("location")}' || ${company} THEN 'location' ELSE 'figures' END FROM ${portions} AS w
    WHERE w.${portions.name} IN ('${prefixOf("location")}' || ${company}, '${prefixOf("figures")}' || ${company})
    ORDER BY w.${portions.name} DESC LIMIT 1)`;

/**
 * Marks the next portion of the next marking.
 * @returns false when none is under way
 */
export async function markNextPortion(db: D1Database): Promise<boolean> {
  const job = await db
    .prepare(
      sqlText`SELECT ${portions.name}, ${portions.position} FROM ${portions} WHERE ${portions.name} > 'mark ' AND ${portions.name} < 'mark!'
        ORDER BY ${portions.name} LIMIT 1`,
    )
    .first<{ name: string; position: string }>();
  if (!job) return false;
  const kind = (Object.keys(MARKINGS) as MarkingKind[]).find((each) => job.name.startsWith(prefixOf(each)));
  if (!kind) throw new RangeError(`portions: ${job.name}`); // none but beginMarking writes such a name
  const { span, end, mark }: Marking = MARKINGS[kind];
  const given = job.name.slice(prefixOf(kind).length);
  const scope = span[0].length === 1 || kind === "off-sale" ? Number(given) : given;
  const after = JSON.parse(job.position) as Key; // beginMarking or the portion before wrote it
  const [until] = await db
    .prepare(end)
    .bind(scope, ...after)
    .raw<Key>();
  // The change may have come again meanwhile: its position is the beginning, and stays.
  const move = until
    ? sqlText`UPDATE ${portions} SET ${portions.position} = ?3 WHERE ${portions.name} = ?1 AND ${portions.position} = ?2`
    : sqlText`DELETE FROM ${portions} WHERE ${portions.name} = ?1 AND ${portions.position} = ?2`;
  await db.batch([
    db.prepare(mark).bind(scope, ...after, ...(until ?? span[1])),
    db.prepare(move).bind(job.name, job.position, ...(until ? [JSON.stringify(until)] : [])),
  ]);
  return true;
}
