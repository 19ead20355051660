/** The promotions of one price target that are not over: what the rehearsal of an encarte is computed from. */
import { laterPromotions } from "../../rules/catalog/hub-rows.ts";
import type { RehearsedFacts } from "../../rules/prices/rehearsal.ts";
import type { Instant } from "../../ports.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { products, skus } from "../schema/catalog.ts";
import { imageFiles, images, shopMedia } from "../schema/images.ts";
import { prices, priceTargets, shopPrices } from "../schema/prices.ts";
import { shopProducts } from "../schema/shop.ts";
import { companies, stock } from "../schema/stock.ts";

export interface Promotion extends RehearsedFacts {
  readonly sku: string;
  readonly seqProduct: number;
  readonly title: string | null;
}

interface Raw {
  readonly sku: string;
  readonly seqProduct: number;
  readonly title: string | null;
  readonly normalCents: number;
  readonly promoCents: number | null;
  readonly promoFrom: number | null;
  readonly promoUntil: number | null;
  readonly promosLater: string | null;
  readonly onSale: number;
  readonly weighed: number | null;
  readonly multipleMilli: number | null;
  readonly packageMilli: number | null;
  readonly erpPriceCents: number | null;
  readonly sentPriceCents: number | null;
  readonly approvedCents: number | null;
  readonly outcomeUnknown: number | null;
  readonly dropMaxPercent: number;
  readonly isOffered: number;
  readonly hasPicture: number;
  readonly hasStock: number;
}

/**
 * Promotions that are not over at `now`, in order of their SKU. Each is found by an index of
 * promotions; its product, its picture and its stock by their keys. A hub that reads no pictures misses none.
 */
export async function readPromotions(
  db: D1Database,
  target: string,
  now: Instant,
  limit: number,
): Promise<readonly Promotion[]> {
  const e = prices;
  const isRunning = sqlText`e.${e.promoCents} IS NOT NULL AND e.${e.promoUntil} > ?2`;
  const isEndless = sqlText`e.${e.promoCents} IS NOT NULL AND e.${e.promoUntil} IS NULL`;
  const hasMore = sqlText`e.${e.promosLater} IS NOT NULL AND NOT (e.${e.promoCents} IS NOT NULL
    AND (e.${e.promoUntil} IS NULL OR e.${e.promoUntil} > ?2))`;
  // Without its statistics the planner would walk all prices of the company.
  const of = (index: string, condition: string) =>
    sqlText`SELECT ${columnList(e, ["sku", "seqProduct", "normalCents", "promoCents", "promoFrom", "promoUntil", "promosLater", "onSale"], "e")},
              t.${priceTargets.dropMaxPercent} AS dropMaxPercent
         FROM ${priceTargets} AS t CROSS JOIN ${e} AS e INDEXED BY ${index} ON t.${priceTargets.company} = e.${e.company}
           AND t.${priceTargets.segment} = e.${e.segment}
        WHERE t.${priceTargets.target} = ?1 AND ${condition}`;
  const { results } = await db
    .prepare(
      sqlText`WITH f AS (${of("prices_by_promotion", isRunning)} UNION ALL ${of("prices_by_promotion", isEndless)} UNION ALL ${of("prices_with_more", hasMore)} LIMIT ?3)
       SELECT f.*, ${columnList(products, ["title", "weighed", "multipleMilli"], "p")}, k.${skus.packageMilli} AS packageMilli,
              ${columnList(shopPrices, ["erpPriceCents", "sentPriceCents", "approvedCents", "outcomeUnknown"], "d")},
              COALESCE(p.${products.active} = 1 AND k.${skus.active} = 1 AND o.${shopProducts.productGid} IS NOT NULL, 0) AS isOffered,
              COALESCE(json_array_length(m.${shopMedia.sent}, '$.files') > 0, 0)
                OR NOT EXISTS (SELECT 1 FROM ${images} WHERE ${images.seqProduct} > 0)
                OR EXISTS (SELECT 1 FROM ${images} AS i JOIN ${imageFiles} AS b ON b.${imageFiles.content} = i.${images.content}
                            WHERE i.${images.seqProduct} = f.seqProduct AND i.${images.active} = 1
                              AND b.${imageFiles.placeholder} = 0 AND b.${imageFiles.state} <> 'failed') AS hasPicture,
              EXISTS (SELECT 1 FROM ${companies} AS c CROSS JOIN ${stock} AS s ON s.${stock.company} = c.${companies.company}
                        AND s.${stock.sku} = f.sku
                       WHERE c.${companies.enabled} = 1 AND (s.${stock.quantityMilli} > 0 OR s.${stock.unlimited} = 1)) AS hasStock
         FROM f
         LEFT JOIN ${products} AS p ON p.${products.seqProduct} = f.seqProduct
         LEFT JOIN ${skus} AS k ON k.${skus.seqProduct} = f.seqProduct AND k.${skus.sku} = f.sku
         LEFT JOIN ${shopPrices} AS d ON d.${shopPrices.target} = ?1 AND d.${shopPrices.seqProduct} = f.seqProduct
               AND d.${shopPrices.sku} = f.sku
         LEFT JOIN ${shopProducts} AS o ON o.${shopProducts.seqProduct} = f.seqProduct
         LEFT JOIN ${shopMedia} AS m ON m.${shopMedia.seqProduct} = f.seqProduct
        ORDER BY f.sku`,
    )
    .bind(target, now, limit)
    .all<Raw>();
  return results.map(promotionOf);
}

function promotionOf(raw: Raw): Promotion {
  const { normalCents, promoCents, promoFrom, promoUntil, promosLater, onSale, ...rest } = raw;
  return {
    ...rest,
    price: { normalCents, promoCents, promoFrom, promoUntil, ...laterPromotions(promosLater), onSale: onSale === 1 },
    weighed: raw.weighed === 1,
    outcomeUnknown: raw.outcomeUnknown === 1,
    isOffered: raw.isOffered === 1,
    hasPicture: raw.hasPicture === 1,
    hasStock: raw.hasStock === 1,
  };
}
