/** What a dry run would have done: one pass a lane, its counts, and the newest lines of it. */
import type { Instant } from "../ports.ts";
import { d1ErrorKind } from "./d1-error.ts";
import { DRY_REASON, readDryRun, type DryLane, type DryRun } from "./dry-run.ts";
import { jsonRows } from "./json.ts";

/** Lines kept a lane: the newest of the pass. The counts are of all. */
export const LINES_KEPT = 500;
const TEXT_MAX = 500;

export interface DryLine {
  /** P919, P919E12, P919E12@3 */
  readonly record: string;
  readonly action: "create" | "change" | "refuse";
  /** What would be written, or the reason of a refusal. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface DryCounts {
  readonly created: number;
  readonly changed: number;
  readonly refused: number;
  readonly waiting: number;
  readonly same: number;
}

export interface DryPass extends DryCounts {
  readonly lane: DryLane;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly position: string;
  readonly looked: number;
  readonly lines: number;
}

const COLUMNS = `lane, started_at AS startedAt, ended_at AS endedAt, position, looked, created, changed, refused, waiting, same, lines`;

/**
 * The lane's pass: the one under way, or a new one when none was made or the last began at `before` or earlier.
 * @returns null when the last one is fresh and over.
 */
export async function openPass(db: D1Database, lane: DryLane, now: Instant, before: Instant): Promise<DryPass | null> {
  const last = await db.prepare(`SELECT ${COLUMNS} FROM dry_run_passes WHERE lane = ?1`).bind(lane).first<DryPass>();
  if (last && last.endedAt === null) return last;
  if (last && last.startedAt > before) return null;
  const [, , begun] = await db.batch<DryPass>([
    db.prepare("DELETE FROM dry_run_lines WHERE lane = ?1").bind(lane),
    db.prepare("DELETE FROM dry_run_passes WHERE lane = ?1").bind(lane),
    db.prepare(`INSERT INTO dry_run_passes (lane, started_at) VALUES (?1, ?2) RETURNING ${COLUMNS}`).bind(lane, now),
  ]);
  return begun?.results[0] ?? null;
}

export interface DryPage {
  readonly lines: readonly DryLine[];
  readonly counts: DryCounts;
  /** The last record that was looked at. */
  readonly position: string;
  readonly isLast: boolean;
}

/**
 * Lays one page down. The first statement is the fence: somebody else's page, or a pass that was begun anew, breaks its
 * own NOT NULL and nothing of the batch is kept. @returns the pass as it stands, or null when it is not ours any more.
 */
export async function writePass(db: D1Database, pass: DryPass, page: DryPage, now: Instant): Promise<DryPass | null> {
  const { created, changed, refused, waiting, same } = page.counts;
  const next: DryPass = {
    ...pass,
    position: page.position,
    endedAt: page.isLast ? now : null,
    looked: pass.looked + created + changed + refused + waiting + same,
    created: pass.created + created,
    changed: pass.changed + changed,
    refused: pass.refused + refused,
    waiting: pass.waiting + waiting,
    same: pass.same + same,
    lines: pass.lines + page.lines.length,
  };
  const lines = page.lines.slice(-LINES_KEPT).map((line, index, all) => ({
    ...line,
    slot: (pass.lines + page.lines.length - all.length + index) % LINES_KEPT,
    before: line.before?.slice(0, TEXT_MAX) ?? null,
    after: line.after?.slice(0, TEXT_MAX) ?? null,
  }));
  try {
    await db.batch([
      db
        .prepare(
          `UPDATE dry_run_passes
              SET position = CASE WHEN position = ?2 AND started_at = ?3 AND ended_at IS NULL THEN ?4 END, ended_at = ?5,
                  looked = ?6, created = ?7, changed = ?8, refused = ?9, waiting = ?10, same = ?11, lines = ?12
            WHERE lane = ?1`,
        )
        .bind(
          pass.lane,
          pass.position,
          pass.startedAt,
          next.position,
          next.endedAt,
          next.looked,
          next.created,
          next.changed,
          next.refused,
          next.waiting,
          next.same,
          next.lines,
        ),
      ...(lines.length > 0
        ? [
            db
              .prepare(
                `INSERT INTO dry_run_lines (lane, slot, record, action, field, before, after, at)
                 SELECT ?2, value ->> 'slot', value ->> 'record', value ->> 'action', value ->> 'field', value ->> 'before',
                        value ->> 'after', ?3
                   FROM json_each(?1)
                  WHERE true
                     ON CONFLICT (lane, slot) DO UPDATE
                    SET record = excluded.record, action = excluded.action, field = excluded.field, before = excluded.before,
                        after = excluded.after, at = excluded.at`,
              )
              .bind(jsonRows(lines), pass.lane, now),
          ]
        : []),
    ]);
    return next;
  } catch (error) {
    if (d1ErrorKind(error) === "constraint") return null;
    throw error;
  }
}

/** The next tick begins every pass anew. */
export function restartPasses(db: D1Database): D1PreparedStatement {
  return db.prepare("DELETE FROM dry_run_passes");
}

export interface DryReport {
  readonly dryRun: DryRun;
  readonly lanes: readonly (DryPass & {
    /** Newest first. */
    readonly newest: readonly (DryLine & { readonly at: Instant })[];
  })[];
  /** Orders that would have been told to the ERP: ids and counts, nothing of the customer. */
  readonly orders: {
    readonly waiting: number;
    readonly newest: readonly {
      readonly orderId: string;
      readonly company: number | null;
      readonly totalCents: number | null;
      readonly skus: number;
    }[];
  };
  /** Writes that were asked for all the same and held back by the guard. */
  readonly blocked: readonly { readonly operation: string; readonly lane: string; readonly times: number }[];
}

/** @param limit lines of each lane and orders, at most. */
export async function readDryReport(db: D1Database, limit: number): Promise<DryReport> {
  const [passes, lines, count, orders, blocked] = await db.batch<Record<string, unknown>>([
    db.prepare(`SELECT ${COLUMNS} FROM dry_run_passes ORDER BY lane`),
    // The newest line of a pass is the one before slot `lines`; the ring is read backwards from there.
    db
      .prepare(
        `SELECT l.lane, l.record, l.action, l.field, l.before, l.after, l.at
           FROM dry_run_lines AS l JOIN dry_run_passes AS p USING (lane)
          WHERE (p.lines - 1 - l.slot + 2 * ?2) % ?2 < ?1
          ORDER BY l.lane, (p.lines - 1 - l.slot + 2 * ?2) % ?2`,
      )
      .bind(limit, LINES_KEPT),
    db.prepare("SELECT count(*) AS n FROM orders WHERE state = 'ready' AND reason = ?1").bind(DRY_REASON),
    db
      .prepare(
        `SELECT o.order_id AS orderId, o.company, o.total_cents AS totalCents,
                (SELECT count(*) FROM order_reservations AS r WHERE r.order_id = o.order_id) AS skus
           FROM orders AS o WHERE o.state = 'ready' AND o.reason = ?1 ORDER BY o.created_at DESC, o.order_id LIMIT ?2`,
      )
      .bind(DRY_REASON, limit),
    db.prepare("SELECT operation, lane, times FROM dry_run_blocked ORDER BY last_at DESC, operation LIMIT 100"),
  ]);
  // The statements name every column of these shapes.
  const newest = (lines?.results ?? []) as unknown as readonly (DryLine & { lane: string; at: Instant })[];
  return {
    dryRun: await readDryRun(db),
    lanes: ((passes?.results ?? []) as unknown as readonly DryPass[]).map((pass) => ({
      ...pass,
      newest: newest.filter(({ lane }) => lane === pass.lane).map(({ lane: _lane, ...line }) => line),
    })),
    orders: {
      waiting: Number(count?.results[0]?.["n"] ?? 0),
      newest: (orders?.results ?? []) as unknown as DryReport["orders"]["newest"],
    },
    blocked: (blocked?.results ?? []) as unknown as DryReport["blocked"],
  };
}
