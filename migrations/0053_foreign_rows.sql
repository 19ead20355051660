-- Rows of another company, segment or warehouse that a run skipped so far; and a price's further promotions.
ALTER TABLE loads ADD COLUMN skipped_rows INTEGER NOT NULL DEFAULT 0; -- of the current run
ALTER TABLE prices ADD COLUMN promos_later TEXT;                      -- JSON [{cents, from, until}] besides promo_cents; NULL: none
