-- When a load may begin, by setting: the cron is only the finest grain.
ALTER TABLE loads ADD COLUMN least_minutes INTEGER;                      -- NULL: each tick; minutes between the begins of two runs
ALTER TABLE loads ADD COLUMN blocked_hours TEXT;                         -- JSON list as ["02:00-04:30"], São Paulo; NULL: none
ALTER TABLE loads ADD COLUMN asked_at INTEGER NOT NULL DEFAULT 0;        -- epoch ms: a person asked for a run; it waits for no interval
