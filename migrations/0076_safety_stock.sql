-- What our orders sold, by the day of their import: safety stock by days of cover (docs/stock.md). No order is named.
CREATE TABLE sold_days (
  company     INTEGER NOT NULL,
  day         INTEGER NOT NULL, -- days since 1970, UTC
  seq_product INTEGER NOT NULL,
  milli       INTEGER NOT NULL, -- base units, thousandths
  PRIMARY KEY (company, day, seq_product)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER sold_days_imported AFTER UPDATE OF imported_at ON order_reservations
WHEN OLD.imported_at IS NULL AND NEW.imported_at IS NOT NULL
BEGIN
  INSERT INTO sold_days (company, day, seq_product, milli)
  VALUES (NEW.company, NEW.imported_at / 86400000, NEW.seq_product, NEW.quantity_milli)
      ON CONFLICT (company, day, seq_product) DO UPDATE SET milli = milli + excluded.milli;
END;

-- Safety stock that differs from the company's, as the rules of the setting `safety-stock` come to for a product.
CREATE TABLE safety_stock (
  company     INTEGER NOT NULL,
  seq_product INTEGER NOT NULL,
  milli       INTEGER NOT NULL, -- base units, thousandths
  PRIMARY KEY (company, seq_product)
) STRICT, WITHOUT ROWID;
