-- Events that the ERP pushes (POST /erp/…), beside those that the poll finds.
ALTER TABLE erp_events ADD COLUMN content_key TEXT;                 -- what the event says, in one text: an event without seqEvento has it as its key
ALTER TABLE erp_events ADD COLUMN way TEXT NOT NULL DEFAULT 'poll'; -- poll | push: how it came first
UPDATE erp_events SET content_key = type || ':' || coalesce(json_extract(body, '$.invoice.key'), order_id)
 WHERE type IN ('FATURADO', 'CANCELADO', 'SEPARACAO');
-- Events that wait: read once in five minutes, for those whose order never came.
CREATE INDEX erp_events_waiting ON erp_events (received_at) WHERE state = 'waiting';

-- Idempotency keys of pushes. The answer to a repeated key is made from the events, so none is stored.
CREATE TABLE erp_pushes (
  token_id    TEXT    NOT NULL,  -- a key belongs to its sender
  push_key    TEXT    NOT NULL,  -- Idempotency-Key
  digest      TEXT    NOT NULL,  -- SHA-256 of the path and the body as received, hex
  received_at INTEGER NOT NULL,  -- epoch ms
  PRIMARY KEY (token_id, push_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX erp_pushes_by_receipt ON erp_pushes (received_at);
