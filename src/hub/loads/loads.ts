import type { Clock, Instant, Random } from "../../ports.ts";
import { commitFenced, type FencedPosition } from "../d1/fenced-batch.ts";

/** The row of `loads` a job works on. Company and segment are 0 where the source is not asked by them. */
export interface LoadKey {
  readonly name: string;
  readonly company: number;
  readonly segment: number;
}

/** A load as its lease's taker found it. `epoch` is the taker's own: every later write of his is fenced by it. */
export interface Load extends LoadKey {
  readonly watermark: string;
  readonly page: number;
  readonly pageDigest: string | null;
  readonly cursor: string | null;
  readonly runId: string | null;
  readonly readFrom: string | null;
  readonly readUntil: string | null;
  readonly isFull: number;
  readonly fullAt: Instant;
  /** 1: the next run reads everything, whenever the last full one was. */
  readonly fullWanted: number;
  readonly enabled: number;
  readonly epoch: number;
  readonly leaseUntil: Instant;
  readonly pageSize: number | null;
  readonly overlapSeconds: number | null;
  readonly fullEveryHours: number | null;
}

/** A load with a run under way. */
export interface ActiveLoad extends Load {
  readonly runId: string;
  readonly readFrom: string;
  readonly readUntil: string;
}

const COLUMNS = `name, company, segment, watermark, page, page_digest AS pageDigest, cursor, run_id AS runId, read_from AS readFrom,
  read_until AS readUntil, is_full AS isFull, full_at AS fullAt, full_wanted AS fullWanted,
  enabled, epoch, lease_until AS leaseUntil, page_size AS pageSize,
  overlap_seconds AS overlapSeconds, full_every_hours AS fullEveryHours`;

/** The watermark of a load that never ran; the ERP stamps untouched records with 2000-01-01. */
export const FIRST_WATERMARK = "1900-01-01T00:00:00";

/**
 * Takes a load for `leaseMs`, making its row when it is new. Of any number of takers one wins.
 * @returns null when somebody else is at it, or the load is switched off.
 */
export async function takeLease(db: D1Database, key: LoadKey, now: Instant, leaseMs: number): Promise<Load | null> {
  const [, taken] = await db.batch<Load>([
    db
      .prepare("INSERT OR IGNORE INTO loads (name, company, segment) VALUES (?1, ?2, ?3)")
      .bind(key.name, key.company, key.segment),
    db
      .prepare(
        `UPDATE loads SET lease_until = ?5, epoch = epoch + 1
          WHERE name = ?1 AND company = ?2 AND segment = ?3 AND lease_until <= ?4 AND enabled = 1
          RETURNING ${COLUMNS}`,
      )
      .bind(key.name, key.company, key.segment, now, now + leaseMs),
  ]);
  return taken?.results[0] ?? null;
}

/** Gives the lease back, so that the continuation need not wait for it to expire. `lease_until` then says when the load was last at work. */
export async function releaseLease(db: D1Database, load: Load, now: Instant): Promise<void> {
  await db
    .prepare("UPDATE loads SET lease_until = ?5 WHERE name = ?1 AND company = ?2 AND segment = ?3 AND epoch = ?4")
    .bind(load.name, load.company, load.segment, load.epoch, now)
    .run();
}

/** Prolongs a lease. @returns false when it is somebody else's by now. */
export async function renewLease(db: D1Database, load: Load, now: Instant, leaseMs: number): Promise<boolean> {
  const row = await db
    .prepare(
      `UPDATE loads SET lease_until = ?5 WHERE name = ?1 AND company = ?2 AND segment = ?3 AND epoch = ?4 RETURNING epoch`,
    )
    .bind(load.name, load.company, load.segment, load.epoch, now + leaseMs)
    .first<number>("epoch");
  return row !== null;
}

export interface RunStart {
  readonly runId: string;
  readonly readFrom: string;
  /** The watermark once this run has ended; page 1 may still lower it. */
  readonly readUntil: string;
  readonly isFull: boolean;
}

/** Begins a run at page 1 and writes its row in `runs`. @returns null when the lease is lost. */
export async function beginRun(db: D1Database, load: Load, start: RunStart, now: Instant): Promise<ActiveLoad | null> {
  const [begun] = await db.batch<ActiveLoad>([
    db
      .prepare(
        `UPDATE loads SET run_id = ?5, read_from = ?6, read_until = ?7, is_full = ?8, page = 1, page_digest = NULL, cursor = NULL,
                full_wanted = CASE WHEN ?8 = 1 THEN 0 ELSE full_wanted END
          WHERE name = ?1 AND company = ?2 AND segment = ?3 AND epoch = ?4
          RETURNING ${COLUMNS}`,
      )
      .bind(
        load.name,
        load.company,
        load.segment,
        load.epoch,
        start.runId,
        start.readFrom,
        start.readUntil,
        start.isFull ? 1 : 0,
      ),
    db
      .prepare(
        `INSERT INTO runs (id, name, company, segment, started_at)
         SELECT run_id, name, company, segment, ?5 FROM loads
          WHERE name = ?1 AND company = ?2 AND segment = ?3 AND epoch = ?4 AND run_id = ?6`,
      )
      .bind(load.name, load.company, load.segment, load.epoch, now, start.runId),
  ]);
  return begun?.results[0] ?? null;
}

/**
 * Where a load stands after a page: at the next one (by number, or by the source's cursor), or at its end.
 * `ofSeveralPages`: the list was no single answer, and records may have moved from a page not yet read to one read already.
 */
export type Step =
  | { readonly kind: "next"; readonly digest?: string; readonly cursor?: string; readonly readUntil?: string }
  | { readonly kind: "end"; readonly readUntil?: string; readonly ofSeveralPages?: boolean };

/**
 * The fence and the cursor in one, first statement of a page's batch. When the lease is lost, or the page is in the hub
 * already, it breaks its own NOT NULL and the whole batch is rolled back: no other statement needs a fence.
 * At the end the watermark moves, in the batch of the last page's rows, with the note of when the run had begun by our clock,
 * and the lease is given back. After a list of several pages both stand only where the run before had begun, so that what
 * changed since is read by two runs; a load's first such run asks for a second full one instead.
 */
export function stepLoad(
  db: D1Database,
  load: ActiveLoad,
  step: Step,
  now: Instant,
  leaseMs: number,
): D1PreparedStatement {
  const fence = "epoch = ?4 AND page = ?5 AND run_id = ?6";
  const readUntil = "CASE WHEN read_until > ?8 THEN ?8 ELSE read_until END";
  const isHeld = "?10 = 1 AND last_until IS NOT NULL";
  const startedAt = "COALESCE((SELECT started_at FROM runs WHERE id = loads.run_id), read_at)";
  const fixed = [
    load.name,
    load.company,
    load.segment,
    load.epoch,
    load.page,
    load.runId,
    step.kind === "end" ? now : now + leaseMs,
    step.readUntil ?? load.readUntil,
  ];
  if (step.kind === "end")
    return db
      .prepare(
        `UPDATE loads SET page = CASE WHEN ${fence} THEN 1 END, lease_until = ?7, page_digest = NULL,
                cursor = NULL, run_id = NULL, read_from = NULL, read_until = NULL,
                watermark = CASE WHEN ${isHeld} THEN min(last_until, ${readUntil}) ELSE ${readUntil} END,
                read_at = CASE WHEN ${isHeld} THEN last_at ELSE ${startedAt} END,
                last_until = ${readUntil}, last_at = ${startedAt},
                full_wanted = CASE WHEN ?10 = 1 AND is_full = 1 AND full_at = 0 THEN 1 ELSE full_wanted END,
                full_at = CASE WHEN is_full = 1 THEN ?9 ELSE full_at END, is_full = 0
          WHERE name = ?1 AND company = ?2 AND segment = ?3`,
      )
      .bind(...fixed, now, step.ofSeveralPages ? 1 : 0);
  return db
    .prepare(
      `UPDATE loads SET page = CASE WHEN ${fence} THEN page + 1 END, lease_until = ?7, read_until = ${readUntil},
              page_digest = ?9, cursor = ?10
        WHERE name = ?1 AND company = ?2 AND segment = ?3`,
    )
    .bind(...fixed, step.digest ?? null, step.cursor ?? null);
}

/**
 * Saves one page in the hub: the step and everything that belongs to it, in one batch, all or nothing.
 * Safe to repeat, and repeated after an outcome that is unknown.
 * @returns `lost` when another run holds the load now: stop quietly, that run continues. Throws on every other D1 error.
 */
export async function commitPage(
  ports: { readonly db: D1Database; readonly clock: Clock; readonly random: Random },
  load: ActiveLoad,
  statements: readonly [step: D1PreparedStatement, ...rest: D1PreparedStatement[]],
): Promise<"committed" | "lost"> {
  return commitFenced(ports, { statements, position: () => positionOf(ports.db, load) });
}

interface Place {
  readonly epoch: number;
  readonly page: number;
  readonly runId: string | null;
}

async function positionOf(db: D1Database, load: ActiveLoad): Promise<FencedPosition> {
  const place = await db
    .prepare("SELECT epoch, page, run_id AS runId FROM loads WHERE name = ?1 AND company = ?2 AND segment = ?3")
    .bind(load.name, load.company, load.segment)
    .first<Place>();
  if (place?.epoch !== load.epoch) return "lost";
  return place.page === load.page && place.runId === load.runId ? "unmoved" : "movedByUs";
}

/**
 * Notes why a run stopped. It keeps its page, so that the next tick goes on there; with `restart` it is given up and
 * the next tick begins a new one from the same watermark. Does nothing when the lease is lost.
 */
export async function failRun(
  db: D1Database,
  load: ActiveLoad,
  reason: string,
  now: Instant,
  { restart = false }: { readonly restart?: boolean } = {},
): Promise<void> {
  const fence = "EXISTS (SELECT 1 FROM loads WHERE name = ?1 AND company = ?2 AND segment = ?3 AND epoch = ?4)";
  const key = [load.name, load.company, load.segment, load.epoch];
  await db.batch([
    db
      .prepare(`UPDATE runs SET outcome = 'failed', reason = ?6, ended_at = ?7 WHERE id = ?5 AND ${fence}`)
      .bind(...key, load.runId, reason.slice(0, 500), now),
    ...(restart
      ? [
          db
            .prepare(
              `UPDATE loads SET run_id = NULL, read_from = NULL, read_until = NULL, page = 1, page_digest = NULL, cursor = NULL,
                      full_wanted = max(full_wanted, is_full), is_full = 0
                WHERE name = ?1 AND company = ?2 AND segment = ?3 AND epoch = ?4`,
            )
            .bind(...key),
        ]
      : []),
  ]);
}

/** Every row of a load, for the console and for choosing whose turn it is. */
export async function listLoads(db: D1Database, name: string): Promise<readonly Load[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM loads WHERE name = ?1 ORDER BY company, segment`)
    .bind(name)
    .all<Load>();
  return results;
}

/**
 * Sets the watermark by hand: what changed since is read again. A run under way is given up and its holder loses the lease.
 * Statements of one batch.
 * @param watermark in the source's own clock, as the column says.
 */
export function moveWatermark(db: D1Database, key: LoadKey, watermark: string, now: Instant): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE runs SET outcome = 'failed', reason = 'marca movida por uma pessoa', ended_at = ?4
          WHERE id = (SELECT run_id FROM loads WHERE name = ?1 AND company = ?2 AND segment = ?3)`,
      )
      .bind(key.name, key.company, key.segment, now),
    db
      .prepare(
        `INSERT INTO loads (name, company, segment, watermark, last_until) VALUES (?1, ?2, ?3, ?4, ?4)
             ON CONFLICT (name, company, segment) DO UPDATE
            SET watermark = excluded.watermark, last_until = excluded.watermark, last_at = loads.read_at, run_id = NULL, read_from = NULL, read_until = NULL, page = 1, page_digest = NULL,
                cursor = NULL, is_full = 0, epoch = loads.epoch + 1, lease_until = 0`,
      )
      .bind(key.name, key.company, key.segment, watermark),
  ];
}
