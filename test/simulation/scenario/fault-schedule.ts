/** The outcome of each step of the Worker: drawn, counted by kind, and always ok after the storm. */
import { platformErrors } from "../../../sim/cloudflare/d1-errors.ts";
import type { StepOutcome, Step } from "../../../sim/cloudflare/isolate.ts";
import type { RandomStreams } from "./random-streams.ts";
import type { Plan } from "./plan.ts";
import type { Tally } from "./tally.ts";

/** An hour in which one thing is much worse: the database is overloaded, many isolates die. */
export interface Burst {
  readonly kind: "d1" | "death" | "network";
  readonly from: number;
  readonly until: number;
}

const BURST_RATE = 0.25;
/** Past the leases of loads, lanes and orders, short of the quarter of an hour that ends an invocation. */
const STANDS_STILL_MS = 250_000;
/** What the runs after it have read again by then is not read once more: only the fence keeps the old page out. */
const PAGE_STANDS_MS = 500_000;
const IS_PAGE = /^UPDATE loads \+ UPDATE runs \+ UPDATE runs .*INSERT (stock|prices|products|skus)\b/;
export const STANDS_STILL_MAX_MS = 2 * STANDS_STILL_MS;
export const STANDS_STILL = "isolate: stands still for minutes";
/** Steps of order messages and webhooks are few among the crons' many, and matter most. */
const ORDERS_SHARE = 4;

const WEBHOOK_INVOCATION = "fetch POST /webhooks/shopify";

/** When no statement reaches the hub; null: never. */
export function hubOutageOf({
  weather,
  features,
  stormFrom,
  stormUntil,
}: Plan): { from: number; until: number } | null {
  if (weather === "quiet" || features.hubOutage === null) return null;
  const from = stormFrom + features.hubOutage.at * (stormUntil - stormFrom);
  return { from, until: Math.min(stormUntil, from + features.hubOutage.ms) };
}

export interface FaultSchedule {
  (step: Step): StepOutcome;
}

export function faultScheduleOf({
  plan,
  streams,
  now,
  bursts,
  counts,
}: {
  readonly plan: Plan;
  readonly streams: RandomStreams;
  readonly now: () => number;
  readonly bursts: readonly Burst[];
  readonly counts: Tally;
}): FaultSchedule {
  const { chance } = streams("fates");
  const speed = streams("latency").chance;
  const { rates, stormFrom, stormUntil, features } = plan;
  const late = streams("late answers").chance;
  const still = streams("a page stands still").chance;
  const noQueueFrom = stormFrom + (features.queueOutage?.at ?? 0) * (stormUntil - stormFrom);
  const noQueueUntil = noQueueFrom + (features.queueOutage?.ms ?? 0);

  const hubGone = hubOutageOf(plan);

  const latency = (port: Step["call"]["port"]): { beforeMs: number; afterMs: number } => {
    const most = port === "d1" ? 20 : port === "fetch" ? 120 : 30;
    const rare = speed() < 0.01 ? 20 : 1;
    return { beforeMs: 1 + Math.floor(speed() * most * rare), afterMs: 1 + Math.floor(speed() * most * rare) };
  };

  return ({ call, invocation }) => {
    const times = latency(call.port);
    const at = now();
    if (at < stormFrom || at >= stormUntil) return { kind: "ok", ...times };
    if (hubGone !== null && hubGone.from <= at && at < hubGone.until) {
      if (call.port === "d1") {
        counts.add("d1: gone for minutes");
        return { kind: "failBefore", ...times, error: platformErrors.connectionLost };
      }
      // Nothing else goes wrong for a webhook meanwhile: one that is refused then has needed the hub.
      if (invocation === WEBHOOK_INVOCATION) return { kind: "ok", ...times };
    }
    const burst = bursts.find(({ from, until }) => from <= at && at < until)?.kind;
    const share = invocation.startsWith("cron") ? 1 : ORDERS_SHARE;
    // An isolate may stand still for longer than any lease, and go on as if nothing had happened: what fences are for.
    if (call.port === "d1" && rates.standsStill > 0 && chance() < rates.standsStill) {
      counts.add(STANDS_STILL);
      const ms = STANDS_STILL_MS + Math.floor(chance() * (STANDS_STILL_MAX_MS - STANDS_STILL_MS));
      if (late() < 0.5) return { kind: "ok", beforeMs: ms, afterMs: times.afterMs };
      counts.add("d1: answer late by minutes");
      return { kind: "ok", beforeMs: times.beforeMs, afterMs: ms };
    }
    // Never before the effect: no fence of ours stands in the shop or the ERP, and clients give up after half a minute.
    if (call.port === "fetch" && rates.standsStill > 0 && late() < rates.standsStill) {
      counts.add("network: answer late by minutes");
      return { kind: "ok", beforeMs: times.beforeMs, afterMs: STANDS_STILL_MS + Math.floor(late() * STANDS_STILL_MS) };
    }
    if (plan.weather === "storm" && features.pageStands > 0 && call.port === "d1" && IS_PAGE.test(call.label))
      if (still() < features.pageStands) {
        counts.add("isolate: a page stands still for minutes");
        return { kind: "ok", beforeMs: PAGE_STANDS_MS + Math.floor(still() * 300_000), afterMs: times.afterMs };
      }
    if (plan.weather !== "quiet" && call.port === "queue" && noQueueFrom <= at && at < noQueueUntil) {
      counts.add("queue: gone for minutes");
      return { kind: "failBefore", ...times, error: () => new Error("Queue send failed: internal error") };
    }
    // One throw a step: the kinds lie side by side on it.
    let left = chance();
    const falls = (rate: number) => (left -= rate * share) < 0;
    const give = (kind: StepOutcome["kind"], name: string, error?: () => unknown): StepOutcome => {
      counts.add(name);
      return { kind, ...times, ...(error ? { error } : {}) };
    };
    if (falls(rates.death + (burst === "death" ? BURST_RATE / 5 : 0)))
      return chance() < 0.5
        ? give("dieBefore", "isolate: dies before a step")
        : give("dieAfter", "isolate: dies after a step");
    switch (call.port) {
      case "d1": {
        const more = burst === "d1" ? BURST_RATE : 0;
        if (falls(rates.d1Overloaded + more / share))
          return give("failBefore", "d1: overloaded", platformErrors.overloaded);
        if (falls(rates.d1LostBefore))
          return give("failBefore", "d1: lost before the commit", platformErrors.connectionLost);
        if (falls(rates.d1LostAfter))
          return give("failAfter", "d1: lost after the commit", platformErrors.connectionLost);
        break;
      }
      case "queue":
        if (falls(rates.sendFails))
          return give("failBefore", "queue: send fails", () => new Error("Queue send failed: internal error"));
        if (falls(rates.sendAnswerLost))
          return give("failAfter", "queue: send's answer lost", () => new Error("Network connection lost."));
        break;
      case "fetch": {
        const more = burst === "network" ? BURST_RATE / 2 : 0;
        if (falls(rates.fetchLostBefore + more / share))
          return give("failBefore", "network: lost before the effect", () => new Error("Network connection lost."));
        if (falls(rates.fetchLostAfter + more / share))
          return give("failAfter", "network: lost after the effect", () => new Error("Network connection lost."));
        break;
      }
      case "r2":
        if (falls(rates.r2Fails)) return give("failBefore", `r2: ${call.label} fails`, () => new Error(R2_ERROR));
        if (falls(rates.r2AnswerLost))
          return give("failAfter", `r2: ${call.label}'s answer lost`, () => new Error("Network connection lost."));
        break;
      case "sleep":
        break;
    }
    return { kind: "ok", ...times };
  };
}

/** As R2 words it. */
const R2_ERROR = "We encountered an internal error. Please try again. (10001)";

export function burstsOf(plan: Plan, streams: RandomStreams): Burst[] {
  if (plan.weather === "quiet") return [];
  const stream = streams("bursts");
  const count = stream.between(0, 2);
  return Array.from({ length: count }, () => {
    const from = plan.stormFrom + Math.floor(stream.chance() * (plan.stormUntil - plan.stormFrom));
    return {
      kind: stream.pick(["d1", "death", "network"] as const),
      from,
      until: from + stream.between(1, 8) * 60_000,
    };
  });
}
