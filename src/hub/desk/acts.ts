/** What a person does to entries and causes of the desk. Each act and its row in the audit are one batch. */
import { keyOf, type EntryKey } from "../../rules/record/desk-entry.ts";
import type { Instant } from "../../ports.ts";
import { DUE_RESET as PRODUCT_DUE } from "../catalog/products.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { type Act, auditAct } from "../loads/audit.ts";
import { DUE_RESET as PRICE_DUE } from "../prices/shop-prices.ts";
import { desk, deskCare } from "../schema/desk.ts";
import { shopPrices } from "../schema/prices.ts";
import { shopProducts } from "../schema/shop.ts";
import { stock } from "../schema/stock.ts";
import { KEY_COLUMNS, KEY_VALUES } from "./desk.ts";

/** Who acts, and when. */
export type DeskActor = Pick<Act, "at" | "id" | "who">;
interface OfCause {
  readonly area: string;
  readonly reason: string;
}

const keyOfCause = ({ area, reason }: OfCause) => ({ name: `${area}/${reason}`, company: 0, segment: 0 });

/** Closes open entries of one cause. An entry opens again by itself while its fault is there. @returns how many were open */
export async function resolveEntries(
  db: D1Database,
  actor: DeskActor,
  cause: OfCause,
  keys: readonly EntryKey[],
  note: string,
): Promise<number> {
  const [closed] = await db.batch([
    db
      .prepare(
        sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?4
          WHERE ${desk.area} = ?1 AND ${desk.reason} = ?2 AND (${KEY_COLUMNS}) IN (SELECT ${KEY_VALUES} FROM json_each(?3))
            AND ${desk.state} = 'open'`,
      )
      .bind(cause.area, cause.reason, jsonRows(keys.map(keyOf)), actor.at),
    auditAct(db, {
      ...actor,
      act: "desk-resolve",
      key: keyOfCause(cause),
      before: recordsText(keys),
      after: note,
      rows: keys.length,
    }),
  ]);
  return closed?.meta.changes ?? 0;
}

/** The first records of an act, for the audit. */
const recordsText = (keys: readonly EntryKey[]): string =>
  keys
    .slice(0, 5)
    .map(({ sku = "", ref = "", seqProduct = 0, company = 0 }) =>
      [sku || ref || (seqProduct === 0 ? "" : `P${seqProduct}`), company === 0 ? "" : `@${company}`].join(""),
    )
    .join(", ")
    .slice(0, 300);

/** The row of a retry in the audit, for the batch that makes the records due. */
export const auditRetry = (
  db: D1Database,
  actor: DeskActor,
  cause: OfCause,
  keys: readonly EntryKey[],
): D1PreparedStatement =>
  auditAct(db, { ...actor, act: "desk-retry", key: keyOfCause(cause), before: recordsText(keys), rows: keys.length });

/** Makes the products of entries due, without their back-off. */
export const dueProductsOf = (db: D1Database, keys: readonly EntryKey[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${shopProducts} SET ${PRODUCT_DUE} WHERE ${shopProducts.seqProduct} IN (SELECT value FROM json_each(?1))`,
    )
    .bind(jsonRows([...new Set(keys.map(({ seqProduct = 0 }) => seqProduct))]));

/** Makes the prices of entries due at their target (`ref`), without their back-off. */
export const duePricesOf = (db: D1Database, keys: readonly EntryKey[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${shopPrices} SET ${PRICE_DUE}
        WHERE (${shopPrices.target}, ${shopPrices.seqProduct}, ${shopPrices.sku}) IN
              (SELECT value ->> 'ref', value ->> 'seqProduct', value ->> 'sku' FROM json_each(?1))`,
    )
    .bind(jsonRows(keys.map(keyOf)));

/** Makes the stock of entries due: its level is read again in Shopify first. */
export const dueStockOf = (db: D1Database, keys: readonly EntryKey[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${stock} SET ${stock.sent} = NULL, ${stock.sentQuantity} = NULL, ${stock.failedAttempts} = 0,
              ${stock.parkedReason} = CASE ${stock.parkedReason} WHEN 'item-refused' THEN NULL ELSE ${stock.parkedReason} END
        WHERE (${stock.company}, ${stock.sku}) IN (SELECT value ->> 'company', value ->> 'sku' FROM json_each(?1))`,
    )
    .bind(jsonRows(keys.map(keyOf)));

export type Care = { readonly assignee: string | null } | { readonly snoozedUntil: Instant | null };

/** Takes open records of a cause in hand or lets them go, or lets them rest for a while. @returns how many were open */
export async function careForEntries(
  db: D1Database,
  actor: DeskActor,
  cause: OfCause,
  keys: readonly EntryKey[],
  change: Care,
): Promise<number> {
  const isAssignment = "assignee" in change;
  const value = isAssignment ? change.assignee : change.snoozedUntil;
  const [cared] = await db.batch([
    db
      .prepare(
        sqlText`UPDATE ${desk} SET ${isAssignment ? desk.assignee : desk.snoozedUntil} = ?4
          WHERE ${desk.area} = ?1 AND ${desk.reason} = ?2 AND (${KEY_COLUMNS}) IN (SELECT ${KEY_VALUES} FROM json_each(?3))
            AND ${desk.state} = 'open'`,
      )
      .bind(cause.area, cause.reason, jsonRows(keys.map(keyOf)), value),
    auditAct(db, {
      ...actor,
      act: isAssignment ? "desk-assign" : "desk-snooze",
      key: keyOfCause(cause),
      before: recordsText(keys),
      after: textOfCare(change),
      rows: keys.length,
    }),
  ]);
  return cared?.meta.changes ?? 0;
}

const textOfCare = (change: Care): string | null => {
  if ("assignee" in change) return change.assignee;
  return change.snoozedUntil === null ? null : new Date(change.snoozedUntil).toISOString();
};

/** Takes a cause in hand or lets it go, or lets it rest for a while. A field that is absent stays. */
export async function careFor(db: D1Database, actor: DeskActor, cause: OfCause, change: Care): Promise<void> {
  const isAssignment = "assignee" in change;
  const value = isAssignment ? change.assignee : change.snoozedUntil;
  const column = isAssignment ? deskCare.assignee : deskCare.snoozedUntil;
  const { area, reason, changedBy, changedAt } = deskCare;
  await db.batch([
    db
      .prepare(
        sqlText`INSERT INTO ${deskCare} (${area}, ${reason}, ${column}, ${changedBy}, ${changedAt}) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (${area}, ${reason}) DO UPDATE
            SET ${column} = excluded.${column}, ${changedBy} = excluded.${changedBy}, ${changedAt} = excluded.${changedAt}`,
      )
      .bind(cause.area, cause.reason, value, actor.who, actor.at),
    auditAct(db, {
      ...actor,
      act: isAssignment ? "desk-assign" : "desk-snooze",
      key: keyOfCause(cause),
      after: textOfCare(change),
    }),
  ]);
}
