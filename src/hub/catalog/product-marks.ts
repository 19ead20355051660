/** Stores the results of a publish by product: accepted, refused, retried, about to be sent, due again. */
import type { KnownValues } from "../../rules/catalog/field-ownership.ts";
import type { SentTags } from "../../rules/catalog/tags.ts";
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { setList, sqlText } from "../d1/sql-text.ts";
import { shopProducts, shopVariantsDeleted } from "../schema/shop.ts";
import type { DueProduct, SentParts } from "./shop-products.ts";

/** `version`: as it was read; a product that changed meanwhile stays due. */
export interface ProductMark extends SentParts {
  readonly sentValues: KnownValues | null;
  readonly sentTags: SentTags | null;
  readonly merchantFields: readonly string[];
}

const ACCEPTED = setList(shopProducts, [
  "productGid",
  "createStartedAt",
  "sentSet",
  "sentFieldsHash",
  "sentVariantsHash",
  "sentUnitsHash",
  "unitPriceSent",
  "published",
  "sentValues",
  "sentTags",
  "merchantFields",
]);

const INTENT = setList(shopProducts, [
  "createStartedAt",
  "sentSet",
  "sentFieldsHash",
  "sentVariantsHash",
  "unitPriceSent",
  "sentValues",
  "sentTags",
]);

/** No repair came since the product was read. What it asks for would be lost: the product stays due as the repair left it. */
const IS_UNREPAIRED = sqlText`${shopProducts.repairs} = j.value ->> 'repairs'`;

/**
 * Stores what Shopify accepted so far. An accepted or refused product is no longer due, unless a record changed
 * meanwhile. With `waitsUntil`, a part of it is postponed and the product is due again from then on.
 */
export function markProducts(
  db: D1Database,
  marks: readonly (ProductMark & { readonly waitsUntil?: Instant })[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts}
          SET ${ACCEPTED}, ${shopProducts.attempts} = 0,
              ${shopProducts.notBefore} = CASE WHEN ${shopProducts.version} = j.value ->> 'version' THEN COALESCE(j.value ->> 'waitsUntil', 0) ELSE 0 END,
              ${shopProducts.due} = CASE WHEN ${shopProducts.version} = j.value ->> 'version'
              AND j.value ->> 'waitsUntil' IS NULL THEN 0 ELSE ${shopProducts.due} END
         FROM json_each(?1) AS j WHERE ${shopProducts.seqProduct} = j.value ->> 'seqProduct' AND ${IS_UNREPAIRED}`,
    )
    .bind(jsonRows(marks));
}

/** Retries the products later. What Shopify accepted so far is kept. `tries`: 0 where the product has no part in it. */
export function backoffProducts(
  db: D1Database,
  rows: readonly (Omit<ProductMark, "version"> & { readonly notBefore: Instant; readonly tries: 0 | 1 })[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts}
          SET ${ACCEPTED}, ${shopProducts.attempts} = ${shopProducts.attempts} + (j.value ->> 'tries'),
            ${shopProducts.notBefore} = j.value ->> 'notBefore'
         FROM json_each(?1) AS j WHERE ${shopProducts.seqProduct} = j.value ->> 'seqProduct' AND ${IS_UNREPAIRED}`,
    )
    .bind(jsonRows(rows));
}

export type ProductIntent = Pick<
  DueProduct,
  | "seqProduct"
  | "createStartedAt"
  | "sentSet"
  | "sentFieldsHash"
  | "sentVariantsHash"
  | "unitPriceSent"
  | "sentValues"
  | "sentTags"
>;

/**
 * Stores the values that are about to be sent. After a crash, these values count as ours when Shopify shows them, and
 * earlier accepted values no longer count.
 */
export function saveIntents(db: D1Database, rows: readonly ProductIntent[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts} SET ${INTENT}
         FROM json_each(?1) AS j WHERE ${shopProducts.seqProduct} = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(rows));
}

/** Variants that the merchant deleted: omitted from the set until an operator requests them. */
export function markDeleted(
  db: D1Database,
  rows: readonly { readonly seqProduct: number; readonly sku: string }[],
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`INSERT INTO ${shopVariantsDeleted} (${shopVariantsDeleted.seqProduct}, ${shopVariantsDeleted.sku})
        SELECT value ->> 'seqProduct', value ->> 'sku' FROM json_each(?1)
        WHERE true ON CONFLICT (${shopVariantsDeleted.seqProduct}, ${shopVariantsDeleted.sku}) DO NOTHING`,
    )
    .bind(jsonRows(rows));
}

/**
 * Makes the lane read the variants in Shopify again, because a call reported that one of them is missing.
 * @param notBefore ignored for a product that is already due
 */
export function markVariantsDue(
  db: D1Database,
  seqProducts: readonly number[],
  notBefore: Instant = 0,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts}
          SET ${shopProducts.due} = 1, ${shopProducts.version} = ${shopProducts.version} + 1,
            ${shopProducts.sentSet} = NULL, ${shopProducts.notBefore} = CASE
            WHEN ${shopProducts.due} = 1 THEN ${shopProducts.notBefore} ELSE max(${shopProducts.notBefore}, ?2) END
        WHERE ${shopProducts.seqProduct} IN (SELECT value FROM json_each(?1))
          AND ${shopProducts.productGid} IS NOT NULL`,
    )
    .bind(jsonRows(seqProducts), notBefore);
}

/** Postpones the products. A product that changed meanwhile is evaluated again at once. */
export function postponeProducts(
  db: D1Database,
  rows: readonly { readonly seqProduct: number; readonly version: number }[],
  until: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts} SET ${shopProducts.notBefore} = ?2 FROM json_each(?1) AS j
        WHERE ${shopProducts.seqProduct} = j.value ->> 'seqProduct'
          AND ${shopProducts.version} = j.value ->> 'version'`,
    )
    .bind(jsonRows(rows), until);
}

/**
 * Makes products due because a price arrived for a SKU without a variant. Raising the version also invalidates a send
 * under way, whose input lacked that price.
 */
export function markTheseProductsDue(db: D1Database, seqProducts: readonly number[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${shopProducts} SET ${shopProducts.due} = 1,
        ${shopProducts.version} = ${shopProducts.version} + 1 WHERE ${shopProducts.seqProduct} IN (SELECT value
        FROM json_each(?1))`,
    )
    .bind(jsonRows(seqProducts));
}
