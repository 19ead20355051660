/** Shopify's file of each stored picture: created, processed, ready or failed. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { imageFiles, images } from "../schema/images.ts";
import { markMediaDue, productsOfContent } from "./images.ts";

const FILE = [
  "content",
  "type",
  "bytes",
  "state",
  "fileGid",
  "createStartedAt",
  "attempts",
  "alt",
  "placeholder",
] as const;

export type ShopFile = Readonly<Pick<typeof imageFiles.$inferSelect, (typeof FILE)[number]>>;

/** Files whose state in Shopify is to be asked. */
export async function readDueFiles(db: D1Database, now: Instant, limit: number): Promise<readonly ShopFile[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(imageFiles, FILE)} FROM ${imageFiles} INDEXED BY image_files_due
        WHERE ${imageFiles.nextAt} IS NOT NULL AND ${imageFiles.nextAt} <= ?1 ORDER BY ${imageFiles.nextAt} LIMIT ?2`,
    )
    .bind(now, limit)
    .all<ShopFile>();
  return results;
}

/** Something to ask of Shopify is due. */
export async function hasDueFiles(db: D1Database, now: Instant): Promise<boolean> {
  return (await readDueFiles(db, now, 1)).length > 0;
}

export interface FileMark extends Pick<
  typeof imageFiles.$inferSelect,
  "content" | "state" | "fileGid" | "createStartedAt" | "nextAt" | "attempts" | "alt"
> {
  /** What its products show changes: they are due. */
  readonly marksDue: boolean;
}

/** Stores what is known of files now. */
export function markFiles(db: D1Database, marks: readonly FileMark[]): D1PreparedStatement[] {
  const json = jsonRows(marks);
  const dueJson = jsonRows(marks.filter(({ marksDue }) => marksDue).map(({ content }) => content));
  return [
    db
      .prepare(
        sqlText`UPDATE ${imageFiles} SET ${imageFiles.state} = j.value ->> 'state', ${imageFiles.fileGid} = j.value ->> 'fileGid',
            ${imageFiles.createStartedAt} = j.value ->> 'createStartedAt', ${imageFiles.nextAt} = j.value ->> 'nextAt',
            ${imageFiles.attempts} = j.value ->> 'attempts', ${imageFiles.alt} = j.value ->> 'alt'
           FROM json_each(?1) AS j WHERE ${imageFiles.content} = j.value ->> 'content'`,
      )
      .bind(json),
    ...(marks.some(({ marksDue }) => marksDue)
      ? [db.prepare(markMediaDue(productsOfContent(sqlText`SELECT value AS content FROM json_each(?1)`))).bind(dueJson)]
      : []),
  ];
}

/** The states of these files are asked again: one that failed is deleted then. */
export const askAgain = (db: D1Database, fileGids: readonly string[], now: Instant): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${imageFiles} SET ${imageFiles.state} = 'processing', ${imageFiles.nextAt} = ?2, ${imageFiles.attempts} = 0
        WHERE ${imageFiles.fileGid} IN (SELECT value FROM json_each(?1)) AND ${imageFiles.state} = 'ready'`,
    )
    .bind(jsonRows(fileGids), now);

/** Of these pictures those that a source refers to. */
export async function usedContents(db: D1Database, contents: readonly string[]): Promise<ReadonlySet<string>> {
  const { results } = await db
    .prepare(
      sqlText`SELECT j.value AS content FROM json_each(?1) AS j WHERE EXISTS (
        SELECT 1 FROM ${images} AS i INDEXED BY images_by_content
         WHERE i.${images.content} = j.value AND i.${images.active} = 1)`,
    )
    .bind(jsonRows(contents))
    .all<{ content: string }>();
  return new Set(results.map(({ content }) => content));
}

/** Texts that Shopify accepted. */
export const markAlts = (db: D1Database, alts: readonly Pick<ShopFile, "fileGid" | "alt">[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${imageFiles} SET ${imageFiles.alt} = j.value ->> 'alt'
         FROM json_each(?1) AS j WHERE ${imageFiles.fileGid} = j.value ->> 'fileGid'`,
    )
    .bind(jsonRows(alts));

/** @returns those of the ids that are files of ours */
export async function ownFiles(db: D1Database, gids: readonly string[]): Promise<ReadonlySet<string>> {
  const { results } = await db
    .prepare(
      sqlText`SELECT f.${imageFiles.fileGid} AS gid FROM json_each(?1) AS j
        CROSS JOIN ${imageFiles} AS f INDEXED BY image_files_by_gid ON f.${imageFiles.fileGid} = j.value`,
    )
    .bind(jsonRows(gids))
    .all<{ gid: string }>();
  return new Set(results.map(({ gid }) => gid));
}

/** Bytes of all our files in the shop. Read only where the shop's storage is full. */
export async function sumOfFiles(db: D1Database): Promise<number> {
  const row = await db
    .prepare(
      sqlText`SELECT coalesce(sum(${imageFiles.bytes}), 0) AS bytes FROM ${imageFiles} WHERE ${imageFiles.fileGid} IS NOT NULL`,
    )
    .first<{ bytes: number }>();
  return row?.bytes ?? 0;
}
