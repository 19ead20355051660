/** What the hub itself knows of orders: the ledger's second side, and names of orders that Shopify's list left out. */
import { asc, eq, gt } from "drizzle-orm";
import { parseStoredEvent, type ErpEvent } from "../../rules/orders/erp-event.ts";
import type { LineProduct } from "../../rules/orders/items/line-products.ts";
import type { HubSide, LineKnowledge } from "../../rules/orders/ledger/sides.ts";
import type { KnownOrder } from "../../rules/orders/reading/absence.ts";
import type { Window } from "../../rules/orders/ledger/window.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { knownSkus, knownSkusOf } from "../catalog/known-skus.ts";
import { LINE_PRODUCTS } from "../orders/line-products.ts";
import { erpEvents, orders } from "../schema/orders.ts";
import { shopRefunds } from "../schema/refunds.ts";

const OF_SIDE = ["orderId", "state", "reason", "seqPedido", "nroPedVenda", "submittedAt", "importedAt"] as const;
/** One statement reads so many rows of `orders` by their key: no index on time is needed, and D1 is held for milliseconds. */
const SCANNED_AT_ONCE = 2_000;

export interface HubView {
  readonly hub: HubSide | null;
  readonly events: readonly ErpEvent[];
  /** SKUs of goods that went back, by the refunds that Shopify recorded. */
  readonly returned: ReadonlySet<string>;
}

/** The hub's rows and events of some orders, in one call. */
export async function readHubSides(db: D1Database, orderIds: readonly string[]): Promise<(orderId: string) => HubView> {
  const ids = jsonRows(orderIds);
  const [rows, events, refunded] = await db.batch<Record<string, unknown>>([
    db
      .prepare(
        sqlText`SELECT ${columnList(orders, OF_SIDE)} FROM ${orders}
          WHERE ${orders.orderId} IN (SELECT value FROM json_each(?1))`,
      )
      .bind(ids),
    db
      .prepare(
        sqlText`SELECT ${columnList(erpEvents, ["orderId", "body"])} FROM ${erpEvents}
          WHERE ${erpEvents.orderId} IN (SELECT value FROM json_each(?1))`,
      )
      .bind(ids),
    db
      .prepare(
        sqlText`SELECT ${shopRefunds.orderId} AS orderId, l.value ->> 'sku' AS sku
          FROM ${shopRefunds}, json_each(${shopRefunds.lines}) AS l
          WHERE ${shopRefunds.orderId} IN (SELECT value FROM json_each(?1)) AND l.value ->> 'sku' IS NOT NULL`,
      )
      .bind(ids),
  ]);
  const sides = (rows?.results ?? []) as unknown as readonly (HubSide & { readonly orderId: string })[];
  const bodies = (events?.results ?? []) as unknown as readonly { readonly orderId: string; readonly body: string }[];
  const back = (refunded?.results ?? []) as unknown as readonly { readonly orderId: string; readonly sku: string }[];
  return (orderId) => ({
    returned: new Set(back.filter((row) => row.orderId === orderId).map(({ sku }) => sku)),
    hub: sides.find((row) => row.orderId === orderId) ?? null,
    events: bodies.filter((row) => row.orderId === orderId).map(({ body }) => parseStoredEvent(body)),
  });
}

/** How the SKUs of some orders count in the ERP's unit, and what else lines may stand for. */
export async function readKnownSkus(db: D1Database, texts: readonly string[]): Promise<Omit<LineKnowledge, "rules">> {
  const wanted = texts.flatMap((text) => parseSku(text) ?? []).map(({ seqProduct, sku }) => ({ seqProduct, sku }));
  const [known, mapped] = await db.batch([knownSkus(db, wanted), db.prepare(LINE_PRODUCTS)]);
  return {
    skus: knownSkusOf(known),
    lineProducts: (mapped?.results ?? []) as unknown as readonly LineProduct[],
  };
}

export interface NamedOrders {
  readonly orderIds: readonly string[];
  /** Where to go on; null: all were read. */
  readonly next: string | null;
}

/**
 * The hub's own orders of the window. A night also names sales orders that have waited for their invoice since
 * `importedBefore`.
 */
export async function hubOrdersOf(
  db: D1Database,
  { since, before }: Window,
  { by, importedBefore, importedSince }: HubOrdersAsked,
  after: string,
): Promise<NamedOrders> {
  const { orderId, createdAt, updatedAt, state, importedAt } = orders;
  const rows = await plain(db)
    .select({ orderId, createdAt, updatedAt, state, importedAt })
    .from(orders)
    .where(gt(orderId, after))
    .orderBy(asc(orderId))
    .limit(SCANNED_AT_ONCE);
  const isIn = (at: Instant) => at >= since && at < before;
  const waits = (at: Instant | null) => at !== null && at <= importedBefore && at >= importedSince;
  const wanted = rows.filter((row) =>
    by === "created" ? isIn(row.createdAt) : isIn(row.updatedAt) || (row.state === "imported" && waits(row.importedAt)),
  );
  return {
    orderIds: wanted.map((row) => row.orderId),
    next: rows.length < SCANNED_AT_ONCE ? null : (rows.at(-1)?.orderId ?? null),
  };
}

export interface HubOrdersAsked {
  readonly by: "created" | "changed";
  readonly importedBefore: Instant;
  readonly importedSince: Instant;
}

const EVENTS_AT_ONCE = 500;

/** Orders of which the ERP sent an event in the window, also those that the hub does not have. */
export async function eventOrdersOf(db: D1Database, { since, before }: Window, after: string): Promise<NamedOrders> {
  const { results } = await db
    .prepare(
      sqlText`SELECT DISTINCT ${columnList(erpEvents, ["orderId"])} FROM ${erpEvents} INDEXED BY erp_events_by_receipt
        WHERE ${erpEvents.receivedAt} >= ?1 AND ${erpEvents.receivedAt} < ?2 AND ${erpEvents.orderId} > ?3
        ORDER BY ${erpEvents.orderId} LIMIT ?4`,
    )
    .bind(since, before, after, EVENTS_AT_ONCE)
    .all<{ orderId: string }>();
  return {
    orderIds: results.map((row) => row.orderId),
    next: results.length < EVENTS_AT_ONCE ? null : (results.at(-1)?.orderId ?? null),
  };
}

/** What distinguishes a deleted order from one that is too old to be shown; null: the hub has no row of the order. */
export async function readKnownOrder(db: D1Database, orderId: string): Promise<KnownOrder | null> {
  const { deletedAt, shopCreatedAt, createdAt } = orders;
  const [row] = await plain(db)
    .select({ deletedAt, shopCreatedAt, createdAt })
    .from(orders)
    .where(eq(orders.orderId, orderId));
  return row ?? null;
}
