-- Values that a person typed in for an order which could not go to the ERP: one row a field. They stand beside what
-- Shopify shows and never go back there. Personal data: src/hub/privacy deletes it, docs/privacy.md says when.
CREATE TABLE order_corrections (
  order_id TEXT NOT NULL,
  field    TEXT NOT NULL,     -- src/rules/orders/people/corrections.ts names them
  value    TEXT NOT NULL,     -- as the ERP gets it
  said     TEXT NOT NULL,     -- digest of what Shopify showed in its place: after a change there the row is dropped
  note     TEXT NOT NULL,     -- why, in the person's words
  who      TEXT NOT NULL,     -- the name of a token or a person
  at       INTEGER NOT NULL,  -- epoch ms
  PRIMARY KEY (order_id, field)
) STRICT, WITHOUT ROWID;
