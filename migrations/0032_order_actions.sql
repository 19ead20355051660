-- What the connector does to an order in Shopify or in the ERP, written before the call that does it
-- (src/hub/orders/actions.ts). No personal data.
CREATE TABLE order_actions (
  order_id        TEXT    NOT NULL,
  n               INTEGER NOT NULL,  -- number in the order
  kind            TEXT    NOT NULL,  -- edit | refund | capture | mark-paid | cancel | fulfil | fulfil-event | prepared | erp-cancel | erp-edit
  about           TEXT    NOT NULL,  -- what asks for it: the keys of the ERP's events, a location, a change in Shopify
  state           TEXT    NOT NULL,  -- intended | sent | done | refused | superseded
  idempotency_key TEXT    NOT NULL,  -- UUID; @idempotent of the call, where the call has it
  intent          TEXT    NOT NULL,  -- JSON: the state read before, and the state that the action leads to
  outcome         TEXT,              -- JSON: what the answer, or the reading after it, says; NULL: not ended
  created_at      INTEGER NOT NULL,  -- epoch ms
  sent_at         INTEGER,           -- epoch ms: written before the call leaves
  ended_at        INTEGER,           -- epoch ms
  PRIMARY KEY (order_id, n)
) STRICT, WITHOUT ROWID;
-- One action of an order at a time: the next one is planned from the order as the last one left it.
CREATE UNIQUE INDEX order_actions_open ON order_actions (order_id) WHERE state IN ('intended', 'sent');
