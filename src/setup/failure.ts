/** Why a call of Shopify failed, for those outside this room who only answer with it. */
export type { AdminFailure as ShopifyFailure } from "../shopify/client/result.ts";
