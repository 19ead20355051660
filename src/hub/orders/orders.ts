import { count } from "drizzle-orm";
import type { OrderState } from "../../rules/orders/state-machine.ts";
import type { Clock, Instant, Random } from "../../ports.ts";
import { commitFenced, LeaseLost, type FencedPosition } from "../d1/fenced-batch.ts";
import { jsonRows } from "../d1/json.ts";
import { plain } from "../d1/drizzle.ts";
import { orders } from "../schema/orders.ts";
import { addToTimeline, type TimelineEntry } from "./timeline.ts";

/** An order as its lease's holder sees it. */
export interface OrderRow {
  readonly orderId: string;
  readonly name: string | null;
  readonly state: OrderState;
  readonly version: number;
  readonly reason: string | null;
  readonly company: number | null;
  readonly totalCents: number | null;
  readonly shopUpdatedAt: string | null;
  readonly seqPedido: number | null;
  readonly nroPedVenda: number | null;
  readonly submittedHash: string | null;
  readonly toldAt: Instant | null;
  readonly importedAt: Instant | null;
  readonly shown: string | null;
  readonly attempts: number;
  readonly nextAt: Instant | null;
  readonly lease: string;
}

const COLUMNS = `order_id AS orderId, name, state, version, reason, company, total_cents AS totalCents,
  shop_updated_at AS shopUpdatedAt, seq_pedido AS seqPedido, nro_ped_venda AS nroPedVenda, submitted_hash AS submittedHash,
  told_at AS toldAt, imported_at AS importedAt, shown, attempts, next_at AS nextAt, lease`;

/** Longer than the longest step between two moves: a Shopify call with all its patience, or a POST with two logins. */
export const ORDER_LEASE_MS = 240_000;

/**
 * Takes an order for one holder, making its row when it is new. Of any number of takers one wins; the others leave word
 * (`again`) that there is news, in the same transaction, and go. While it is held `next_at` is the lease's end, so that
 * an order whose holder died is due then and nothing else need be watched.
 * @param onlyIfDue for a message that stands for a time, not for news: another look since has set another time
 * @returns the order as it stands, or null: somebody is at it and will look once more (or it is not due).
 */
export async function takeOrder(
  db: D1Database,
  {
    orderId,
    foundBy,
    cause,
    onlyIfDue,
    lease,
    now,
  }: {
    readonly orderId: string;
    readonly foundBy: string;
    readonly cause: string;
    readonly onlyIfDue: boolean;
    readonly lease: string;
    readonly now: Instant;
  },
): Promise<OrderRow | null> {
  const until = now + ORDER_LEASE_MS;
  const [, , taken] = await db.batch<OrderRow>([
    db
      .prepare(
        `INSERT OR IGNORE INTO orders (order_id, state, found_by, next_at, created_at, updated_at)
         VALUES (?1, 'received', ?2, ?3, ?3, ?3)`,
      )
      .bind(orderId, foundBy, now),
    db
      .prepare(
        `INSERT OR IGNORE INTO order_timeline (order_id, n, at, step, cause, outcome) VALUES (?1, 1, ?2, 'received', ?3, 'ok')`,
      )
      .bind(orderId, now, cause),
    db
      .prepare(
        `UPDATE orders SET lease = ?2, lease_until = ?3, next_at = ?3, again = 0
          WHERE order_id = ?1 AND lease_until <= ?4 AND (?5 = 0 OR next_at <= ?4)
          RETURNING ${COLUMNS}`,
      )
      .bind(orderId, lease, until, now, onlyIfDue ? 1 : 0),
    db
      .prepare("UPDATE orders SET again = 1 WHERE order_id = ?1 AND lease <> ?2 AND lease_until > ?3 AND again = 0")
      .bind(orderId, lease, now),
  ]);
  return taken?.results[0] ?? null;
}

/** What a step changes; what is left out stays. */
export type OrderChanges = Partial<Omit<OrderRow, "orderId" | "version" | "lease" | "nextAt">>;

type CommitPorts = { readonly db: D1Database; readonly clock: Clock; readonly random: Random };

/**
 * Makes one step: the order's row, its timeline and whatever belongs to it, one batch, whole or not at all. The first
 * statement is the fence: with another version or lease it breaks its own NOT NULL and rolls the batch back.
 * Safe to repeat, and repeated after an outcome that is unknown. Throws `LeaseLost` when the order is not ours any more.
 */
export async function moveOrder(
  ports: CommitPorts,
  row: OrderRow,
  changes: OrderChanges,
  entry: TimelineEntry,
  more: readonly D1PreparedStatement[] = [],
): Promise<OrderRow> {
  const { db, clock } = ports;
  const now = clock.now();
  const next: OrderRow = { ...row, ...changes, version: row.version + 1, nextAt: now + ORDER_LEASE_MS };
  const outcome = await commitFenced(ports, {
    statements: [fence(db, row, next, now), addToTimeline(db, row.orderId, entry, now), ...more],
    position: () => positionOf(db, row),
  });
  if (outcome === "lost") throw new LeaseLost(row.orderId);
  return next;
}

function fence(db: D1Database, row: OrderRow, next: OrderRow, now: Instant): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE orders SET version = CASE WHEN version = ?2 AND lease = ?3 THEN version + 1 END,
              state = ?4, name = ?5, reason = ?6, company = ?7, total_cents = ?8, shop_updated_at = ?9, seq_pedido = ?10,
              nro_ped_venda = ?11, submitted_hash = ?12, told_at = ?13, imported_at = ?14, shown = ?15, attempts = ?16,
              lease_until = ?17, next_at = ?17, updated_at = ?18
        WHERE order_id = ?1`,
    )
    .bind(
      row.orderId,
      row.version,
      row.lease,
      next.state,
      next.name,
      next.reason,
      next.company,
      next.totalCents,
      next.shopUpdatedAt,
      next.seqPedido,
      next.nroPedVenda,
      next.submittedHash,
      next.toldAt,
      next.importedAt,
      next.shown,
      next.attempts,
      now + ORDER_LEASE_MS,
      now,
    );
}

async function positionOf(db: D1Database, row: OrderRow): Promise<FencedPosition> {
  const stored = await db
    .prepare("SELECT version, lease FROM orders WHERE order_id = ?1")
    .bind(row.orderId)
    .first<{ version: number; lease: string | null }>();
  if (stored?.lease !== row.lease) return "lost";
  if (stored.version === row.version) return "unmoved";
  return stored.version === row.version + 1 ? "movedByUs" : "lost";
}

/** What is noted when an order is put down: no step, so no version and no timeline. */
export interface PutDown {
  /** Epoch ms to look again; null: only on news. */
  readonly nextAt: Instant | null;
  readonly attempts: number;
  readonly shopUpdatedAt: string | null;
}

/**
 * Gives an order back. @returns null when it is down, or the order once more when news came while it was held: look
 * again. Throws `LeaseLost` when it was not ours any more.
 */
export async function putDownOrder(
  db: D1Database,
  row: OrderRow,
  down: PutDown,
  now: Instant,
): Promise<OrderRow | null> {
  const [released, again] = await db.batch<OrderRow>([
    db
      .prepare(
        `UPDATE orders SET lease = NULL, lease_until = 0, next_at = ?3, attempts = ?4, shop_updated_at = ?5
          WHERE order_id = ?1 AND lease = ?2 AND again = 0
          RETURNING order_id AS orderId`,
      )
      .bind(row.orderId, row.lease, down.nextAt, down.attempts, down.shopUpdatedAt),
    db
      .prepare(
        `UPDATE orders SET again = 0, attempts = ?3, shop_updated_at = ?4, lease_until = ?5, next_at = ?5
          WHERE order_id = ?1 AND lease = ?2 AND again = 1
          RETURNING ${COLUMNS}`,
      )
      .bind(row.orderId, row.lease, down.attempts, down.shopUpdatedAt, now + ORDER_LEASE_MS),
  ]);
  if (released?.results[0]) return null;
  const once = again?.results[0];
  if (once) return once;
  throw new LeaseLost(row.orderId);
}

/** Orders whose time to be looked at has come, oldest first, with how far they have got. */
export async function dueOrders(db: D1Database, now: Instant, limit: number): Promise<readonly string[]> {
  const { results } = await db
    .prepare("SELECT order_id FROM orders INDEXED BY orders_next WHERE next_at <= ?1 ORDER BY next_at LIMIT ?2")
    .bind(now, limit)
    .all<{ order_id: string }>();
  return results.map((row) => row.order_id);
}

/** Orders held for one of these reasons become due at once: what they lacked may be there now. */
export function wakeHeld(db: D1Database, reasons: readonly string[], now: Instant): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE orders SET next_at = ?2
        WHERE state = 'held' AND reason IN (SELECT value FROM json_each(?1)) AND lease_until <= ?2`,
    )
    .bind(jsonRows(reasons), now);
}

/** Which of these orders are in the hub, and as of when. */
export async function knownOrders(
  db: D1Database,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly state: string; readonly shopUpdatedAt: string | null }>> {
  const { results } = await db
    .prepare(`SELECT order_id, state, shop_updated_at FROM orders WHERE order_id IN (SELECT value FROM json_each(?1))`)
    .bind(jsonRows(orderIds))
    .all<{ order_id: string; state: string; shop_updated_at: string | null }>();
  return new Map(results.map((row) => [row.order_id, { state: row.state, shopUpdatedAt: row.shop_updated_at }]));
}

export async function readOrderRow(db: D1Database, orderId: string): Promise<Record<string, unknown> | null> {
  return db.prepare("SELECT * FROM orders WHERE order_id = ?1").bind(orderId).first();
}

/** How many orders stand in each state, and how each was found. */
export async function countOrders(
  db: D1Database,
): Promise<readonly { readonly state: string; readonly foundBy: string; readonly count: number }[]> {
  return plain(db)
    .select({ state: orders.state, foundBy: orders.foundBy, count: count() })
    .from(orders)
    .groupBy(orders.state, orders.foundBy)
    .orderBy(orders.state);
}

/** Notes news of an order that cannot be looked at now (its lane stands still): it is due at `nextAt`, made if it is new. */
export async function noteNews(
  db: D1Database,
  {
    orderId,
    foundBy,
    now,
    nextAt,
  }: { readonly orderId: string; readonly foundBy: string; readonly now: Instant; readonly nextAt: Instant },
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT OR IGNORE INTO orders (order_id, state, found_by, next_at, created_at, updated_at)
         VALUES (?1, 'received', ?2, ?4, ?3, ?3)`,
      )
      .bind(orderId, foundBy, now, nextAt),
    db
      .prepare(
        "UPDATE orders SET next_at = ?3 WHERE order_id = ?1 AND lease_until <= ?2 AND (next_at IS NULL OR next_at > ?3)",
      )
      .bind(orderId, now, nextAt),
  ]);
}

/** Orders of one state, those that changed last first. */
export async function listOrders(
  db: D1Database,
  state: OrderState,
  limit: number,
): Promise<readonly Record<string, unknown>[]> {
  const { results } = await db
    .prepare(
      `SELECT order_id, name, state, reason, company, total_cents, seq_pedido, nro_ped_venda, found_by, created_at, updated_at
         FROM orders WHERE state = ?1 ORDER BY updated_at DESC LIMIT ?2`,
    )
    .bind(state, limit)
    .all();
  return results;
}
