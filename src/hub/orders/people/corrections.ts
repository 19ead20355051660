/** What a person typed in for an order, in the place of what its buyer wrote (src/rules/orders/people/corrections.ts). */
import { eq } from "drizzle-orm";
import type { Correction } from "../../../rules/orders/people/corrections.ts";
import type { Instant } from "../../../ports.ts";
import { plain } from "../../d1/drizzle.ts";
import { jsonRows } from "../../d1/json.ts";
import { sqlText } from "../../d1/sql-text.ts";
import { orderCorrections, orders } from "../../schema/orders.ts";

/** A correction as the console and the API have it. */
export type ShownCorrection = Readonly<Omit<typeof orderCorrections.$inferSelect, "orderId">>;

const { orderId: ORDER, field, value, said, note, who, at } = orderCorrections;

/** For a batch: rows of `Correction`. */
export const readCorrections = (db: D1Database, orderId: string): D1PreparedStatement =>
  db
    .prepare(sqlText`SELECT ${field}, ${value}, ${said} FROM ${orderCorrections} WHERE ${ORDER} = ?1 ORDER BY ${field}`)
    .bind(orderId);

/** Corrections of an order, by field. */
export const listCorrections = (db: D1Database, orderId: string): Promise<readonly ShownCorrection[]> =>
  plain(db)
    .select({ field, value, said, note, who, at })
    .from(orderCorrections)
    .where(eq(ORDER, orderId))
    .orderBy(field);

/** For a batch: stores corrections; an earlier one of the field is replaced. */
export const saveCorrections = (
  db: D1Database,
  orderId: string,
  given: readonly Correction[],
  by: { readonly note: string; readonly who: string; readonly at: Instant },
): D1PreparedStatement =>
  db
    .prepare(
      sqlText`INSERT INTO ${orderCorrections} (${ORDER}, ${field}, ${value}, ${said}, ${note}, ${who}, ${at})
       SELECT ?1, value ->> 'field', value ->> 'value', value ->> 'said', ?3, ?4, ?5 FROM json_each(?2) WHERE true
           ON CONFLICT (${ORDER}, ${field}) DO UPDATE
          SET ${value} = excluded.${value}, ${said} = excluded.${said}, ${note} = excluded.${note},
              ${who} = excluded.${who}, ${at} = excluded.${at}`,
    )
    .bind(orderId, jsonRows(given), by.note, by.who, by.at);

/** For a batch: forgets corrections, each only as it was read. */
export const dropCorrections = (
  db: D1Database,
  orderId: string,
  given: readonly Pick<Correction, "field" | "said">[],
): D1PreparedStatement =>
  db
    .prepare(
      sqlText`DELETE FROM ${orderCorrections} WHERE ${ORDER} = ?1
         AND (${field}, ${said}) IN (SELECT value ->> 'field', value ->> 'said' FROM json_each(?2))`,
    )
    .bind(orderId, jsonRows(given));

/** For a batch: the order is looked at now; one that is being looked at is looked at once more. */
export const lookNow = (db: D1Database, orderId: string, now: Instant): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${orders} SET
          ${orders.nextAt} = CASE WHEN ${orders.leaseUntil} <= ?2 THEN ?2 ELSE ${orders.nextAt} END,
          ${orders.recheckRequested} = CASE WHEN ${orders.leaseUntil} <= ?2 THEN ${orders.recheckRequested}
                                            ELSE max(${orders.recheckRequested}, 1) END
        WHERE ${orders.orderId} = ?1`,
    )
    .bind(orderId, now);
