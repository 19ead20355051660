-- Orders whose buyer's data Shopify asked to delete (customers/redact), while their work goes on. The batch that cleans an
-- order takes its row away.
CREATE TABLE redactions (
  order_id     TEXT    PRIMARY KEY,       -- Shopify's id
  requested_at INTEGER NOT NULL           -- epoch ms: when the request came first
) STRICT, WITHOUT ROWID;
CREATE INDEX redactions_by_request ON redactions (requested_at);
-- Housekeeping also cleans what an ended order keeps beside its timeline: the walk begins anew.
DELETE FROM portions WHERE name IN ('retention-timeline-invoiced', 'retention-timeline-cancelled');
