-- The sale multiple that Shopify showed, since when: an order is read by the multiple that its line was sold with.
CREATE TABLE sale_multiples (
  seq_product    INTEGER NOT NULL,
  since          INTEGER NOT NULL,  -- epoch ms: Shopify accepted the variants; 0: from before this table
  multiple_milli INTEGER,           -- thousandths of a kg in one Shopify unit; NULL: sold by the package from then on
  PRIMARY KEY (seq_product, since)
) STRICT, WITHOUT ROWID;
-- What stands in the shop now was sold so far. Not of a product that waits to be sent: its multiple may be the next one.
INSERT INTO sale_multiples (seq_product, since, multiple_milli)
SELECT p.seq_product, 0, p.multiple_milli FROM shop_products AS s
  JOIN products AS p ON p.seq_product = s.seq_product
 WHERE p.weighed = 1 AND p.multiple_milli IS NOT NULL AND s.product_gid IS NOT NULL AND s.due = 0;
