-- How often Shopify moved a level by itself (an order, its edit, its cancellation). What was read or sent before such news came
-- says nothing about the level any more, even when the row looks as it did: +2 and -2 are news twice.
ALTER TABLE stock ADD COLUMN news INTEGER NOT NULL DEFAULT 0;
