/**
 * The action log: what the connector does to an order, written down before it is done.
 *
 * Shopify takes an idempotency key for refunds only. An edit, a capture, a payment marked, a cancellation and a
 * fulfilment have none, and neither has a call to the ERP. So each of them is one action:
 *
 * 1. The order is read, and the action is planned from what it shows.
 * 2. `beginAction` writes the intent with that state, and with the state that the action leads to. It stands in the
 *    batch of `moveOrder`, so it is fenced by version and lease, and the timeline has its row.
 * 3. The call leaves. What leaves no trace in the order (`orderEditBegin`, staged changes) may leave before the intent.
 * 4. `endAction` stores the outcome, again in the batch of `moveOrder`.
 *
 * An order has at most one open action; the index holds it. A pass that finds one that it did not begin has found a
 * crash or a lost answer. It reads the order again and compares it with the intent:
 * - as intended: the action is done. Nothing is repeated.
 * - as before, and ACTION_SETTLES_MS have passed since `sentAt`: the call had no effect. A refund is sent again with the
 *   stored key and the stored input. Any other action ends as superseded, and the order is planned anew.
 * - as before, and earlier than that: the call may still take effect. The order waits.
 * - as neither: a person or an app changed it. The action ends as superseded, and the order is planned anew.
 */
import type { Instant } from "../../ports.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { orderActions, type ActionKind, type ActionState } from "../schema/orders.ts";

export type { ActionKind } from "../schema/orders.ts";

/** After this time a call without a trace had no effect: longer than any call lasts, retries and deadline included. Ms. */
export const ACTION_SETTLES_MS = 300_000;

type Row = typeof orderActions.$inferSelect;

/** An action as stored. Instants in epoch ms; `intent` and `outcome` are JSON of the kind's own form. */
export type OrderAction = Readonly<Omit<Row, "orderId">>;

/** Until then a call without a trace may still take effect. */
export const settlesAt = ({ sentAt, createdAt }: OrderAction): Instant => (sentAt ?? createdAt) + ACTION_SETTLES_MS;

export interface NewAction {
  readonly kind: ActionKind;
  /** What asks for it, without personal data: the keys of the ERP's events, a location, a change in Shopify. */
  readonly about: string;
  /** A fresh UUID. */
  readonly idempotencyKey: string;
  /** The state read before, and the state that the action leads to. */
  readonly intent: unknown;
  /** True: its call leaves right after this batch. False: it is only intended, and `markActionSent` follows. */
  readonly isSent: boolean;
}

/** SQL, as the index's condition has it. */
const IS_OPEN = sqlText`${orderActions.state} IN ('intended', 'sent')`;
const COLUMNS = columnList(orderActions, [
  "n",
  "kind",
  "about",
  "state",
  "idempotencyKey",
  "intent",
  "outcome",
  "createdAt",
  "sentAt",
  "endedAt",
]);

/**
 * For the batch of the step that decides it. The batch fails as a defect if the order has an open action: the caller
 * did not check.
 */
export function beginAction(db: D1Database, orderId: string, action: NewAction, now: Instant): D1PreparedStatement {
  const a = orderActions;
  const state: ActionState = action.isSent ? "sent" : "intended";
  return db
    .prepare(
      sqlText`INSERT INTO ${a} (${a.orderId}, ${a.n}, ${a.kind}, ${a.about}, ${a.state}, ${a.idempotencyKey}, ${a.intent},
          ${a.createdAt}, ${a.sentAt})
        VALUES (?1, (SELECT coalesce(max(${a.n}), 0) + 1 FROM ${a} WHERE ${a.orderId} = ?1), ?2, ?3, ?4, ?5, ?6, ?7,
          CASE WHEN ?4 = 'sent' THEN ?7 END)`,
    )
    .bind(orderId, action.kind, action.about, state, action.idempotencyKey, JSON.stringify(action.intent), now);
}

/** Marks that the call of the open action leaves now, or leaves again. For the batch before the call. */
export function markActionSent(db: D1Database, orderId: string, now: Instant): D1PreparedStatement {
  const a = orderActions;
  return db
    .prepare(sqlText`UPDATE ${a} SET ${a.state} = 'sent', ${a.sentAt} = ?2 WHERE ${a.orderId} = ?1 AND ${IS_OPEN}`)
    .bind(orderId, now);
}

/** Stores what the open action's call has answered so far, such as a job's id. For a batch. */
export function noteProgress(db: D1Database, orderId: string, progress: unknown): D1PreparedStatement {
  const a = orderActions;
  return db
    .prepare(sqlText`UPDATE ${a} SET ${a.outcome} = ?2 WHERE ${a.orderId} = ?1 AND ${IS_OPEN}`)
    .bind(orderId, JSON.stringify(progress));
}

/** Ends the order's open action. For the batch of the step that found the outcome. */
export function endAction(
  db: D1Database,
  orderId: string,
  state: Extract<ActionState, "done" | "refused" | "superseded">,
  outcome: unknown,
  now: Instant,
): D1PreparedStatement {
  const a = orderActions;
  return db
    .prepare(
      sqlText`UPDATE ${a} SET ${a.state} = ?2, ${a.outcome} = ?3, ${a.endedAt} = ?4 WHERE ${a.orderId} = ?1 AND ${IS_OPEN}`,
    )
    .bind(orderId, state, JSON.stringify(outcome), now);
}

/** The order's open action, at most one row: for a batch. */
export const readOpenAction = (db: D1Database, orderId: string): D1PreparedStatement =>
  db
    .prepare(sqlText`SELECT ${COLUMNS} FROM ${orderActions} WHERE ${orderActions.orderId} = ?1 AND ${IS_OPEN}`)
    .bind(orderId);

/** The order's open action; null: none. */
export const openActionOf = (db: D1Database, orderId: string): Promise<OrderAction | null> =>
  readOpenAction(db, orderId).first<OrderAction>();

/** Every action of an order, the newest first. */
export async function actionsOf(db: D1Database, orderId: string): Promise<readonly OrderAction[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${COLUMNS} FROM ${orderActions} WHERE ${orderActions.orderId} = ?1 ORDER BY ${orderActions.n} DESC`,
    )
    .bind(orderId)
    .all<OrderAction>();
  return results;
}

/** Lines without a product that edits of ours added: order → their titles. */
export async function ownTitlesOf(
  db: D1Database,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const a = orderActions;
  const { results } = await db
    .prepare(
      sqlText`SELECT ${a.orderId} AS orderId, line.value ->> 'title' AS title
        FROM json_each(?1) AS named CROSS JOIN ${a} CROSS JOIN json_each(${a.intent}, '$.added') AS line
       WHERE ${a.orderId} = named.value AND ${a.kind} = 'edit' AND ${a.state} = 'done'
         AND line.value ->> 'title' IS NOT NULL`,
    )
    .bind(JSON.stringify(orderIds))
    .all<{ orderId: string; title: string }>();
  const titles = new Map<string, Set<string>>();
  for (const { orderId, title } of results) titles.set(orderId, (titles.get(orderId) ?? new Set()).add(title));
  return titles;
}
