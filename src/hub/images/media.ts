/** Products whose media are due, with what the hub wants on them; and what was sent. */
import type { Instant } from "../../ports.ts";
import { byShownOrder, NOTHING_SENT, PICTURES_MAX, type SentMedia } from "../../rules/images/media-plan.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { SHOP_TITLE } from "../catalog/shop-title.ts";
import { products } from "../schema/catalog.ts";
import { imageFiles, images, shopMedia } from "../schema/images.ts";
import { shopProducts, shopVariants } from "../schema/shop.ts";
import type { ShopFile } from "./files.ts";

export interface DueMedia {
  readonly seqProduct: number;
  readonly version: number;
  readonly attempts: number;
  /** Null: the product is not in Shopify yet. */
  readonly productGid: string | null;
  readonly title: string;
  /** About this product of Shopify; a product created anew has none. */
  readonly sent: SentMedia;
  /** In the order in which they are shown; a picture that counts as none is left out. */
  readonly wanted: readonly (ShopFile & { readonly sku: string; readonly owner: number })[];
  readonly variants: readonly { readonly sku: string; readonly variantGid: string }[];
}

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

interface RawMedia extends Pick<DueMedia, "seqProduct" | "version" | "attempts" | "productGid"> {
  readonly sentGid: string | null;
  readonly sent: string | null;
  readonly title: string | null;
}
type RawPicture = ShopFile & {
  readonly seqProduct: number;
  readonly source: string;
  readonly sku: string;
  readonly main: number;
  readonly place: number;
  readonly owner: number;
};

export async function hasDueMedia(db: D1Database, now: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      sqlText`SELECT 1 AS due FROM ${shopMedia} INDEXED BY shop_media_due
        WHERE ${shopMedia.due} = 1 AND ${shopMedia.notBefore} <= ?1 LIMIT 1`,
    )
    .bind(now)
    .first();
  return row !== null;
}

/** A page of products whose media are due, with all their parts, of one instant. */
export async function readDueMedia(
  db: D1Database,
  after: number,
  now: Instant,
  limit: number,
): Promise<readonly DueMedia[]> {
  const page = sqlText`SELECT ${shopMedia.seqProduct} FROM ${shopMedia} INDEXED BY shop_media_due
     WHERE ${shopMedia.due} = 1 AND ${shopMedia.seqProduct} > ?1 AND ${shopMedia.notBefore} <= ?2
     ORDER BY ${shopMedia.seqProduct} LIMIT ?3`;
  return readMediaOf(db, page, [after, now, limit]);
}

/** Media of the products that are not due: what is compared with Shopify. */
export const readSettledMedia = (db: D1Database, seqProducts: readonly number[]): Promise<readonly DueMedia[]> =>
  readMediaOf(
    db,
    sqlText`SELECT ${shopMedia.seqProduct} FROM ${shopMedia}
     WHERE ${shopMedia.seqProduct} IN (SELECT value FROM json_each(?1)) AND ${shopMedia.due} = 0`,
    [jsonRows(seqProducts)],
  );

/** @param page a query with one column, the products' numbers */
async function readMediaOf(
  db: D1Database,
  page: string,
  values: readonly (string | number)[],
): Promise<readonly DueMedia[]> {
  const ask = (sql: string) => db.prepare(sql).bind(...values);
  const [found, pictures, variants] = (await db.batch([
    ask(
      sqlText`SELECT m.${shopMedia.seqProduct} AS seqProduct, m.${shopMedia.version}, m.${shopMedia.attempts},
              m.${shopMedia.productGid} AS sentGid, m.${shopMedia.sent}, s.${shopProducts.productGid} AS productGid,
              ${SHOP_TITLE} AS title
         FROM ${shopMedia} AS m LEFT JOIN ${shopProducts} AS s ON s.${shopProducts.seqProduct} = m.${shopMedia.seqProduct}
         LEFT JOIN ${products} AS p ON p.${products.seqProduct} = m.${shopMedia.seqProduct}
        WHERE m.${shopMedia.seqProduct} IN (${page}) ORDER BY m.${shopMedia.seqProduct}`,
    ),
    ask(
      sqlText`SELECT i.${images.seqProduct} AS seqProduct, i.${images.source}, i.${images.sku}, i.${images.main}, i.${images.place},
              ${columnList(imageFiles, FILE, "f")},
              (SELECT min(o.${images.seqProduct}) FROM ${images} AS o INDEXED BY images_by_content
                WHERE o.${images.content} = i.${images.content} AND o.${images.active} = 1) AS owner
         FROM ${images} AS i CROSS JOIN ${imageFiles} AS f ON f.${imageFiles.content} = i.${images.content}
        WHERE i.${images.seqProduct} IN (${page}) AND i.${images.active} = 1 AND f.${imageFiles.placeholder} = 0`,
    ),
    ask(
      sqlText`SELECT v.${shopVariants.seqProduct} AS seqProduct, v.${shopVariants.sku}, v.${shopVariants.variantGid} AS variantGid
         FROM ${shopVariants} AS v WHERE v.${shopVariants.seqProduct} IN (${page})`,
    ),
  ])) as [
    D1Result<RawMedia>,
    D1Result<RawPicture>,
    D1Result<{ readonly seqProduct: number; readonly sku: string; readonly variantGid: string }>,
  ];
  const picturesOf = Map.groupBy(pictures.results, ({ seqProduct }) => seqProduct);
  const variantsOf = Map.groupBy(variants.results, ({ seqProduct }) => seqProduct);
  return found.results.map(({ sentGid, sent, title, ...row }) => ({
    ...row,
    title: title ?? "",
    sent: sent !== null && sentGid === row.productGid ? (JSON.parse(sent) as SentMedia) : NOTHING_SENT, // saveMedia's
    wanted: (picturesOf.get(row.seqProduct) ?? []).toSorted(byShownOrder).slice(0, PICTURES_MAX),
    variants: (variantsOf.get(row.seqProduct) ?? []).map(({ sku, variantGid }) => ({ sku, variantGid })),
  }));
}

export interface MediaMark {
  readonly seqProduct: number;
  /** As it was read: media that changed meanwhile stay due. */
  readonly version: number;
  readonly productGid: string | null;
  readonly sent: SentMedia;
  /** 0: nothing is left. 1: it is tried again. 2: the product is not in Shopify; a new one makes it due. */
  readonly due: 0 | 1 | 2;
  readonly notBefore: Instant;
  readonly attempts: number;
}

export const markMedia = (db: D1Database, marks: readonly MediaMark[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${shopMedia} SET ${shopMedia.productGid} = j.value ->> 'productGid', ${shopMedia.sent} = j.value ->> 'sent',
          ${shopMedia.due} = CASE WHEN ${shopMedia.version} = j.value ->> 'version' THEN j.value ->> 'due' ELSE 1 END,
          ${shopMedia.notBefore} = CASE WHEN ${shopMedia.version} = j.value ->> 'version' THEN j.value ->> 'notBefore' ELSE 0 END,
          ${shopMedia.attempts} = j.value ->> 'attempts'
         FROM json_each(?1) AS j WHERE ${shopMedia.seqProduct} = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(marks.map((mark) => ({ ...mark, sent: JSON.stringify(mark.sent) }))));

/** Before the calls: what is about to be attached counts as ours, whatever becomes of the response. */
export const saveMediaIntents = (
  db: D1Database,
  rows: readonly Pick<MediaMark, "seqProduct" | "productGid" | "sent">[],
): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${shopMedia} SET ${shopMedia.productGid} = j.value ->> 'productGid', ${shopMedia.sent} = j.value ->> 'sent'
         FROM json_each(?1) AS j WHERE ${shopMedia.seqProduct} = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(rows.map((row) => ({ ...row, sent: JSON.stringify(row.sent) }))));
