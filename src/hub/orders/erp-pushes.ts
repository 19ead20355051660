/** A push of the ERP: its idempotency key and its events, one batch. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { erpPushes } from "../schema/orders.ts";
import { cutsOf } from "../../rules/stock/cuts.ts";
import { countCuts } from "../stock/stock-cuts.ts";
import { unknownSkus, type NamedSku } from "../catalog/absent-skus.ts";
import { insertEvents, storedKeys, type NewEvent, type StoredKey } from "./erp-events.ts";

export interface NewPush {
  readonly events: readonly NewEvent[];
  /** SKUs that the events name, with the instant of the event. */
  readonly skus: readonly NamedSku[];
  /** Null: the sender gave none. */
  readonly key: { readonly tokenId: string; readonly pushKey: string; readonly digest: string } | null;
}

export type PushStored =
  | { readonly kind: "stored"; readonly events: readonly StoredKey[] }
  /** The same key was used before with another body. Nothing was stored. */
  | { readonly kind: "keyReused" }
  /** The hub knows that these SKUs do not exist. Nothing was stored. */
  | { readonly kind: "skuUnknown"; readonly skus: readonly string[] };

const SAME_PUSH = sqlText`SELECT 1 FROM ${erpPushes} AS p
  WHERE p.${erpPushes.tokenId} = ?5 AND p.${erpPushes.pushKey} = ?6 AND p.${erpPushes.digest} = ?7`;

/**
 * Stores a push, whole or not at all. The same key with the same body stores nothing again and returns the same keys.
 * After a crash behind this batch the events are in the hub, and the due run finds their orders.
 */
export async function storePush(
  db: D1Database,
  { events, skus: named, key }: NewPush,
  now: Instant,
): Promise<PushStored> {
  const wanted = jsonRows(named);
  const only = {
    sql: `NOT EXISTS (${unknownSkus("?4")})${key ? ` AND EXISTS (${SAME_PUSH})` : ""}`,
    values: [wanted, ...(key ? [key.tokenId, key.pushKey, key.digest] : [])],
  };
  const { tokenId, pushKey, digest, receivedAt } = erpPushes;
  const keyInsert = key
    ? [
        db
          .prepare(
            sqlText`INSERT INTO ${erpPushes} (${tokenId}, ${pushKey}, ${digest}, ${receivedAt})
             SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (${unknownSkus("?5")}) ON CONFLICT DO NOTHING`,
          )
          .bind(key.tokenId, key.pushKey, key.digest, now, wanted),
      ]
    : [];
  const keyStored = key
    ? [
        db
          .prepare(sqlText`SELECT ${digest} FROM ${erpPushes} WHERE ${tokenId} = ?1 AND ${pushKey} = ?2`)
          .bind(key.tokenId, key.pushKey),
      ]
    : [];
  const results = await db.batch<Record<string, unknown>>([
    ...keyInsert,
    ...countCuts(db, cutsOf(events), now, only),
    insertEvents(db, events, now, { way: "push", only }),
    ...keyStored,
    db.prepare(unknownSkus("?1")).bind(wanted),
    storedKeys(db, events),
  ]);
  const unknown = (results.at(-2)?.results ?? []) as unknown as readonly { readonly sku: string }[];
  if (unknown.length > 0) return { kind: "skuUnknown", skus: [...new Set(unknown.map(({ sku }) => sku))] };
  if (key && results.at(-3)?.results[0]?.["digest"] !== key.digest) return { kind: "keyReused" };
  return { kind: "stored", events: (results.at(-1)?.results ?? []) as unknown as readonly StoredKey[] };
}
