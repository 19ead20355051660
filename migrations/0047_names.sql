-- Names all in capitals are shown in title case: every product that is or may be in the shop is compared once more, in
-- portions (src/hub/loads/marking.ts). A product whose name stays costs no call.
INSERT INTO portions (name, position) SELECT 'mark products 0', '[-1]' WHERE EXISTS (SELECT 1 FROM shop_products)
    ON CONFLICT (name) DO UPDATE SET position = excluded.position;
