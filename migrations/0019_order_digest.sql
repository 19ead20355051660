-- What Shopify showed of an order when it was last compared, so that a full read is needed only after a change.
ALTER TABLE orders ADD COLUMN shop_digest TEXT;          -- two short digests: the order's own fields, its lists; NULL: read it in full once
ALTER TABLE orders ADD COLUMN answered_updated_at TEXT;  -- Shopify's updatedAt in its last answer; while shop_updated_at is NULL, next_at brings the look that confirms it
