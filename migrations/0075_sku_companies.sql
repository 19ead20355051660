-- `activity`: what the ERP says of the SKU at single companies, JSON: {"2":0} = off at company 2. NULL: it names none.
ALTER TABLE skus ADD COLUMN activity TEXT;
-- `name`: the ERP's name of the SKU for the shop; NULL: it repeats the product's.
ALTER TABLE skus ADD COLUMN name TEXT;
-- 1: the title was written for the shop (Título or Nome E-Commerce). 0: a name of a SKU comes first.
ALTER TABLE products ADD COLUMN titled INTEGER NOT NULL DEFAULT 1;
-- Descrição Reduzida, which a SKU's name only repeats where the product has no Nome E-Commerce.
ALTER TABLE products ADD COLUMN short_name TEXT;
