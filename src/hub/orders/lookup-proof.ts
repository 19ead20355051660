/**
 * Proof that this installation's order lookup works: it has once found an order. Until then, what speaks against it. Kept
 * for one ERP address and channel.
 */
import * as z from "zod";
import type { Config } from "../../config.ts";
import type { Instant } from "../../ports.ts";
import type { LookupAbsence } from "../../rules/orders/state-machine.ts";
import { sqlText } from "../d1/sql-text.ts";
import { settings } from "../schema/settings.ts";

/** Its name in `settings`; the value names the ERP's address and the sales channel. */
const LOOKUP_PROOF = "order-lookup-proof";

type Erp = Pick<Config["erp"], "baseUrl" | "salesChannel">;
const valueOf = ({ baseUrl, salesChannel }: Erp): string => JSON.stringify({ baseUrl, salesChannel });

export async function isLookupProven(db: D1Database, erp: Erp): Promise<boolean> {
  const value = await db
    .prepare(sqlText`SELECT ${settings.value} AS value FROM ${settings} WHERE ${settings.name} = ?1`)
    .bind(LOOKUP_PROOF)
    .first<string>("value");
  return value === valueOf(erp);
}

/** For the batch that stores what the lookup found. Writes nothing if the proof is already stored. */
export function saveLookupProof(db: D1Database, erp: Erp, now: Instant): D1PreparedStatement {
  return db
    .prepare(
      sqlText`INSERT INTO ${settings} (${settings.name}, ${settings.value}, ${settings.changedAt}) VALUES (?1, ?2, ?3)
        ON CONFLICT (${settings.name}) DO UPDATE SET ${settings.value} = excluded.${settings.value},
           ${settings.changedAt} = excluded.${settings.changedAt}
        WHERE ${settings}.${settings.value} <> excluded.${settings.value}`,
    )
    .bind(LOOKUP_PROOF, valueOf(erp), now);
}

const ABSENCE = "order-lookup-absent";
const storedAbsence = z.object({
  baseUrl: z.string(),
  salesChannel: z.number(),
  since: z.number(),
  lastAt: z.number(),
  answers: z.number(),
});

/** Answers that knew no lookup; null: none from this ERP. */
export async function readLookupAbsence(db: D1Database, erp: Erp): Promise<LookupAbsence | null> {
  const value = await db
    .prepare(sqlText`SELECT ${settings.value} AS value FROM ${settings} WHERE ${settings.name} = ?1`)
    .bind(ABSENCE)
    .first<string>("value");
  const read = value === null ? null : storedAbsence.parse(JSON.parse(value));
  return read?.baseUrl === erp.baseUrl && read.salesChannel === erp.salesChannel ? read : null;
}

export function saveLookupAbsence(
  db: D1Database,
  { baseUrl, salesChannel }: Erp,
  { since, lastAt, answers }: LookupAbsence,
  now: Instant,
): D1PreparedStatement {
  return db
    .prepare(
      sqlText`INSERT OR REPLACE INTO ${settings} (${settings.name}, ${settings.value}, ${settings.changedAt})
        VALUES (?1, ?2, ?3)`,
    )
    .bind(ABSENCE, JSON.stringify({ baseUrl, salesChannel, since, lastAt, answers }), now);
}

/** The lookup has answered: what spoke against it was a server in front of it. For a batch. */
export const forgetLookupAbsence = (db: D1Database): D1PreparedStatement =>
  db.prepare(sqlText`DELETE FROM ${settings} WHERE ${settings.name} = ?1`).bind(ABSENCE);
