-- What a load has learned about the lists of this installation, and which fields its current full run has not met.
ALTER TABLE loads ADD COLUMN first_page INTEGER;    -- 0 | 1: number of the first page; below 0: how often page 0 gave no usable answer; NULL: not compared yet
ALTER TABLE loads ADD COLUMN page_cap INTEGER;      -- most records that the ERP puts on a page; NULL: as many as asked for
ALTER TABLE loads ADD COLUMN absent_fields TEXT;    -- JSON: documented fields that no record of the current full run has; NULL: no record yet
