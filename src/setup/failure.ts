/** Why a call to Shopify failed, for the routes that only report it. */
export type { AdminFailure as ShopifyFailure } from "../shopify/client/result.ts";
