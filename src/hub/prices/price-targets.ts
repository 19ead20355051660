/**
 * The price targets of each company and segment. One target is the base price; the others are price lists and the
 * metafield.
 */
import type { Instant } from "../../ports.ts";
import { and, eq, isNull } from "drizzle-orm";
import { plain, prepared, rowsOnce } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { desk } from "../schema/desk.ts";
import { beginMarking } from "../loads/marking.ts";
import { prices, priceTargets, shopPrices, type PriceTargetKind } from "../schema/prices.ts";

type Row = typeof priceTargets.$inferSelect;

/**
 * `target` is base, list-<number of the price list> or meta-<company>; `gid` the price list, or of a metafield target the
 * definition once it is sure to exist; `backfillAfter` the SKU up to which prices that were in the hub before the target have been
 * stored for it (null: all).
 */
export interface PriceTarget extends Readonly<Omit<Row, "removing">> {
  readonly removing: boolean;
}

export const DROP_MAX_PERCENT = 80;

const allTargets = rowsOnce(priceTargets, (db) => {
  const { kind, company, segment, target } = priceTargets;
  return plain(db).select().from(priceTargets).orderBy(kind, company, segment, target);
});

export async function readPriceTargets(db: D1Database): Promise<readonly PriceTarget[]> {
  const rows = await allTargets(db);
  return rows.map((row) => ({ ...row, removing: row.removing === 1 }));
}

export interface Mapped {
  readonly company: number;
  readonly segment: number;
  readonly dropMaxPercent?: number | undefined;
}

/** An operator's mapping. A kind that is absent keeps its targets; a kind that is present is replaced as a whole. */
export interface PriceMapping {
  readonly base: Mapped;
  readonly priceLists?: readonly (Mapped & { readonly gid: string })[] | undefined;
  readonly metafields?: readonly Mapped[] | undefined;
}

/**
 * A target that is new, restored, or moved to another company or segment has all its prices due: the price lane stores
 * them page by page, and those that are there are marked in portions (src/hub/loads/marking.ts). The lane empties a target that is no longer named, then deletes it: prices without updates would
 * be wrong from the next day on. Prices decide what is for sale, so the stock of affected SKUs becomes due.
 */
export async function savePriceTargets(
  db: D1Database,
  mapping: PriceMapping,
  along: readonly D1PreparedStatement[] = [],
): Promise<void> {
  const { base, priceLists, metafields } = mapping;
  const kinds: readonly PriceTargetKind[] = [
    "base",
    ...(priceLists ? (["priceList"] as const) : []),
    ...(metafields ? (["metafield"] as const) : []),
  ];
  const given = jsonRows(
    [
      { ...base, target: "base", kind: "base", gid: null },
      ...(priceLists ?? []).map((list) => ({ ...list, target: `list-${numberOf(list.gid)}`, kind: "priceList" })),
      ...(metafields ?? []).map((each) => ({ ...each, target: `meta-${each.company}`, kind: "metafield", gid: null })),
    ].map((each) => ({ ...each, dropMaxPercent: each.dropMaxPercent ?? DROP_MAX_PERCENT })),
  );
  const t = priceTargets;
  const ofGiven = sqlText`SELECT t.${t.target} AS scope FROM ${t} AS t JOIN json_each(?1) AS j ON j.value ->> 'target' = t.${t.target}`;
  const isMoved = sqlText`(t.${t.company} <> j.value ->> 'company' OR t.${t.segment} <> j.value ->> 'segment' OR t.${t.removing} = 1)`;
  const moved = `${ofGiven} WHERE ${isMoved}`;
  const ofOtherLimit = sqlText`${ofGiven} WHERE t.${t.dropMaxPercent} <> j.value ->> 'dropMaxPercent'`;
  const left = sqlText`SELECT t.${t.target} AS scope FROM ${t} AS t
                 WHERE t.${t.removing} = 0 AND t.${t.kind} IN (SELECT value FROM json_each(?2))
                   AND t.${t.target} NOT IN (SELECT value ->> 'target' FROM json_each(?1))`;
  const changed = sqlText`SELECT j.value ->> 'company' AS scope FROM json_each(?1) AS j
                    LEFT JOIN ${t} AS t ON t.${t.target} = j.value ->> 'target'
                    WHERE t.${t.target} IS NULL OR ${isMoved}
                    UNION SELECT ${t.company} FROM ${t} WHERE ${t.target} IN (${moved}) OR ${t.target} IN (${left})`;
  await db.batch([
    db.prepare(beginMarking("off-sale", changed)).bind(given, jsonRows(kinds)),
    db.prepare(beginMarking("target", moved)).bind(given),
    db.prepare(beginMarking("limit", ofOtherLimit)).bind(given),
    db.prepare(beginMarking("target", left)).bind(given, jsonRows(kinds)),
    db
      .prepare(sqlText`UPDATE ${t} SET ${t.removing} = 1, ${t.notBefore} = 0 WHERE ${t.target} IN (${left})`)
      .bind(given, jsonRows(kinds)),
    db
      .prepare(
        sqlText`INSERT INTO ${t} (${t.target}, ${t.kind}, ${t.company}, ${t.segment}, ${t.gid}, ${t.dropMaxPercent}, ${t.backfillAfter})
         SELECT value ->> 'target', value ->> 'kind', value ->> 'company', value ->> 'segment', value ->> 'gid',
                value ->> 'dropMaxPercent', ''
           FROM json_each(?1)
          WHERE true
             ON CONFLICT (${t.target}) DO UPDATE
            SET ${t.backfillAfter} = CASE WHEN ${t}.${t.company} <> excluded.${t.company} OR ${t}.${t.segment} <> excluded.${t.segment}
                                    OR ${t}.${t.removing} = 1 THEN '' ELSE ${t}.${t.backfillAfter} END,
                ${t.company} = excluded.${t.company}, ${t.segment} = excluded.${t.segment},
                ${t.dropMaxPercent} = excluded.${t.dropMaxPercent}, ${t.removing} = 0, ${t.notBefore} = 0`,
      )
      .bind(given),
    ...along,
  ]);
}

/** gid://shopify/PriceList/42 → 42 */
const numberOf = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);

/**
 * Adds prices to a new target that the hub already had, at most `limit`, and stores the position. Existing rows stay
 * unchanged. For one batch; `backfillAfter` keeps the position until all are added.
 */
export function backfillTarget(
  db: D1Database,
  { target, backfillAfter }: PriceTarget,
  limit: number,
): D1PreparedStatement[] {
  const t = priceTargets;
  const page = sqlText`SELECT e.${prices.seqProduct}, e.${prices.sku} FROM ${t} AS t
     CROSS JOIN ${prices} AS e ON e.${prices.company} = t.${t.company} AND e.${prices.segment} = t.${t.segment}
     WHERE t.${t.target} = ?1 AND e.${prices.sku} > ?2 ORDER BY e.${prices.sku} LIMIT ?3`;
  return [
    db
      .prepare(
        sqlText`INSERT INTO ${shopPrices} (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku})
         SELECT ?1, ${prices.seqProduct}, ${prices.sku} FROM (${page})
          WHERE true
             ON CONFLICT (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}) DO NOTHING`,
      )
      .bind(target, backfillAfter ?? "", limit),
    // If the target moved to another company meanwhile, the backfill begins again. Fewer rows than a page: all are
    // added.
    db
      .prepare(
        sqlText`UPDATE ${t}
            SET ${t.backfillAfter} = (SELECT CASE WHEN count(*) = ?3 THEN max(${prices.sku}) END FROM (${page}))
          WHERE ${t.target} = ?1 AND ${t.backfillAfter} = ?2`,
      )
      .bind(target, backfillAfter ?? "", limit),
  ];
}

/** The list is locked or deleted: the prices of this target are postponed, the others are sent. */
export function postponeTarget(db: D1Database, target: string, notBefore: Instant): D1PreparedStatement {
  return prepared(db, plain(db).update(priceTargets).set({ notBefore }).where(eq(priceTargets.target, target)));
}

/**
 * Deletes a target that was removed from the mapping, once none of its prices is left. Its desk entries are deleted
 * too, because no later run could close them. For one batch.
 */
export function dropEmptyTargets(db: D1Database, now: Instant): D1PreparedStatement[] {
  const t = priceTargets;
  const isEmpty = sqlText`t.${t.removing} = 1
    AND NOT EXISTS (SELECT 1 FROM ${shopPrices} AS any_one WHERE any_one.${shopPrices.target} = t.${t.target})`;
  return [
    // Of one price, or of the whole list.
    db
      .prepare(
        sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?1
          WHERE ${desk.area} = 'publish-prices' AND ${desk.state} = 'open' AND EXISTS (
                SELECT 1 FROM price_targets AS t WHERE t.target = ${desk}.${desk.ref} AND ${isEmpty})`,
      )
      .bind(now),
    db.prepare(sqlText`DELETE FROM ${t} AS t WHERE ${isEmpty}`),
  ];
}

/** The metafield's definition exists. */
export function markDefined(db: D1Database): D1PreparedStatement {
  return prepared(
    db,
    plain(db)
      .update(priceTargets)
      .set({ gid: "erp.precos" })
      .where(and(eq(priceTargets.kind, "metafield"), isNull(priceTargets.gid))),
  );
}
