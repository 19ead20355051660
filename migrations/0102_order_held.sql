-- When a person held the order back from the ERP, epoch ms; null: no person holds it. The note and the name are in the
-- order's timeline.
ALTER TABLE orders ADD COLUMN held_at INTEGER;
