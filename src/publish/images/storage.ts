/** The setting that holds uploads back while the shop's storage is full: `{until}`, epoch ms. */
import * as z from "zod";
import { readSetting } from "../../hub/settings/settings.ts";
import type { Instant } from "../../ports.ts";

export const STORAGE_FULL = "images-storage-full";
const schema = z.object({ until: z.number() });

export async function isStorageFull(db: D1Database, now: Instant): Promise<boolean> {
  const { until } = await readSetting(db, STORAGE_FULL, schema, { until: 0 });
  return until > now;
}
