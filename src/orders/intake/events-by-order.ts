/**
 * Events that the poll's window has passed: an order that the ERP imported two days ago, and of which nothing has come
 * since, is asked for by itself. The events that the ERP has of it are stored like those of a page.
 *
 * The walk goes through these orders once a day, some in each tick. Its position stands in the hub after each order: a
 * crash asks for one order twice, and an event that is stored already is nothing new.
 */
import type { Deps } from "../../deps.ts";
import { readPage } from "../../erp/client/pages.ts";
import { readEvent } from "../../erp/records/evento-pedido.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { readPosition, savePosition } from "../../hub/loads/portions.ts";
import { insertEvents } from "../../hub/orders/erp-events.ts";
import { importedAndSilent } from "../../hub/orders/orders.ts";
import { countCuts } from "../../hub/stock/stock-cuts.ts";
import type { RecordDialect } from "../../rules/dialect/dialect.ts";
import { digestOf } from "../../rules/record/row-hash.ts";
import { cutsOf } from "../../rules/stock/cuts.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { reasonOf } from "../../log.ts";
import type { Instant } from "../../ports.ts";
import { parseEvents, requeueOrders, toEntry } from "./events.ts";

const NAME = "events-by-order";
const DAY_MS = 86_400_000;
/** The poll's full run reads as far back by itself. */
const SILENT_MS = 2 * DAY_MS;
/** An order that nothing happened to for longer is a matter of the desk and the ledger. */
const OLDEST_MS = 30 * DAY_MS;
const ORDERS_OF_A_TICK = 10;
/** Events of one order: a handful, of which a page may bring only some. More pages are a list that is not of this order. */
const PAGES_MAX = 20;
const PAGE_SIZE = 200;
/** The position's second part once a walk has ended; no order has this id. */
const ENDED = "ended";

export async function readEventsByOrder(deps: Deps): Promise<void> {
  const { db, clock, log } = deps;
  try {
    const now = clock.now();
    const position = await readPosition<readonly [number, string]>(db, NAME);
    if (position?.[1] === ENDED && now - position[0] < DAY_MS) return;
    if ((await readOrderRules(db)).eventsByOrder === "off") return;
    const after = position === null || position[1] === ENDED ? ([now - OLDEST_MS, ""] as const) : position;
    const orders = await importedAndSilent(db, { after, before: now - SILENT_MS, limit: ORDERS_OF_A_TICK });
    for (const { orderId, updatedAt } of orders) {
      const outcome = await readOne(deps, orderId, now);
      if (outcome !== "read") {
        log.warn("order-events.by-order-stopped", { orderId, reason: outcome });
        return;
      }
      await savePosition(db, NAME, [updatedAt, orderId]).run();
    }
    if (orders.length < ORDERS_OF_A_TICK) await savePosition(db, NAME, [now, ENDED]).run();
  } catch (error) {
    log.warn("order-events.by-order-stopped", { reason: reasonOf(error) }); // the next tick goes on
  }
}

/** @returns "read", or why the walk ends for now */
async function readOne(deps: Deps, orderId: string, now: Instant): Promise<string> {
  const { db, erp } = deps;
  const record = (await erp.dialect()).records.events;
  let before = "";
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const filters = { orderId, changedSince: "1900-01-01T00:00:00" };
    const result = await readPage(erp, record, filters, { page, pageSize: PAGE_SIZE });
    if (!result.ok) return result.failure.kind;
    const { items, isLast, isEndByLength } = result.page;
    // An ERP that does not page brings the same list again.
    const digest = digestOf(JSON.stringify(items));
    if (digest === before) return "read";
    before = digest;
    // An answer counts only if it is about what was asked: this ERP does not know the filter.
    if (items.some((item) => isOfAnother(item, orderId, record))) return "other-orders";
    const { entered, complaints } = parseEvents(items, record);
    if (entered.length + complaints.length > 0)
      await db.batch([
        ...countCuts(db, cutsOf(entered), now),
        insertEvents(db, entered, now),
        ...(complaints.length > 0 ? [openEntries(db, complaints.map(toEntry), now)] : []),
      ]);
    await requeueOrders(deps, entered);
    // A short page of a list that does not say where it ends is no end.
    if (items.length === 0 || (isLast && !isEndByLength)) return "read";
  }
  return "too-many-pages";
}

function isOfAnother(item: unknown, orderId: string, record: RecordDialect): boolean {
  const read = readEvent(item, { record });
  return read.ok && read.event.orderId !== orderId;
}
