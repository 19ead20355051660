-- When the shop promised an order's goods, so that a window that comes near without an invoice is shown.
ALTER TABLE orders ADD COLUMN window_from INTEGER;   -- epoch ms; NULL: none promised
ALTER TABLE orders ADD COLUMN window_until INTEGER;  -- epoch ms; NULL: no end was named
CREATE INDEX orders_window_open ON orders (window_from)
  WHERE window_from IS NOT NULL AND state NOT IN ('invoiced', 'cancelled', 'ignored');
