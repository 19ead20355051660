/** Pictures that no source refers to any more: marked, and taken away after a grace period. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { clearPosition, readPosition, savePosition } from "../loads/portions.ts";
import { imageFiles, images, shopMedia } from "../schema/images.ts";

const MARKED = "image-orphans";
const IN_USE = sqlText`EXISTS (SELECT 1 FROM ${images} AS i INDEXED BY images_by_content
  WHERE i.${images.content} = f.${imageFiles.content} AND i.${images.active} = 1)`;

/** Marks the next part of all stored pictures as unused, or as used again. @returns true while there is more */
export async function markOrphans(db: D1Database, now: Instant, rows: number): Promise<boolean> {
  const [after = ""] = (await readPosition<[string]>(db, MARKED)) ?? [];
  const page = sqlText`SELECT ${imageFiles.content} FROM ${imageFiles} WHERE ${imageFiles.content} > ?1
    ORDER BY ${imageFiles.content} LIMIT ?2`;
  const last = await db
    .prepare(`SELECT max(content) AS content, count(*) AS rows FROM (${page})`)
    .bind(after, rows)
    .first<{ content: string | null; rows: number }>();
  const isLast = last === null || last.content === null || last.rows < rows;
  await db.batch([
    db
      .prepare(
        sqlText`UPDATE ${imageFiles} AS f SET ${imageFiles.unusedSince} = CASE WHEN ${IN_USE} THEN NULL ELSE ?3 END
          WHERE f.${imageFiles.content} IN (${page}) AND (f.${imageFiles.unusedSince} IS NULL) <> ${IN_USE}`,
      )
      .bind(after, rows, now),
    isLast ? clearPosition(db, MARKED) : savePosition(db, MARKED, [last.content ?? ""]),
  ]);
  return !isLast;
}

export interface Orphan {
  readonly content: string;
  readonly fileGid: string | null;
}

/** Pictures that are unused since before, and that no product shows as far as we know. */
export async function readOrphans(db: D1Database, before: Instant, limit: number): Promise<readonly Orphan[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT f.${imageFiles.content}, f.${imageFiles.fileGid} AS fileGid
         FROM ${imageFiles} AS f INDEXED BY image_files_unused
        WHERE f.${imageFiles.unusedSince} IS NOT NULL AND f.${imageFiles.unusedSince} < ?1
          AND f.${imageFiles.state} NOT IN ('creating', 'processing') AND NOT ${IN_USE}
        ORDER BY f.${imageFiles.unusedSince} LIMIT ?2`,
    )
    .bind(before, limit)
    .all<Orphan>();
  return results;
}

/** One of our files that a product shows: proves that Shopify's search by use is obeyed. */
export async function readFileInUse(db: D1Database): Promise<string | null> {
  const row = await db
    .prepare(
      sqlText`SELECT json_extract(${shopMedia.sent}, '$.files[0].gid') AS gid FROM ${shopMedia}
        WHERE ${shopMedia.due} = 0 AND ${shopMedia.sent} LIKE '%"sure":true%' LIMIT 1`,
    )
    .first<{ gid: string | null }>();
  return row?.gid ?? null;
}

/** Deletes rows that are still unused. @returns their contents; only these objects may be deleted */
export async function deleteOrphans(db: D1Database, contents: readonly string[]): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      sqlText`DELETE FROM ${imageFiles} AS f WHERE f.${imageFiles.content} IN (SELECT value FROM json_each(?1))
          AND f.${imageFiles.unusedSince} IS NOT NULL AND NOT ${IN_USE} RETURNING ${imageFiles.content} AS content`,
    )
    .bind(jsonRows(contents))
    .all<{ content: string }>();
  return results.map(({ content }) => content);
}

/** Of these objects, those without a row. */
export async function withoutRow(db: D1Database, contents: readonly string[]): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT j.value AS content FROM json_each(?1) AS j
        WHERE NOT EXISTS (SELECT 1 FROM ${imageFiles} WHERE ${imageFiles.content} = j.value)`,
    )
    .bind(jsonRows(contents))
    .all<{ content: string }>();
  return results.map(({ content }) => content);
}
