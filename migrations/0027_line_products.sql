-- What of an order is no product of the ERP, or is given away: the product that the ERP gets for it.
CREATE TABLE line_products (
  kind        TEXT    NOT NULL,  -- custom (a line without SKU) | tip | fee | gift-card | free (a line that costs nothing)
  name        TEXT    NOT NULL,  -- custom: the line's title, folded; free: the line's SKU; '*': any
  sku         TEXT    NOT NULL,  -- P919E1; 'own': the line's own product (free)
  seq_product INTEGER,           -- of the SKU; NULL: own
  price_cents INTEGER NOT NULL,  -- free: what the ERP gets for a package, taken off the other lines; otherwise 0
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
