-- No statement reads or writes a whole large table: indexes, counters and positions for work in portions.
-- Each line says what it costs in written rows. Old code runs unchanged on all of it.

-- One row per job that is made of portions: how far it has come. Written in the batch of each portion.
CREATE TABLE portions (
  name     TEXT NOT NULL PRIMARY KEY,            -- retention-timeline-invoiced, retention-deliveries, price-run, run-sums …
  position TEXT NOT NULL                         -- JSON: the last key that is done
) STRICT, WITHOUT ROWID;

-- The report's runs in order of their start, and retention. One more row for a run, none for its pages.
CREATE INDEX runs_by_start ON runs (started_at);

-- Sums of the runs that began in four hours, written once these are past: the report reads them in place of the runs.
-- Some 30 rows each four hours.
CREATE TABLE run_sums (
  period       INTEGER NOT NULL,                 -- started_at of its runs, divided by four hours
  name         TEXT    NOT NULL,                 -- of the load or lane
  company      INTEGER NOT NULL,
  segment      INTEGER NOT NULL,
  runs         INTEGER NOT NULL,
  failed_runs  INTEGER NOT NULL,
  running_runs INTEGER NOT NULL,
  read         INTEGER NOT NULL,
  changed      INTEGER NOT NULL,
  unchanged    INTEGER NOT NULL,
  refused      INTEGER NOT NULL,
  due          INTEGER NOT NULL,
  sent         INTEGER NOT NULL,
  pending      INTEGER NOT NULL,
  PRIMARY KEY (period, name, company, segment)
) STRICT, WITHOUT ROWID;
-- A run that goes on after its period was summed changes the sum as well. Such a run is rare; any other costs nothing.
CREATE TRIGGER run_sums_late AFTER UPDATE ON runs
WHEN EXISTS (SELECT 1 FROM run_sums AS s WHERE s.period = OLD.started_at / 14400000 AND s.name = OLD.name
             AND s.company = OLD.company AND s.segment = OLD.segment)
BEGIN
  UPDATE run_sums
     SET failed_runs = failed_runs + (NEW.outcome = 'failed') - (OLD.outcome = 'failed'),
         running_runs = running_runs + (NEW.outcome = 'running') - (OLD.outcome = 'running'),
         read = read + NEW.read - OLD.read, changed = changed + NEW.changed - OLD.changed,
         unchanged = unchanged + NEW.unchanged - OLD.unchanged, refused = refused + NEW.refused - OLD.refused,
         due = due + NEW.due - OLD.due, sent = sent + NEW.sent - OLD.sent, pending = pending + NEW.pending - OLD.pending
   WHERE period = OLD.started_at / 14400000 AND name = OLD.name AND company = OLD.company AND segment = OLD.segment;
END;

-- Orders of one state, the last changed first; held and ready orders; ended ones in the order of their end. One more row
-- for each step of an order.
CREATE INDEX orders_by_state ON orders (state, updated_at);

-- How many orders have ended, by what the report and GET /api/orders group by. Open orders are few and are counted.
-- One row when an order ends.
CREATE TABLE ended_orders (
  state    TEXT    NOT NULL,                     -- invoiced | cancelled | ignored
  reason   TEXT    NOT NULL,                     -- '': none
  found_by TEXT    NOT NULL,
  orders   INTEGER NOT NULL,
  PRIMARY KEY (state, reason, found_by)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER ended_orders_inserted AFTER INSERT ON orders WHEN NEW.state IN ('invoiced', 'cancelled', 'ignored')
BEGIN
  INSERT INTO ended_orders (state, reason, found_by, orders) VALUES (NEW.state, coalesce(NEW.reason, ''), NEW.found_by, 1)
      ON CONFLICT (state, reason, found_by) DO UPDATE SET orders = orders + 1;
END;
CREATE TRIGGER ended_orders_deleted AFTER DELETE ON orders WHEN OLD.state IN ('invoiced', 'cancelled', 'ignored')
BEGIN
  UPDATE ended_orders SET orders = orders - 1
   WHERE state = OLD.state AND reason = coalesce(OLD.reason, '') AND found_by = OLD.found_by;
END;
CREATE TRIGGER ended_orders_left AFTER UPDATE ON orders
WHEN OLD.state IN ('invoiced', 'cancelled', 'ignored')
 AND (NEW.state <> OLD.state OR NEW.reason IS NOT OLD.reason OR NEW.found_by <> OLD.found_by)
BEGIN
  UPDATE ended_orders SET orders = orders - 1
   WHERE state = OLD.state AND reason = coalesce(OLD.reason, '') AND found_by = OLD.found_by;
END;
CREATE TRIGGER ended_orders_reached AFTER UPDATE ON orders
WHEN NEW.state IN ('invoiced', 'cancelled', 'ignored')
 AND (NEW.state <> OLD.state OR NEW.reason IS NOT OLD.reason OR NEW.found_by <> OLD.found_by)
BEGIN
  INSERT INTO ended_orders (state, reason, found_by, orders) VALUES (NEW.state, coalesce(NEW.reason, ''), NEW.found_by, 1)
      ON CONFLICT (state, reason, found_by) DO UPDATE SET orders = orders + 1;
END;
INSERT INTO ended_orders (state, reason, found_by, orders)
SELECT state, coalesce(reason, ''), found_by, count(*) FROM orders
 WHERE state IN ('invoiced', 'cancelled', 'ignored') GROUP BY 1, 2, 3;

-- The desk's counts with the oldest entry of each. One more row when an entry opens or is counted.
CREATE INDEX desk_open_by_reason ON desk (area, reason, first_at) WHERE state = 'open';
-- Closed entries, by their end: the list and retention. One more row when an entry closes.
CREATE INDEX desk_resolved ON desk (last_at) WHERE state = 'resolved';

-- Retention and the report. One more row for a bulk job.
CREATE INDEX bulk_jobs_by_start ON bulk_jobs (created_at);
