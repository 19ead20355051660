/** How this installation of the ERP speaks: one row of `settings`, its lines as the operator stored them. */
import type { Clock, Instant } from "../../ports.ts";
import { DEFAULT_DIALECT, resolveDialect, type Dialect } from "../../rules/dialect/dialect.ts";
import { dialectLines, type DialectLines } from "../../rules/dialect/lines.ts";
import { readSetting } from "./settings.ts";

export const ERP_DIALECT = "erp-dialect";

const NO_LINES: DialectLines = {};

export const readDialectLines = (db: D1Database): Promise<DialectLines> =>
  readSetting(db, ERP_DIALECT, dialectLines, NO_LINES);

/** A changed dialect reaches other isolates so late, ms. */
const KEPT_MS = 60_000;

export interface DialectCache {
  /** @param age "fresh": as the hub has it now */
  read(db: D1Database, age?: "fresh"): Promise<Dialect>;
}

/** The dialect of one isolate, for a minute at most. The same lines are the same object, which the readers rely on. */
export function createDialectCache(clock: Clock): DialectCache {
  let kept: { readonly text: string; readonly dialect: Dialect; readonly until: Instant } | undefined;
  return {
    async read(db, age) {
      if (age !== "fresh" && kept && clock.now() < kept.until) return kept.dialect;
      const lines = await readDialectLines(db);
      const text = JSON.stringify(lines);
      const dialect = kept?.text === text ? kept.dialect : text === "{}" ? DEFAULT_DIALECT : resolveDialect(lines);
      kept = { text, dialect, until: clock.now() + KEPT_MS };
      return dialect;
    },
  };
}
