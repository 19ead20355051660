/**
 * Orders, their timeline and the ERP's events. No personal data, but for `order_corrections`.
 * Tables and comments: migrations/0006_orders.sql, 0012_bounded_reads.sql, 0014_order_once.sql, 0019_order_digest.sql, 0030_erp_push.sql,
 * 0032_order_actions.sql, 0100_order_corrections.sql,
 * 0102_order_held.sql; test/hub/schema.test.ts compares the two.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { CorrectedField } from "../../rules/orders/people/corrections.ts";
import type { OrderState } from "../../rules/orders/state-machine.ts";

/**
 * - `received`: its order reads it next. `waiting`: until the ERP has the order, or an earlier event is applied.
 * - `due`: entered; what it asks of Shopify is still to be done.
 * - `desk`: an operator decides. `applied`: done. `cleared`: an operator releases it, whatever precedes it.
 */
export type ErpEventState = "received" | "waiting" | "due" | "desk" | "applied" | "cleared";

export const orders = sqliteTable("orders", {
  orderId: text("order_id").primaryKey(),
  name: text("name"),
  state: text("state").$type<OrderState>().notNull(),
  version: integer("version").notNull().default(1),
  reason: text("reason"),
  foundBy: text("found_by").notNull(),
  company: integer("company"),
  totalCents: integer("total_cents"),
  shopUpdatedAt: text("shop_updated_at"),
  seqPedido: integer("seq_pedido"),
  nroPedVenda: integer("nro_ped_venda"),
  submittedHash: text("submitted_hash"),
  submittedAt: integer("submitted_at"),
  importedAt: integer("imported_at"),
  shown: text("shown"),
  attempts: integer("attempts").notNull().default(0),
  nextAt: integer("next_at"),
  lease: text("lease"),
  leaseUntil: integer("lease_until").notNull().default(0),
  recheckRequested: integer("recheck_requested").notNull().default(0),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  posts: integer("posts").notNull().default(0),
  shopCreatedAt: text("shop_created_at"),
  deletedAt: integer("deleted_at"),
  shopDigest: text("shop_digest"),
  answeredUpdatedAt: text("answered_updated_at"),
  paymentCalls: text("payment_calls"),
  heldAt: integer("held_at"),
});

export const orderTimeline = sqliteTable(
  "order_timeline",
  {
    orderId: text("order_id").notNull(),
    n: integer("n").notNull(),
    at: integer("at").notNull(),
    step: text("step").notNull(),
    cause: text("cause").notNull(),
    outcome: text("outcome").notNull(),
    detail: text("detail"),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.n] })],
);

/** What an action does; which system it changes is in its name. */
export type ActionKind =
  | "edit"
  | "refund"
  | "capture"
  | "mark-paid"
  | "cancel"
  | "fulfil"
  | "unfulfil"
  | "fulfil-event"
  | "prepared"
  | "erp-cancel"
  | "erp-edit";

/**
 * - `intended`: written, and its call has not left. `sent`: the call may have left; its outcome is unknown until the
 *   action ends.
 * - `done`: it took effect. `refused`: the other side answered no. `superseded`: it took no effect, and the order is
 *   planned anew.
 */
export type ActionState = "intended" | "sent" | "done" | "refused" | "superseded";

export const orderActions = sqliteTable(
  "order_actions",
  {
    orderId: text("order_id").notNull(),
    n: integer("n").notNull(),
    kind: text("kind").$type<ActionKind>().notNull(),
    about: text("about").notNull(),
    state: text("state").$type<ActionState>().notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    intent: text("intent").notNull(),
    outcome: text("outcome"),
    createdAt: integer("created_at").notNull(),
    sentAt: integer("sent_at"),
    endedAt: integer("ended_at"),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.n] })],
);

/** What a person typed in for an order; personal data (docs/privacy.md). */
export const orderCorrections = sqliteTable(
  "order_corrections",
  {
    orderId: text("order_id").notNull(),
    field: text("field").$type<CorrectedField>().notNull(),
    value: text("value").notNull(),
    said: text("said").notNull(),
    note: text("note").notNull(),
    who: text("who").notNull(),
    at: integer("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.field] })],
);

export const orderReservations = sqliteTable(
  "order_reservations",
  {
    company: integer("company").notNull(),
    sku: text("sku").notNull(),
    orderId: text("order_id").notNull(),
    seqProduct: integer("seq_product").notNull(),
    quantityMilli: integer("quantity_milli").notNull(),
    importedAt: integer("imported_at"),
    watermarkSkippedAt: integer("watermark_skipped_at"),
    partiallyReleased: integer("partially_released").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.company, table.sku, table.orderId] })],
);

export const erpEvents = sqliteTable("erp_events", {
  eventKey: text("event_key").primaryKey(),
  orderId: text("order_id").notNull(),
  type: text("type").notNull(),
  happenedAt: text("happened_at").notNull(),
  body: text("body").notNull(),
  state: text("state").$type<ErpEventState>().notNull().default("received"),
  receivedAt: integer("received_at").notNull(),
  appliedAt: integer("applied_at"),
  contentKey: text("content_key"),
  way: text("way").$type<"poll" | "push">().notNull().default("poll"),
});

export const erpPushes = sqliteTable(
  "erp_pushes",
  {
    tokenId: text("token_id").notNull(),
    pushKey: text("push_key").notNull(),
    digest: text("digest").notNull(),
    receivedAt: integer("received_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tokenId, table.pushKey] })],
);

/**
 * Written by releases up to 0.1.0 only; housekeeping empties it. A later migration drops it, once no deployed release
 * claims deliveries any more.
 */
export const webhookDeliveries = sqliteTable(
  "webhook_deliveries",
  {
    eventId: text("event_id").notNull(),
    topic: text("topic").notNull(),
    receivedAt: integer("received_at").notNull(),
    sent: integer("sent").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.eventId, table.topic] })],
);

export const paymentForms = sqliteTable("payment_forms", {
  gateway: text("gateway").primaryKey(),
  seqFormaPagto: integer("seq_forma_pagto").notNull(),
  submitWhile: text("submit_while").notNull().default("[]"),
});

export const endedOrders = sqliteTable(
  "ended_orders",
  {
    state: text("state").$type<OrderState>().notNull(),
    reason: text("reason").notNull(),
    foundBy: text("found_by").notNull(),
    orders: integer("orders").notNull(),
  },
  (table) => [primaryKey({ columns: [table.state, table.reason, table.foundBy] })],
);
