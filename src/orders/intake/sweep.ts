import type { Deps } from "../../deps.ts";
import { REF } from "../../rules/record/desk-entry.ts";
import { closeEntries } from "../../hub/desk/desk.ts";
import {
  commitPage,
  FIRST_WATERMARK,
  advanceLoad,
  type ActiveLoad,
  type Load,
  type RunStart,
} from "../../hub/loads/loads.ts";
import { knownOrders } from "../../hub/orders/orders.ts";
import { countChanged, countPage } from "../../hub/loads/runs.ts";
import type { Instant } from "../../ports.ts";
import { isoSeconds } from "../../rules/record/iso-seconds.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { sweepPage, type SweptOrder } from "../../shopify/orders/sweep.ts";
import { readEventsByOrder } from "./events-by-order.ts";
import { requeueDueOrders } from "./requeue-due.ts";
import { showUnknownOrders } from "./unknown-orders.ts";
import { showWebhookSilence } from "./webhook-silence.ts";
import type { JobOutcome, Run } from "../../job.ts";
import {
  jobOutcomeOf,
  ORDER_RUN_LEASE_MS,
  type PageFailure,
  walkPages,
  type PageOutcome,
} from "../../loads/walk-pages.ts";

/** Possible delay of Shopify's search index, ms. */
const OVERLAP_MS = 600_000;
/** The first sweep reads one day back; older orders predate the connector. */
const FIRST_LOOKBACK_MS = 24 * 3_600_000;
/** A hundred orders a page: a longer walk means a cursor that repeats. */
const PAGES_MAX = 1_000;
/** The load as a whole, for the desk. */
const OF_LOAD = { area: "order-sweep", ref: REF.load } as const;

/**
 * Finds orders whose webhook or queue message was lost (invariant 4). It compares every order changed in Shopify since
 * the last sweep with the hub's copy. Then it requeues the orders that are due.
 */
export async function sweepOrders(deps: Deps, run: Run): Promise<JobOutcome> {
  const outcome = await walkPages(deps, run, {
    key: { name: "order-sweep", company: 0, segment: 0 },
    leaseMs: ORDER_RUN_LEASE_MS,
    startOf,
    readPage: (load) => sweep(deps, load),
  });
  await requeueDueOrders(deps);
  await showUnknownOrders(deps);
  await showWebhookSilence(deps);
  await readEventsByOrder(deps);
  return jobOutcomeOf(outcome);
}

function startOf(load: Load, now: Instant): Omit<RunStart, "runId"> {
  const watermark = load.watermark === FIRST_WATERMARK ? now - FIRST_LOOKBACK_MS : Date.parse(load.watermark);
  return { readFrom: isoSeconds(watermark - OVERLAP_MS), readUntil: isoSeconds(now), isFull: false };
}

async function sweep(deps: Deps, load: ActiveLoad): Promise<PageOutcome> {
  const { db, clock, shopify, orders, log } = deps;
  if (load.page > PAGES_MAX)
    return {
      kind: "failed",
      entry: { ...OF_LOAD, reason: "pages-endless", params: { pages: PAGES_MAX } },
      what: `more than ${PAGES_MAX} pages of orders`,
      restart: true,
    };
  const result = await sweepPage(shopify, load.readFrom, load.cursor);
  if (!result.ok) return failed(result.failure);
  const { orders: swept, next } = result.data;
  const changed = await unseen(db, swept);
  // Messages leave before the cursor moves: a crash in between repeats them without effect. The reverse order would
  // lose them.
  const messages = changed.map(({ orderId, updatedAt }) => ({ body: { orderId, updatedAt, cause: "sweep" as const } }));
  if (messages.length > 0) await orders.sendBatch(messages);
  const now = clock.now();
  // The watermark follows Shopify's clock: the latest change on the page. An empty page leaves it unchanged.
  const readUntil = swept.at(-1)?.updatedAt ?? (load.page === 1 ? load.watermark : load.readUntil);
  const step = next === null ? { kind: "end" as const, readUntil } : { kind: "next" as const, cursor: next };
  const outcome = await commitPage(
    deps,
    load,
    [
      advanceLoad(db, load, step, now, ORDER_RUN_LEASE_MS),
      countPage(db, load.runId, { read: swept.length, refused: 0, last: next === null }, now),
      countChanged(db, load.runId, "SELECT ?2 AS n", [changed.length]),
      closeEntries(db, "order-sweep", [{ ref: REF.load }], now),
    ],
    next === null,
  );
  if (changed.length > 0) log.info("order-sweep.page", { page: load.page, read: swept.length, sent: changed.length });
  if (outcome === "lost") return { kind: "lost" };
  return next === null ? { kind: "done" } : { kind: "next", load: { ...load, page: load.page + 1, cursor: next } };
}

/** Orders that the hub does not have, or has in an older version. */
async function unseen(db: D1Database, swept: readonly SweptOrder[]): Promise<readonly SweptOrder[]> {
  if (swept.length === 0) return [];
  const known = await knownOrders(
    db,
    swept.map(({ orderId }) => orderId),
  );
  return swept.filter(({ orderId, updatedAt }) => {
    const order = known.get(orderId);
    if (order?.state === "cancelled") return false; // a cancelled order has no further step
    const seenAt = order?.shopUpdatedAt ?? null;
    return seenAt === null || Date.parse(seenAt) !== Date.parse(updatedAt);
  });
}

function failed(failure: AdminFailure): PageFailure {
  switch (failure.kind) {
    case "unauthorized":
      return {
        kind: "failed",
        entry: { ...OF_LOAD, reason: "needs-reauth", params: {} },
        what: "Shopify refused the credentials",
      };
    case "shopClosed":
      return {
        kind: "failed",
        entry: { ...OF_LOAD, reason: "shop-closed", params: { status: failure.status } },
        what: `the shop is closed or locked (HTTP ${failure.status})`,
      };
    case "refused":
      return {
        kind: "failed",
        entry: { ...OF_LOAD, reason: "shopify-refused", params: { code: failure.code } },
        what: `Shopify refused the query (${failure.code})`,
        restart: true,
      };
    case "throttled":
      return { kind: "failed", entry: null, what: "Shopify's rate limit" };
    case "dryRun": // the dry run only reads
      return { kind: "failed", entry: null, what: "the dry run is on" };
    case "notSent": // of bulk lines only
      return { kind: "failed", entry: null, what: "the query was not sent" };
    case "unknown":
      return { kind: "failed", entry: null, what: `no usable response of Shopify: ${failure.message}` };
  }
}
