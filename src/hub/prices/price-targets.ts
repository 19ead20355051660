/** Where the prices of each company and segment go. One target is the shop's own price; the others are lists and the metafield. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { desk } from "../schema/desk.ts";
import { markStockDueEverywhere } from "../d1/upsert-page.ts";

export interface PriceTarget {
  /** base, list-<number of the price list>, meta-<company> */
  readonly target: string;
  readonly kind: "base" | "priceList" | "metafield";
  readonly company: number;
  readonly segment: number;
  /** The price list; of a metafield target, the definition once it is sure to exist. */
  readonly gid: string | null;
  readonly dropMaxPercent: number;
  readonly leaving: boolean;
  /** SKU up to which prices that were in the hub before the target have been laid out for it; null: all. */
  readonly fillAfter: string | null;
  readonly notBefore: Instant;
}

const DROP_MAX_PERCENT = 80;

export async function readPriceTargets(db: D1Database): Promise<readonly PriceTarget[]> {
  const { results } = await db
    .prepare(
      `SELECT target, kind, company, segment, gid, drop_max_percent AS dropMaxPercent, leaving, fill_after AS fillAfter,
              not_before AS notBefore
         FROM price_targets ORDER BY kind, company, segment, target`,
    )
    .all<Omit<PriceTarget, "leaving"> & { leaving: number }>();
  return results.map((row) => ({ ...row, leaving: row.leaving === 1 }));
}

export interface Mapped {
  readonly company: number;
  readonly segment: number;
  readonly dropMaxPercent?: number | undefined;
}

/** What a person maps. A kind that is not named stays as it is; one that is named is named whole. */
export interface PriceMapping {
  readonly base: Mapped;
  readonly priceLists?: readonly (Mapped & { readonly gid: string })[] | undefined;
  readonly metafields?: readonly Mapped[] | undefined;
}

/**
 * A target that is new, moved to another company or segment, or come back has all its prices due: those in the hub are
 * laid out for it by the price lane, page by page. One that is named no more is emptied by the lane, then forgotten:
 * prices that nobody keeps up would be wrong from the next day on. Whose prices count decides what is for sale, so the stock
 * of what they switch off is looked at again.
 */
export async function savePriceTargets(db: D1Database, mapping: PriceMapping): Promise<void> {
  const { base, priceLists, metafields } = mapping;
  const kinds = ["base", ...(priceLists ? ["priceList"] : []), ...(metafields ? ["metafield"] : [])];
  const given = jsonRows(
    [
      { ...base, target: "base", kind: "base", gid: null },
      ...(priceLists ?? []).map((list) => ({ ...list, target: `list-${numberOf(list.gid)}`, kind: "priceList" })),
      ...(metafields ?? []).map((each) => ({ ...each, target: `meta-${each.company}`, kind: "metafield", gid: null })),
    ].map((each) => ({ ...each, dropMaxPercent: each.dropMaxPercent ?? DROP_MAX_PERCENT })),
  );
  const isMoved = "(t.company <> j.value ->> 'company' OR t.segment <> j.value ->> 'segment' OR t.leaving = 1)";
  const moved = `SELECT t.target FROM price_targets AS t JOIN json_each(?1) AS j ON j.value ->> 'target' = t.target
                  WHERE ${isMoved}`;
  const otherwiseHeld = `SELECT t.target FROM price_targets AS t JOIN json_each(?1) AS j ON j.value ->> 'target' = t.target
                          WHERE t.drop_max_percent <> j.value ->> 'dropMaxPercent'`;
  const left = `SELECT t.target FROM price_targets AS t
                 WHERE t.leaving = 0 AND t.kind IN (SELECT value FROM json_each(?2))
                   AND t.target NOT IN (SELECT value ->> 'target' FROM json_each(?1))`;
  const changed = `SELECT j.value ->> 'company' FROM json_each(?1) AS j LEFT JOIN price_targets AS t ON t.target = j.value ->> 'target'
                    WHERE t.target IS NULL OR ${isMoved}
                    UNION SELECT company FROM price_targets WHERE target IN (${moved}) OR target IN (${left})`;
  const due = "version = version + 1, due = 1, attempts = 0, not_before = 0";
  await db.batch([
    db
      .prepare(markStockDueEverywhere(`SELECT sku FROM prices WHERE company IN (${changed}) AND on_sale = 0`))
      .bind(given, jsonRows(kinds)),
    db.prepare(`UPDATE shop_prices SET ${due} WHERE target IN (${moved})`).bind(given),
    db
      .prepare(
        `UPDATE shop_prices INDEXED BY shop_prices_pending SET ${due} WHERE pending_cents IS NOT NULL AND target IN (${otherwiseHeld})`,
      )
      .bind(given),
    db.prepare(`UPDATE shop_prices SET ${due} WHERE target IN (${left})`).bind(given, jsonRows(kinds)),
    db
      .prepare(`UPDATE price_targets SET leaving = 1, not_before = 0 WHERE target IN (${left})`)
      .bind(given, jsonRows(kinds)),
    db
      .prepare(
        `INSERT INTO price_targets (target, kind, company, segment, gid, drop_max_percent, fill_after)
         SELECT value ->> 'target', value ->> 'kind', value ->> 'company', value ->> 'segment', value ->> 'gid',
                value ->> 'dropMaxPercent', ''
           FROM json_each(?1)
          WHERE true
             ON CONFLICT (target) DO UPDATE
            SET fill_after = CASE WHEN price_targets.company <> excluded.company OR price_targets.segment <> excluded.segment
                                    OR price_targets.leaving = 1 THEN '' ELSE price_targets.fill_after END,
                company = excluded.company, segment = excluded.segment, drop_max_percent = excluded.drop_max_percent,
                leaving = 0, not_before = 0`,
      )
      .bind(given),
  ]);
}

/** gid://shopify/PriceList/42 → 42 */
const numberOf = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);

/**
 * Lays out for a target prices that were in the hub before it, at most `limit` of them, and notes how far it came.
 * Those that are there already keep what they are. For one batch; the row stays in `fill_after` until all are laid out.
 */
export function backfillTarget(
  db: D1Database,
  { target, fillAfter }: PriceTarget,
  limit: number,
): D1PreparedStatement[] {
  const page = `SELECT e.sku FROM price_targets AS t CROSS JOIN prices AS e ON e.company = t.company AND e.segment = t.segment
                 WHERE t.target = ?1 AND e.sku > ?2 ORDER BY e.sku LIMIT ?3`;
  return [
    db
      .prepare(
        `INSERT INTO shop_prices (target, seq_product, sku)
         SELECT ?1, CAST(substr(sku, 2, instr(sku, 'E') - 2) AS INTEGER), sku FROM (${page})
          WHERE true
             ON CONFLICT (target, seq_product, sku) DO NOTHING`,
      )
      .bind(target, fillAfter ?? "", limit),
    // Moved to another company meanwhile: it begins again. Fewer than a page: all are laid out.
    db
      .prepare(
        `UPDATE price_targets
            SET fill_after = (SELECT CASE WHEN count(*) = ?3 THEN max(sku) END FROM (${page}))
          WHERE target = ?1 AND fill_after = ?2`,
      )
      .bind(target, fillAfter ?? "", limit),
  ];
}

/** The list is locked or gone: this target's prices wait, the others go. */
export function postponeTarget(db: D1Database, target: string, notBefore: Instant): D1PreparedStatement {
  return db.prepare("UPDATE price_targets SET not_before = ?2 WHERE target = ?1").bind(target, notBefore);
}

/**
 * A target taken from the mapping is forgotten once none of its prices is left, and with it what the desk says of it: nobody
 * could put that right any more. For one batch.
 */
export function dropEmptyTargets(db: D1Database, now: Instant): D1PreparedStatement[] {
  const isEmpty = "t.leaving = 1 AND NOT EXISTS (SELECT 1 FROM shop_prices AS any_one WHERE any_one.target = t.target)";
  return [
    // Of one price, or of the whole list.
    db
      .prepare(
        sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?1
          WHERE ${desk.area} = 'publish-prices' AND ${desk.state} = 'open' AND EXISTS (
                SELECT 1 FROM price_targets AS t WHERE t.target = ${desk}.${desk.ref} AND ${isEmpty})`,
      )
      .bind(now),
    db.prepare(`DELETE FROM price_targets AS t WHERE ${isEmpty}`),
  ];
}

/** The metafield's definition is sure to exist. */
export function markDefined(db: D1Database): D1PreparedStatement {
  return db.prepare("UPDATE price_targets SET gid = 'erp.precos' WHERE kind = 'metafield' AND gid IS NULL");
}
