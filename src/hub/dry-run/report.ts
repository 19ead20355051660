/** The report of a dry run: one pass per scope, with its counts and its newest lines. */
import * as z from "zod";
import { eq } from "drizzle-orm";
import { keyOf } from "../../rules/record/desk-entry.ts";
import type { DryLine, StoredLine } from "../../rules/record/dry-line.ts";
import type { Instant } from "../../ports.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { d1ErrorKind } from "../d1/error.ts";
import { DRY_RUN_REASON, readDryRun, type DryRunScope, type DryRun } from "./dry-run.ts";
import { chunksOf } from "../d1/chunks.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { dryRunBlocked, dryRunLines, dryRunPasses } from "../schema/dry-run.ts";
import { orderReservations, orders } from "../schema/orders.ts";

/**
 * Lines kept per scope: the newest of the pass. The counts include all lines. A shop's whole catalogue of changes fits,
 * in some 4 MB of D1's 10 GB (some 40 MB if every line had its full length). The number costs no writes: a pass
 * overwrites the lines of the former pass instead of deleting them.
 */
export const LINES_KEPT = 20_000;
export type DryPass = Readonly<typeof dryRunPasses.$inferSelect>;
/** Counts of records. Each record is in one of them, so their sum is the number of previewed records. */
export type DryCounts = Pick<DryPass, "created" | "changed" | "removed" | "refused" | "waiting" | "same">;

/**
 * The scope's pass: the open one, or a new one if the last began at `before` or earlier.
 * @returns null when the last pass has ended and is recent
 */
export async function openPass(
  db: D1Database,
  scope: DryRunScope,
  now: Instant,
  before: Instant,
): Promise<DryPass | null> {
  const orm = plain(db);
  const [last] = await orm.select().from(dryRunPasses).where(eq(dryRunPasses.scope, scope));
  if (last && last.endedAt === null) return last;
  if (last && last.startedAt > before) return null;
  const [, [begun]] = await orm.batch([
    orm.delete(dryRunPasses).where(eq(dryRunPasses.scope, scope)),
    orm.insert(dryRunPasses).values({ scope, startedAt: now }).returning(),
  ]);
  return begun ?? null;
}

export interface DryPage {
  readonly lines: readonly DryLine[];
  readonly counts: DryCounts;
  /** The last record that was previewed. */
  readonly position: string;
  readonly isLast: boolean;
}

/**
 * Stores one page. The first statement is the fence: after another run's page or a restart, it violates its own NOT
 * NULL and D1 rolls back the batch.
 * @returns the pass after the page, or null when another run has taken it over
 */
export async function writePass(db: D1Database, pass: DryPass, page: DryPage, now: Instant): Promise<DryPass | null> {
  const { created, changed, removed, refused, waiting, same } = page.counts;
  const next: DryPass = {
    ...pass,
    position: page.position,
    endedAt: page.isLast ? now : null,
    previewed: pass.previewed + created + changed + removed + refused + waiting + same,
    created: pass.created + created,
    changed: pass.changed + changed,
    removed: pass.removed + removed,
    refused: pass.refused + refused,
    waiting: pass.waiting + waiting,
    same: pass.same + same,
    lines: pass.lines + page.lines.length,
  };
  const lines = page.lines.slice(-LINES_KEPT).map((line, index, all) => ({
    ...keyOf(line),
    slot: (pass.lines + page.lines.length - all.length + index) % LINES_KEPT,
    action: line.action,
    field: line.action === "refuse" ? line.reason : line.field,
    params: JSON.stringify(line.params),
  }));
  try {
    await db.batch([
      db
        .prepare(
          sqlText`UPDATE ${dryRunPasses}
              SET ${dryRunPasses.position} = CASE WHEN ${dryRunPasses.position} = ?2
                AND ${dryRunPasses.startedAt} = ?3 AND ${dryRunPasses.endedAt} IS NULL THEN ?4 END,
                ${dryRunPasses.endedAt} = ?5,
                  ${dryRunPasses.previewed} = ?6, ${dryRunPasses.created} = ?7, ${dryRunPasses.changed} = ?8,
                  ${dryRunPasses.refused} = ?9, ${dryRunPasses.waiting} = ?10, ${dryRunPasses.same} = ?11,
                  ${dryRunPasses.lines} = ?12, ${dryRunPasses.removed} = ?13
            WHERE ${dryRunPasses.scope} = ?1`,
        )
        .bind(
          pass.scope,
          pass.position,
          pass.startedAt,
          next.position,
          next.endedAt,
          next.previewed,
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
            sqlText`INSERT INTO ${dryRunLines} (${dryRunLines.scope}, ${dryRunLines.slot}, ${dryRunLines.record},
              ${dryRunLines.action}, ${dryRunLines.field}, ${dryRunLines.seqProduct}, ${dryRunLines.sku},
              ${dryRunLines.company}, ${dryRunLines.ref}, ${dryRunLines.params}, ${dryRunLines.at})
             SELECT ?2, value ->> 'slot', '', value ->> 'action', value ->> 'field', value ->> 'seqProduct', value ->> 'sku',
                    value ->> 'company', value ->> 'ref', value ->> 'params', ?3
               FROM json_each(?1)
              WHERE true
                 ON CONFLICT (${dryRunLines.scope}, ${dryRunLines.slot}) DO UPDATE
                SET ${dryRunLines.record} = excluded.${dryRunLines.record},
                  ${dryRunLines.action} = excluded.${dryRunLines.action},
                  ${dryRunLines.field} = excluded.${dryRunLines.field},
                  ${dryRunLines.before} = NULL, ${dryRunLines.after} = NULL,
                  ${dryRunLines.seqProduct} = excluded.${dryRunLines.seqProduct},
                  ${dryRunLines.sku} = excluded.${dryRunLines.sku},
                  ${dryRunLines.company} = excluded.${dryRunLines.company},
                  ${dryRunLines.ref} = excluded.${dryRunLines.ref},
                  ${dryRunLines.params} = excluded.${dryRunLines.params},
                  ${dryRunLines.at} = excluded.${dryRunLines.at}`,
          )
          .bind(jsonRows(chunk), pass.scope, now),
      ),
    ]);
    return next;
  } catch (error) {
    if (d1ErrorKind(error) === "constraint") return null;
    throw error;
  }
}

/** The next tick starts every pass again. */
export function restartPasses(db: D1Database): D1PreparedStatement {
  return prepared(db, plain(db).delete(dryRunPasses));
}

/** `line`: its number in the pass, from 0. The next page is requested with the number of the last line shown. */
export type NumberedLine = StoredLine & { readonly line: number; readonly at: Instant };

/** Which lines are shown: of all scopes or of one, the newest or those before a line. */
export interface DryLines {
  readonly limit: number;
  readonly scope?: DryRunScope | undefined;
  readonly before?: number | undefined;
}

export interface DryReport {
  readonly dryRun: DryRun;
  readonly scopes: readonly (DryPass & {
    /** Newest first. */
    readonly newest: readonly NumberedLine[];
  })[];
  /** Orders that would have been submitted to the ERP: ids and counts, nothing of the customer. */
  readonly orders: {
    readonly waiting: number;
    readonly newest: readonly {
      readonly orderId: string;
      readonly company: number | null;
      readonly totalCents: number | null;
      readonly skus: number;
    }[];
  };
  /** Writes that were attempted and that the guard blocked. */
  readonly blocked: readonly { readonly operation: string; readonly scope: string; readonly times: number }[];
}

const PASS = [
  "scope",
  "startedAt",
  "endedAt",
  "position",
  "previewed",
  "created",
  "changed",
  "removed",
  "refused",
  "waiting",
  "same",
  "lines",
] as const;
const SHOWN = ["scope", "action", "field", "seqProduct", "sku", "company", "ref", "params", "at"] as const;
const params = z.record(z.string(), z.unknown());

/** @param lines of each scope, and `limit` orders, at most. */
export async function readDryReport(db: D1Database, { limit, scope, before }: DryLines): Promise<DryReport> {
  const [passes, lines, count, waiting, blocked] = await db.batch<Record<string, unknown>>([
    db.prepare(sqlText`SELECT ${columnList(dryRunPasses, PASS)} FROM ${dryRunPasses} ORDER BY ${dryRunPasses.scope}`),
    // Slot s contains the newest line whose number is s modulo LINES_KEPT. Numbers below 0 are of the former pass and
    // not overwritten yet.
    db
      .prepare(
        sqlText`SELECT ${columnList(dryRunLines, SHOWN, "n")}, n.line
           FROM (SELECT l.*, p.${dryRunPasses.lines} - 1 - (p.${dryRunPasses.lines} - 1 - l.${dryRunLines.slot} + 2 * ?2) % ?2 AS line, p.${dryRunPasses.lines}
                   FROM ${dryRunLines} AS l JOIN ${dryRunPasses} AS p USING (${dryRunLines.scope})) AS n
          WHERE n.${dryRunLines.record} = '' AND n.line >= 0 AND n.line < COALESCE(?4, n.${dryRunPasses.lines}) AND n.line >= COALESCE(?4,
            n.${dryRunPasses.lines}) - ?1
            AND (?3 IS NULL OR n.${dryRunLines.scope} = ?3)
          ORDER BY n.${dryRunLines.scope}, n.line DESC`,
      )
      .bind(limit, LINES_KEPT, scope ?? null, before ?? null),
    db
      .prepare(sqlText`SELECT count(*) AS n FROM ${orders} WHERE ${orders.state} = 'ready' AND ${orders.reason} = ?1`)
      .bind(DRY_RUN_REASON),
    db
      .prepare(
        sqlText`SELECT o.${orders.orderId} AS orderId, o.${orders.company}, o.${orders.totalCents} AS totalCents,
                (SELECT count(*) FROM ${orderReservations} AS r
                  WHERE r.${orderReservations.orderId} = o.${orders.orderId}) AS skus
           FROM ${orders} AS o WHERE o.${orders.state} = 'ready' AND o.${orders.reason} = ?1
             ORDER BY o.${orders.createdAt} DESC, o.${orders.orderId} LIMIT ?2`,
      )
      .bind(DRY_RUN_REASON, limit),
    db.prepare(
      sqlText`SELECT ${dryRunBlocked.operation}, ${dryRunBlocked.scope}, ${dryRunBlocked.times} FROM ${dryRunBlocked}
        ORDER BY ${dryRunBlocked.lastAt} DESC, ${dryRunBlocked.operation} LIMIT 100`,
    ),
  ]);
  // The statements name every column of these shapes.
  const newest = (lines?.results ?? []) as unknown as readonly (Omit<NumberedLine, "code" | "params"> & {
    readonly scope: string;
    readonly field: string;
    readonly params: string;
  })[];
  return {
    dryRun: await readDryRun(db),
    scopes: ((passes?.results ?? []) as unknown as readonly DryPass[]).map((pass) => ({
      ...pass,
      newest: newest
        .filter((line) => line.scope === pass.scope)
        .map(({ scope: _scope, field, ...line }) => ({
          ...line,
          code: field,
          params: params.parse(JSON.parse(line.params)),
        })),
    })),
    orders: {
      waiting: Number(count?.results[0]?.["n"] ?? 0),
      newest: (waiting?.results ?? []) as unknown as DryReport["orders"]["newest"],
    },
    blocked: (blocked?.results ?? []) as unknown as DryReport["blocked"],
  };
}
