/**
 * While the ERP is silent, the orders that wait only for it rest, and one of them probes it every half minute. Otherwise
 * each order would be read in Shopify before its call fails too, and the catalogue would find the bucket empty.
 *
 * What a crash leaves: a probe that was taken and not sent costs half a minute; a silence that is not ended costs one more
 * probe. Resting orders become due by themselves (`next_at`), so no order depends on the end of the silence. If only some
 * orders were made due, the next sweep continues.
 */
import { endSilence, markWaitingDue, restUntil, saveSilence, takeProbe } from "../hub/orders/erp-silence.ts";
import type { ErpClient, ErpResult } from "../erp/client/result.ts";
import type { Instant } from "../ports.ts";
import { reasonOf } from "../log.ts";
import type { BatchSeen } from "./intake/merged.ts";
import type { OrderDeps } from "./step.ts";

/** Calls without a usable answer, and none with one, before a batch takes the ERP for silent. */
export const SILENT_CALLS = 3;
const PROBE_EVERY_MS = 30_000;
/** How long an order rests; the end of the silence makes it due earlier. */
const REST_MS = 600_000;

/** A thousand orders each. */
const PORTIONS_MAX = 50;

export interface WatchedErp {
  readonly erp: ErpClient;
  /** How many calls the ERP answered, and how many it did not. */
  readonly calls: () => { readonly answered: number; readonly silent: number };
}

/** Counts whether the ERP answers. A refusal is an answer; a time-out, a cut and a server's page are none. */
export function watchErp(erp: ErpClient): WatchedErp {
  let answered = 0;
  let silent = 0;
  const counted = <T>(result: ErpResult<T>): ErpResult<T> => {
    if (result.ok || result.failure.kind !== "unknown") answered += 1;
    else silent += 1;
    return result;
  };
  return {
    erp: {
      ...erp,
      get: async (...given) => counted(await erp.get(...given)),
      post: async (...given) => counted(await erp.post(...given)),
    },
    calls: () => ({ answered, silent }),
  };
}

export interface Resting {
  /** Orders that rest. */
  readonly rest: readonly string[];
  /** The order that probes the ERP in this batch; null: another batch's does. */
  readonly probe: string | null;
}

/** Returns the orders of the batch that rest. If a probe is due, the first one goes. Never rejects. */
export async function restingOrders(
  { db, clock, log }: OrderDeps,
  { waitingForErp, probeAt, withoutNews }: BatchSeen,
): Promise<Resting> {
  const waiting = [...waitingForErp].filter((orderId) => !withoutNews.has(orderId));
  if (probeAt === null || waiting.length === 0) return { rest: [], probe: null };
  const now = clock.now();
  try {
    const isProbe = probeAt <= now && (await takeProbe(db, now + PROBE_EVERY_MS, now));
    const rest = isProbe ? waiting.slice(1) : waiting;
    await restUntil(db, rest, now + REST_MS, now);
    return { rest, probe: isProbe ? (waiting[0] ?? null) : null };
  } catch (error) {
    log.warn("erp.silence-unsaved", { reason: reasonOf(error) });
    return { rest: [], probe: null }; // worked as always
  }
}

/**
 * Makes the waiting orders due after a silence, in portions: an outage may leave any number of orders.
 * @returns true: all of them are due
 */
export async function goOnMarkingWaiting({ db, clock }: Pick<OrderDeps, "db" | "clock">): Promise<boolean> {
  for (let portions = 0; portions < PORTIONS_MAX; portions += 1)
    if (!(await markWaitingDue(db, clock.now()))) return true;
  return false;
}

/**
 * Stores whether the ERP answered this batch, and sends the next probe while the silence lasts. Never rejects: the next
 * batch repeats it, and the due run finds the order of a lost probe.
 * @param probeAt of the silence as the batch found it; null: there was none
 * @param prober an order that may probe next; null: another batch sends it
 */
export async function noteSilence(
  { db, clock, log, orders }: OrderDeps,
  probeAt: Instant | null,
  { answered, silent }: ReturnType<WatchedErp["calls"]>,
  prober: string | null,
): Promise<"answersAgain" | "asBefore"> {
  const now = clock.now();
  try {
    if (answered > 0 && probeAt !== null) {
      await endSilence(db);
      log.info("erp.answers-again", {});
      await goOnMarkingWaiting({ db, clock });
      return "answersAgain";
    }
    if (answered > 0 || silent < (probeAt === null ? SILENT_CALLS : 1) || prober === null) return "asBefore";
    if (probeAt === null) log.warn("erp.silent", { calls: silent });
    await saveSilence(db, now + PROBE_EVERY_MS, now);
    await restUntil(db, [prober], now + PROBE_EVERY_MS, now);
    await orders.send({ orderId: prober, cause: "due" }, { delaySeconds: PROBE_EVERY_MS / 1_000 });
  } catch (error) {
    log.warn("erp.silence-unsaved", { reason: reasonOf(error) });
  }
  return "asBefore";
}
