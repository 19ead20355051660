-- A price that was told without an answer: Shopify may show it, so that "as last sent" says nothing until the next answer.
ALTER TABLE shop_prices ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0;
