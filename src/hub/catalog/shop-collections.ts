/** The Shopify collections of categories. */
import { eq } from "drizzle-orm";
import { plain } from "../d1/drizzle.ts";
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { categories } from "../schema/catalog.ts";
import { catalogSettings, shopCollections } from "../schema/shop.ts";

type Collection = typeof shopCollections.$inferSelect;

/** `sentTitle`: the title that we sent last. `published`: JSON list of the publications that have the collection. */
export type DueCollection = Readonly<
  Pick<Collection, "seqCategory" | "collectionGid" | "sentTitle" | "published" | "attempts"> & { readonly name: string }
>;

/**
 * Active categories without a collection, with a new name, or missing from one of `channels`. The lane reads them once
 * a run: some thousand rows at most.
 * @param channels the list as it is written in `published`
 */
export async function readDueCollections(
  db: D1Database,
  channels: string,
  now: Instant,
): Promise<readonly DueCollection[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT c.${categories.seqCategory} AS seqCategory, c.${categories.name},
        ${columnList(shopCollections, ["collectionGid", "sentTitle", "published"], "s")},
              COALESCE(s.${shopCollections.attempts}, 0) AS attempts
         FROM ${categories} AS c LEFT JOIN ${shopCollections} AS s
           ON s.${shopCollections.seqCategory} = c.${categories.seqCategory}
        WHERE c.${categories.active} = 1 AND COALESCE(s.${shopCollections.notBefore}, 0) <= ?2
          AND (s.${shopCollections.collectionGid} IS NULL OR s.${shopCollections.sentTitle} IS NOT c.${categories.name} OR s.${shopCollections.published} IS NOT ?1)
          AND (s.${shopCollections.parkedReason} IS NULL OR (s.${shopCollections.parkedReason} = 'refused'
          AND s.${shopCollections.sentTitle} IS NOT c.${categories.name}))
        ORDER BY c.${categories.seqCategory}`,
    )
    .bind(channels, now)
    .all<DueCollection>();
  return results;
}

/**
 * Whether an active category lacks a collection with its present name, or has one that was never published. Channels
 * that are chosen later are handled by the next run of the lane (`readDueCollections`).
 */
export async function hasDueCollections(db: D1Database, now: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      sqlText`SELECT EXISTS (SELECT 1 FROM ${categories} AS c LEFT JOIN ${shopCollections} AS s
        ON s.${shopCollections.seqCategory} = c.${categories.seqCategory}
                       WHERE c.${categories.active} = 1 AND COALESCE(s.${shopCollections.notBefore}, 0) <= ?1
                         AND (s.${shopCollections.sentTitle} IS NOT c.${categories.name}
                        OR s.${shopCollections.published} IS NULL)
                         AND (s.${shopCollections.parkedReason} IS NULL OR (s.${shopCollections.parkedReason} = 'refused'
                        AND s.${shopCollections.sentTitle} IS NOT c.${categories.name})))
          AND NOT EXISTS (SELECT 1 FROM ${catalogSettings} WHERE ${catalogSettings.name} = 'catalog'
          AND ${catalogSettings.value} ->> '$.collections' = 0) AS hasDue`,
    )
    .bind(now)
    .first<{ hasDue: number }>();
  return row?.hasDue === 1;
}

export async function hasCategories(db: D1Database): Promise<boolean> {
  const row = await db
    .prepare(sqlText`SELECT EXISTS (SELECT 1 FROM ${categories}) AS hasAny`)
    .first<{ hasAny: number }>();
  return row?.hasAny === 1;
}

/** True while no collection was ever created: the definition that a create needs may be missing. */
export async function isFirstCollection(db: D1Database): Promise<boolean> {
  const row = await db
    .prepare(
      sqlText`SELECT EXISTS (SELECT 1 FROM ${shopCollections}
        WHERE ${shopCollections.collectionGid} IS NOT NULL) AS hasAny`,
    )
    .first<{ hasAny: number }>();
  return row?.hasAny !== 1;
}

export type CollectionMark = Readonly<Collection>;

export function markCollections(db: D1Database, marks: readonly CollectionMark[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`INSERT INTO ${shopCollections} (${shopCollections.seqCategory}, ${shopCollections.collectionGid},
        ${shopCollections.sentTitle}, ${shopCollections.published}, ${shopCollections.parkedReason},
        ${shopCollections.attempts}, ${shopCollections.notBefore})
       SELECT value ->> 'seqCategory', value ->> 'collectionGid', value ->> 'sentTitle', value ->> 'published',
         value ->> 'parkedReason',
              value ->> 'attempts', value ->> 'notBefore'
         FROM json_each(?1)
        WHERE true
           ON CONFLICT (${shopCollections.seqCategory}) DO UPDATE
          SET ${shopCollections.collectionGid} = excluded.${shopCollections.collectionGid},
            ${shopCollections.sentTitle} = excluded.${shopCollections.sentTitle},
            ${shopCollections.published} = excluded.${shopCollections.published},
              ${shopCollections.parkedReason} = excluded.${shopCollections.parkedReason},
              ${shopCollections.attempts} = excluded.${shopCollections.attempts},
              ${shopCollections.notBefore} = excluded.${shopCollections.notBefore}`,
    )
    .bind(jsonRows(marks));
}

/** Stored before a new title is sent. After a crash the title in Shopify is unknown, so every title counts as due. */
export function invalidateTitles(db: D1Database, seqCategories: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopCollections} SET ${shopCollections.sentTitle} = NULL
        WHERE ${shopCollections.seqCategory} IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows(seqCategories));
}

export interface IdleCollection {
  readonly seqCategory: number;
  readonly name: string;
  /** False: its category is inactive or missing, or no collection is wanted. */
  readonly isWanted: boolean;
}

/**
 * Refused or deleted collections that are no longer wanted, and deleted ones that are wanted again. Each is returned
 * once, because a deleted collection then has no title until it is wanted again.
 */
export async function readIdleCollections(db: D1Database, areWanted: boolean): Promise<readonly IdleCollection[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT * FROM (SELECT s.${shopCollections.seqCategory} AS seqCategory, COALESCE(c.${categories.name},
        '') AS name, s.${shopCollections.parkedReason}, s.${shopCollections.sentTitle} AS sentTitle,
                             COALESCE(c.${categories.active}, 0) = 1 AND ?1 AS isWanted
                        FROM ${shopCollections} AS s LEFT JOIN ${categories} AS c
                        ON c.${categories.seqCategory} = s.${shopCollections.seqCategory}
                       WHERE s.${shopCollections.parkedReason} IS NOT NULL)
        WHERE CASE WHEN isWanted THEN ${shopCollections.parkedReason} = 'deleted' AND sentTitle IS NULL
          ELSE ${shopCollections.parkedReason} = 'refused' OR sentTitle IS NOT NULL END
        ORDER BY seqCategory`,
    )
    .bind(areWanted ? 1 : 0)
    .all<{ seqCategory: number; name: string; isWanted: number }>();
  return results.map(({ seqCategory, name, isWanted }) => ({ seqCategory, name, isWanted: isWanted === 1 }));
}

/** Clears the refusal of collections that are no longer wanted. A deletion by the merchant is kept. */
export function deleteIdle(db: D1Database, seqCategories: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopCollections} SET ${shopCollections.sentTitle} = NULL,
        ${shopCollections.parkedReason} = CASE ${shopCollections.parkedReason} WHEN 'deleted' THEN ${shopCollections.parkedReason} END
        WHERE ${shopCollections.seqCategory} IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows(seqCategories));
}

/** Deleted collections that are wanted again. */
export function markTitleDue(db: D1Database, rows: readonly IdleCollection[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopCollections} SET ${shopCollections.sentTitle} = j.value ->> 'name' FROM json_each(?1) AS j
        WHERE ${shopCollections.seqCategory} = j.value ->> 'seqCategory' AND ${shopCollections.parkedReason} = 'deleted'`,
    )
    .bind(jsonRows(rows));
}

/** Deletes the row of a collection: the publish then creates the collection as a new one. @returns whether there was one */
export async function deleteShopCollection(db: D1Database, seqCategory: number): Promise<boolean> {
  const { meta } = await plain(db).delete(shopCollections).where(eq(shopCollections.seqCategory, seqCategory));
  return meta.changes > 0;
}
