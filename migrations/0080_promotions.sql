-- The promotions of a company, for the rehearsal of a coming encarte. One written row when a promotion changes.
CREATE INDEX prices_by_promotion ON prices (company, segment, promo_until) WHERE promo_cents IS NOT NULL;
CREATE INDEX prices_with_more ON prices (company, segment, sku) WHERE promos_later IS NOT NULL;
