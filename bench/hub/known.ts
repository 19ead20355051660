/** Statements that hold D1 longer than the limit, and why each may for now. The aim is none. */
export const KNOWN: readonly { readonly names: readonly string[]; readonly why: string }[] = [
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
