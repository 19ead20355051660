-- How a company's stock is told, and why it is not.
ALTER TABLE companies ADD COLUMN quantity_in TEXT NOT NULL DEFAULT 'units'; -- units | packages: what ProdutoEstoque counts at this installation
ALTER TABLE companies ADD COLUMN problem     TEXT;                          -- location-gone: Shopify has no such active location; nothing is sent until it has
