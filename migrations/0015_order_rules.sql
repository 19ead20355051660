-- Bairro and city of a CEP: a chain's own table, and what the public lookup answered. No personal data.
CREATE TABLE postal_codes (
  cep        TEXT    NOT NULL PRIMARY KEY,  -- eight digits
  source     TEXT    NOT NULL,              -- own (loaded by an operator) | lookup (a public API)
  district   TEXT,                          -- bairro; NULL: the CEP is of a whole city, or unknown
  city       TEXT,
  uf         TEXT,
  changed_at INTEGER NOT NULL               -- epoch ms; a looked-up row is asked again when it is old
) STRICT, WITHOUT ROWID;
