-- The console's sessions and its rate limit of logins. Both are small: a row for each person at work, and for each
-- address that guessed within the last minutes.

-- A login. The secret of the cookie is stored nowhere: only its digest.
CREATE TABLE console_sessions (
  id            TEXT    NOT NULL PRIMARY KEY,  -- UUID; stands in the cookie beside the secret
  secret_hash   TEXT    NOT NULL,              -- SHA-256 of the cookie's present secret, hex
  previous_hash TEXT,                          -- of the one before: valid for some minutes, because pages ask side by side
  rotated_at    INTEGER NOT NULL,              -- epoch ms
  token_hash    TEXT    NOT NULL,              -- SHA-256 of the token that logged in: the session ends with it
  created_at    INTEGER NOT NULL,              -- epoch ms
  expires_at    INTEGER NOT NULL               -- epoch ms
) STRICT, WITHOUT ROWID;

-- Failed logins of one address within a quarter of an hour.
CREATE TABLE login_failures (
  address    TEXT    NOT NULL PRIMARY KEY,  -- a keyed digest of the IP address: no personal data
  since      INTEGER NOT NULL,              -- epoch ms of the first one
  failures   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Orders by their arrival: the orders of a day. One more row for a new order, none for its steps.
CREATE INDEX orders_by_arrival ON orders (created_at);
