-- A list of several pages may move while it is read: what it says counts as read only with the run after it.
ALTER TABLE loads ADD COLUMN last_until TEXT;                    -- until when the last run that came to its end had read, in the source's clock; NULL: none did yet
ALTER TABLE loads ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0; -- epoch ms, our clock: when that run had begun
