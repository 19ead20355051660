/** Orders for the console: found by any number, and listed by groups of states. */
import type { OrderState } from "../../rules/orders/state-machine.ts";
import type { Instant } from "../../ports.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { erpEvents, orders } from "../schema/orders.ts";

const OF_LIST = [
  "orderId",
  "name",
  "state",
  "reason",
  "company",
  "totalCents",
  "seqPedido",
  "nroPedVenda",
  "foundBy",
  "nextAt",
  "createdAt",
  "updatedAt",
] as const;

export type ListedOrder = Readonly<Pick<typeof orders.$inferSelect, (typeof OF_LIST)[number]>>;

const COLUMNS = columnList(orders, OF_LIST, "o");

/** As in migrations/0042: the index is of this expression. */
const INVOICE_KEY = sqlText`CASE WHEN json_valid(${erpEvents.body}) THEN ${erpEvents.body} ->> '$.invoice.key' END`;

/** Most orders that one number finds: it may be the name of one order and the id of another. */
const FOUND_MAX = 20;

/**
 * Finds orders by Shopify's name or id, seqPedido, nroPedVenda, or the key of an invoice. Each by its own index.
 * @param text as typed: "#1001", "1001", "901871", 44 characters
 */
export async function findOrders(db: D1Database, text: string): Promise<readonly ListedOrder[]> {
  const typed = text.trim().slice(0, 60);
  const bare = typed.replaceAll(/[\s.]/g, "");
  const digits = /^\d{1,15}$/.test(bare) ? Number(bare) : null;
  const { results } = await db
    .prepare(
      sqlText`SELECT ${COLUMNS} FROM ${orders} AS o WHERE o.${orders.orderId} IN (
         SELECT ${orders.orderId} FROM ${orders} INDEXED BY orders_by_name WHERE ${orders.name} IN (?1, '#' || ?2)
         UNION SELECT ?2
         UNION SELECT ${orders.orderId} FROM ${orders} INDEXED BY orders_seq_pedido WHERE ${orders.seqPedido} = ?3
         UNION SELECT ${orders.orderId} FROM ${orders} INDEXED BY orders_by_nro_ped_venda WHERE ${orders.nroPedVenda} = ?3
         UNION SELECT ${erpEvents.orderId} FROM ${erpEvents} INDEXED BY erp_events_by_invoice
                WHERE ${INVOICE_KEY} = upper(?2))
       ORDER BY o.${orders.createdAt} DESC LIMIT ${FOUND_MAX}`,
    )
    .bind(typed, bare, digits)
    .all<ListedOrder>();
  return results;
}

/** Where a page of a list ends: the next one begins after it. */
export interface ListEnd {
  readonly at: Instant;
  readonly orderId: string;
}

/** Orders by their arrival, the newest first. */
export async function listArrivals(
  db: D1Database,
  after: ListEnd | null,
  limit: number,
): Promise<readonly ListedOrder[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${COLUMNS} FROM ${orders} AS o INDEXED BY orders_by_arrival
        WHERE (o.${orders.createdAt}, o.${orders.orderId}) < (?1, ?2)
        ORDER BY o.${orders.createdAt} DESC, o.${orders.orderId} DESC LIMIT ?3`,
    )
    .bind(after?.at ?? Number.MAX_SAFE_INTEGER, after?.orderId ?? "", limit)
    .all<ListedOrder>();
  return results;
}

/** Orders of some states, the last changed first: each state by its index, then joined. */
export async function listStates(
  db: D1Database,
  states: readonly OrderState[],
  after: ListEnd | null,
  limit: number,
): Promise<readonly ListedOrder[]> {
  const parts = states.map(
    (state) =>
      sqlText`SELECT * FROM (SELECT ${COLUMNS} FROM ${orders} AS o INDEXED BY orders_by_state
         WHERE o.${orders.state} = '${state}' AND (o.${orders.updatedAt}, o.${orders.orderId}) < (?1, ?2)
         ORDER BY o.${orders.updatedAt} DESC, o.${orders.orderId} DESC LIMIT ?3)`,
  );
  const { results } = await db
    .prepare(`${parts.join(" UNION ALL ")} ORDER BY updatedAt DESC, orderId DESC LIMIT ?3`)
    .bind(after?.at ?? Number.MAX_SAFE_INTEGER, after?.orderId ?? "", limit)
    .all<ListedOrder>();
  return results;
}
