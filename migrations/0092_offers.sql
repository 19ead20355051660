-- The club's price and prices by quantity: kept beside the price, shown in the metafield `erp.precos`, never published
-- as the price.
ALTER TABLE prices ADD COLUMN offers TEXT;           -- JSON: {"clubCents", "from": [{"milli", "cents"}]}; null: none
ALTER TABLE shop_prices ADD COLUMN sent_offers TEXT; -- JSON: that part of the document as Shopify last accepted it
