-- Who looks after a cause of the desk, and until when it may rest. One row for a cause that a person took in hand.
CREATE TABLE desk_care (
  area          TEXT    NOT NULL,
  reason        TEXT    NOT NULL,
  assignee      TEXT,               -- the name of a token or a person; NULL: no one
  snoozed_until INTEGER,            -- epoch ms: until then the console does not list it; NULL: it does
  changed_by    TEXT    NOT NULL,
  changed_at    INTEGER NOT NULL,   -- epoch ms
  PRIMARY KEY (area, reason)
) STRICT, WITHOUT ROWID;
