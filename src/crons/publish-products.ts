/** The catalogue lane: due rows of `shop_products` → products and their variants, a few at a time, each for itself. */
import { closeDesk, openDesk } from "../hub/desk.ts";
import {
  backOffProducts,
  hasDueProducts,
  isFirstCreation,
  markProducts,
  missingLoads,
  readDueProducts,
  type DueProduct,
} from "../hub/shop-products.ts";
import { markVariants, wakeStock } from "../hub/shop-variants.ts";
import type { Deps } from "../deps.ts";
import type { Instant } from "../ports.ts";
import type { AdminFailure } from "../shopify/result.ts";
import { ensureDefinitions } from "../shopify/setup/definitions.ts";
import { readPublications } from "../shopify/setup/publications.ts";
import { backOffMs, inParallel, runLane, type Lane, type LaneOutcome } from "./publish-lane.ts";
import { planProducts } from "./publish-bulk-products.ts";
import { publishOne, type ProductOutcome } from "./publish-product.ts";
import { baseMissingEntry, definitionEntry, noPublicationEntry } from "./publish-words.ts";

const PAGE = 48;
/** Products whose marks are written together: what a crash makes again is at most so many. */
const CHUNK = 24;
/** Calls at once; a Worker has six connections for everything it does. */
const WIDTH = 4;

export async function publishProducts(deps: Deps, until: Instant): Promise<LaneOutcome> {
  const { db, clock, log } = deps;
  if (!(await hasDueProducts(db, clock.now()))) return { kind: "done" };
  const missing = await missingLoads(db);
  if (missing.length > 0) {
    log.info("publish.catalog-waits", { loads: missing.join(",") });
    if (missing.includes("base target")) await openDesk(db, [baseMissingEntry()], clock.now()).run();
    return { kind: "done" };
  }
  return runLane(deps, "publish-catalog", until, async (lane) => {
    const channels = await prepare(lane);
    if ("kind" in channels) return channels;
    const ended = await planProducts(lane, channels.publications);
    if (ended) return ended;
    let after = -1;
    let hasMade = false;
    for (;;) {
      const now = clock.now();
      const page = await readDueProducts(db, after, now, PAGE);
      for (let from = 0; from < page.length; from += CHUNK) {
        const done = await publishChunk(lane, channels.publications, page.slice(from, from + CHUNK), now);
        if (done.failure) return lane.stop(done.failure);
        if (done.allFailed) return { kind: "stopped", reason: "no answer", forShop: false };
        hasMade ||= done.hasMade;
        if (lane.outOfTime()) return { kind: "more" };
      }
      after = page.at(-1)?.seqProduct ?? after;
      // New variants have stock to be sent: at once, not only at the next tick.
      if (page.length < PAGE) return { kind: hasMade ? "more" : "done" };
    }
  });
}

/** Once per run: the definition that creation needs, and the channels products go to. */
async function prepare(lane: Lane): Promise<LaneOutcome | { readonly publications: readonly string[] }> {
  const { db, shopify, clock } = lane;
  if (await isFirstCreation(db)) {
    const defined = await ensureDefinitions(shopify);
    if (defined.kind === "failed") return lane.stop(defined.failure);
    if (defined.kind === "userErrors") {
      await lane.write([openDesk(db, [definitionEntry(defined.errors)], clock.now())]);
      return { kind: "stopped", reason: "definition", forShop: false };
    }
  }
  const channels = await readPublications(shopify);
  switch (channels.kind) {
    case "failed":
      return lane.stop(channels.failure);
    case "none":
      await lane.write([openDesk(db, [noPublicationEntry(channels.titles)], clock.now())]);
      return { publications: [] };
    case "publications": {
      await lane.write([closeDesk(db, "publish-catalog", ["Shopify"], clock.now())]);
      const { automatic } = channels;
      return { publications: channels.chosen.filter((id) => !automatic.includes(id)) };
    }
  }
}

async function publishChunk(
  lane: Lane,
  publications: readonly string[],
  chunk: readonly DueProduct[],
  now: Instant,
): Promise<{ readonly failure: AdminFailure | undefined; readonly allFailed: boolean; readonly hasMade: boolean }> {
  const outcomes: ProductOutcome[] = [];
  let failure: AdminFailure | undefined;
  await inParallel(chunk, WIDTH, async (due) => {
    if (failure) return;
    const outcome = await publishOne(lane.shopify, publications, due, now);
    outcomes.push(outcome);
    if (outcome.end.kind === "stop") failure ??= outcome.end.failure;
  });
  await lane.write(productStatements(lane, outcomes, now));
  const allFailed = outcomes.length > 0 && outcomes.every(({ end }) => end.kind === "backOff");
  return {
    failure,
    allFailed,
    hasMade: outcomes.some(({ variants }) => variants?.some(({ isNew }) => isNew) === true),
  };
}

/** What products come to, by single calls or by the lines of a bulk job: marks, gids, desk and counts for one batch. */
export function productStatements(
  lane: Pick<Lane, "db" | "count">,
  outcomes: readonly ProductOutcome[],
  now: Instant,
): D1PreparedStatement[] {
  const { db } = lane;
  const of = (...kinds: readonly ProductOutcome["end"]["kind"][]) =>
    outcomes.filter(({ end }) => kinds.includes(end.kind));
  const settled = of("sent", "refused", "parked");
  const put = of("backOff", "stop");
  const pending = put.length + of("parked").length;
  lane.count({ due: outcomes.length, sent: of("sent").length, refused: of("refused").length, pending });
  const withSet = outcomes.filter(({ variants }) => variants !== null);
  const wake = outcomes.flatMap((outcome) => outcome.wakeStock);
  const desk = outcomes.flatMap((outcome) => outcome.desk);
  const open = new Set(desk.map(({ record }) => record));
  const right = of("sent")
    .flatMap(({ due }) => [`P${due.seqProduct}`, ...due.skus.map(({ sku }) => sku)])
    .filter((record) => !open.has(record));
  return [
    ...(settled.length > 0
      ? [
          markProducts(
            db,
            settled.map(({ due, accepted }) => ({ seqProduct: due.seqProduct, version: due.version, ...accepted })),
          ),
        ]
      : []),
    ...(put.length > 0
      ? [
          backOffProducts(
            db,
            put.map(({ due, end, accepted }) => ({
              seqProduct: due.seqProduct,
              ...accepted,
              // What stopped the lane is not this product's fault: it goes first next time.
              notBefore: end.kind === "stop" ? 0 : now + backOffMs(due.attempts),
            })),
          ),
        ]
      : []),
    ...(withSet.length > 0
      ? markVariants(
          db,
          withSet.map(({ due }) => due.seqProduct),
          withSet.flatMap(({ variants }) => variants ?? []),
        )
      : []),
    ...(wake.length > 0 ? [wakeStock(db, wake)] : []),
    ...(desk.length > 0 ? [openDesk(db, desk, now)] : []),
    ...(right.length > 0 ? [closeDesk(db, "publish-catalog", right, now)] : []),
  ];
}
