/** Pictures whose address is due to be asked, and what it said. A row that changed meanwhile keeps its own due time. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { imageFiles, images } from "../schema/images.ts";
import { products } from "../schema/catalog.ts";
import { clearPosition, readPosition, savePosition } from "../loads/portions.ts";
import { markMediaDue, productsOfContent, sharersOf } from "./images.ts";

const DUE = ["seqProduct", "source", "url", "hash", "content", "etag", "lastModified", "attempts", "refusals"] as const;

export type DueFetch = Readonly<Pick<typeof images.$inferSelect, (typeof DUE)[number]>>;

export async function readDueFetches(db: D1Database, now: Instant, limit: number): Promise<readonly DueFetch[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(images, DUE)} FROM ${images} INDEXED BY images_due
        WHERE ${images.fetchAt} IS NOT NULL AND ${images.fetchAt} <= ?1 ORDER BY ${images.fetchAt} LIMIT ?2`,
    )
    .bind(now, limit)
    .all<DueFetch>();
  return results;
}

/** `hash`: as it was read; another one means that the source changed meanwhile, and nothing is stored. */
export interface FetchResult extends Pick<DueFetch, "seqProduct" | "source" | "hash"> {
  /** Null: the picture stays as it is. */
  readonly content: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** In a row without a picture. */
  readonly attempts: number;
  /** Of these, those that were answered with something else. */
  readonly refusals: number;
  /** Null: not again. */
  readonly fetchAt: Instant | null;
}

/** Another picture makes the media of its product due, and those of the products that share the one before. */
export function saveFetches(db: D1Database, results: readonly FetchResult[]): D1PreparedStatement[] {
  const json = jsonRows(results);
  const same = sqlText`i.${images.seqProduct} = j.value ->> 'seqProduct' AND i.${images.source} = j.value ->> 'source'
    AND i.${images.hash} = j.value ->> 'hash'`;
  return [
    db
      .prepare(
        markMediaDue(
          sqlText`SELECT i.${images.seqProduct} FROM json_each(?1) AS j CROSS JOIN ${images} AS i ON ${same}
            WHERE j.value ->> 'content' IS NOT NULL AND i.${images.content} IS NOT j.value ->> 'content'`,
        ),
      )
      .bind(json),
    db
      .prepare(
        markMediaDue(
          sharersOf(sqlText`SELECT i.${images.seqProduct} AS seqProduct, i.${images.content} AS content
            FROM json_each(?1) AS j CROSS JOIN ${images} AS i ON ${same}
            WHERE j.value ->> 'content' IS NOT NULL AND i.${images.content} <> j.value ->> 'content'`),
        ),
      )
      .bind(json),
    db
      .prepare(
        sqlText`UPDATE ${images} AS i
            SET ${images.content} = coalesce(j.value ->> 'content', i.${images.content}), ${images.etag} = j.value ->> 'etag',
                ${images.lastModified} = j.value ->> 'lastModified', ${images.attempts} = j.value ->> 'attempts',
                ${images.refusals} = j.value ->> 'refusals', ${images.fetchAt} = j.value ->> 'fetchAt'
           FROM json_each(?1) AS j WHERE ${same}`,
      )
      .bind(json),
  ];
}

export interface SpreadPicture {
  readonly content: string;
  readonly products: number;
  readonly placeholder: number;
}

/**
 * How many unrelated products have these pictures: products of one brand and category count once, because a family of
 * goods may share a picture.
 */
export async function readSpread(db: D1Database, contents: readonly string[]): Promise<readonly SpreadPicture[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT f.${imageFiles.content}, f.${imageFiles.placeholder},
              (SELECT count(*) FROM (SELECT DISTINCT p.${products.seqBrand}, p.${products.seqCategory},
                        CASE WHEN p.${products.seqCategory} IS NULL THEN i.${images.seqProduct} END
                 FROM ${images} AS i INDEXED BY images_by_content
                 LEFT JOIN ${products} AS p ON p.${products.seqProduct} = i.${images.seqProduct}
                WHERE i.${images.content} = f.${imageFiles.content} AND i.${images.active} = 1)) AS products
         FROM json_each(?1) AS j CROSS JOIN ${imageFiles} AS f ON f.${imageFiles.content} = j.value`,
    )
    .bind(jsonRows(contents))
    .all<SpreadPicture>();
  return results;
}

/** Whether pictures count as none. Their products are due, because they gain or lose a picture. */
export function markPlaceholders(
  db: D1Database,
  changed: readonly { readonly content: string; readonly placeholder: number }[],
): D1PreparedStatement[] {
  const json = jsonRows(changed);
  return [
    db
      .prepare(
        sqlText`UPDATE ${imageFiles} SET ${imageFiles.placeholder} = j.value ->> 'placeholder'
           FROM json_each(?1) AS j WHERE ${imageFiles.content} = j.value ->> 'content'`,
      )
      .bind(json),
    db
      .prepare(markMediaDue(productsOfContent(sqlText`SELECT value ->> 'content' AS content FROM json_each(?1)`)))
      .bind(json),
  ];
}

const SHARED = "image-placeholders";

/**
 * The next part of all pictures in use: those that more than `max` products have, and those that count as none now.
 * @returns `done`: stores how far it came
 */
export async function readShared(
  db: D1Database,
  max: number,
  rows: number,
): Promise<{ readonly contents: readonly string[]; readonly done: D1PreparedStatement }> {
  const [after = ""] = (await readPosition<[string]>(db, SHARED)) ?? [];
  const { results } = await db
    .prepare(
      sqlText`SELECT p.${images.content} AS content, count(*) AS rows, f.${imageFiles.placeholder} AS placeholder
         FROM (SELECT ${images.content} FROM ${images} INDEXED BY images_by_content
                WHERE ${images.content} IS NOT NULL AND ${images.active} = 1 AND ${images.content} > ?1
                ORDER BY ${images.content} LIMIT ?2) AS p
         LEFT JOIN ${imageFiles} AS f ON f.${imageFiles.content} = p.${images.content}
        GROUP BY p.${images.content} ORDER BY p.${images.content}`,
    )
    .bind(after, rows)
    .all<{ content: string; rows: number; placeholder: number | null }>();
  const read = results.reduce((sum, each) => sum + each.rows, 0);
  const isLast = read < rows;
  // The rows of the last picture may have been cut, so it is read again, unless it is the only one.
  const whole = isLast || results.length === 1 ? results : results.slice(0, -1);
  const last = whole.at(-1)?.content;
  return {
    contents: whole.filter((each) => each.rows > max || each.placeholder === 1).map(({ content }) => content),
    done: isLast || last === undefined ? clearPosition(db, SHARED) : savePosition(db, SHARED, [last]),
  };
}
