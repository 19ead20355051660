/** What a dry run would have done: one pass a lane, its counts, and the newest lines of it. */
import type { Instant } from "../../ports.ts";
import { d1ErrorKind } from "../d1/error.ts";
import { DRY_REASON, readDryRun, type DryLane, type DryRun } from "./dry-run.ts";
import { jsonRows } from "../d1/json.ts";

/**
 * Lines kept a lane: the newest of the pass; the counts are of all. A shop's whole catalogue of changes fits, in some 4 MB of
 * D1's 10 GB (24 MB if every text were as long as it may be). It costs no writes: a pass writes each line it finds once,
 * however many are kept, and takes the place of the former pass's lines instead of deleting them. A report reads them all.
 */
export const LINES_KEPT = 20_000;
/** Of the text before and after; so many lines fit one parameter of D1. */
export const TEXT_MAX = 500;
const LINES_A_STATEMENT = 250;

export interface DryLine {
  /** P919, P919E12, P919E12@3 */
  readonly record: string;
  readonly action: "create" | "change" | "remove" | "refuse";
  /** What would be written or taken away, or the reason of a refusal. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Of records, each in one of them: their sum is what was looked at. */
export interface DryCounts {
  readonly created: number;
  readonly changed: number;
  readonly removed: number;
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

const COLUMNS = `lane, started_at AS startedAt, ended_at AS endedAt, position, looked, created, changed, removed, refused, waiting, same, lines`;

/**
 * The lane's pass: the one under way, or a new one when none was made or the last began at `before` or earlier.
 * @returns null when the last one is fresh and over.
 */
export async function openPass(db: D1Database, lane: DryLane, now: Instant, before: Instant): Promise<DryPass | null> {
  const last = await db.prepare(`SELECT ${COLUMNS} FROM dry_run_passes WHERE lane = ?1`).bind(lane).first<DryPass>();
  if (last && last.endedAt === null) return last;
  if (last && last.startedAt > before) return null;
  const [, begun] = await db.batch<DryPass>([
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
  const { created, changed, removed, refused, waiting, same } = page.counts;
  const next: DryPass = {
    ...pass,
    position: page.position,
    endedAt: page.isLast ? now : null,
    looked: pass.looked + created + changed + removed + refused + waiting + same,
    created: pass.created + created,
    changed: pass.changed + changed,
    removed: pass.removed + removed,
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
                  looked = ?6, created = ?7, changed = ?8, refused = ?9, waiting = ?10, same = ?11, lines = ?12, removed = ?13
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
          next.removed,
        ),
      ...chunksOf(lines).map((chunk) =>
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
          .bind(jsonRows(chunk), pass.lane, now),
      ),
    ]);
    return next;
  } catch (error) {
    if (d1ErrorKind(error) === "constraint") return null;
    throw error;
  }
}

const chunksOf = <T>(lines: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(lines.length / LINES_A_STATEMENT) }, (_, index) =>
    lines.slice(index * LINES_A_STATEMENT, (index + 1) * LINES_A_STATEMENT),
  );

/** The next tick begins every pass anew. */
export function restartPasses(db: D1Database): D1PreparedStatement {
  return db.prepare("DELETE FROM dry_run_passes");
}

/** `line`: its number in the pass, the first is 0; the page after it is asked for by the number of the last one shown. */
export type NumberedLine = DryLine & { readonly line: number; readonly at: Instant };

/** Which lines are shown: of all lanes or of one, the newest or those before a line. */
export interface DryLines {
  readonly limit: number;
  readonly lane?: DryLane | undefined;
  readonly before?: number | undefined;
}

export interface DryReport {
  readonly dryRun: DryRun;
  readonly lanes: readonly (DryPass & {
    /** Newest first. */
    readonly newest: readonly NumberedLine[];
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

/** @param lines of each lane, and `limit` orders, at most. */
export async function readDryReport(db: D1Database, { limit, lane, before }: DryLines): Promise<DryReport> {
  const [passes, lines, count, orders, blocked] = await db.batch<Record<string, unknown>>([
    db.prepare(`SELECT ${COLUMNS} FROM dry_run_passes ORDER BY lane`),
    // Slot s holds the newest line whose number is s modulo what is kept. Numbers below 0: the former pass's, not yet overwritten.
    db
      .prepare(
        `SELECT n.lane, n.line, n.record, n.action, n.field, n.before, n.after, n.at
           FROM (SELECT l.*, p.lines - 1 - (p.lines - 1 - l.slot + 2 * ?2) % ?2 AS line, p.lines
                   FROM dry_run_lines AS l JOIN dry_run_passes AS p USING (lane)) AS n
          WHERE n.line >= 0 AND n.line < COALESCE(?4, n.lines) AND n.line >= COALESCE(?4, n.lines) - ?1
            AND (?3 IS NULL OR n.lane = ?3)
          ORDER BY n.lane, n.line DESC`,
      )
      .bind(limit, LINES_KEPT, lane ?? null, before ?? null),
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
  const newest = (lines?.results ?? []) as unknown as readonly (NumberedLine & { lane: string })[];
  return {
    dryRun: await readDryRun(db),
    lanes: ((passes?.results ?? []) as unknown as readonly DryPass[]).map((pass) => ({
      ...pass,
      newest: newest.filter((line) => line.lane === pass.lane).map(({ lane: _lane, ...line }) => line),
    })),
    orders: {
      waiting: Number(count?.results[0]?.["n"] ?? 0),
      newest: (orders?.results ?? []) as unknown as DryReport["orders"]["newest"],
    },
    blocked: (blocked?.results ?? []) as unknown as DryReport["blocked"],
  };
}
