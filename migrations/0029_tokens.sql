-- Bearer tokens of /api and /erp. The secret itself is stored nowhere: only its digest. OPS_TOKEN has no row.
CREATE TABLE tokens (
  id            TEXT    NOT NULL PRIMARY KEY,  -- UUID
  name          TEXT    NOT NULL,              -- "erp da matriz"; two of a name may be valid at once, to replace one by the other
  hash          TEXT    NOT NULL,              -- SHA-256 of the secret, hex
  scope         TEXT    NOT NULL,              -- erp | viewer | operator | admin
  created_at    INTEGER NOT NULL,              -- epoch ms
  created_by    TEXT    NOT NULL,              -- api (OPS_TOKEN), or the name of the token that made it
  expires_at    INTEGER,                       -- epoch ms; NULL: never
  revoked_at    INTEGER,                       -- epoch ms
  last_used_day TEXT                           -- 2026-12-01, UTC
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tokens_by_hash ON tokens (hash);
