/** A person has looked at the dry run's report. */
import * as z from "zod";
import type { Instant } from "../../ports.ts";
import { readSetting, saveSetting } from "../settings/settings.ts";

export interface ReportSeen {
  readonly at: Instant;
  readonly who: string;
}

const NAME = "dry-run-seen";
const schema = z.object({ at: z.number(), who: z.string() });

/** Null: not yet. */
export const readReportSeen = (db: D1Database): Promise<ReportSeen | null> =>
  readSetting(db, NAME, schema.nullable(), null);

/** For a batch. */
export const saveReportSeen = (db: D1Database, seen: ReportSeen): D1PreparedStatement =>
  saveSetting(db, NAME, seen, seen.at);
