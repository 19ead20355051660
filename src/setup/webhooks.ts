/** This app's webhooks at Shopify, for a person: which are there, and those that are missing made again. */
import type { Deps } from "../deps.ts";
import { auditAct } from "../hub/loads/audit.ts";
import { readWebhookRecord } from "../hub/settings/webhook-record.ts";
import { allTopics, missingWebhooks } from "../shopify/setup/webhooks.ts";
import { setupShop } from "./shop.ts";

export interface ListedWebhooks {
  readonly address: string | null;
  /** `isThere` null: Shopify did not answer, or no set-up has ended. */
  readonly topics: readonly { readonly topic: string; readonly isThere: boolean | null }[];
}

export async function listWebhooks({ db, shopify }: Pick<Deps, "db" | "shopify">): Promise<ListedWebhooks> {
  const record = await readWebhookRecord(db);
  const topics = allTopics();
  if (record === null) return { address: null, topics: topics.map((topic) => ({ topic, isThere: false })) };
  const read = await missingWebhooks(shopify, record.address, topics);
  return {
    address: record.address,
    topics: topics.map((topic) => ({
      topic,
      isThere: read.kind === "failed" ? null : !read.topics.some((each) => each === topic),
    })),
  };
}

/**
 * Makes what is missing, by the set-up call: it changes nothing that is there, and closes the entries of lost webhooks.
 * The audit's row stands before the call: after a crash between the two it says who asked.
 */
export async function repairWebhooks(
  deps: Deps,
  address: string,
): Promise<{
  readonly code: "webhooks-made" | "webhooks-refused" | "setup-running" | "shop-silent";
  readonly made: number;
}> {
  const { db, clock, random, who = "api" } = deps;
  const key = { name: "webhooks", company: 0, segment: 0 };
  const before = (await listWebhooks(deps)).topics.filter(({ isThere }) => isThere === false);
  await auditAct(db, {
    at: clock.now(),
    id: random.uuid(),
    who,
    act: "settings",
    key,
    before: `missing: ${before.map(({ topic }) => topic).join(", ") || "—"}`,
    after: address,
    rows: before.length,
  }).run();
  const result = await setupShop(deps, address);
  switch (result.kind) {
    case "ready":
      return { code: "webhooks-made", made: result.webhooks.made.length };
    case "inProgress":
      return { code: "setup-running", made: 0 };
    case "failed":
      return { code: "shop-silent", made: 0 };
    case "definitionRefused":
    case "webhooksRefused":
    case "publicationMissing":
      return { code: "webhooks-refused", made: 0 };
  }
}
