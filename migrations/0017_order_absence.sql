-- Whether an order that Shopify does not show is deleted, or only too old for the app's scopes.
ALTER TABLE orders ADD COLUMN shop_created_at TEXT;     -- Shopify's createdAt; NULL: not read since this column exists
ALTER TABLE orders ADD COLUMN deleted_at      INTEGER;  -- epoch ms: orders/delete came

-- A line of an order is its variant first (src/rules/orders/reading/line-variants.ts).
CREATE INDEX shop_variants_by_gid ON shop_variants (variant_gid);
