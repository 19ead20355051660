-- Payment forms by instalments, orders submitted on a promise, and the second call with the card data of a payment.
-- `gateway` is "gateway", "gateway:method", or either with "#2-6": the row's range of instalments.
ALTER TABLE payment_forms ADD COLUMN submit_while TEXT NOT NULL DEFAULT '[]';  -- JSON: pending, authorized
ALTER TABLE orders ADD COLUMN payment_calls TEXT;  -- JSON, payment id -> due | sending | sent | desk; NULL: no second call
-- Orders that wait for their money had no time of their own: each is looked at once, and then has one.
UPDATE orders SET next_at = updated_at WHERE state = 'waiting-payment' AND next_at IS NULL;
