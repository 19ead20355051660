/**
 * The lanes whose writes can be held, in the order in which a new installation switches them on. Products and SKUs are
 * `catalog`; `orders` is the ERP's orders; `back` is what the ERP did, written on the orders of Shopify.
 */
export const LANES = ["catalog", "prices", "stock", "images", "orders", "back"] as const;
export type LaneScope = (typeof LANES)[number];
