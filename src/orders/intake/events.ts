import type { RecordDialect } from "../../rules/dialect/dialect.ts";
import { byEarlierClock, toErpTime } from "../../rules/brazil/erp-time.ts";
import { pageKind } from "../../rules/record/page-kind.ts";
import { digestOf } from "../../rules/record/row-hash.ts";
import type { Deps } from "../../deps.ts";
import { readEvent } from "../../erp/records/evento-pedido.ts";
import { readPage } from "../../erp/client/pages.ts";
import type { ErpFailure } from "../../erp/client/result.ts";
import { REF, type DeskEntry } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { insertEvents, newEventOrders } from "../../hub/orders/erp-events.ts";
import { countCuts } from "../../hub/stock/stock-cuts.ts";
import { cutsOf } from "../../rules/stock/cuts.ts";
import { commitPage, advanceLoad, FIRST_WATERMARK, type ActiveLoad } from "../../hub/loads/loads.ts";
import { countPage } from "../../hub/loads/runs.ts";
import { reasonOf } from "../../log.ts";
import { enterEvent, unreadableEvent, type Complaint, type EnteredEvent } from "../../rules/orders/event-page.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { outageOf, refusalOf } from "../../loads/erp-failure.ts";
import { erpRunStart, type RunStartRule } from "../../loads/run-start.ts";
import {
  jobOutcomeOf,
  ORDER_RUN_LEASE_MS,
  type PageFailure,
  walkPages,
  type PageOutcome,
} from "../../loads/walk-pages.ts";

const PAGE_SIZE_DEFAULT = 200;
const PAGES_MAX = 5_000;
/** The load as a whole, for the desk. */
const OF_LOAD = { area: "order-events", ref: REF.load } as const;
/** Events of orders from before the connector belong to no order here. */
const FIRST_LOOKBACK_MS = 24 * 3_600_000;
/**
 * Once a day the last two days are read again: an event missed by the paging could be an invoice that is never shown.
 */
const FULL_EVERY_HOURS_DEFAULT = 24;

/** Polls the ERP's order events into the hub page by page, and requeues each order once a page. */
export const pullEvents = (deps: Deps, run: Run): Promise<JobOutcome> =>
  walkPages(deps, run, {
    key: { name: "order-events", company: 0, segment: 0 },
    leaseMs: ORDER_RUN_LEASE_MS,
    startOf: (load, now) => erpRunStart(load, now, RUN_START),
    readPage: (load) => pull(deps, load),
  }).then(jobOutcomeOf);

/** A full run reads the last two days again, and never less than what changed. */
const RUN_START: RunStartRule = {
  fullEveryHours: FULL_EVERY_HOURS_DEFAULT,
  from({ isFull, everyMs, overlapped }, now) {
    if (overlapped === null) return toErpTime(now - FIRST_LOOKBACK_MS);
    return toErpTime(isFull ? Math.min(overlapped, now - 2 * everyMs) : overlapped);
  },
};

async function pull(deps: Deps, load: ActiveLoad): Promise<PageOutcome> {
  const { db, clock, erp } = deps;
  if (load.page > PAGES_MAX)
    return {
      kind: "failed",
      entry: { ...OF_LOAD, reason: "pages-endless", params: { pages: PAGES_MAX } },
      what: `more than ${PAGES_MAX} pages of events`,
      restart: true,
    };
  const ask = {
    page: load.page,
    pageSize: load.pageSize ?? PAGE_SIZE_DEFAULT,
    hasAnswered: load.watermark > FIRST_WATERMARK,
  };
  const record = (await erp.dialect("fresh")).records.events;
  const result = await readPage(erp, record, { changedSince: load.readFrom }, ask);
  if (!result.ok) return failed(result.failure);
  const { page } = result;
  const digest = digestOf(JSON.stringify(page.items));
  // Keys are not compared: a page may repeat events of the one before, and the list still advances.
  const pageIs = pageKind(
    { ...page, items: page.items.length, digest, keys: [], records: 0 },
    { digest: load.pageDigest, keys: new Set() },
  );
  if (pageIs === "repeated")
    return {
      kind: "failed",
      entry: { ...OF_LOAD, reason: "page-repeated", params: { page: load.page } },
      what: `page ${load.page} of events repeats the one before`,
      restart: true,
    };
  const isLast = pageIs !== "next";
  // A server without pages has sent the page before once more.
  const items = pageIs === "unpaged" ? [] : page.items;
  const { entered, complaints } = parseEvents(items, record);
  const now = clock.now();
  const step = {
    ...(isLast
      ? { kind: "end" as const, ofSeveralPages: load.page > 1 && pageIs !== "unpaged" }
      : { kind: "next" as const, digest }),
    readUntil: load.page === 1 ? byEarlierClock(load.readUntil, page.erpNow, now) : load.readUntil,
  };
  const outcome = await commitPage(
    deps,
    load,
    [
      advanceLoad(db, load, step, now, ORDER_RUN_LEASE_MS),
      countPage(db, load.runId, { read: items.length, refused: complaints.length, last: isLast }, now),
      ...countCuts(db, cutsOf(entered), now),
      insertEvents(db, entered, now),
      ...(complaints.length > 0 ? [openEntries(db, complaints.map(toEntry), now)] : []),
      closeEntries(db, "order-events", [{ ref: REF.load }], now),
    ],
    isLast,
  );
  if (outcome === "lost") return { kind: "lost" };
  await requeueOrders(deps, entered);
  if (isLast) return { kind: "done" };
  return { kind: "next", load: { ...load, page: load.page + 1, pageDigest: digest, readUntil: step.readUntil } };
}

/**
 * Parses each item by itself: a bad item becomes a desk entry, the others continue. A repeated event on a page counts
 * once.
 */
export function parseEvents(
  items: readonly unknown[],
  record: RecordDialect,
): {
  readonly entered: readonly EnteredEvent[];
  readonly complaints: readonly (Complaint & { readonly raw?: string })[];
} {
  const entered = new Map<string, EnteredEvent>();
  const complaints: (Complaint & { readonly raw?: string })[] = [];
  for (const result of items.map((item) => readEvent(item, { record }))) {
    if (!result.ok) {
      complaints.push({ ...unreadableEvent(result.key, result.fields, digestOf(result.raw)), raw: result.raw });
      continue;
    }
    const { entered: event, complaint } = enterEvent(result.event);
    if (event) entered.set(event.event.eventKey, event);
    if (complaint) complaints.push(complaint);
  }
  return { entered: [...entered.values()], complaints };
}

export const toEntry = ({ raw, ...complaint }: Complaint & { readonly raw?: string }): DeskEntry => ({
  ...complaint,
  ...(raw === undefined ? {} : { detail: raw }),
});

/** The page is in the hub, so the sweep's due run sends a message that cannot be sent now. */
export async function requeueOrders(
  { db, orders, log }: Pick<Deps, "db" | "orders" | "log">,
  entered: readonly EnteredEvent[],
): Promise<void> {
  if (entered.length === 0) return;
  try {
    const orderIds = await newEventOrders(
      db,
      entered.map(({ event }) => event.orderId),
    );
    for (let at = 0; at < orderIds.length; at += 100)
      await orders.sendBatch(
        orderIds.slice(at, at + 100).map((orderId) => ({ body: { orderId, cause: "erp-event" as const } })),
      );
  } catch (error) {
    log.warn("order-events.enqueue-failed", { reason: reasonOf(error) });
  }
}

function failed(failure: ErpFailure): PageFailure {
  switch (failure.kind) {
    case "unknown":
      return outageOf(failure);
    case "refused":
      return refusalOf(failure, { ...OF_LOAD, reason: "erp-refused", params: { code: failure.code } });
    case "notThere":
    case "alreadyThere":
      return {
        kind: "failed",
        entry: { ...OF_LOAD, reason: "erp-not-there", params: {} },
        what: "the address of events is not there in the ERP",
      };
    case "unauthorized":
      return {
        kind: "failed",
        entry: { ...OF_LOAD, reason: "needs-reauth", params: {} },
        what: `the ERP refused the user: ${failure.message}`,
        words: failure.message,
      };
  }
}
