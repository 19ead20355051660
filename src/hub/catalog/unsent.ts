/** SQL for SET in `shop_products`: parts of a product that the lane sends again, whatever Shopify accepted before. */
import { sqlText } from "../d1/sql-text.ts";
import { shopProducts } from "../schema/shop.ts";

/** The set of variants is compared with Shopify's, and completed. */
export const SET_UNSENT = sqlText`${shopProducts.sentSet} = NULL`;

/** `sent_fields` is three hashes, "fields.variants.stock": one that is empty is sent anew. */
export const FIELDS_UNSENT = sqlText`${shopProducts.sentFields} = substr(${shopProducts.sentFields},
  instr(${shopProducts.sentFields}, '.'))`;

const AFTER_FIELDS = sqlText`substr(${shopProducts.sentFields}, instr(${shopProducts.sentFields}, '.') + 1)`;
export const VARIANTS_UNSENT = sqlText`${shopProducts.sentFields} = substr(${shopProducts.sentFields}, 1,
  instr(${shopProducts.sentFields}, '.')) ||
  substr(${AFTER_FIELDS}, instr(${AFTER_FIELDS}, '.'))`;

/** Shopify has no such product any more: it is created anew, and nothing of the former one counts. */
export const NOTHING_SENT = sqlText`${shopProducts.productGid} = NULL, ${SET_UNSENT}, ${shopProducts.sentFields} = NULL,
  ${shopProducts.sentValues} = NULL, ${shopProducts.sentTags} = NULL, ${shopProducts.kept} = NULL,
  ${shopProducts.published} = NULL`;
