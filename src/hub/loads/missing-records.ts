/**
 * Records that the ERP no longer returns. A full run stores the keys of each page, one row per page, in the page's
 * batch. The batch of its last page finds the hub's live rows that no page contained. It deactivates those that two
 * complete full runs in a row have missed, because a record may move between pages during one read; beyond the first
 * 500 of them, the next run does before it reads. Nothing is deleted.
 * If too large a share of the live rows is missing, an operator must approve.
 */
import type { Instant } from "../../ports.ts";
import type { ActiveLoad, LoadKey } from "./loads.ts";
import { REF } from "../../rules/record/desk-entry.ts";
import { d1ErrorKind } from "../d1/error.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { PRIMARY_KEY } from "../desk/desk.ts";
import { desk } from "../schema/desk.ts";
import { delistedCandidates as candidates, loadPages, loads, runs } from "../schema/loads.ts";

/** 5 % */
const DELISTED_MAX_PERMILLE_DEFAULT = 50;
/**
 * Limit of full runs in a row that confirm the one before. An ERP whose records always move between pages must not
 * cause endless reads.
 */
const CONFIRM_RUNS_MAX = 3;

/** How one kind of load finds and deactivates its live rows. In all SQL `?1 ?2 ?3` are name, company, segment. */
export interface DelistingRule {
  /** A query with one column, `key`, of the active rows; spelled as in the pages' keys. */
  readonly live: string;
  /** Statements that mark the dependents of missing rows, then deactivate those rows; given the query of their keys. */
  readonly switchOff: (delisted: string) => readonly string[];
}

/** The hash of a missing row: any later record of the ERP counts as a change. */
export const DELISTED_HASH = "delisted";

/** WHERE of one load in `loads`, `delisted_candidates` and `load_pages`, whose keys have the same names. */
const ofLoad = (table: typeof loads | typeof candidates | typeof loadPages): string =>
  sqlText`${table.name} = ?1 AND ${table.company} = ?2 AND ${table.segment} = ?3`;
const CONFIRMED = sqlText`SELECT ${candidates.key} FROM ${candidates} WHERE ${ofLoad(candidates)} AND ${candidates.misses} >= 2`;
const MARKED = sqlText`${CONFIRMED} AND EXISTS (SELECT 1 FROM ${loads} WHERE ${ofLoad(loads)} AND ${loads.delistingState} = 'marked')`;
/** A row's dependents are marked too, of a SKU the stock of each company: more would hold D1 too long. */
export const DELISTED_PORTION = 500;
const PORTION = sqlText`SELECT ${candidates.key} FROM ${candidates} INDEXED BY delisted_candidates_confirmed
   WHERE ${ofLoad(candidates)} AND ${candidates.misses} >= 2
     AND EXISTS (SELECT 1 FROM ${loads} WHERE ${ofLoad(loads)} AND ${loads.delistingState} = 'marked')
   ORDER BY ${candidates.key} LIMIT ${DELISTED_PORTION}`;

/** Stores the keys of a page of a full run, in the page's batch; `load.page` is that page. */
export function recordSeenKeys(db: D1Database, load: ActiveLoad, keys: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      sqlText`INSERT INTO ${loadPages} (${loadPages.name}, ${loadPages.company}, ${loadPages.segment}, ${loadPages.page}, ${loadPages.runId}, ${loadPages.keys})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (${loadPages.name}, ${loadPages.company}, ${loadPages.segment}, ${loadPages.page}) DO UPDATE
            SET ${loadPages.runId} = excluded.${loadPages.runId}, ${loadPages.keys} = excluded.${loadPages.keys}`,
    )
    .bind(load.name, load.company, load.segment, load.page, load.runId, jsonRows(keys));
}

/** Stored keys of the page before the current one of a full run. Empty for page 1 and for runs that are not full. */
export async function readSeenKeys(db: D1Database, load: ActiveLoad): Promise<ReadonlySet<string>> {
  if (load.page === 1 || load.isFull !== 1) return new Set();
  const { results } = await db
    .prepare(
      sqlText`SELECT j.value AS key FROM ${loadPages} AS p CROSS JOIN json_each(p.${loadPages.keys}) AS j
        WHERE p.${loadPages.name} = ?1 AND p.${loadPages.company} = ?2 AND p.${loadPages.segment} = ?3
          AND p.${loadPages.page} = ?4 AND p.${loadPages.runId} = ?5`,
    )
    .bind(load.name, load.company, load.segment, load.page - 1, load.runId)
    .all<{ key: string | number }>();
  return new Set(results.map(({ key }) => String(key)));
}

/**
 * Decides about missing rows, in the batch of a full run's last page, after its rows and keys. All of it is SQL, so
 * that it is committed or rolled back with the end of the run.
 */
export function applyDelisting(
  db: D1Database,
  load: ActiveLoad,
  table: DelistingRule,
  now: Instant,
): D1PreparedStatement[] {
  const bound = (sql: string, ...more: (string | number)[]) =>
    db.prepare(sql).bind(load.name, load.company, load.segment, ...more);
  return [
    // Rows that this run missed, for the first time or again.
    bound(
      sqlText`INSERT INTO ${candidates} (${candidates.name}, ${candidates.company}, ${candidates.segment}, ${candidates.key}, ${candidates.runId})
       SELECT ?1, ?2, ?3, t.key, ?4 FROM (${table.live}) AS t
        WHERE t.key NOT IN (SELECT j.value FROM ${loadPages} AS l, json_each(l.${loadPages.keys}) AS j
                             WHERE l.${loadPages.name} = ?1 AND l.${loadPages.company} = ?2 AND l.${loadPages.segment} = ?3
                               AND l.${loadPages.runId} = ?4)
           ON CONFLICT (${candidates.name}, ${candidates.company}, ${candidates.segment}, ${candidates.key}) DO UPDATE
          SET ${candidates.misses} = ${candidates}.${candidates.misses} + 1, ${candidates.runId} = excluded.${candidates.runId}`,
      load.runId,
    ),
    // Rows that an earlier run missed and this run found, or that were deactivated meanwhile.
    bound(sqlText`DELETE FROM ${candidates} WHERE ${ofLoad(candidates)} AND ${candidates.runId} <> ?4`, load.runId),
    bound(
      sqlText`UPDATE ${loads} SET ${loads.delistingRows} = c.n,
              ${loads.delistingState} =
                CASE WHEN c.n = 0 THEN 'none'
                     WHEN c.n * 1000 > c.live * coalesce(${loads.delistingMaxPermille}, ?4) AND c.n > ${loads.delistingApprovedRows} THEN 'blocked'
                     ELSE 'marked' END
         FROM (SELECT (SELECT count(*) FROM (${CONFIRMED})) AS n, (SELECT count(*) FROM (${table.live})) AS live) AS c
        WHERE ${ofLoad(loads)}`,
      DELISTED_MAX_PERMILLE_DEFAULT,
    ),
    // The number of live rows before any is deactivated.
    bound(
      sqlText`INSERT INTO ${desk} (${desk.area}, ${desk.company}, ${desk.segment}, ${desk.ref}, ${desk.reason}, ${desk.params}, ${desk.firstAt}, ${desk.lastAt})
       SELECT ?1, ?2, ?3, '${REF.delisting}', 'delisting-blocked',
              json_object('rows', ${loads.delistingRows}, 'live', (SELECT count(*) FROM (${table.live}))), ?4, ?4
         FROM ${loads} WHERE ${ofLoad(loads)} AND ${loads.delistingState} = 'blocked'
           ON CONFLICT (${PRIMARY_KEY}) DO UPDATE
          SET ${desk.params} = excluded.${desk.params}, ${desk.state} = 'open', ${desk.times} = ${desk}.${desk.times} + 1,
              ${desk.lastAt} = excluded.${desk.lastAt}`,
      now,
    ),
    bound(
      sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?4
        WHERE ${desk.area} = ?1 AND ${desk.seqProduct} = 0 AND ${desk.sku} = '' AND ${desk.company} = ?2 AND ${desk.segment} = ?3
          AND ${desk.ref} = '${REF.delisting}' AND ${desk.reason} = 'delisting-blocked' AND ${desk.state} = 'open'
          AND EXISTS (SELECT 1 FROM ${loads} WHERE ${ofLoad(loads)} AND ${loads.delistingState} <> 'blocked')`,
      now,
    ),
    bound(
      sqlText`UPDATE ${runs} SET ${runs.delisted} = c.n FROM (SELECT count(*) AS n FROM (${MARKED})) AS c WHERE ${runs.id} = ?4 AND c.n > 0`,
      load.runId,
    ),
    ...switchOffPortion(db, load, table),
    bound(sqlText`DELETE FROM ${loadPages} WHERE ${ofLoad(loadPages)}`),
    // The next tick starts the confirming run. It may miss other rows for the first time, which a further run must
    // confirm.
    bound(
      sqlText`UPDATE ${loads} SET ${loads.fullWanted} = max(${loads.fullWanted}, c.wanted),
              ${loads.confirmRuns} = CASE WHEN c.wanted THEN ${loads.confirmRuns} + 1 ELSE 0 END, ${loads.delistingApprovedRows} = 0
         FROM (SELECT EXISTS (SELECT 1 FROM ${candidates} WHERE ${ofLoad(candidates)} AND ${candidates.misses} = 1)
                  AND (SELECT ${loads.confirmRuns} < ?4 FROM ${loads} WHERE ${ofLoad(loads)}) AS wanted) AS c
        WHERE ${ofLoad(loads)}`,
      CONFIRM_RUNS_MAX,
    ),
  ];
}

/** Deactivates the first rows of those that are marked; the last statement says how many it took. */
function switchOffPortion(db: D1Database, load: LoadKey, table: DelistingRule): D1PreparedStatement[] {
  const take = sqlText`DELETE FROM ${candidates} WHERE ${ofLoad(candidates)} AND ${candidates.key} IN (${PORTION})`;
  return [...table.switchOff(PORTION), take].map((text) =>
    db.prepare(text).bind(load.name, load.company, load.segment),
  );
}

interface Spending {
  outOfTime(): boolean;
  spend(statements: number): void;
}

/**
 * Deactivates what the portion in the last full run's batch left, portion by portion. For the holder of the load,
 * before it reads a page: a record that the ERP returns again is then active. A crash leaves the rest for the next run.
 * @returns `more`: out of time with rows left; `lost`: another run holds the load
 */
export async function switchOffRest(
  db: D1Database,
  load: ActiveLoad,
  table: DelistingRule,
  { now, leaseMs, run }: { readonly now: () => Instant; readonly leaseMs: number; readonly run: Spending },
): Promise<"done" | "more" | "lost"> {
  // A run's first page comes after the last portion, so its later pages find none.
  if (load.delistingState !== "marked" || load.page > 1) return "done";
  const { name, company, segment, epoch } = load;
  for (;;) {
    const rest = await db
      .prepare(sqlText`SELECT EXISTS (${PORTION}) AS is_left`)
      .bind(name, company, segment)
      .first<{ is_left: number }>();
    if (rest?.is_left !== 1) return "done";
    if (run.outOfTime()) return "more";
    const fence = db
      .prepare(
        sqlText`UPDATE ${loads} SET ${loads.page} = CASE WHEN ${loads.epoch} = ?4 THEN ${loads.page} END, ${loads.leaseUntil} = ?5
          WHERE ${ofLoad(loads)}`,
      )
      .bind(name, company, segment, epoch, now() + leaseMs);
    const statements = [fence, ...switchOffPortion(db, load, table)];
    run.spend(statements.length + 1);
    try {
      await db.batch(statements);
    } catch (error) {
      if (d1ErrorKind(error) === "constraint") return "lost";
      throw error;
    }
  }
}

/**
 * Approves a blocked delisting once. The next run is a full one and may deactivate as many rows as the operator saw.
 * Returns a row with `rows` if the decision is still the one that the operator saw.
 */
export function approveDelistedRows(db: D1Database, key: LoadKey, rows: number): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${loads} SET ${loads.delistingApprovedRows} = ?4, ${loads.fullWanted} = 1
        WHERE ${ofLoad(loads)} AND ${loads.delistingState} = 'blocked' AND ${loads.delistingRows} = ?4
        RETURNING ${loads.delistingRows} AS rows`,
    )
    .bind(key.name, key.company, key.segment, rows);
}
