-- A (company, segment)'s prices may go to any number of targets: the shop's own price, price lists, the metafield.
ALTER TABLE price_targets ADD COLUMN drop_max_percent INTEGER NOT NULL DEFAULT 80; -- a steeper drop against the last price waits for a person
ALTER TABLE price_targets ADD COLUMN leaving    INTEGER NOT NULL DEFAULT 0; -- 1: taken from the mapping; what was sent is being removed, then the row
ALTER TABLE price_targets ADD COLUMN fill_after TEXT;                       -- prices read before the target was named are laid out for it after this SKU; NULL: done
ALTER TABLE price_targets ADD COLUMN not_before INTEGER NOT NULL DEFAULT 0; -- epoch ms: the list is locked or gone, look again then
CREATE INDEX price_targets_by_company ON price_targets (company);
CREATE UNIQUE INDEX price_targets_by_list ON price_targets (gid) WHERE kind = 'priceList';

-- In the ERP's own terms (a package; 1 kg of goods by weight), so that another sale multiple is no drop.
ALTER TABLE shop_prices ADD COLUMN asked_cents    INTEGER; -- last published; 0: seen, never published; NULL: not known
ALTER TABLE shop_prices ADD COLUMN held_cents     INTEGER; -- not published: dropped too far
ALTER TABLE shop_prices ADD COLUMN approved_cents INTEGER; -- a person's word: this price, once
CREATE INDEX shop_prices_held ON shop_prices (target, seq_product, sku) WHERE held_cents IS NOT NULL;
