-- How often in a row Shopify refused the stock of an item that it lists all the same: no call a minute for ever.
ALTER TABLE stock ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;
