import { desc, lt } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import type { LoadKey } from "./loads.ts";
import { plain, prepared } from "../d1/drizzle.ts";
import { audit } from "../schema/loads.ts";

/** What an operator did: to a load, to a setting, to records of the desk. */
export interface Act {
  readonly at: Instant;
  /** UUID. */
  readonly id: string;
  /** The credential of the request: "api" for OPS_TOKEN, else the token's name. */
  readonly who: string;
  readonly act:
    | "watermark"
    | "pause"
    | "resume"
    | "run"
    | "full"
    | "delisting"
    | "settings"
    | "desk-retry"
    | "desk-resolve"
    | "desk-assign"
    | "desk-snooze"
    | "drift-repair"
    | "order-retry"
    | "order-correct"
    | "order-hold"
    | "order-release"
    | "request"
    | "price-approve"
    | "stock-release";
  readonly key: LoadKey;
  readonly before?: string | null;
  readonly after?: string | null;
  /** The highest number of hub rows that it concerns. */
  readonly rows?: number | null;
}

/** The row of an act, for the batch that performs it. */
export function auditAct(db: D1Database, { at, id, who, act, key, before, after, rows }: Act): D1PreparedStatement {
  const { name, company, segment } = key;
  return prepared(
    db,
    plain(db).insert(audit).values({ at, id, who, act, name, company, segment, before, after, rows }),
  );
}

/** The newest acts first, those before an instant. */
export async function readAudit(
  db: D1Database,
  { before, limit }: { readonly before: Instant; readonly limit: number },
) {
  return plain(db)
    .select()
    .from(audit)
    .where(lt(audit.at, before))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit);
}
