/**
 * What may lead from an order to its buyer, and how it leaves the hub. The order's numbers, amounts, states and the
 * invoice's key stay: the ledger and the tax law need them.
 */
import { sqlText } from "../d1/sql-text.ts";
import { desk } from "../schema/desk.ts";
import { ledgerOrders } from "../schema/ledger.ts";
import { erpEvents, orderActions, orderCorrections, orders, orderTimeline } from "../schema/orders.ts";

const IDS = "(SELECT value FROM json_each(?1))";
/** By the primary key of the desk: entries of an order, and of its events. */
const OF_ORDERS = sqlText`${desk.seqProduct} = 0 AND ${desk.sku} = '' AND ${desk.company} = 0 AND ${desk.segment} = 0
  AND ((${desk.area} IN ('orders', 'order-flow', 'order-ledger', 'order-sweep') AND ${desk.ref} IN ${IDS})
    OR (${desk.area} = 'events' AND ${desk.ref} IN
        (SELECT e.${erpEvents.eventKey} FROM ${erpEvents} AS e WHERE e.${erpEvents.orderId} IN ${IDS})))`;

const STATEMENTS: readonly string[] = [
  // Digests of the buyer's fields, titles of lines, words of Shopify and the ERP.
  sqlText`DELETE FROM ${orderTimeline} WHERE ${orderTimeline.orderId} IN ${IDS}`,
  sqlText`DELETE FROM ${orderCorrections} WHERE ${orderCorrections.orderId} IN ${IDS}`,
  sqlText`DELETE FROM ${orderActions} WHERE ${orderActions.orderId} IN ${IDS}`,
  sqlText`DELETE FROM ${ledgerOrders} WHERE ${ledgerOrders.orderId} IN ${IDS} AND ${ledgerOrders.step} = 'done'`,
  // A closed entry goes; an open one keeps its reason, without the other system's words.
  sqlText`DELETE FROM ${desk} WHERE ${OF_ORDERS} AND ${desk.state} = 'resolved'`,
  sqlText`UPDATE ${desk} SET ${desk.detail} = NULL WHERE ${OF_ORDERS} AND ${desk.detail} IS NOT NULL`,
  // An invoice's address opens the document, with name and CPF; a motive is free text.
  sqlText`UPDATE ${erpEvents} SET ${erpEvents.body} = json_replace(${erpEvents.body},
            '$.motive', NULL, '$.invoice.url', NULL, '$.invoice.xmlUrl', NULL)
    WHERE ${erpEvents.orderId} IN ${IDS} AND json_valid(${erpEvents.body})
      AND coalesce(${erpEvents.body} ->> '$.motive', ${erpEvents.body} ->> '$.invoice.url',
                   ${erpEvents.body} ->> '$.invoice.xmlUrl') IS NOT NULL`,
  // Metafields name the same addresses; the digests are of a body with the buyer's data.
  sqlText`UPDATE ${orders} SET ${orders.shown} = NULL, ${orders.submittedHash} = NULL, ${orders.shopDigest} = NULL,
            ${orders.version} = ${orders.version} + 1
    WHERE ${orders.orderId} IN ${IDS}
      AND coalesce(${orders.shown}, ${orders.submittedHash}, ${orders.shopDigest}) IS NOT NULL`,
];

/**
 * For a batch: cleans orders whose work has ended. Twice is the same as once.
 * @param ids JSON, an array of order ids
 */
export const pseudonymise = (db: D1Database, ids: string): readonly D1PreparedStatement[] =>
  STATEMENTS.map((statement) => db.prepare(statement).bind(ids));
