/** "Send again": clears the sent state of findings, so that the next publish run sends them. */
import type { DriftKind } from "../../rules/drift/compare.ts";
import type { Field } from "../../rules/catalog/field-ownership.ts";
import type { Instant } from "../../ports.ts";
import { DUE_RESET } from "../catalog/products.ts";
import { FIELDS_UNSENT, NOTHING_SENT, REPAIRED, SET_UNSENT, VARIANTS_UNSENT } from "../catalog/unsent.ts";
import { sqlText } from "../d1/sql-text.ts";
import { driftFindings } from "../schema/drift.ts";
import { shopMedia, shopSpecifications } from "../schema/images.ts";
import { priceTargets, shopPrices } from "../schema/prices.ts";
import { shopProducts, shopVariants, shopVariantsDeleted } from "../schema/shop.ts";
import { stock } from "../schema/stock.ts";

export interface RepairWhat {
  readonly runId: string;
  /** One finding; null: all of the kind. */
  readonly n: number | null;
  /** Null: every kind. */
  readonly kind: DriftKind | null;
}

const PRICE_DUE = sqlText`${shopPrices.due} = 1, ${shopPrices.version} = ${shopPrices}.${shopPrices.version} + 1,
  ${shopPrices.attempts} = 0, ${shopPrices.notBefore} = 0`;

/** SQL: the findings to repair. `?1` = run, `?2` = one finding or null, `?3` = one kind or null. */
const found = (...kinds: readonly DriftKind[]) =>
  sqlText`FROM ${driftFindings} AS f WHERE f.${driftFindings.runId} = ?1 AND f.${driftFindings.repairedAt} IS NULL
    AND (?2 IS NULL OR f.${driftFindings.n} = ?2)
      AND (?3 IS NULL OR f.${driftFindings.kind} = ?3)${
        kinds.length > 0
          ? sqlText`
        AND f.${driftFindings.kind} IN (${kinds.map((each) => `'${each}'`).join()})`
          : ""
      }`;

/**
 * One batch: rows become due with their sent state cleared, and the findings are marked as repaired. No write to
 * Shopify happens here. The lane still applies its own rules and opens a desk entry for each refusal.
 * @returns the number of findings
 */
export async function repairDrift(db: D1Database, { runId, n, kind }: RepairWhat, now: Instant): Promise<number> {
  const run = (sql: string) => db.prepare(sql).bind(runId, n, kind);
  const products = (set: string, ...kinds: readonly DriftKind[]) =>
    run(
      sqlText`UPDATE ${shopProducts} SET ${set}, ${REPAIRED}, ${DUE_RESET}
             WHERE ${shopProducts.seqProduct} IN (SELECT f.${driftFindings.seqProduct} ${found(...kinds)})`,
    );
  // A value in Shopify no longer counts as the merchant's: an operator has decided.
  const field = (kind: DriftKind, ...names: readonly Field[]) =>
    products(
      sqlText`${shopProducts.merchantFields} = (SELECT json_group_array(k.value)
        FROM json_each(COALESCE(${shopProducts}.${shopProducts.merchantFields}, '[]')) AS k
                WHERE k.value NOT IN (${names.map((name) => `'${name}'`).join()})),
       ${shopProducts.sentValues} = json_patch(COALESCE(${shopProducts.sentValues}, '{}'),
       '{${names.map((name) => `"${name}":["","*"]`).join()}}'),
       ${FIELDS_UNSENT}`,
      kind,
    );
  const levels = (set: string, of: DriftKind) =>
    run(
      sqlText`UPDATE ${stock} SET ${stock.sent} = NULL, ${stock.sentQuantity} = NULL, ${stock.externalChanges} = ${stock.externalChanges} + 1,
              ${stock.parkedReason} = CASE WHEN ${stock.parkedReason} = 'item-refused' THEN NULL ELSE ${stock.parkedReason} END${set}
        WHERE (${stock.company}, ${stock.sku}) IN (SELECT f.${driftFindings.company},
          f.${driftFindings.sku} ${found(of)})`,
    );
  const media = (of: DriftKind, files: string) =>
    run(
      sqlText`UPDATE ${shopMedia} SET ${files}${shopMedia.due} = 1, ${shopMedia.version} = ${shopMedia.version} + 1,
              ${shopMedia.attempts} = 0, ${shopMedia.notBefore} = 0
        WHERE ${shopMedia.seqProduct} IN (SELECT f.${driftFindings.seqProduct} ${found(of)})`,
    );
  /** Our files on the product but for the found ones, and then the list `more`. */
  const filesWithout = (of: DriftKind, more: string) =>
    sqlText`${shopMedia.sent} = json_set(${shopMedia}.${shopMedia.sent}, '$.files', (SELECT json_group_array(json(k.file)) FROM (
        SELECT e.value AS file FROM json_each(${shopMedia}.${shopMedia.sent}, '$.files') AS e
         WHERE e.value ->> 'gid' NOT IN (SELECT f.${driftFindings.target} ${found(of)}
           AND f.${driftFindings.seqProduct} = ${shopMedia}.${shopMedia.seqProduct})${more}) AS k)), `;
  const results = await db.batch([
    field("title", "title"),
    field("status", "status"),
    field("vendor", "vendor"),
    field("product-type", "productType"),
    field("seo", "seoTitle", "seoDescription"),
    products(
      sqlText`${shopProducts.sentTags} = json_set(${shopProducts.sentTags}, '$.outcomeUnknown', json('true')),
        ${FIELDS_UNSENT}`,
      "tags",
    ),
    products(VARIANTS_UNSENT, "barcode", "weight", "sku", "policy", "shipping", "taxable"),
    products(sqlText`${shopProducts.published} = NULL`, "unpublished"),
    run(
      sqlText`DELETE FROM ${shopVariantsDeleted}
        WHERE (${shopVariantsDeleted.seqProduct}, ${shopVariantsDeleted.sku}) IN (SELECT f.${driftFindings.seqProduct},
          f.${driftFindings.sku} ${found("variant-missing")})`,
    ),
    products(SET_UNSENT, "variant-missing", "variant-extra"),
    // A deleted product is created again: no value in Shopify is known.
    run(
      sqlText`DELETE FROM ${shopVariants} WHERE ${shopVariants.seqProduct} IN (SELECT f.${driftFindings.seqProduct} ${found("product-missing")})`,
    ),
    products(NOTHING_SENT, "product-missing"),
    run(
      sqlText`UPDATE ${shopPrices} SET ${shopPrices.sentPriceCents} = NULL, ${shopPrices.sentCompareCents} = NULL,
        ${PRICE_DUE}
        WHERE ${shopPrices.target} = 'base' AND (${shopPrices.seqProduct},
          ${shopPrices.sku}) IN (SELECT f.${driftFindings.seqProduct}, f.${driftFindings.sku} ${found("price")})`,
    ),
    // The sent price is cleared, because the lane does not send a price that counts as shown.
    run(
      sqlText`INSERT INTO ${shopPrices} (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku},
        ${shopPrices.outcomeUnknown})
       SELECT f.${driftFindings.target}, f.${driftFindings.seqProduct}, f.${driftFindings.sku},
         1 ${found("list-price", "list-price-extra")}
          AND EXISTS (SELECT 1 FROM ${priceTargets} AS t WHERE t.${priceTargets.target} = f.${driftFindings.target}
          AND t.${priceTargets.kind} = 'priceList')
           ON CONFLICT (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}) DO UPDATE
             SET ${shopPrices.outcomeUnknown} = 1, ${PRICE_DUE}`,
    ),
    run(
      sqlText`UPDATE ${shopPrices} SET ${shopPrices.outcomeUnknown} = 1, ${PRICE_DUE}
        WHERE (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}) IN
              (SELECT t.${priceTargets.target}, k.${driftFindings.seqProduct}, k.${driftFindings.sku}
                 FROM (SELECT f.${driftFindings.seqProduct}, f.${driftFindings.sku} ${found("price-metafield")}) AS k
                CROSS JOIN ${priceTargets} AS t WHERE t.${priceTargets.kind} = 'metafield')`,
    ),
    // A picture that was taken off stays off as long as it counts as sent.
    media("image-missing", filesWithout("image-missing", "")),
    // It counts as ours, so that the lane removes it.
    media(
      "image-extra",
      filesWithout(
        "image-extra",
        sqlText` UNION ALL SELECT json_object('gid', f.${driftFindings.target}, 'sure', json('true')) ${found("image-extra")}
           AND f.${driftFindings.seqProduct} = ${shopMedia}.${shopMedia.seqProduct}`,
      ),
    ),
    media("image-order", ""),
    // What counts as sure is not sent again. A quote inside a value is escaped, so the text is of the field alone.
    run(
      sqlText`UPDATE ${shopSpecifications} SET ${shopSpecifications.sent} = replace(${shopSpecifications.sent}, '"sure":true', '"sure":false'),
              ${shopSpecifications.due} = 1, ${shopSpecifications.version} = ${shopSpecifications.version} + 1,
              ${shopSpecifications.attempts} = 0, ${shopSpecifications.notBefore} = 0
        WHERE ${shopSpecifications.seqProduct} IN (SELECT f.${driftFindings.seqProduct} ${found("specification")})`,
    ),
    levels("", "stock"),
    levels(sqlText`, ${stock.levelActive} = 0`, "level-inactive"),
    // Last: the statements before it select by the unrepaired findings.
    db
      .prepare(
        sqlText`UPDATE ${driftFindings} AS f SET ${driftFindings.repairedAt} = ?4
          WHERE f.${driftFindings.runId} = ?1 AND f.${driftFindings.repairedAt} IS NULL AND (?2 IS NULL
            OR f.${driftFindings.n} = ?2) AND (?3 IS NULL OR f.${driftFindings.kind} = ?3)`,
      )
      .bind(runId, n, kind, now),
  ]);
  return results.at(-1)?.meta.changes ?? 0;
}
