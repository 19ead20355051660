-- Orders that the ledger's report lists: few of all. One written row when an order's verdict changes.
CREATE INDEX ledger_orders_named ON ledger_orders (order_id) WHERE verdict IN ('differs', 'not-compared');
