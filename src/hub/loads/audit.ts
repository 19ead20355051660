import { desc, lt } from "drizzle-orm";
import type { Instant } from "../../ports.ts";
import type { LoadKey } from "./loads.ts";
import { plain } from "../d1/drizzle.ts";
import { audit } from "../schema/loads.ts";

/** What a person did to a load. */
export interface Act {
  readonly at: Instant;
  /** UUID. */
  readonly id: string;
  /** The credential he came with; there is one, "api". */
  readonly who: string;
  readonly act: "watermark" | "pause" | "resume" | "run" | "full" | "gone" | "settings";
  readonly key: LoadKey;
  readonly before?: string | null;
  readonly after?: string | null;
  /** How many hub rows it concerns at most. */
  readonly rows?: number | null;
}

/** The row of an act, for the batch that does it. */
export function noteAct(db: D1Database, { at, id, who, act, key, before, after, rows }: Act): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO audit (at, id, who, act, name, company, segment, before, after, rows)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`,
    )
    .bind(at, id, who, act, key.name, key.company, key.segment, before ?? null, after ?? null, rows ?? null);
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
