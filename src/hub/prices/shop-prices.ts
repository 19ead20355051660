/** The price lane's rows: the last price sent to each target (the variant's own price, a price list, the metafield). */
import { laterPromotions, offersStored } from "../../rules/catalog/hub-rows.ts";
import type { PriceFacts } from "../../rules/prices/price-decision.ts";
import type { Instant } from "../../ports.ts";
import { eq } from "drizzle-orm";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { products, skus } from "../schema/catalog.ts";
import { clearPosition, readPosition, savePosition } from "../loads/portions.ts";
import { leases, portions } from "../schema/loads.ts";
import { prices, priceTargets, shopPrices } from "../schema/prices.ts";
import { shopProducts, shopVariants } from "../schema/shop.ts";

type ShopPrice = typeof shopPrices.$inferSelect;

export type PriceKey = Readonly<Pick<ShopPrice, "target" | "seqProduct" | "sku">>;

export interface DuePrice
  extends
    PriceFacts,
    Readonly<
      Pick<ShopPrice, "target" | "seqProduct" | "sku" | "version" | "attempts" | "sentCompareCents" | "sentOffers">
    > {
  /** nroEmpresa and nroSegmento whose price it is. */
  readonly company: number;
  readonly segment: number;
  readonly due: boolean;
  /** A call with this price had no response: Shopify may show another price than the last accepted one. */
  readonly outcomeUnknown: boolean;
  readonly productGid: string | null;
  readonly variantGid: string | null;
  /** Product and SKU are both on in the ERP. */
  readonly active: boolean;
  /** The target was removed from the mapping: the sent price must be removed. */
  readonly removing: boolean;
}

/** SET: the row becomes due, whatever a lane has read of it, and without a backoff. */
export const DUE_RESET = sqlText`${shopPrices.version} = ${shopPrices}.${shopPrices.version} + 1, ${shopPrices.due} = 1,
  ${shopPrices.attempts} = 0, ${shopPrices.notBefore} = 0`;

/** A promotion begins or ends, as the index shop_prices_next has it; `?1` is now. */
const CHANGES_NOW = sqlText`${shopPrices.nextChangeAt} IS NOT NULL AND ${shopPrices.nextChangeAt} <= ?1 AND ${shopPrices.due} = 0`;

/** Whether a run has work. Reads by index and writes nothing. */
export async function hasDuePrices(db: D1Database, now: Instant): Promise<boolean> {
  const d = shopPrices;
  const t = priceTargets;
  const row = await db
    .prepare(
      sqlText`SELECT EXISTS (SELECT 1 FROM ${t} AS t
                       WHERE t.${t.notBefore} <= ?1
                         AND (t.${t.backfillAfter} IS NOT NULL OR t.${t.removing} = 1
                              OR EXISTS (SELECT 1 FROM ${d} AS d INDEXED BY shop_prices_due
                                          WHERE d.${d.target} = t.${t.target} AND d.${d.due} = 1 AND d.${d.notBefore} <= ?1
                                            AND d.${d.lockedBy} IS NULL)))
           OR EXISTS (SELECT 1 FROM ${d} INDEXED BY shop_prices_next WHERE ${CHANGES_NOW}) AS hasDue`,
    )
    .bind(now)
    .first<{ hasDue: number }>();
  return row?.hasDue === 1;
}

/** Counts the base prices that can be sent now, up to `most`. Locked prices do not count. */
export async function countDueBase(db: D1Database, now: Instant, most: number): Promise<number> {
  const d = shopPrices;
  const row = await db
    .prepare(
      sqlText`SELECT count(*) AS n FROM (SELECT 1 FROM ${d} INDEXED BY shop_prices_due
                                   WHERE ${d.target} = 'base' AND ${d.due} = 1 AND ${d.notBefore} <= ?1
                                     AND ${d.lockedBy} IS NULL LIMIT ?2)`,
    )
    .bind(now, most)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

const CHANGES = "price-changes";
type ChangeKey = readonly [nextChangeAt: number, target: string, seqProduct: number, sku: string];
const CHANGE_KEY = sqlText`${shopPrices.nextChangeAt}, ${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}`;

/** The last key of the portion after a key; null: fewer rows than a portion are left. */
async function endOfChanges(db: D1Database, after: ChangeKey, now: Instant): Promise<ChangeKey | null> {
  const [last] = await db
    .prepare(
      sqlText`SELECT ${CHANGE_KEY} FROM ${shopPrices} INDEXED BY shop_prices_next
        WHERE ${shopPrices.nextChangeAt} IS NOT NULL AND ${shopPrices.nextChangeAt} <= ?1 AND (${CHANGE_KEY}) > (?2, ?3, ?4, ?5)
        ORDER BY ${CHANGE_KEY} LIMIT 1 OFFSET ?6`,
    )
    .bind(now, ...after, PORTION_ROWS - 1)
    .raw<[number, string, number, string]>();
  return last ?? null;
}

export interface MarkedChanges {
  /** For one batch. */
  readonly statements: D1PreparedStatement[];
  /** No more prices than these change now. */
  readonly isLast: boolean;
}

/**
 * P2: promotions that began or ended since the last run, at every target. The ERP sends no change for them. They may be all
 * prices at once, so they are marked in portions; this is the next one. After the last one the walk begins at the first price
 * again, so that none is passed for good.
 */
export async function markPricesDue(db: D1Database, now: Instant): Promise<MarkedChanges> {
  const position = await readPosition<ChangeKey>(db, CHANGES);
  const after = position ?? ([0, "", 0, ""] as const);
  const until = await endOfChanges(db, after, now);
  const mark = db
    .prepare(
      sqlText`UPDATE ${shopPrices} INDEXED BY shop_prices_next SET ${shopPrices.due} = 1
        WHERE ${shopPrices.nextChangeAt} IS NOT NULL AND ${shopPrices.due} = 0 AND (${CHANGE_KEY}) > (?1, ?2, ?3, ?4)
          AND ${until ? sqlText`(${CHANGE_KEY}) <= (?5, ?6, ?7, ?8)` : sqlText`${shopPrices.nextChangeAt} <= ?5`}`,
    )
    .bind(...after, ...(until ?? [now]));
  const move = until ? [savePosition(db, CHANGES, until)] : position ? [clearPosition(db, CHANGES)] : [];
  return { statements: [mark, ...move], isLast: until === null };
}

type Key = readonly [target: string, seqProduct: number, sku: string];
const KEY = sqlText`${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}`;
const DEAD_RUN = "price-run";
/** Rows that one statement looks at. */
const PORTION_ROWS = 2_000;

/**
 * The position of the marking after a crash: a run that did not end may have sent any due price without marking it.
 * @returns the last marked key, or null: the last run ended
 */
export async function readDeadRun(db: D1Database): Promise<Key | null> {
  const row = await db
    .prepare(
      sqlText`SELECT (SELECT ${portions.position} FROM ${portions} WHERE ${portions.name} = '${DEAD_RUN}') AS position
         FROM ${leases} WHERE ${leases.name} = '${LANE}' AND ${leases.unfinished} = 1`,
    )
    .first<{ position: string | null }>();
  if (!row) return null;
  return row.position === null ? ["", 0, ""] : (JSON.parse(row.position) as Key); // savePosition wrote it
}

/** The key of the last due row of the portion after a key; null: fewer rows than a portion are left. */
export async function endOfPortion(db: D1Database, after: Key): Promise<Key | null> {
  const row = await db
    .prepare(
      sqlText`SELECT ${columnList(shopPrices, ["target", "seqProduct", "sku"])} FROM ${shopPrices} INDEXED BY shop_prices_due
        WHERE ${shopPrices.due} = 1 AND (${KEY}) > (?1, ?2, ?3) ORDER BY ${KEY} LIMIT 1 OFFSET ?4`,
    )
    .bind(...after, PORTION_ROWS - 1)
    .first<PriceKey>();
  return row && [row.target, row.seqProduct, row.sku];
}

/**
 * Marks the due prices of a portion as unknown, in the batch that also stores the position. The lane sends nothing
 * before the last portion, so that a crash in between is continued here.
 * @param until null: all that are left, and the marking ends
 */
export function doubtPrices(db: D1Database, after: Key, until: Key | null): D1PreparedStatement[] {
  return [
    db
      .prepare(
        sqlText`UPDATE ${shopPrices} INDEXED BY shop_prices_due SET ${shopPrices.outcomeUnknown} = 1
          WHERE ${shopPrices.due} = 1 AND ${shopPrices.outcomeUnknown} = 0 AND (${KEY}) > (?1, ?2, ?3)
          ${until ? sqlText`AND (${KEY}) <= (?4, ?5, ?6)` : ""}`,
      )
      .bind(...after, ...(until ?? [])),
    until ? savePosition(db, DEAD_RUN, until) : clearPosition(db, DEAD_RUN),
  ];
}

/** From here on, a crash leaves prices that may have been sent and are not marked. */
export const beginPriceRun = (db: D1Database): D1PreparedStatement => setUnfinished(db, 1);

export const endPriceRun = (db: D1Database): D1PreparedStatement => setUnfinished(db, 0);

const LANE = "publish-prices";

const setUnfinished = (db: D1Database, unfinished: 0 | 1): D1PreparedStatement =>
  prepared(db, plain(db).update(leases).set({ unfinished }).where(eq(leases.name, LANE)));

/** The columns that the lane reads of the row itself. */
const OF_ROW = [
  "target",
  "seqProduct",
  "sku",
  "version",
  "due",
  "attempts",
  "outcomeUnknown",
  "sentPriceCents",
  "sentCompareCents",
  "erpPriceCents",
  "approvedCents",
  "sentOffers",
] as const satisfies readonly (keyof ShopPrice)[];
/** The columns of the row's target. */
const OF_TARGET = ["company", "segment", "removing", "dropMaxPercent"] as const satisfies readonly (keyof Target)[];
/** The columns of the ERP's price; all null where the hub has none. */
const OF_PRICE = [
  "normalCents",
  "promoCents",
  "promoFrom",
  "promoUntil",
  "promosLater",
  "offers",
  "onSale",
] as const satisfies readonly (keyof ErpPrice)[];

type Target = typeof priceTargets.$inferSelect;
type ErpPrice = typeof prices.$inferSelect;
type Nullable<Row> = { [Name in keyof Row]: Row[Name] | null };

/** As D1 answers: numbers for booleans, and null where the hub has no such price, product, SKU or variant. */
type Raw = Readonly<
  Pick<ShopPrice, (typeof OF_ROW)[number]> &
    Pick<Target, (typeof OF_TARGET)[number]> &
    Nullable<Pick<ErpPrice, (typeof OF_PRICE)[number]>> & {
      productGid: string | null;
      variantGid: string | null;
      weighed: number | null;
      multipleMilli: number | null;
      packageMilli: number | null;
      productActive: number | null;
      skuActive: number | null;
    }
>;

const COLUMNS = sqlText`${columnList(shopPrices, OF_ROW, "d")}, ${columnList(priceTargets, OF_TARGET, "t")},
  ${columnList(prices, OF_PRICE, "e")}, o.${shopProducts.productGid} AS productGid, v.${shopVariants.variantGid} AS variantGid,
  ${columnList(products, ["weighed", "multipleMilli"], "p")}, p.${products.active} AS productActive,
  k.${skus.packageMilli} AS packageMilli, k.${skus.active} AS skuActive`;
const JOINS = sqlText`LEFT JOIN ${prices} AS e ON e.${prices.company} = t.${priceTargets.company}
        AND e.${prices.segment} = t.${priceTargets.segment} AND e.${prices.sku} = d.${shopPrices.sku}
  LEFT JOIN ${products} AS p ON p.${products.seqProduct} = d.${shopPrices.seqProduct}
  LEFT JOIN ${skus} AS k ON k.${skus.seqProduct} = d.${shopPrices.seqProduct} AND k.${skus.sku} = d.${shopPrices.sku}
  LEFT JOIN ${shopProducts} AS o ON o.${shopProducts.seqProduct} = d.${shopPrices.seqProduct}
  LEFT JOIN ${shopVariants} AS v ON v.${shopVariants.seqProduct} = d.${shopPrices.seqProduct}
        AND v.${shopVariants.sku} = d.${shopPrices.sku}`;

/**
 * Due rows of one target after a SKU, in order.
 * @param changesUntil only those whose promotion begins or ends by then; null: all
 */
export async function readDuePrices(
  db: D1Database,
  target: string,
  after: { readonly seqProduct: number; readonly sku: string },
  now: Instant,
  limit: number,
  changesUntil: Instant | null = null,
): Promise<readonly DuePrice[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${COLUMNS}
         FROM ${shopPrices} AS d INDEXED BY shop_prices_due
         JOIN ${priceTargets} AS t ON t.${priceTargets.target} = d.${shopPrices.target} ${JOINS}
        WHERE d.${shopPrices.target} = ?1 AND d.${shopPrices.due} = 1 AND d.${shopPrices.notBefore} <= ?4
          AND d.${shopPrices.lockedBy} IS NULL AND (d.${shopPrices.seqProduct}, d.${shopPrices.sku}) > (?2, ?3)
          AND (?6 IS NULL OR (e.${prices.promoFrom} > ?4 AND e.${prices.promoFrom} <= ?6)
               OR (e.${prices.promoUntil} > ?4 AND e.${prices.promoUntil} <= ?6) OR e.${prices.promosLater} IS NOT NULL)
        ORDER BY d.${shopPrices.seqProduct}, d.${shopPrices.sku} LIMIT ?5`,
    )
    .bind(target, after.seqProduct, after.sku, now, limit, changesUntil)
    .all<Raw>();
  return results.map(rowOf);
}

/** These SKUs at every metafield target, because one document contains all of them. In order of SKU, then company. */
export async function readMetafieldPrices(
  db: D1Database,
  keys: readonly { readonly seqProduct: number; readonly sku: string }[],
): Promise<readonly DuePrice[]> {
  // In SQLite, CROSS JOIN fixes the order: the keys, then the few targets, then each row by its key.
  const { results } = await db
    .prepare(
      sqlText`SELECT ${COLUMNS}
         FROM json_each(?1) AS j CROSS JOIN ${priceTargets} AS t
         CROSS JOIN ${shopPrices} AS d ON d.${shopPrices.target} = t.${priceTargets.target}
               AND d.${shopPrices.seqProduct} = j.value ->> 'seqProduct' AND d.${shopPrices.sku} = j.value ->> 'sku'
         ${JOINS}
        WHERE t.${priceTargets.kind} = 'metafield'
        ORDER BY d.${shopPrices.seqProduct}, d.${shopPrices.sku}, t.${priceTargets.company}`,
    )
    .bind(jsonRows(keys.map(({ seqProduct, sku }) => ({ seqProduct, sku }))))
    .all<Raw>();
  return results.map(rowOf);
}

/** One SKU at every target that has a row of it. In order of the targets. */
export async function readPricesEverywhere(
  db: D1Database,
  { seqProduct, sku }: { readonly seqProduct: number; readonly sku: string },
): Promise<readonly DuePrice[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${COLUMNS}
         FROM ${priceTargets} AS t
         CROSS JOIN ${shopPrices} AS d ON d.${shopPrices.target} = t.${priceTargets.target}
               AND d.${shopPrices.seqProduct} = ?1 AND d.${shopPrices.sku} = ?2
         ${JOINS}
        WHERE t.${priceTargets.removing} = 0 ORDER BY t.${priceTargets.target}`,
    )
    .bind(seqProduct, sku)
    .all<Raw>();
  return results.map(rowOf);
}

function rowOf(raw: Raw): DuePrice {
  const { normalCents, promoCents, promoFrom, promoUntil, promosLater, offers, ...others } = raw;
  const { productActive, skuActive, onSale, weighed, due, ...rest } = others;
  const promotion = { promoCents, promoFrom, promoUntil, ...laterPromotions(promosLater), ...offersStored(offers) };
  return {
    ...rest,
    due: due === 1,
    outcomeUnknown: raw.outcomeUnknown === 1,
    removing: raw.removing === 1,
    weighed: weighed === 1,
    active: productActive === 1 && skuActive === 1,
    price: normalCents === null ? null : { normalCents, ...promotion, onSale: onSale === 1 },
  };
}

export interface PriceMark extends PriceKey {
  /** As it was read; a row that changed meanwhile stays due. */
  readonly version: number;
  readonly priceCents: number | null;
  readonly compareCents: number | null;
  readonly nextChangeAt: Instant | null;
  readonly erpPriceCents: number | null;
  /** Not published: awaits approval. */
  readonly pendingCents: number | null;
  /** JSON of what the metafield shows besides; null: nothing, and at every other target. */
  readonly offers: string | null;
  /** No price was sent now, and the one sent before had no response. */
  readonly outcomeUnknown: boolean;
}

/**
 * Stores the price that Shopify shows now, and when it changes by itself. The approval is used up, unless it arrived
 * meanwhile or its price may be in the shop.
 */
export function markPrices(db: D1Database, marks: readonly PriceMark[]): D1PreparedStatement {
  const d = shopPrices;
  return db
    .prepare(
      sqlText`UPDATE ${d}
          SET ${d.sentPriceCents} = j.value ->> 'priceCents', ${d.sentCompareCents} = j.value ->> 'compareCents',
              ${d.nextChangeAt} = j.value ->> 'nextChangeAt', ${d.attempts} = 0, ${d.notBefore} = 0,
              ${d.outcomeUnknown} = j.value ->> 'outcomeUnknown', ${d.sentOffers} = j.value ->> 'offers',
              ${d.erpPriceCents} = j.value ->> 'erpPriceCents', ${d.pendingCents} = j.value ->> 'pendingCents',
              ${d.approvedCents} = CASE WHEN ${d.version} = j.value ->> 'version' AND NOT j.value ->> 'outcomeUnknown' THEN NULL
                                        ELSE ${d.approvedCents} END,
              ${d.due} = CASE WHEN ${d.version} = j.value ->> 'version' THEN 0 ELSE ${d.due} END
         FROM json_each(?1) AS j WHERE ${SAME_KEY}`,
    )
    .bind(jsonRows(marks));
}

/** Each row contains the target: with a constant, SQLite would start with all prices of the target. */
const SAME_KEY = sqlText`${shopPrices}.${shopPrices.target} = j.value ->> 'target'
  AND ${shopPrices}.${shopPrices.seqProduct} = j.value ->> 'seqProduct' AND ${shopPrices}.${shopPrices.sku} = j.value ->> 'sku'`;
const keysOf = (rows: readonly (PriceKey & { readonly version?: number })[]): string =>
  jsonRows(rows.map(({ target, seqProduct, sku, version }) => ({ target, seqProduct, sku, version })));

/** Parks prices without a variant. The create of the variant carries the base price. */
export function parkPrices(
  db: D1Database,
  rows: readonly (PriceKey & { readonly version: number })[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopPrices} SET ${shopPrices.due} = 0, ${shopPrices.nextChangeAt} = NULL
         FROM json_each(?1) AS j
        WHERE ${SAME_KEY} AND ${shopPrices}.${shopPrices.version} = j.value ->> 'version'
          AND NOT EXISTS (SELECT 1 FROM ${shopVariants} AS v
                           WHERE v.${shopVariants.seqProduct} = ${shopPrices}.${shopPrices.seqProduct}
                             AND v.${shopVariants.sku} = ${shopPrices}.${shopPrices.sku})`,
    )
    .bind(keysOf(rows));
}

export function backoffPrices(
  db: D1Database,
  rows: readonly (PriceKey & { readonly notBefore: Instant })[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopPrices} SET ${shopPrices.attempts} = ${shopPrices.attempts} + 1, ${shopPrices.outcomeUnknown} = 1,
              ${shopPrices.notBefore} = j.value ->> 'notBefore'
         FROM json_each(?1) AS j WHERE ${SAME_KEY} AND ${shopPrices.due} = 1`,
    )
    .bind(jsonRows(rows.map(({ target, seqProduct, sku, notBefore }) => ({ target, seqProduct, sku, notBefore }))));
}

/** Deletes rows of a removed target, once none of their prices is in Shopify. A row that returned meanwhile stays. */
export function dropPrices(
  db: D1Database,
  rows: readonly (PriceKey & { readonly version: number })[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`DELETE FROM ${shopPrices}
        WHERE (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}, ${shopPrices.version}) IN
              (SELECT value ->> 'target', value ->> 'seqProduct', value ->> 'sku', value ->> 'version' FROM json_each(?1))
          AND ${IS_BEING_REMOVED}`,
    )
    .bind(keysOf(rows));
}

/**
 * The same for a target whose list was deleted in the shop: Shopify has none of its prices. Deletes a portion of its rows;
 * what a crash leaves is due, and the list's next call finds again that it is gone.
 */
export function dropPricesOf(db: D1Database, target: string): D1PreparedStatement {
  const page = sqlText`SELECT ${KEY} FROM ${shopPrices} WHERE ${shopPrices.target} = ?1 LIMIT ${PORTION_ROWS}`;
  return db
    .prepare(sqlText`DELETE FROM ${shopPrices} WHERE (${KEY}) IN (${page}) AND ${IS_BEING_REMOVED}`)
    .bind(target);
}

/** Whether a target that is being removed has rows. One that came back meanwhile keeps them. */
export async function hasPricesToDrop(db: D1Database, target: string): Promise<boolean> {
  const row = await db
    .prepare(
      sqlText`SELECT EXISTS (SELECT 1 FROM ${shopPrices} WHERE ${shopPrices.target} = ?1 AND ${IS_BEING_REMOVED}) AS has`,
    )
    .bind(target)
    .first<{ has: number }>();
  return row?.has === 1;
}

const IS_BEING_REMOVED = sqlText`EXISTS (SELECT 1 FROM ${priceTargets} AS t
  WHERE t.${priceTargets.target} = ${shopPrices}.${shopPrices.target} AND t.${priceTargets.removing} = 1)`;

export interface PendingPrice extends Readonly<Pick<ShopPrice, "target" | "sku" | "sentPriceCents">> {
  /** In the ERP's terms: of a package, or of 1 kg. */
  readonly lastCents: number | null;
  readonly pendingCents: number;
}

const HELD_MAX = 500;

/** Prices that fell too far and await approval. */
export async function readPendingPrices(db: D1Database): Promise<readonly PendingPrice[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(shopPrices, ["target", "sku", "pendingCents", "sentPriceCents"])}, ${shopPrices.erpPriceCents} AS lastCents
         FROM ${shopPrices} INDEXED BY shop_prices_pending WHERE ${shopPrices.pendingCents} IS NOT NULL
        ORDER BY ${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku} LIMIT ${HELD_MAX}`,
    )
    .all<PendingPrice>();
  return results;
}

type Approved = readonly Readonly<{ target: string; sku: string; pendingCents: number }>[];
const WAITS_AS_APPROVED = sqlText`(${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}, ${shopPrices.pendingCents}) IN
              (SELECT value ->> 'target', value ->> 'seqProduct', value ->> 'sku', value ->> 'pendingCents' FROM json_each(?1))
          AND ${shopPrices.approvedCents} IS NOT ${shopPrices.pendingCents}`;
const approvedRows = (approved: Approved): string =>
  jsonRows(approved.map((each) => ({ ...each, seqProduct: parseSku(each.sku)?.seqProduct ?? 0 })));

/** How many wait with exactly these prices. */
export async function countWaiting(db: D1Database, approved: Approved): Promise<number> {
  const row = await db
    .prepare(sqlText`SELECT count(*) AS n FROM ${shopPrices} WHERE ${WAITS_AS_APPROVED}`)
    .bind(approvedRows(approved))
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/**
 * Approves exactly these prices: a later, different ERP price needs a new approval.
 * @param along dependent statements for the same batch
 * @returns how many were waiting with exactly this price
 */
export async function approvePrices(
  db: D1Database,
  approved: Approved,
  along: readonly D1PreparedStatement[] = [],
): Promise<number> {
  const statement = db
    .prepare(
      sqlText`UPDATE ${shopPrices} SET ${shopPrices.approvedCents} = ${shopPrices.pendingCents}, ${DUE_RESET}
        WHERE ${WAITS_AS_APPROVED}`,
    )
    .bind(approvedRows(approved));
  const [done] = await db.batch([statement, ...along]);
  return done?.meta.changes ?? 0;
}
