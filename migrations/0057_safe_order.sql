-- A hub without a stored switch is new and writes nothing. A hub that has written already keeps its lanes on.
-- One row; it does nothing where an operator has stored the switch.
INSERT INTO settings (name, value, changed_at)
SELECT 'dry-run', '{"all":false,"scopes":[]}', 0
 WHERE (EXISTS (SELECT 1 FROM shop_products WHERE product_gid IS NOT NULL)
        OR EXISTS (SELECT 1 FROM stock WHERE sent IS NOT NULL)
        OR EXISTS (SELECT 1 FROM orders WHERE submitted_at IS NOT NULL))
   AND NOT EXISTS (SELECT 1 FROM settings WHERE name = 'dry-run');
