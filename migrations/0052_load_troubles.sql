-- What a load needs so that its trouble is seen: when it last ended well, when it last moved on, and why it stopped.
-- All of it is written in statements that write the row anyway: no more written rows.
ALTER TABLE loads ADD COLUMN first_at INTEGER NOT NULL DEFAULT 0;        -- epoch ms: its first lease; 0: never leased
ALTER TABLE loads ADD COLUMN ended_well_at INTEGER NOT NULL DEFAULT 0;   -- epoch ms: end of its last run that read to the end
ALTER TABLE loads ADD COLUMN advanced_at INTEGER NOT NULL DEFAULT 0;     -- epoch ms: its last stored page
ALTER TABLE loads ADD COLUMN restarts INTEGER NOT NULL DEFAULT 0;        -- runs given up in a row; 0 again once one ends well
ALTER TABLE loads ADD COLUMN trouble TEXT;                               -- the peer's own words of the last stop; NULL once it ended well
ALTER TABLE loads ADD COLUMN not_before INTEGER NOT NULL DEFAULT 0;      -- epoch ms: no lease before: the peer asked to wait, or a list never ended
ALTER TABLE loads ADD COLUMN stalled_after_minutes INTEGER;              -- NULL: 30; how long it may go without a good end
-- A load of before this release counts from its last good start.
UPDATE loads SET ended_well_at = last_success_started_at, advanced_at = last_success_started_at,
                 first_at = last_success_started_at;
