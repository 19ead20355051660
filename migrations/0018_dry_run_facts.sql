-- A line of the dry run is a code with its facts, no longer a Portuguese text: src/messages renders it in either language.
-- Old code goes on writing `record`, `before` and `after`. New code writes '' and NULL there, and shows no line that has
-- a `record`: each is overwritten by the next pass, within the hour. A later release drops the three columns.
-- Costs nothing: columns with a constant default are added without writing a row.
ALTER TABLE dry_run_lines ADD COLUMN seq_product INTEGER NOT NULL DEFAULT 0;   -- its subject, as in the desk; 0 or '': none
ALTER TABLE dry_run_lines ADD COLUMN sku TEXT NOT NULL DEFAULT '';
ALTER TABLE dry_run_lines ADD COLUMN company INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dry_run_lines ADD COLUMN ref TEXT NOT NULL DEFAULT '';             -- price target, or category:310
ALTER TABLE dry_run_lines ADD COLUMN params TEXT NOT NULL DEFAULT '{}';        -- JSON: {before, after}, or a refusal's facts
