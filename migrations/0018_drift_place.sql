-- Which of several a finding is of: a price list, a sales channel, a field.
ALTER TABLE drift_findings ADD COLUMN place TEXT NOT NULL DEFAULT '';
