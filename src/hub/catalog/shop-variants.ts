/** The variants in Shopify. The batch that stores a variant also releases the rows that waited for it. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { priceTargets, prices, shopPrices } from "../schema/prices.ts";
import { shopVariants } from "../schema/shop.ts";
import { companies, stock } from "../schema/stock.ts";

export interface VariantMark {
  readonly seqProduct: number;
  readonly sku: string;
  readonly variantGid: string;
  readonly inventoryItemGid: string;
  readonly tracked: boolean;
  /**
   * Created just now, or with another gid than the hub stored. Its price and stock are unknown, except for the fields
   * below.
   */
  readonly isNew: boolean;
  /** Companies where the create stocked the item with zero units. */
  readonly companies: readonly number[];
  /** The price in the create call; null: unknown, so it must be sent. */
  readonly price: {
    readonly version: number | null;
    readonly priceCents: number;
    readonly compareCents: number | null;
    readonly nextChangeAt: Instant | null;
    /** The ERP price behind it, and the one that awaits approval instead. */
    readonly erpPriceCents: number;
    readonly pendingCents: number | null;
  } | null;
  /**
   * The price in Shopify of a variant that was not created just now. The next price is compared with it, because
   * customers see the difference.
   */
  readonly standingCents: number | null;
}

/**
 * Replaces the stored variants of these products; variants no longer in Shopify are deleted. For each new variant, its
 * stock becomes due at every company. Its base price is stored as sent, or stays due if Shopify's price is unknown, the
 * ERP price changed meanwhile, or the price awaits approval.
 */
export function markVariants(
  db: D1Database,
  seqProducts: readonly number[],
  variants: readonly VariantMark[],
): D1PreparedStatement[] {
  const all = jsonRows(
    variants.map(({ seqProduct, sku, variantGid, inventoryItemGid, tracked }) => ({
      seqProduct,
      sku,
      variantGid,
      inventoryItemGid,
      tracked: tracked ? 1 : 0,
    })),
  );
  const fresh = variants.filter(({ isNew }) => isNew);
  const skus = jsonRows(fresh.map(({ sku }) => sku));
  const standing = variants.filter(({ isNew }) => !isNew).map(({ sku }) => sku);
  const stocked = jsonRows(fresh.flatMap(({ sku, companies }) => companies.map((company) => ({ company, sku }))));
  const priced = jsonRows(
    fresh.map(({ seqProduct, sku, price, standingCents }) => ({
      seqProduct,
      sku,
      version: price?.version ?? 0, // the hub had no row at the read
      due: price?.pendingCents === null ? 0 : 1,
      outcomeUnknown: price ? 0 : 1, // the response with its price was lost
      priceCents: price?.priceCents ?? standingCents,
      compareCents: price?.compareCents ?? null,
      nextChangeAt: price?.nextChangeAt ?? null,
      erpPriceCents: price?.erpPriceCents ?? null,
      pendingCents: price?.pendingCents ?? null,
    })),
  );
  return [
    // The item exists although its stock was parked as deleted, so the stock is sent again. Stock refused too often
    // needs another item.
    ...(standing.length === 0
      ? []
      : [
          db
            .prepare(
              sqlText`UPDATE ${stock} SET ${stock.parkedReason} = NULL, ${stock.failedAttempts} = CASE ${stock.parkedReason}
                WHEN 'item-refused' THEN 0 ELSE ${stock.failedAttempts} END
                WHERE (${stock.company}, ${stock.sku}) IN (SELECT c.${companies.company}, j.value
                  FROM ${companies} AS c CROSS JOIN json_each(?1) AS j)
                  AND (${stock.parkedReason} = 'item-deleted'
                       OR ${stock.parkedReason} = 'item-refused'
                          AND EXISTS (SELECT 1 FROM json_each(?2) AS j JOIN ${shopVariants} AS v
                                          ON v.${shopVariants.seqProduct} = j.value ->> 'seqProduct'
                        AND v.${shopVariants.sku} = j.value ->> 'sku'
                                       WHERE v.${shopVariants.sku} = ${stock}.${stock.sku}
                        AND v.${shopVariants.inventoryItemGid} <> j.value ->> 'inventoryItemGid'))`,
            )
            .bind(jsonRows(standing), all),
        ]),
    db
      .prepare(
        sqlText`DELETE FROM ${shopVariants}
          WHERE ${shopVariants.seqProduct} IN (SELECT value FROM json_each(?1))
            AND NOT EXISTS (SELECT 1 FROM json_each(?2) AS j
                             WHERE j.value ->> 'seqProduct' = ${shopVariants}.${shopVariants.seqProduct}
                        AND j.value ->> 'sku' = ${shopVariants}.${shopVariants.sku})`,
      )
      .bind(jsonRows(seqProducts), all),
    db
      .prepare(
        sqlText`INSERT INTO ${shopVariants} (${shopVariants.seqProduct}, ${shopVariants.sku},
          ${shopVariants.variantGid}, ${shopVariants.inventoryItemGid}, ${shopVariants.tracked})
         SELECT value ->> 'seqProduct', value ->> 'sku', value ->> 'variantGid', value ->> 'inventoryItemGid',
           value ->> 'tracked'
           FROM json_each(?1)
          WHERE true
             ON CONFLICT (${shopVariants.seqProduct}, ${shopVariants.sku}) DO UPDATE
            SET ${shopVariants.variantGid} = excluded.${shopVariants.variantGid},
              ${shopVariants.inventoryItemGid} = excluded.${shopVariants.inventoryItemGid},
              ${shopVariants.tracked} = excluded.${shopVariants.tracked}
          WHERE excluded.${shopVariants.variantGid} <> ${shopVariants}.${shopVariants.variantGid}
            OR excluded.${shopVariants.inventoryItemGid} <> ${shopVariants}.${shopVariants.inventoryItemGid}
             OR excluded.${shopVariants.tracked} <> ${shopVariants}.${shopVariants.tracked}`,
      )
      .bind(all),
    ...(fresh.length === 0
      ? []
      : [
          db
            .prepare(
              sqlText`UPDATE ${stock} SET ${stock.parkedReason} = NULL, ${stock.failedAttempts} = 0, ${stock.sent} = NULL,
                ${stock.sentQuantity} = NULL, ${stock.levelActive} = 0
                WHERE (${stock.company}, ${stock.sku}) IN (SELECT c.${companies.company}, j.value
                  FROM ${companies} AS c CROSS JOIN json_each(?1) AS j)`,
            )
            .bind(skus),
          db
            .prepare(
              sqlText`UPDATE ${stock} SET ${stock.levelActive} = 1, ${stock.sentQuantity} = 0 FROM json_each(?1) AS j
                WHERE ${stock}.${stock.company} = j.value ->> 'company' AND ${stock}.${stock.sku} = j.value ->> 'sku'`,
            )
            .bind(stocked),
          // A price that changed during the create becomes due, because the variant was created with the former price.
          db
            .prepare(
              sqlText`INSERT INTO ${shopPrices} (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku},
                ${shopPrices.version}, ${shopPrices.due}, ${shopPrices.sentPriceCents},
                ${shopPrices.sentCompareCents}, ${shopPrices.nextChangeAt},
                                        ${shopPrices.erpPriceCents}, ${shopPrices.pendingCents}, ${shopPrices.outcomeUnknown})
               SELECT 'base', j.value ->> 'seqProduct', j.value ->> 'sku', j.value ->> 'version', j.value ->> 'due',
                      j.value ->> 'priceCents', j.value ->> 'compareCents', j.value ->> 'nextChangeAt',
                      j.value ->> 'erpPriceCents', j.value ->> 'pendingCents', j.value ->> 'outcomeUnknown'
                 FROM json_each(?1) AS j
                WHERE true
                   ON CONFLICT (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}) DO UPDATE
                  SET ${shopPrices.sentPriceCents} = excluded.${shopPrices.sentPriceCents},
                    ${shopPrices.sentCompareCents} = excluded.${shopPrices.sentCompareCents},
                      ${shopPrices.nextChangeAt} = excluded.${shopPrices.nextChangeAt}, ${shopPrices.attempts} = 0,
                      ${shopPrices.notBefore} = 0,
                      ${shopPrices.outcomeUnknown} = excluded.${shopPrices.outcomeUnknown},
                      ${shopPrices.erpPriceCents} = excluded.${shopPrices.erpPriceCents},
                      ${shopPrices.pendingCents} = CASE WHEN ${shopPrices}.${shopPrices.version} = excluded.${shopPrices.version} THEN excluded.${shopPrices.pendingCents} END,
                      ${shopPrices.approvedCents} = CASE WHEN ${shopPrices}.${shopPrices.version} = excluded.${shopPrices.version} AND excluded.${shopPrices.outcomeUnknown} = 0 THEN NULL
                                            ELSE ${shopPrices}.${shopPrices.approvedCents} END,
                      ${shopPrices.due} = CASE WHEN ${shopPrices}.${shopPrices.version} = excluded.${shopPrices.version} THEN excluded.${shopPrices.due} ELSE 1 END`,
            )
            .bind(priced),
          // A new variant is in no price list and has no metafield: Shopify deleted these entries with the former
          // variant.
          db
            .prepare(
              sqlText`INSERT INTO ${shopPrices} (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku})
               SELECT t.${priceTargets.target}, j.value ->> 'seqProduct', j.value ->> 'sku'
                 FROM json_each(?1) AS j CROSS JOIN ${priceTargets} AS t
                 CROSS JOIN ${prices} AS e ON e.${prices.company} = t.${priceTargets.company}
                   AND e.${prices.segment} = t.${priceTargets.segment} AND e.${prices.sku} = j.value ->> 'sku'
                WHERE t.${priceTargets.kind} <> 'base'
                   ON CONFLICT (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}) DO UPDATE
                  SET ${shopPrices.version} = ${shopPrices}.${shopPrices.version} + 1, ${shopPrices.due} = 1,
                    ${shopPrices.attempts} = 0, ${shopPrices.notBefore} = 0, ${shopPrices.sentPriceCents} = NULL,
                      ${shopPrices.sentCompareCents} = NULL, ${shopPrices.pendingCents} = NULL`,
            )
            .bind(priced),
        ]),
  ];
}

/** The unit factors of these SKUs changed, so every company's stock row becomes due. */
export function markStockDue(db: D1Database, skus: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${stock} SET ${stock.sent} = NULL
        WHERE (${stock.company}, ${stock.sku}) IN (SELECT c.${companies.company}, j.value FROM ${companies} AS c
          CROSS JOIN json_each(?1) AS j) AND ${stock.sent} IS NOT NULL`,
    )
    .bind(jsonRows(skus));
}
