/** The catalogue lane: due rows of `shop_products` → products and their variants, a page at a time, each independent. */
import { readCatalogSettings } from "../../hub/catalog/settings.ts";
import { REF } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { hasCategories, hasDueCollections, isFirstCollection } from "../../hub/catalog/shop-collections.ts";
import { hasDueProducts, isFirstCreation, missingLoads } from "../../hub/catalog/product-backlog.ts";
import { readDueProducts, type DueProduct } from "../../hub/catalog/shop-products.ts";
import type { Deps } from "../../deps.ts";
import type { Instant } from "../../ports.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { eachJoined } from "../../shopify/client/joined-admin.ts";
import { ensureDefinitions } from "../../shopify/setup/definitions.ts";
import { readPublications } from "../../shopify/setup/publications.ts";
import { hasFailed } from "../lane/failure-step.ts";
import { runLane, type Lane, type LaneOutcome } from "../lane/lane.ts";
import { planProducts } from "./bulk.ts";
import { chosenChannels } from "./channels.ts";
import { publishCollections } from "./collections.ts";
import { closeIdleCollections } from "./idle-collections.ts";
import { recordIntents } from "./fields.ts";
import { saveProductResults } from "./marks.ts";
import { publishOne, type ProductOutcome } from "./product.ts";
import { openGate } from "./variant-limit.ts";
import { baseMissingEntry, channelMissingEntry, definitionEntry, noPublicationEntry } from "./entries.ts";

/**
 * Products that are worked at once, and marked in one batch: a crash repeats at most so many. Two rounds of requests long,
 * so that the reads before it and the marks after it take a small part of its time.
 */
const PAGE = 48;

export async function publishProducts(deps: Deps, until: Instant): Promise<LaneOutcome> {
  const { db, clock, log } = deps;
  const now = clock.now();
  if (!(await hasDueProducts(db, now)) && !(await hasDueCollections(db, now))) return { kind: "done" };
  const missing = await missingLoads(db);
  const isBaseMissing = missing.includes("base target");
  await (
    isBaseMissing
      ? openEntries(db, [baseMissingEntry()], now)
      : closeEntries(db, "publish-catalog", [{ ref: REF.base }], now)
  ).run();
  if (missing.length > 0) {
    log.info("publish.catalog-blocked", { loads: missing.join(",") });
    return { kind: "done" };
  }
  return runLane(deps, "publish-catalog", until, async (lane) => {
    const channels = await prepare(lane);
    if ("kind" in channels) return channels;
    await closeIdleCollections(lane, channels.hasCollections);
    if (channels.hasCollections) {
      const stopped = await publishCollections(lane, channels.all);
      if (stopped) return stopped;
    }
    const gate = await openGate(lane);
    if ("kind" in gate) return lane.stop(gate);
    const ended = await planProducts(lane, channels.publications, gate);
    if (ended) return ended;
    let after = -1;
    let hasCreated = false;
    for (;;) {
      const now = clock.now();
      const page = await readDueProducts(db, after, now, PAGE);
      const done = await publishPage(lane, channels.publications, await gate.admit(page, now), now);
      if (done.failure) {
        await gate.met(done.failure, now);
        return lane.stop(done.failure);
      }
      if (done.isLimited) await gate.close(now);
      if (done.allFailed) return { kind: "stopped", reason: "no answer", forShop: false };
      hasCreated ||= done.hasCreated;
      if (lane.outOfTime()) return { kind: "more" };
      after = page.at(-1)?.seqProduct ?? after;
      // New variants have stock to send now, not only at the next tick.
      if (page.length < PAGE) return { kind: hasCreated ? "more" : "done" };
    }
  });
}

interface Channels {
  /** Active channels among the chosen ones. */
  readonly all: readonly string[];
  /** Those of `all` that need a publish call for each product. */
  readonly publications: readonly string[];
  readonly hasCollections: boolean;
}

/** Once per run: the definitions that creates need, and the chosen channels. */
async function prepare(lane: Lane): Promise<LaneOutcome | Channels> {
  const { db, shopify, clock } = lane;
  const { settings } = await readCatalogSettings(db);
  const hasCollections = settings.collections && (await hasCategories(db));
  if ((await isFirstCreation(db)) || (hasCollections && (await isFirstCollection(db)))) {
    const defined = await ensureDefinitions(shopify);
    if (defined.kind === "failed") return lane.stop(defined.failure);
    if (defined.kind === "userErrors") {
      await lane.write([openEntries(db, [definitionEntry(defined.errors)], clock.now())]);
      return { kind: "stopped", reason: "definition", forShop: false };
    }
  }
  const channels = await readPublications(shopify, settings.publications);
  switch (channels.kind) {
    case "failed":
      return lane.stop(channels.failure);
    case "none": {
      const { publications } = settings;
      const entry = publications ? channelMissingEntry(publications) : noPublicationEntry(channels.titles);
      await lane.write([openEntries(db, [entry], clock.now())]);
      return { all: [], publications: [], hasCollections };
    }
    case "publications": {
      const { missing } = channels;
      const { all, forProducts } = chosenChannels(channels);
      await lane.write([
        closeEntries(
          db,
          "publish-catalog",
          [{ ref: REF.shopify }, ...(missing.length > 0 ? [] : [{ ref: REF.channels }])],
          clock.now(),
        ),
        ...(missing.length > 0 ? [openEntries(db, [channelMissingEntry(missing)], clock.now())] : []),
      ]);
      return {
        all: all.map(({ id }) => id),
        publications: forProducts.map(({ id }) => id),
        hasCollections,
      };
    }
  }
}

async function publishPage(
  lane: Lane,
  publications: readonly string[],
  page: readonly DueProduct[],
  now: Instant,
): Promise<{
  readonly failure: AdminFailure | undefined;
  readonly allFailed: boolean;
  readonly hasCreated: boolean;
  /** Shopify makes no new variant today. */
  readonly isLimited: boolean;
}> {
  const outcomes: ProductOutcome[] = [];
  let failure: AdminFailure | undefined;
  const noted = await recordIntents(lane, page, now);
  await eachJoined(lane.shopify, noted, hasFailed, async (due, shopify) => {
    const outcome = await publishOne(shopify, publications, due, now);
    outcomes.push(outcome);
    if (outcome.end.kind === "stop") failure ??= outcome.end.failure;
  });
  await lane.write(saveProductResults(lane, outcomes, now));
  const allFailed = outcomes.length > 0 && outcomes.every(({ end }) => end.kind === "backOff");
  return {
    failure,
    allFailed,
    isLimited: outcomes.some(({ end }) => end.kind === "limit"),
    hasCreated: outcomes.some(({ variants }) => variants?.some(({ isNew }) => isNew) === true),
  };
}
