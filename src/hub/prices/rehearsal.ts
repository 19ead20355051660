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
 * Promotions that are not over at `now`, in order of their end, those without an end first. Each is found by an index of
 * promotions; its product, its picture and its stock by their keys. A hub that reads no pictures misses none.
 */
export async function readPromotions(
  db: D1Database,
  target: string,
  now: Instant,
  limit: number,
): Promise<readonly Promotion[]> {
  const e = prices;
  const table = sqlText`t.${priceTargets.company} = e.${e.company} AND t.${priceTargets.segment} = e.${e.segment}`;
  const of = (condition: string) =>
    sqlText`SELECT e.${e.company}, e.${e.segment}, e.${e.sku}
       FROM ${priceTargets} AS t CROSS JOIN ${e} AS e ON ${table} WHERE t.${priceTargets.target} = ?1 AND ${condition}`;
  const { results } = await db
    .prepare(
      sqlText`WITH found AS (
         ${of(sqlText`e.${e.promoCents} IS NOT NULL AND e.${e.promoUntil} > ?2`)}
         UNION ${of(sqlText`e.${e.promoCents} IS NOT NULL AND e.${e.promoUntil} IS NULL`)}
         UNION ${of(sqlText`e.${e.promosLater} IS NOT NULL`)} LIMIT ?3)
       SELECT ${columnList(e, ["sku", "seqProduct", "normalCents", "promoCents", "promoFrom", "promoUntil", "promosLater", "onSale"], "e")},
              ${columnList(products, ["title", "weighed", "multipleMilli"], "p")}, k.${skus.packageMilli} AS packageMilli,
              ${columnList(shopPrices, ["erpPriceCents", "sentPriceCents", "approvedCents", "outcomeUnknown"], "d")},
              t.${priceTargets.dropMaxPercent} AS dropMaxPercent,
              COALESCE(p.${products.active} = 1 AND k.${skus.active} = 1 AND o.${shopProducts.productGid} IS NOT NULL, 0) AS isOffered,
              COALESCE(json_array_length(m.${shopMedia.sent}, '$.files') > 0, 0) OR NOT EXISTS (SELECT 1 FROM ${images} WHERE ${images.seqProduct} > 0)
                OR EXISTS (SELECT 1 FROM ${images} AS i JOIN ${imageFiles} AS b ON b.${imageFiles.content} = i.${images.content}
                            WHERE i.${images.seqProduct} = e.${e.seqProduct} AND i.${images.active} = 1
                              AND b.${imageFiles.placeholder} = 0 AND b.${imageFiles.state} <> 'failed') AS hasPicture,
              EXISTS (SELECT 1 FROM ${companies} AS c CROSS JOIN ${stock} AS s ON s.${stock.company} = c.${companies.company}
                        AND s.${stock.sku} = f.sku
                       WHERE c.${companies.enabled} = 1 AND (s.${stock.quantityMilli} > 0 OR s.${stock.unlimited} = 1)) AS hasStock
         FROM found AS f
         CROSS JOIN ${priceTargets} AS t ON t.${priceTargets.target} = ?1
         CROSS JOIN ${e} AS e ON e.${e.company} = f.company AND e.${e.segment} = f.segment AND e.${e.sku} = f.sku
         LEFT JOIN ${products} AS p ON p.${products.seqProduct} = e.${e.seqProduct}
         LEFT JOIN ${skus} AS k ON k.${skus.seqProduct} = e.${e.seqProduct} AND k.${skus.sku} = e.${e.sku}
         LEFT JOIN ${shopPrices} AS d ON d.${shopPrices.target} = ?1 AND d.${shopPrices.seqProduct} = e.${e.seqProduct}
               AND d.${shopPrices.sku} = e.${e.sku}
         LEFT JOIN ${shopProducts} AS o ON o.${shopProducts.seqProduct} = e.${e.seqProduct}
         LEFT JOIN ${shopMedia} AS m ON m.${shopMedia.seqProduct} = e.${e.seqProduct}
        ORDER BY e.${e.sku}`,
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
