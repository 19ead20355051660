-- One number of the ERP belongs to one Shopify order, and how often an order was submitted is known.
ALTER TABLE orders ADD COLUMN posts INTEGER NOT NULL DEFAULT 0;  -- POSTs begun; more than 1: looked up for a while, in case both were stored
UPDATE orders SET posts = 1 WHERE submitted_at IS NOT NULL;

-- Numbers that stand on two orders: the order that came first keeps it, the other one goes to the error desk.
INSERT INTO desk (area, ref, reason, params, first_at, last_at)
SELECT 'orders', o.order_id, 'seq-pedido-taken',
       json_object('name', coalesce(o.name, o.order_id), 'seqPedido', o.seq_pedido, 'other', coalesce(f.name, f.order_id)),
       o.updated_at, o.updated_at
  FROM orders AS o JOIN orders AS f ON f.seq_pedido = o.seq_pedido
 WHERE f.order_id = (SELECT e.order_id FROM orders AS e WHERE e.seq_pedido = o.seq_pedido ORDER BY e.created_at, e.order_id LIMIT 1)
   AND f.order_id <> o.order_id
    ON CONFLICT DO UPDATE SET state = 'open', params = excluded.params;
UPDATE orders SET seq_pedido = NULL, nro_ped_venda = NULL, state = 'failed', reason = 'seq-pedido-taken', next_at = NULL
 WHERE seq_pedido IS NOT NULL
   AND order_id <> (SELECT e.order_id FROM orders AS e WHERE e.seq_pedido = orders.seq_pedido ORDER BY e.created_at, e.order_id LIMIT 1);
CREATE UNIQUE INDEX orders_seq_pedido ON orders (seq_pedido) WHERE seq_pedido IS NOT NULL;
