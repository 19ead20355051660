/** Proof that this installation's order lookup works: it has once found an order. Kept for one ERP address and channel. */
import type { Config } from "../../config.ts";
import type { Instant } from "../../ports.ts";
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

/** For the batch that stores what the lookup found. Writes no row where the proof stands already. */
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
