/** What the shop needs once: metafield definitions, webhooks, a sales channel. And the end of its webhooks. */
import type { Deps } from "../deps.ts";
import { readWebhookRecord, saveWebhookRecord } from "../hub/settings/webhook-record.ts";
import type { AdminClient, AdminFailure } from "../shopify/client/result.ts";
import type { UserError } from "../shopify/client/user-errors.ts";
import { DEFINED, ensureDefinitions, ensureOrderDefinitions } from "../shopify/setup/definitions.ts";
import { readPublications } from "../shopify/setup/publications.ts";
import {
  subscribeWebhooks,
  type Subscribed,
  type Unsubscribed,
  unsubscribeWebhooks,
} from "../shopify/setup/webhooks.ts";
import { closeWebhookEntries } from "./renew-webhooks.ts";
import { withSetupLock, type InProgress } from "./with-setup-lock.ts";

type Webhooks = Extract<Subscribed, { kind: "subscribed" }>;

export type ShopSetup =
  | {
      readonly kind: "ready";
      readonly definitions: readonly string[];
      /** Gids of the sales channels that products go to. */
      readonly publications: readonly string[];
      readonly webhooks: Pick<Webhooks, "standing" | "made" | "foreign"> & { readonly address: string };
    }
  | { readonly kind: "definitionRefused"; readonly errors: readonly UserError[] }
  | { readonly kind: "webhooksRefused"; readonly address: string; readonly refused: Webhooks["refused"] }
  /** The shop has no sales channel under a known title; `titles` are those it has. */
  | { readonly kind: "publicationMissing"; readonly titles: readonly string[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
  | InProgress;

/**
 * Creates missing parts and adopts existing ones; a repetition changes nothing. One call at a time: of two calls,
 * Shopify would refuse in one what the other created.
 * @param address Shopify sends its webhooks there
 */
export const setupShop = (deps: Deps, address: string): Promise<ShopSetup> =>
  withSetupLock(deps, { name: "setup", afterUnknown: "go" }, (shopify) => runSetup(deps, shopify, address));

async function runSetup({ db, clock, log }: Deps, shopify: AdminClient, address: string): Promise<ShopSetup> {
  for (const ensure of [ensureDefinitions, ensureOrderDefinitions]) {
    const definitions = await ensure(shopify);
    if (definitions.kind === "failed") return definitions;
    if (definitions.kind === "userErrors") return { kind: "definitionRefused", errors: definitions.errors };
  }
  const webhooks = await subscribeWebhooks(shopify, address);
  if (webhooks.kind === "failed") return webhooks;
  const { standing, made, refused, foreign } = webhooks;
  log.info("webhook.subscribed", { made: made.length, standing: standing.length, foreign: foreign.length });
  const topics = [...standing, ...made];
  const now = clock.now();
  // An address that Shopify refuses is a mistake: the recorded webhooks stay under observation.
  if (topics.length > 0)
    await db.batch([saveWebhookRecord(db, { address, topics }, now), closeWebhookEntries(db, now)]);
  if (refused.length > 0) return { kind: "webhooksRefused", address, refused };
  const publications = await readPublications(shopify);
  if (publications.kind === "failed") return publications;
  if (publications.kind === "none") return { kind: "publicationMissing", titles: publications.titles };
  return {
    kind: "ready",
    definitions: DEFINED,
    publications: publications.chosen.map(({ id }) => id),
    webhooks: { address, standing, made, foreign },
  };
}

/**
 * Deletes this app's webhooks to an address; the sweep then finds the orders alone. A repetition deletes what is left.
 * The hourly check forgets the address first: after a crash between the two it makes none again.
 */
export const removeWebhooks = (deps: Deps, address: string): Promise<Unsubscribed | InProgress> =>
  withSetupLock(deps, { name: "setup", afterUnknown: "go" }, (shopify) => remove(deps, shopify, address));

async function remove({ db, clock, log }: Deps, shopify: AdminClient, address: string): Promise<Unsubscribed> {
  const now = clock.now();
  if ((await readWebhookRecord(db))?.address === address)
    await db.batch([saveWebhookRecord(db, null, now), closeWebhookEntries(db, now)]);
  const result = await unsubscribeWebhooks(shopify, address);
  if (result.kind === "unsubscribed")
    log.info("webhook.unsubscribed", { removed: result.removed.length, refused: result.refused.length });
  return result;
}
