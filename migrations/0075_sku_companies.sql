-- `activity`: what the ERP says of the SKU at single companies, JSON: {"2":0} = off at company 2. NULL: it names none.
ALTER TABLE skus ADD COLUMN activity TEXT;
-- `name`: the ERP's name of the SKU for the shop; NULL: it repeats the product's.
ALTER TABLE skus ADD COLUMN name TEXT;
-- 1: the title was written for the shop (Título or Nome E-Commerce). 0: a name of a SKU comes first.
ALTER TABLE products ADD COLUMN titled INTEGER NOT NULL DEFAULT 1;
-- Descrição Reduzida, which a SKU's name only repeats where the product has no Nome E-Commerce.
ALTER TABLE products ADD COLUMN short_name TEXT;
-- A product with one package shows no option: every product that is or may be in the shop is compared once more, in
-- portions (src/hub/loads/marking.ts). Its variant, price, stock and pictures stay.
INSERT INTO portions (name, position) SELECT 'mark products 0', '[-1]' WHERE EXISTS (SELECT 1 FROM shop_products)
    ON CONFLICT (name) DO UPDATE SET position = excluded.position;
