-- How many variants the shop has and may still make today: below Plus Shopify lets 1,000 new ones a day pass once there are 50,000.
CREATE TABLE variant_cap (
  id            INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  checked_at    INTEGER NOT NULL DEFAULT 0,  -- epoch ms: Shopify was asked
  plus          INTEGER NOT NULL DEFAULT 0,  -- 1: without a cap
  in_shop       INTEGER NOT NULL DEFAULT 0,  -- as Shopify said, and ours since
  waiting       INTEGER NOT NULL DEFAULT 0,  -- SKUs for sale without a variant, counted with the last check
  day           INTEGER NOT NULL DEFAULT 0,  -- days since 1970-01-01 UTC
  made          INTEGER NOT NULL DEFAULT 0,  -- variants we made on that day
  blocked_until INTEGER NOT NULL DEFAULT 0,  -- epoch ms: Shopify refused a creation with 429
  warned_at     INTEGER                      -- the desk was told of the plan
) STRICT, WITHOUT ROWID;
INSERT INTO variant_cap (id) VALUES (1);

-- Variants that a job makes: those of open jobs are spoken for.
ALTER TABLE bulk_jobs ADD COLUMN makes INTEGER NOT NULL DEFAULT 0;
