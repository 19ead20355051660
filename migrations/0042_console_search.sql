-- The numbers and names that a person types into the console's search. Each line says what it costs in written rows.

-- Orders by Shopify's name (#1001): one row when the order is first read.
CREATE INDEX orders_by_name ON orders (name) WHERE name IS NOT NULL;
-- By the ERP's sales order: one row when the ERP imports it.
CREATE INDEX orders_by_nro_ped_venda ON orders (nro_ped_venda) WHERE nro_ped_venda IS NOT NULL;
-- By the access key of an NF-e or NFC-e: one row for each event with an invoice.
CREATE INDEX erp_events_by_invoice ON erp_events (CASE WHEN json_valid(body) THEN body ->> '$.invoice.key' END)
 WHERE CASE WHEN json_valid(body) THEN body ->> '$.invoice.key' END IS NOT NULL;
-- Products by the beginning of their name, whatever its case: one row when a product is new or renamed.
CREATE INDEX products_by_title ON products (title COLLATE NOCASE);
