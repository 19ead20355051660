/** Statements that hold D1 longer than the limit, and why each may for now. The aim is none. */
export const KNOWN: readonly { readonly names: readonly string[]; readonly why: string }[] = [
  {
    names: ["UPDATE stock SET sent = NULL, sent_quantity = NULL, level_active = 0 WHERE company IN"],
    why: "an operator gives companies other locations: all their levels, in one statement (here of every company); to be cut into portions",
  },
  {
    names: ["UPDATE stock SET sent = NULL", "unlimited = 1 AND EXISTS"],
    why: "an operator switches companies on or off: reads all levels once; to be cut into portions",
  },
  {
    names: ["UPDATE stock SET sent = NULL", "SELECT sku FROM prices"],
    why: "an operator maps price targets: the SKUs that a company has off sale; to be cut into portions",
  },
  {
    names: ["UPDATE shop_prices SET", "WHERE target IN ("],
    why: "an operator moves or removes a price target: all its prices; to be cut into portions",
  },
  {
    names: ["DELETE FROM shop_prices WHERE target = ?1"],
    why: "a price list was deleted in the shop and taken from the mapping: all its rows; to be cut into portions",
  },
  {
    names: ["SELECT sum(changed) AS n FROM runs"],
    why: "an operator asks what a watermark brings back: the runs of one load since then",
  },
  {
    names: ["INSERT INTO delisted_candidates"],
    why: "the end of a full run: compares the load's keys with its pages once (here it missed every record, the worst case)",
  },
  {
    names: ["UPDATE loads SET delisting_rows = c.n"],
    why: "the end of a full run: counts the live rows of the load",
  },
  {
    names: ["FROM shop_products AS o INDEXED BY shop_products_due CROSS JOIN products"],
    why: "once an hour below Plus: the due products without a variant (here 10,000 are due)",
  },
  {
    names: ["DELETE FROM webhook_deliveries WHERE (event_id, topic) > (?1, ?2) AND received_at < ?3"],
    why: "only the last portion of the walk, below 1,000 rows; replayed here from the beginning of the table",
  },
  {
    names: ["UPDATE shop_prices INDEXED BY shop_prices_due SET outcome_unknown = 1", "sku) > (?1, ?2, ?3)"],
    why: "only the last portion of a dead run's prices, below 2,000 rows; replayed here from the beginning of the table",
  },
];
