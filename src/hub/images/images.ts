/** Rows of pictures by their sources, and of specifications. A changed picture makes its product's media due. */
import type { Instant } from "../../ports.ts";
import type { ImageRow, SpecificationRow } from "../../rules/images/image-row.ts";
import type { PictureType } from "../../rules/images/inspect.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { differing, upsertRows, type UpsertTable } from "../d1/upsert-page.ts";
import { DELISTED_HASH, type DelistingRule } from "../loads/missing-records.ts";
import { KEY_COLUMNS } from "../desk/desk.ts";
import { desk } from "../schema/desk.ts";
import { imageFiles, images, shopMedia, specifications } from "../schema/images.ts";
import { markSpecificationsDue } from "./specification-marks.ts";

/** A picture whose bytes are in R2. */
export interface StoredPicture {
  readonly content: string;
  readonly type: PictureType;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

const KEYS = { seqProduct: images.seqProduct, source: images.source };
const PLAIN = { sku: images.sku, main: images.main, place: images.place, url: images.url, active: images.active };

/** With an address: the last picture stays until the address has been asked. An unchanged address keeps its ETag. */
const BY_ADDRESS: UpsertTable = {
  table: images,
  keys: KEYS,
  columns: { ...PLAIN, fetchAt: images.fetchAt },
  also: sqlText`${images.attempts} = 0, ${images.refusals} = 0,
    ${images.etag} = CASE WHEN ${images}.${images.url} IS excluded.${images.url} THEN ${images}.${images.etag} END,
    ${images.lastModified} = CASE WHEN ${images}.${images.url} IS excluded.${images.url} THEN ${images}.${images.lastModified} END`,
};

/** With bytes that are stored already. */
const BY_CONTENT: UpsertTable = {
  table: images,
  keys: KEYS,
  columns: { ...PLAIN, fetchAt: images.fetchAt, content: images.content },
  also: sqlText`${images.attempts} = 0, ${images.refusals} = 0, ${images.etag} = NULL, ${images.lastModified} = NULL`,
};

const SPECIFICATIONS: UpsertTable = {
  table: specifications,
  keys: { seqProduct: specifications.seqProduct, source: specifications.source },
  columns: {
    sku: specifications.sku,
    name: specifications.name,
    value: specifications.value,
    active: specifications.active,
  },
};

/**
 * The media of these products are due.
 * @param products a query with one column, the products' numbers
 */
export const markMediaDue = (products: string): string =>
  sqlText`INSERT INTO ${shopMedia} (${shopMedia.seqProduct}) SELECT DISTINCT * FROM (${products}) WHERE true
    ON CONFLICT (${shopMedia.seqProduct}) DO UPDATE
       SET ${shopMedia.due} = 1, ${shopMedia.version} = ${shopMedia}.${shopMedia.version} + 1, ${shopMedia.notBefore} = 0`;

/** The media of products that have a picture are due: the product, or a variant of it, is new in Shopify. */
export const markMediaOf = (db: D1Database, seqProducts: readonly number[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${shopMedia} SET ${shopMedia.due} = 1, ${shopMedia.version} = ${shopMedia.version} + 1, ${shopMedia.notBefore} = 0
        WHERE ${shopMedia.seqProduct} IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows(seqProducts));

/** The products whose active pictures have this content. */
export const productsOfContent = (contents: string): string =>
  sqlText`SELECT i.${images.seqProduct} FROM (${contents}) AS c
    CROSS JOIN ${images} AS i INDEXED BY images_by_content ON i.${images.content} = c.content AND i.${images.active} = 1`;

/**
 * The other products that show what these rows show now. A file bears the title of the first of its products, so when a
 * row gets another picture, or none, its file's text may become the title of one of them (seed 7108).
 * @param rows a query with the columns seqProduct and content
 */
export const sharersOf = (rows: string): string =>
  sqlText`SELECT o.${images.seqProduct} FROM (${rows}) AS r
    CROSS JOIN ${images} AS o INDEXED BY images_by_content ON o.${images.content} = r.content AND o.${images.active} = 1
      AND o.${images.seqProduct} <> r.seqProduct
    CROSS JOIN ${imageFiles} AS f ON f.${imageFiles.content} = r.content AND f.${imageFiles.placeholder} = 0`;

/** Rows of pictures whose bytes are in R2. An object that has a row already keeps it. */
export const saveFiles = (db: D1Database, files: readonly StoredPicture[], now: Instant): D1PreparedStatement =>
  db
    .prepare(
      sqlText`INSERT INTO ${imageFiles} (${imageFiles.content}, ${imageFiles.type}, ${imageFiles.bytes}, ${imageFiles.width},
                ${imageFiles.height}, ${imageFiles.storedAt})
       SELECT value ->> 'content', value ->> 'type', value ->> 'bytes', value ->> 'width', value ->> 'height', ?2
         FROM json_each(?1) WHERE true
           ON CONFLICT (${imageFiles.content}) DO UPDATE SET ${imageFiles.unusedSince} = NULL
        WHERE ${imageFiles}.${imageFiles.unusedSince} IS NOT NULL`,
    )
    .bind(jsonRows(files), now);

export interface ImagesPage {
  readonly pictures: readonly ImageRow[];
  readonly files: readonly StoredPicture[];
  readonly specifications: readonly SpecificationRow[];
}

const isStored = ({ content }: ImageRow) => content !== null;

/** Stores pictures of any source. A row that changes, and had a picture or has one now, makes its product's media due. */
export function upsertImages(db: D1Database, runId: string, page: ImagesPage, now: Instant): D1PreparedStatement[] {
  const due = (table: UpsertTable) => (json: string) => [
    db
      .prepare(
        markMediaDue(
          sqlText`SELECT j.value ->> 'seqProduct' ${differing(table, "?1")}
            AND (t.${images.content} IS NOT NULL OR j.value ->> 'content' IS NOT NULL)
            AND (t.${images.active} IS NOT j.value ->> 'active' OR t.${images.sku} IS NOT j.value ->> 'sku'
              OR t.${images.main} IS NOT j.value ->> 'main' OR t.${images.place} IS NOT j.value ->> 'place'
              OR (j.value ->> 'content' IS NOT NULL AND t.${images.content} IS NOT j.value ->> 'content'))`,
        ),
      )
      .bind(json),
    db
      .prepare(
        markMediaDue(
          sharersOf(sqlText`SELECT t.${images.seqProduct} AS seqProduct, t.${images.content} AS content
            ${differing(table, "?1")} AND t.${images.content} IS NOT NULL AND t.${images.active} = 1
            AND (j.value ->> 'active' = 0
              OR (j.value ->> 'content' IS NOT NULL AND t.${images.content} <> j.value ->> 'content'))`),
        ),
      )
      .bind(json),
    // Another source, another answer: what was wrong with the address before is over.
    db
      .prepare(
        closeFetchEntries(
          sqlText`SELECT j.value ->> 'seqProduct', '', 0, 0, 'image:' || (j.value ->> 'source') ${differing(table, "?1")}`,
        ),
      )
      .bind(json),
  ];
  return [
    ...(page.files.length > 0 ? [saveFiles(db, page.files, now)] : []),
    ...upsertRows(db, BY_CONTENT, runId, page.pictures.filter(isStored), due(BY_CONTENT)),
    ...upsertRows(
      db,
      BY_ADDRESS,
      runId,
      page.pictures.filter((row) => !isStored(row)),
      due(BY_ADDRESS),
    ),
    ...upsertRows(db, SPECIFICATIONS, runId, page.specifications, (json) => [
      db
        .prepare(markSpecificationsDue(sqlText`SELECT j.value ->> 'seqProduct' ${differing(SPECIFICATIONS, "?1")}`))
        .bind(json),
    ]),
  ];
}

/** @param keys a query with the columns of a desk key */
const closeFetchEntries = (keys: string): string =>
  sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved'
    WHERE ${desk.area} = 'image-fetch' AND ${desk.state} = 'open' AND (${KEY_COLUMNS}) IN (${keys})`;

const NUMBER = (key: string) => `CAST(substr(${key}, 1, instr(${key}, '/') - 1) AS INTEGER)`;
const SOURCE = (key: string) => `substr(${key}, instr(${key}, '/') + 1)`;

/** Pictures and specifications that the ERP no longer returns. Those of other sources are not its to delist. */
export const IMAGES_DELISTING: DelistingRule = {
  live: sqlText`SELECT ${images.seqProduct} || '/' || ${images.source} AS key FROM ${images}
      WHERE ${images.active} = 1 AND ${images.source} LIKE 'erp:%'
      UNION ALL SELECT ${specifications.seqProduct} || '/' || ${specifications.source} FROM ${specifications}
      WHERE ${specifications.active} = 1`,
  switchOff: (delisted) => [
    markMediaDue(
      sqlText`SELECT i.${images.seqProduct} FROM (${delisted}) AS g CROSS JOIN ${images} AS i
         ON i.${images.seqProduct} = ${NUMBER("g.key")} AND i.${images.source} = ${SOURCE("g.key")}`,
    ),
    markMediaDue(
      sharersOf(sqlText`SELECT i.${images.seqProduct} AS seqProduct, i.${images.content} AS content
         FROM (${delisted}) AS g CROSS JOIN ${images} AS i
           ON i.${images.seqProduct} = ${NUMBER("g.key")} AND i.${images.source} = ${SOURCE("g.key")}`),
    ),
    closeFetchEntries(sqlText`SELECT ${NUMBER("key")}, '', 0, 0, 'image:' || ${SOURCE("key")} FROM (${delisted})`),
    sqlText`UPDATE ${images} SET ${images.active} = 0, ${images.fetchAt} = NULL, ${images.hash} = '${DELISTED_HASH}'
      WHERE (${images.seqProduct}, ${images.source}) IN (SELECT ${NUMBER("key")}, ${SOURCE("key")} FROM (${delisted}))`,
    markSpecificationsDue(
      sqlText`SELECT i.${specifications.seqProduct} FROM (${delisted}) AS g CROSS JOIN ${specifications} AS i
         ON i.${specifications.seqProduct} = ${NUMBER("g.key")} AND i.${specifications.source} = ${SOURCE("g.key")}`,
    ),
    sqlText`UPDATE ${specifications} SET ${specifications.active} = 0, ${specifications.hash} = '${DELISTED_HASH}'
      WHERE (${specifications.seqProduct}, ${specifications.source}) IN (SELECT ${NUMBER("key")}, ${SOURCE("key")} FROM (${delisted}))`,
  ],
};
