-- A repair that comes while the lane is at the product: what the lane read before must not be marked over it.
ALTER TABLE shop_products ADD COLUMN repairs INTEGER NOT NULL DEFAULT 0;
