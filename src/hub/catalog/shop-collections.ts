/** Collections that stand for categories. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";

export interface DueCollection {
  readonly seqCategory: number;
  readonly name: string;
  readonly collectionGid: string | null;
  /** As the collection was last called by us. */
  readonly sentTitle: string | null;
  /** JSON list of the publications it was put on. */
  readonly published: string | null;
  readonly attempts: number;
}

/**
 * Active categories without a collection, those that were renamed since, and those not on all of `channels`. Categories are
 * some thousand rows at most, and read once a run.
 * @param channels the list as it is written in `published`
 */
export async function readDueCollections(
  db: D1Database,
  channels: string,
  now: Instant,
): Promise<readonly DueCollection[]> {
  const { results } = await db
    .prepare(
      `SELECT c.seq_category AS seqCategory, c.name, s.collection_gid AS collectionGid, s.sent_title AS sentTitle, s.published,
              COALESCE(s.attempts, 0) AS attempts
         FROM categories AS c LEFT JOIN shop_collections AS s ON s.seq_category = c.seq_category
        WHERE c.active = 1 AND COALESCE(s.not_before, 0) <= ?2
          AND (s.collection_gid IS NULL OR s.sent_title IS NOT c.name OR s.published IS NOT ?1)
          AND (s.wait IS NULL OR (s.wait = 'refused' AND s.sent_title IS NOT c.name))
        ORDER BY c.seq_category`,
    )
    .bind(channels, now)
    .all<DueCollection>();
  return results;
}

/**
 * Whether an active category has no collection of its present name or one that was never put on its channels, and collections
 * are wanted. Channels chosen later are seen to with the next run of the lane (`readDueCollections`).
 */
export async function hasDueCollections(db: D1Database, now: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM categories AS c LEFT JOIN shop_collections AS s ON s.seq_category = c.seq_category
                       WHERE c.active = 1 AND COALESCE(s.not_before, 0) <= ?1
                         AND (s.sent_title IS NOT c.name OR s.published IS NULL)
                         AND (s.wait IS NULL OR (s.wait = 'refused' AND s.sent_title IS NOT c.name)))
          AND NOT EXISTS (SELECT 1 FROM catalog_settings WHERE name = 'catalog' AND value ->> '$.collections' = 0) AS hasDue`,
    )
    .bind(now)
    .first<{ hasDue: number }>();
  return row?.hasDue === 1;
}

export async function hasCategories(db: D1Database): Promise<boolean> {
  const row = await db.prepare("SELECT EXISTS (SELECT 1 FROM categories) AS hasAny").first<{ hasAny: number }>();
  return row?.hasAny === 1;
}

/** True while no collection was ever made: the definition that creation needs may be missing. */
export async function isFirstCollection(db: D1Database): Promise<boolean> {
  const row = await db
    .prepare("SELECT EXISTS (SELECT 1 FROM shop_collections WHERE collection_gid IS NOT NULL) AS hasAny")
    .first<{ hasAny: number }>();
  return row?.hasAny !== 1;
}

export interface CollectionMark {
  readonly seqCategory: number;
  readonly collectionGid: string | null;
  readonly sentTitle: string | null;
  readonly published: string | null;
  readonly wait: "refused" | "deleted" | null;
  readonly attempts: number;
  readonly notBefore: Instant;
}

export function markCollections(db: D1Database, marks: readonly CollectionMark[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO shop_collections (seq_category, collection_gid, sent_title, published, wait, attempts, not_before)
       SELECT value ->> 'seqCategory', value ->> 'collectionGid', value ->> 'sentTitle', value ->> 'published', value ->> 'wait',
              value ->> 'attempts', value ->> 'notBefore'
         FROM json_each(?1)
        WHERE true
           ON CONFLICT (seq_category) DO UPDATE
          SET collection_gid = excluded.collection_gid, sent_title = excluded.sent_title, published = excluded.published,
              wait = excluded.wait, attempts = excluded.attempts, not_before = excluded.not_before`,
    )
    .bind(jsonRows(marks));
}

/** What they are called is about to be told: should the run die, nobody knows which name stands there, so any is due. */
export function forgetTitles(db: D1Database, seqCategories: readonly number[]): D1PreparedStatement {
  return db
    .prepare("UPDATE shop_collections SET sent_title = NULL WHERE seq_category IN (SELECT value FROM json_each(?1))")
    .bind(jsonRows(seqCategories));
}

export interface IdleCollection {
  readonly seqCategory: number;
  readonly name: string;
  /** False: its category is switched off or gone, or no collection is wanted. */
  readonly isWanted: boolean;
}

/**
 * Refused or deleted collections that are wanted no more, and deleted ones that are wanted again; each once: a deleted one has no
 * title from then on until it is wanted.
 */
export async function readIdleCollections(db: D1Database, areWanted: boolean): Promise<readonly IdleCollection[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM (SELECT s.seq_category AS seqCategory, COALESCE(c.name, '') AS name, s.wait, s.sent_title AS sentTitle,
                             COALESCE(c.active, 0) = 1 AND ?1 AS isWanted
                        FROM shop_collections AS s LEFT JOIN categories AS c ON c.seq_category = s.seq_category
                       WHERE s.wait IS NOT NULL)
        WHERE CASE WHEN isWanted THEN wait = 'deleted' AND sentTitle IS NULL ELSE wait = 'refused' OR sentTitle IS NOT NULL END
        ORDER BY seqCategory`,
    )
    .bind(areWanted ? 1 : 0)
    .all<{ seqCategory: number; name: string; isWanted: number }>();
  return results.map(({ seqCategory, name, isWanted }) => ({ seqCategory, name, isWanted: isWanted === 1 }));
}

/** Wanted no more: a refusal is forgotten, that somebody deleted it is not. */
export function forgetIdle(db: D1Database, seqCategories: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_collections SET sent_title = NULL, wait = CASE wait WHEN 'deleted' THEN wait END
        WHERE seq_category IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows(seqCategories));
}

/** Deleted ones that are wanted again. */
export function nameAgain(db: D1Database, rows: readonly IdleCollection[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE shop_collections SET sent_title = j.value ->> 'name' FROM json_each(?1) AS j
        WHERE seq_category = j.value ->> 'seqCategory' AND wait = 'deleted'`,
    )
    .bind(jsonRows(rows));
}

/** A collection that somebody deleted is made again. */
export async function recreateCollection(db: D1Database, seqCategory: number): Promise<boolean> {
  const { meta } = await db.prepare("DELETE FROM shop_collections WHERE seq_category = ?1").bind(seqCategory).run();
  return meta.changes > 0;
}
