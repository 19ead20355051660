/** The webhooks that the last setup call created or found, with their address. A job checks them every hour. */
import * as z from "zod";
import type { Instant } from "../../ports.ts";
import { readSetting, saveSetting } from "./settings.ts";

export interface WebhookRecord {
  readonly address: string;
  /** Only those that existed at its end: a refused one was reported to the operator, and is not checked. */
  readonly topics: readonly string[];
}

const NAME = "webhooks";
const schema = z.object({ address: z.string(), topics: z.array(z.string()) });

/** @returns null before the first setup call that ended, and after the webhooks were removed. */
export const readWebhookRecord = (db: D1Database): Promise<WebhookRecord | null> =>
  readSetting(db, NAME, schema.nullable(), null);

/** For a batch. Null: no webhook is checked any more. */
export const saveWebhookRecord = (db: D1Database, record: WebhookRecord | null, now: Instant): D1PreparedStatement =>
  saveSetting(db, NAME, record, now);
