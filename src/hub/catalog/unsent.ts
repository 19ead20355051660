/** SQL for SET in `shop_products`: parts of a product that the lane sends again, whatever Shopify accepted before. */
import { sqlText } from "../d1/sql-text.ts";
import { shopProducts } from "../schema/shop.ts";

/**
 * With each of the below that a person or the comparison asks for: a lane that read the product before does not mark it,
 * because its mark would count as sent what is to be sent again.
 */
export const REPAIRED = sqlText`${shopProducts.repairs} = ${shopProducts.repairs} + 1`;

/** The lane compares the set of variants with Shopify's and completes it. */
export const SET_UNSENT = sqlText`${shopProducts.sentSet} = NULL`;

export const FIELDS_UNSENT = sqlText`${shopProducts.sentFieldsHash} = NULL`;
export const VARIANTS_UNSENT = sqlText`${shopProducts.sentVariantsHash} = NULL`;

/** Shopify no longer has the product. It is created again, and no earlier value counts. */
export const NOTHING_SENT = sqlText`${shopProducts.productGid} = NULL, ${shopProducts.createStartedAt} = NULL,
  ${SET_UNSENT}, ${FIELDS_UNSENT}, ${VARIANTS_UNSENT}, ${shopProducts.sentUnitsHash} = NULL,
  ${shopProducts.unitPriceSent} = 0, ${shopProducts.sentValues} = NULL, ${shopProducts.sentTags} = NULL,
  ${shopProducts.merchantFields} = NULL, ${shopProducts.published} = NULL`;
