/**
 * What the ERP no longer returns. A full run keeps the keys of each page (one row a page, in the page's batch); its last
 * page's batch looks for live rows of the hub that no page spoke of, and switches off those that two complete full runs,
 * one after another, have missed: one look may be wrong, since records move between pages while they are read.
 * Never deletes. More than a share of the live rows at once is left to a person.
 */
import type { Instant } from "../../ports.ts";
import type { ActiveLoad, LoadKey } from "./loads.ts";
import { jsonRows } from "../d1/json.ts";

/** 5 % */
const GONE_MAX_PERMILLE_DEFAULT = 50;
/** Full runs in a row that are asked for to confirm what the one before missed: an ERP whose pages always slip is not read for ever. */
const LOOKS_MAX = 3;

/** How one kind of load finds its live rows and switches them off. In all SQL `?1 ?2 ?3` are name, company, segment. */
export interface GoneTable {
  /** A query with one column, `key`, of the rows that are switched on, spelled as the pages' keys. */
  readonly live: string;
  /** Statements that mark what depends on the gone rows, then switch those off; given the query of their keys. */
  readonly switchOff: (gone: string) => readonly string[];
}

/** A gone row's hash: whatever the ERP says of it next is a change. */
export const GONE_HASH = "gone";

const OF_LOAD = "name = ?1 AND company = ?2 AND segment = ?3";
const CONFIRMED = `SELECT key FROM gone WHERE ${OF_LOAD} AND looks >= 2`;
const MARKED = `${CONFIRMED} AND EXISTS (SELECT 1 FROM loads WHERE ${OF_LOAD} AND gone_verdict = 'marked')`;

/** Keeps what a page of a full run spoke of. For the page's batch; `load.page` is that page. */
export function keepKeys(db: D1Database, load: ActiveLoad, keys: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO load_pages (name, company, segment, page, run_id, keys) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
           ON CONFLICT (name, company, segment, page) DO UPDATE SET run_id = excluded.run_id, keys = excluded.keys`,
    )
    .bind(load.name, load.company, load.segment, load.page, load.runId, jsonRows(keys));
}

/** Keys of the page before the one a full run stands at, as they were kept; empty where none are: page 1, and runs that are not full. */
export async function readKeysBefore(db: D1Database, load: ActiveLoad): Promise<ReadonlySet<string>> {
  if (load.page === 1 || load.isFull !== 1) return new Set();
  const { results } = await db
    .prepare(
      `SELECT j.value AS key FROM load_pages AS p CROSS JOIN json_each(p.keys) AS j
        WHERE p.name = ?1 AND p.company = ?2 AND p.segment = ?3 AND p.page = ?4 AND p.run_id = ?5`,
    )
    .bind(load.name, load.company, load.segment, load.page - 1, load.runId)
    .all<{ key: string | number }>();
  return new Set(results.map(({ key }) => String(key)));
}

/**
 * The judgement, in the batch of a full run's last page, after its rows and keys. All of it is SQL, so that it stands or
 * falls with the run's end.
 * @param record of the desk entry when the share is passed
 */
export function judgeGone(
  db: D1Database,
  load: ActiveLoad,
  table: GoneTable,
  record: string,
  now: Instant,
): D1PreparedStatement[] {
  const bound = (sql: string, ...more: (string | number)[]) =>
    db.prepare(sql).bind(load.name, load.company, load.segment, ...more);
  const message = `${record}: {n} de {live} registros ativos não vêm mais do ERP, acima do limite; nada foi desativado. Confira no ERP as permissões do usuário e os filtros. Se saíram mesmo, confirme com POST /api/loads/${load.name}/${load.company}/${load.segment}/gone.`;
  return [
    // What this run missed: seen missing once more, or for the first time.
    bound(
      `INSERT INTO gone (name, company, segment, key, run_id)
       SELECT ?1, ?2, ?3, t.key, ?4 FROM (${table.live}) AS t
        WHERE t.key NOT IN (SELECT j.value FROM load_pages AS l, json_each(l.keys) AS j
                             WHERE l.name = ?1 AND l.company = ?2 AND l.segment = ?3 AND l.run_id = ?4)
           ON CONFLICT (name, company, segment, key) DO UPDATE SET looks = gone.looks + 1, run_id = excluded.run_id`,
      load.runId,
    ),
    // What an earlier run missed and this one saw, or what was switched off meanwhile.
    bound(`DELETE FROM gone WHERE ${OF_LOAD} AND run_id <> ?4`, load.runId),
    bound(
      `UPDATE loads SET gone_rows = c.n,
              gone_verdict = CASE WHEN c.n = 0 THEN 'none'
                                  WHEN c.n * 1000 > c.live * coalesce(gone_max_permille, ?4) AND c.n > gone_allowed THEN 'held'
                                  ELSE 'marked' END
         FROM (SELECT (SELECT count(*) FROM (${CONFIRMED})) AS n, (SELECT count(*) FROM (${table.live})) AS live) AS c
        WHERE ${OF_LOAD}`,
      GONE_MAX_PERMILLE_DEFAULT,
    ),
    // Before anything is switched off: how many were live.
    bound(
      `INSERT INTO desk (lane, record, reason, message, first_at, last_at)
       SELECT ?1, ?4, 'gone-held', replace(replace(?5, '{n}', gone_rows), '{live}', (SELECT count(*) FROM (${table.live}))), ?6, ?6
         FROM loads WHERE ${OF_LOAD} AND gone_verdict = 'held'
           ON CONFLICT (lane, record, reason) DO UPDATE
          SET message = excluded.message, state = 'open', times = desk.times + 1, last_at = excluded.last_at`,
      record,
      message,
      now,
    ),
    bound(
      `UPDATE desk SET state = 'resolved', last_at = ?5
        WHERE lane = ?1 AND record = ?4 AND reason = 'gone-held' AND state = 'open'
          AND EXISTS (SELECT 1 FROM loads WHERE ${OF_LOAD} AND gone_verdict <> 'held')`,
      record,
      now,
    ),
    ...table.switchOff(MARKED).map((sql) => bound(sql)),
    bound(
      `UPDATE runs SET gone = c.n FROM (SELECT count(*) AS n FROM (${MARKED})) AS c WHERE id = ?4 AND c.n > 0`,
      load.runId,
    ),
    bound(`DELETE FROM gone WHERE ${OF_LOAD} AND key IN (${MARKED})`),
    bound(`DELETE FROM load_pages WHERE ${OF_LOAD}`),
    // The second look comes with the next tick. It may miss others for the first time, of which a further one must tell.
    bound(
      `UPDATE loads SET full_wanted = max(full_wanted, c.wanted), second_look = CASE WHEN c.wanted THEN second_look + 1 ELSE 0 END,
              gone_allowed = 0
         FROM (SELECT EXISTS (SELECT 1 FROM gone WHERE ${OF_LOAD} AND looks = 1)
                  AND (SELECT second_look < ?4 FROM loads WHERE ${OF_LOAD}) AS wanted) AS c
        WHERE ${OF_LOAD}`,
      LOOKS_MAX,
    ),
  ];
}

/**
 * Lets a held judgement go, once: the next run is a full one and may switch off as many rows as the person was shown.
 * Returns a row with `rows` if it is still the judgement he was shown.
 */
export function allowGone(db: D1Database, key: LoadKey, rows: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE loads SET gone_allowed = ?4, full_wanted = 1
        WHERE ${OF_LOAD} AND gone_verdict = 'held' AND gone_rows = ?4 RETURNING gone_rows AS rows`,
    )
    .bind(key.name, key.company, key.segment, rows);
}
