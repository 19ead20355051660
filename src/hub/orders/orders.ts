import type { Log } from "../../log.ts";
import type { Clock, Instant, Random } from "../../ports.ts";
import { commitFenced, LeaseLost, type FencedPosition } from "../d1/fenced-batch.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { orders, orderTimeline } from "../schema/orders.ts";
import type { StoredEvent } from "../../rules/orders/invoices.ts";
import type { Promised } from "../../rules/orders/payment/forms.ts";
import { readOpenAction, type OrderAction } from "./actions.ts";
import { promisesOf, readPromises, type PromiseRow } from "./payment-forms.ts";
import { readEvents, storedEvents, type EventRow } from "./erp-events.ts";
import { addToTimeline, type TimelineEntry } from "./timeline.ts";

type Order = typeof orders.$inferSelect;

/** What the lease's holder sees of an order. */
const OF_HOLDER = [
  "orderId",
  "name",
  "state",
  "version",
  "reason",
  "company",
  "totalCents",
  "shopUpdatedAt",
  "seqPedido",
  "nroPedVenda",
  "submittedHash",
  "submittedAt",
  "posts",
  "importedAt",
  "shown",
  "attempts",
  "nextAt",
  "createdAt",
  "shopCreatedAt",
  "deletedAt",
  "shopDigest",
  "answeredUpdatedAt",
  "paymentCalls",
  "heldAt",
] as const satisfies readonly (keyof Order)[];

/** An order as its lease's holder sees it. Amounts in cents; instants in epoch ms, `shopUpdatedAt` as Shopify writes it. */
export type OrderRow = Readonly<Pick<Order, (typeof OF_HOLDER)[number]> & { lease: NonNullable<Order["lease"]> }>;

const COLUMNS = columnList(orders, [...OF_HOLDER, "lease"]);

/** Longer than the longest step between two moves: a Shopify call with all its retries, or a POST with two logins. */
export const ORDER_LEASE_MS = 240_000;

/** A new order's row, leased by its first caller. */
const INSERT_LEASED = sqlText`INSERT OR IGNORE INTO ${orders} (${orders.orderId}, ${orders.state}, ${orders.foundBy},
  ${orders.nextAt}, ${orders.createdAt}, ${orders.updatedAt}, ${orders.lease}, ${orders.leaseUntil})
  VALUES (?1, 'received', ?2, ?4, ?3, ?3, ?5, ?4) RETURNING ${COLUMNS}`;

/** A new order's row, received and due at `?4`; an existing row stays. */
const INSERT_RECEIVED = sqlText`INSERT OR IGNORE INTO ${orders} (${orders.orderId}, ${orders.state}, ${orders.foundBy},
  ${orders.nextAt}, ${orders.createdAt}, ${orders.updatedAt}) VALUES (?1, 'received', ?2, ?4, ?3, ?3)`;

/** `recheckRequested`: a message came under the lease, or an operator's request, which counts for more. */
const RECHECK = { change: 1, person: 2 } as const;
const recheckOf = (cause: string): number => (cause === "person" ? RECHECK.person : RECHECK.change);

/** Reads what was requested for an order under the lease that ends now. For a batch, before the statement that resets it. */
const readAsked = (db: D1Database, orderId: string): D1PreparedStatement =>
  db
    .prepare(sqlText`SELECT ${orders.recheckRequested} AS asked FROM ${orders} WHERE ${orders.orderId} = ?1`)
    .bind(orderId);
type Asked = Readonly<{ asked: number }>;
const isByPerson = (result: D1Result<Asked> | undefined): boolean => result?.results[0]?.asked === RECHECK.person;

/**
 * Leases an order for one holder, creating its row when it is new. Of any number of callers one gets the lease; the
 * others set `recheckRequested` in the same transaction and leave. During the lease `next_at` is the lease's end, so an
 * order whose holder crashed becomes due by itself. Then `shopUpdatedAt` is reset: the crashed holder may not have looked
 * at a change, and the next pass reads the order in Shopify.
 * @param onlyIfDue for a message of a due time, not of a change: a later evaluation has set another time
 * @returns the order's row with the ERP's events and its open action, or null: another holder has it and will evaluate it once more, or it
 *   is not due
 */
export async function leaseOrder(
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
): Promise<{
  readonly row: OrderRow;
  readonly events: readonly StoredEvent[];
  readonly openAction: OrderAction | null;
  /** The promises on which the shop submits orders; read for an invoiced order alone. */
  readonly promises: ReadonlySet<Promised>;
  /** An operator's request met the lease of a holder that crashed. */
  readonly isByPerson: boolean;
} | null> {
  const until = now + ORDER_LEASE_MS;
  const [made, asked, , taken, , events, open, promised] = await db.batch<
    OrderRow & EventRow & OrderAction & Asked & PromiseRow
  >([
    db.prepare(INSERT_LEASED).bind(orderId, foundBy, now, until, lease),
    readAsked(db, orderId),
    // Only for an order that has not moved: housekeeping may have deleted a timeline, and would not find a new line again.
    db
      .prepare(
        sqlText`INSERT OR IGNORE INTO ${orderTimeline} (${orderTimeline.orderId}, ${orderTimeline.n}, ${orderTimeline.at},
           ${orderTimeline.step}, ${orderTimeline.cause}, ${orderTimeline.outcome})
         SELECT ?1, 1, ?2, 'received', ?3, 'ok' FROM ${orders} WHERE ${orders.orderId} = ?1 AND ${orders.version} = 1`,
      )
      .bind(orderId, now, cause),
    db
      .prepare(
        sqlText`UPDATE ${orders} SET ${orders.lease} = ?2, ${orders.leaseUntil} = ?3, ${orders.nextAt} = ?3, ${orders.recheckRequested} = 0,
                ${orders.shopUpdatedAt} = CASE WHEN ${orders.lease} IS NULL THEN ${orders.shopUpdatedAt} END
          WHERE ${orders.orderId} = ?1 AND ${orders.leaseUntil} <= ?4 AND (?5 = 0 OR ${orders.nextAt} <= ?4)
          RETURNING ${COLUMNS}`,
      )
      .bind(orderId, lease, until, now, onlyIfDue ? 1 : 0),
    db
      .prepare(
        sqlText`UPDATE ${orders} SET ${orders.recheckRequested} = ?4
          WHERE ${orders.orderId} = ?1 AND ${orders.lease} <> ?2 AND ${orders.leaseUntil} > ?3 AND ${orders.recheckRequested} < ?4`,
      )
      .bind(orderId, lease, now, recheckOf(cause)),
    readEvents(db, orderId),
    readOpenAction(db, orderId),
    readPromises(db, orderId),
  ]);
  const row = made?.results[0] ?? taken?.results[0];
  if (row === undefined) return null;
  return {
    row,
    events: storedEvents(events?.results ?? []),
    openAction: open?.results[0] ?? null,
    promises: promisesOf(promised?.results ?? []),
    isByPerson: isByPerson(asked),
  };
}

/** Changes of a step; omitted fields stay. */
export type OrderChanges = Partial<
  Omit<OrderRow, "orderId" | "version" | "lease" | "nextAt" | "createdAt" | "deletedAt">
>;

type CommitPorts = {
  readonly db: D1Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};

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
  return (await move(ports, row, changes, entry, more)).row;
}

/**
 * The same as the last step of a pass: the batch releases the order too, unless a change arrived under the lease. Then
 * the lease stays, and the caller releases the order as always.
 * When the response of the batch is lost after its commit, the order is released and this throws `LeaseLost`: `nextAt`
 * stands in the hub, and only the prompt message is missing.
 */
export function moveAndRelease(
  ports: CommitPorts,
  row: OrderRow,
  changes: OrderChanges,
  entry: TimelineEntry,
  more: readonly D1PreparedStatement[],
  nextAt: Instant | null,
): Promise<{ readonly row: OrderRow; readonly isReleased: boolean }> {
  return move(ports, row, changes, entry, more, { nextAt });
}

async function move(
  ports: CommitPorts,
  row: OrderRow,
  changes: OrderChanges,
  entry: TimelineEntry,
  more: readonly D1PreparedStatement[],
  rest: { readonly nextAt: Instant | null } | null = null,
): Promise<{ readonly row: OrderRow; readonly isReleased: boolean }> {
  const { db, clock } = ports;
  const now = clock.now();
  const next: OrderRow = { ...row, ...changes, version: row.version + 1, nextAt: now + ORDER_LEASE_MS };
  let isReleased = false;
  const outcome = await commitFenced(ports, {
    statements: [fence(db, row, next, now, rest), addToTimeline(db, row.orderId, entry, now), ...more],
    position: () => positionOf(db, row),
    committed: ([fenced]) => {
      isReleased = rest !== null && (fenced?.results[0] as { lease: string | null } | undefined)?.lease === null;
    },
  });
  if (outcome === "lost") throw new LeaseLost(row.orderId);
  const { step, cause, outcome: ended } = entry;
  const { orderId, company, createdAt } = next;
  ports.log.info("order.step", { orderId, step, cause, outcome: ended, company, ageMs: now - createdAt });
  return { row: next, isReleased };
}

function fence(
  db: D1Database,
  row: OrderRow,
  next: OrderRow,
  now: Instant,
  rest: { readonly nextAt: Instant | null } | null,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${orders}
          SET ${orders.version} = CASE WHEN ${orders.version} = ?2 AND ${orders.lease} = ?3 THEN ${orders.version} + 1 END,
              ${orders.state} = ?4, ${orders.name} = ?5, ${orders.reason} = ?6, ${orders.company} = ?7,
              ${orders.totalCents} = ?8, ${orders.shopUpdatedAt} = ?9, ${orders.seqPedido} = ?10,
              ${orders.nroPedVenda} = ?11, ${orders.submittedHash} = ?12, ${orders.submittedAt} = ?13,
              ${orders.importedAt} = ?14, ${orders.shown} = ?15, ${orders.attempts} = ?16,
              ${orders.updatedAt} = ?18, ${orders.posts} = ?19, ${orders.shopDigest} = ?20,
              ${orders.answeredUpdatedAt} = ?21, ${orders.shopCreatedAt} = ?24, ${orders.paymentCalls} = ?25, ${orders.heldAt} = ?26,
              ${orders.lease} = CASE WHEN ?22 AND NOT ${orders.recheckRequested} THEN NULL ELSE ${orders.lease} END,
              ${orders.leaseUntil} = CASE WHEN ?22 AND NOT ${orders.recheckRequested} THEN 0 ELSE ?17 END,
              ${orders.nextAt} = CASE WHEN ?22 AND NOT ${orders.recheckRequested} THEN ?23 ELSE ?17 END
        WHERE ${orders.orderId} = ?1
        RETURNING ${orders.lease}`,
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
      next.submittedAt,
      next.importedAt,
      next.shown,
      next.attempts,
      now + ORDER_LEASE_MS,
      now,
      next.posts,
      next.shopDigest,
      next.answeredUpdatedAt,
      rest === null ? 0 : 1,
      rest?.nextAt ?? null,
      next.shopCreatedAt,
      next.paymentCalls,
      next.heldAt,
    );
}

/** Marks an order after orders/delete. An order that is not in the hub is not created. */
export async function markDeleted(db: D1Database, orderId: string, now: Instant): Promise<void> {
  await db
    .prepare(sqlText`UPDATE ${orders} SET ${orders.deletedAt} = ?2 WHERE ${orders.orderId} = ?1`)
    .bind(orderId, now)
    .run();
}

async function positionOf(db: D1Database, row: OrderRow): Promise<FencedPosition> {
  const stored = await db
    .prepare(sqlText`SELECT ${orders.version}, ${orders.lease} FROM ${orders} WHERE ${orders.orderId} = ?1`)
    .bind(row.orderId)
    .first<{ version: number; lease: string | null }>();
  if (stored?.lease !== row.lease) return "lost";
  if (stored.version === row.version) return "unmoved";
  return stored.version === row.version + 1 ? "movedByUs" : "lost";
}

/** Fields stored at the release of an order: no step, so no version and no timeline. */
export interface OrderRelease {
  /** Epoch ms of the next evaluation; null: only after a change. */
  readonly nextAt: Instant | null;
  readonly attempts: number;
  readonly shopUpdatedAt: string | null;
  /** True: the pass ended before an operator's request was met, so the next pass serves it too. */
  readonly keepsPerson?: boolean;
}

/**
 * Releases an order. @returns null when it is released, or the order once more when a change or an operator's request
 * arrived under the lease: evaluate it again. Throws `LeaseLost` when another holder has it.
 */
export async function releaseOrder(
  db: D1Database,
  row: OrderRow,
  down: OrderRelease,
  now: Instant,
): Promise<{ readonly row: OrderRow; readonly isByPerson: boolean } | null> {
  const [asked, released, again] = await db.batch<OrderRow & Asked>([
    readAsked(db, row.orderId),
    db
      .prepare(
        sqlText`UPDATE ${orders} SET ${orders.lease} = NULL, ${orders.leaseUntil} = 0, ${orders.nextAt} = ?3,
                ${orders.attempts} = ?4, ${orders.shopUpdatedAt} = ?5, ${orders.shopDigest} = ?6, ${orders.recheckRequested} = ?7
          WHERE ${orders.orderId} = ?1 AND ${orders.lease} = ?2 AND ${orders.recheckRequested} = 0
          RETURNING ${columnList(orders, ["orderId"])}`,
      )
      .bind(
        row.orderId,
        row.lease,
        down.nextAt,
        down.attempts,
        down.shopUpdatedAt,
        row.shopDigest,
        down.keepsPerson ? RECHECK.person : 0,
      ),
    db
      .prepare(
        sqlText`UPDATE ${orders} SET ${orders.recheckRequested} = 0, ${orders.attempts} = ?3, ${orders.shopUpdatedAt} = ?4,
                ${orders.leaseUntil} = ?5, ${orders.nextAt} = ?5, ${orders.shopDigest} = ?6
          WHERE ${orders.orderId} = ?1 AND ${orders.lease} = ?2 AND ${orders.recheckRequested} > 0
          RETURNING ${COLUMNS}`,
      )
      .bind(row.orderId, row.lease, down.attempts, down.shopUpdatedAt, now + ORDER_LEASE_MS, row.shopDigest),
  ]);
  if (released?.results[0]) return null;
  const once = again?.results[0];
  if (once) return { row: once, isByPerson: isByPerson(asked) };
  throw new LeaseLost(row.orderId);
}

/** Makes orders due that wait for one of these reasons: the missing record may exist now. */
export function requeueOnHold(db: D1Database, reasons: readonly string[], now: Instant): D1PreparedStatement {
  return db
    .prepare(
      sqlText`UPDATE ${orders} SET ${orders.nextAt} = ?2
        WHERE ${orders.state} IN ('on-hold', 'waiting-payment', 'ignored')
          AND ${orders.reason} IN (SELECT value FROM json_each(?1))
          AND ${orders.leaseUntil} <= ?2`,
    )
    .bind(jsonRows(reasons), now);
}

export type KnownOrder = Readonly<Pick<Order, "state" | "shopUpdatedAt" | "answeredUpdatedAt" | "nextAt">>;

/** Which of these orders are in the hub, their stored `updatedAt` of Shopify, and when they are due. */
export async function knownOrders(
  db: D1Database,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, KnownOrder>> {
  return knownOf(await readKnown(db, orderIds).all<KnownRow>());
}

export type KnownRow = Pick<Order, "orderId"> & KnownOrder;

/** The same for a batch; `knownOf` reads the result. */
export const readKnown = (db: D1Database, orderIds: readonly string[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`SELECT ${columnList(orders, ["orderId", "state", "shopUpdatedAt", "answeredUpdatedAt", "nextAt"])} FROM ${orders}
        WHERE ${orders.orderId} IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows(orderIds));

export const knownOf = (result: D1Result<KnownRow> | undefined): ReadonlyMap<string, KnownOrder> =>
  new Map((result?.results ?? []).map(({ orderId, ...known }) => [orderId, known]));

/**
 * Marks an order that cannot be evaluated now because the flow is paused: due at `nextAt`, created if new. Its change was
 * not read, so `shopUpdatedAt` is reset, and the next pass reads the order in Shopify.
 */
export async function markForReview(
  db: D1Database,
  {
    orderId,
    foundBy,
    now,
    nextAt,
    cause,
  }: {
    readonly orderId: string;
    readonly cause: string;
    readonly foundBy: string;
    readonly now: Instant;
    readonly nextAt: Instant;
  },
): Promise<void> {
  const person = cause === "person" ? RECHECK.person : 0;
  await db.batch([
    db.prepare(INSERT_RECEIVED).bind(orderId, foundBy, now, nextAt),
    db
      .prepare(
        sqlText`UPDATE ${orders} SET ${orders.nextAt} = min(coalesce(${orders.nextAt}, ?3), ?3), ${orders.shopUpdatedAt} = NULL,
                ${orders.recheckRequested} = max(${orders.recheckRequested}, ?4)
          WHERE ${orders.orderId} = ?1 AND ${orders.leaseUntil} <= ?2`,
      )
      .bind(orderId, now, nextAt, person),
    db
      .prepare(
        sqlText`UPDATE ${orders} SET ${orders.recheckRequested} = max(${orders.recheckRequested}, ?3)
          WHERE ${orders.orderId} = ?1 AND ${orders.leaseUntil} > ?2`,
      )
      .bind(orderId, now, recheckOf(cause)),
  ]);
}

/** The order that has this number of the ERP; null: none has it. */
export async function orderOfNumber(
  db: D1Database,
  seqPedido: number,
): Promise<Readonly<Pick<Order, "orderId" | "name">> | null> {
  return db
    .prepare(sqlText`SELECT ${columnList(orders, ["orderId", "name"])} FROM ${orders} WHERE ${orders.seqPedido} = ?1`)
    .bind(seqPedido)
    .first<Pick<Order, "orderId" | "name">>();
}

/** Imported orders without a change since an instant, by the time of their last move. */
export async function importedAndSilent(
  db: D1Database,
  {
    after,
    before,
    limit,
  }: { readonly after: readonly [number, string]; readonly before: Instant; readonly limit: number },
): Promise<readonly Pick<Order, "orderId" | "updatedAt">[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(orders, ["orderId", "updatedAt"])} FROM ${orders} INDEXED BY orders_by_state
        WHERE ${orders.state} = 'imported' AND ${orders.updatedAt} < ?1 AND (${orders.updatedAt}, ${orders.orderId}) > (?2, ?3)
        ORDER BY ${orders.updatedAt}, ${orders.orderId} LIMIT ?4`,
    )
    .bind(before, ...after, limit)
    .all<Pick<Order, "orderId" | "updatedAt">>();
  return results;
}
