-- When an order's goods are let go of: the watermark does not say it, for a person may move it past what was never read.
ALTER TABLE loads ADD COLUMN read_at INTEGER NOT NULL DEFAULT 0; -- epoch ms, our clock: when the last run that came to its end had begun
ALTER TABLE order_reservations ADD COLUMN skipped_at INTEGER;    -- epoch ms: a person moved the stock load's watermark forward; only a full run that ended later lets it go
ALTER TABLE order_reservations ADD COLUMN let_go INTEGER NOT NULL DEFAULT 0; -- 1: counts against those packages of its product only whose stock record is refused
