/** Counts the due rows of each lane, in portions by the due indexes: a first load has millions of them. */
import { columnList, sqlText } from "../d1/sql-text.ts";
import { shopMedia, shopSpecifications } from "../schema/images.ts";
import { shopPrices } from "../schema/prices.ts";
import { shopProducts } from "../schema/shop.ts";
import { companies, stock } from "../schema/stock.ts";

export interface LaneBacklog {
  readonly lane: string;
  readonly rows: number;
}

/** Index entries that one statement counts. For stock, it reads the row too. */
const ENTRIES = 20_000;
const STOCK_ENTRIES = 5_000;

export async function readBacklog(db: D1Database): Promise<readonly LaneBacklog[]> {
  const [catalog, prices, media, specifications, byCompany] = await Promise.all([
    dueProducts(db),
    duePrices(db),
    dueMedia(db),
    dueSpecifications(db),
    dueStock(db),
  ]);
  const stocks = [...Map.groupBy(byCompany, ({ isSent }) => (isSent ? "publish-stock" : "stock-unmapped"))];
  return [
    { lane: "publish-catalog", rows: catalog },
    { lane: "publish-prices", rows: prices },
    ...(media + specifications > 0 ? [{ lane: "publish-images", rows: media + specifications }] : []),
    ...stocks
      .map(([lane, of]) => ({ lane, rows: of.reduce((sum, { rows }) => sum + rows, 0) }))
      .filter(({ rows }) => rows > 0)
      .sort((one, other) => (one.lane < other.lane ? -1 : 1)),
  ];
}

const dueProducts = (db: D1Database): Promise<number> =>
  countInPortions<{ seqProduct: number }>(ENTRIES, { seqProduct: -1 }, ({ seqProduct }, limit) =>
    db
      .prepare(
        sqlText`SELECT count(*) AS rows, max(${shopProducts.seqProduct}) AS seqProduct FROM (
           SELECT ${shopProducts.seqProduct} FROM ${shopProducts} INDEXED BY shop_products_due
            WHERE ${shopProducts.due} = 1 AND ${shopProducts.seqProduct} > ?1 ORDER BY ${shopProducts.seqProduct} LIMIT ?2)`,
      )
      .bind(seqProduct, limit),
  );

const dueMedia = (db: D1Database): Promise<number> =>
  countInPortions<{ seqProduct: number }>(ENTRIES, { seqProduct: -1 }, ({ seqProduct }, limit) =>
    db
      .prepare(
        sqlText`SELECT count(*) AS rows, max(${shopMedia.seqProduct}) AS seqProduct FROM (
           SELECT ${shopMedia.seqProduct} FROM ${shopMedia} INDEXED BY shop_media_due
            WHERE ${shopMedia.due} = 1 AND ${shopMedia.seqProduct} > ?1 ORDER BY ${shopMedia.seqProduct} LIMIT ?2)`,
      )
      .bind(seqProduct, limit),
  );

const dueSpecifications = (db: D1Database): Promise<number> =>
  countInPortions<{ seqProduct: number }>(ENTRIES, { seqProduct: -1 }, ({ seqProduct }, limit) =>
    db
      .prepare(
        sqlText`SELECT count(*) AS rows, max(${shopSpecifications.seqProduct}) AS seqProduct FROM (
           SELECT ${shopSpecifications.seqProduct} FROM ${shopSpecifications} INDEXED BY shop_specifications_due
            WHERE ${shopSpecifications.due} = 1 AND ${shopSpecifications.seqProduct} > ?1
            ORDER BY ${shopSpecifications.seqProduct} LIMIT ?2)`,
      )
      .bind(seqProduct, limit),
  );

/** The last key of a portion is not its greatest value: it is read where the portion ends. */
const duePrices = (db: D1Database): Promise<number> =>
  countInPortions<Readonly<Pick<typeof shopPrices.$inferSelect, "target" | "seqProduct" | "sku">>>(
    ENTRIES,
    { target: "", seqProduct: 0, sku: "" },
    ({ target, seqProduct, sku }, limit) =>
      db
        .prepare(
          sqlText`WITH page AS MATERIALIZED (
             SELECT ${columnList(shopPrices, ["target", "seqProduct", "sku"])} FROM ${shopPrices} INDEXED BY shop_prices_due
              WHERE ${shopPrices.due} = 1 AND (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}) > (?1, ?2, ?3)
              ORDER BY ${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku} LIMIT ?4)
           SELECT (SELECT count(*) FROM page) AS rows, target, seqProduct, sku FROM page LIMIT 1
           OFFSET max(0, (SELECT count(*) FROM page) - 1)`,
        )
        .bind(target, seqProduct, sku, limit),
  );

interface CompanyBacklog {
  /** False: it has no location, or is switched off. */
  readonly isSent: boolean;
  readonly rows: number;
}

async function dueStock(db: D1Database): Promise<readonly CompanyBacklog[]> {
  // Moves from one company to the next by the index: some twenty steps, whatever is due.
  const { results } = await db
    .prepare(
      sqlText`WITH RECURSIVE due (company) AS (
         SELECT (SELECT ${stock.company} FROM ${stock} INDEXED BY stock_due
                  WHERE ${stock.sent} IS NOT ${stock.hash} AND ${stock.parkedReason} IS NULL ORDER BY ${stock.company} LIMIT 1)
         UNION ALL
         SELECT (SELECT ${stock.company} FROM ${stock} INDEXED BY stock_due
                  WHERE ${stock.company} > due.company AND ${stock.sent} IS NOT ${stock.hash} AND ${stock.parkedReason} IS NULL
                  ORDER BY ${stock.company} LIMIT 1)
           FROM due WHERE due.company IS NOT NULL)
       SELECT due.company, ${companies.locationGid} IS NOT NULL AND ${companies.enabled} = 1 AS isSent
         FROM due LEFT JOIN ${companies} ON ${companies}.${companies.company} = due.company WHERE due.company IS NOT NULL`,
    )
    .all<{ company: number; isSent: number }>();
  return Promise.all(
    results.map(async ({ company, isSent }) => ({
      isSent: isSent === 1,
      rows: await countInPortions<{ sku: string }>(STOCK_ENTRIES, { sku: "" }, ({ sku }, limit) =>
        db
          .prepare(
            sqlText`SELECT count(*) AS rows, max(${stock.sku}) AS sku FROM (
               SELECT ${stock.sku} FROM ${stock} INDEXED BY stock_due
                WHERE ${stock.company} = ?1 AND ${stock.sku} > ?2 AND ${stock.sent} IS NOT ${stock.hash}
                  AND ${stock.parkedReason} IS NULL ORDER BY ${stock.sku} LIMIT ?3)`,
          )
          .bind(company, sku, limit),
      ),
    })),
  );
}

async function countInPortions<Key>(
  limit: number,
  first: Key,
  portion: (after: Key, limit: number) => D1PreparedStatement,
): Promise<number> {
  let after = first;
  for (let sum = 0; ;) {
    const counted = await portion(after, limit).first<Key & { readonly rows: number }>();
    sum += counted?.rows ?? 0;
    if (!counted || counted.rows < limit) return sum;
    after = counted;
  }
}
