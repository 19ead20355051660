/** What becomes of each step of the Worker: drawn, counted by kind, and off once the storm is over. */
import { platformErrors } from "../../../sim/cloudflare/d1-errors.ts";
import type { Fate, Step } from "../../../sim/cloudflare/isolate.ts";
import type { Dice } from "./dice.ts";
import type { Plan } from "./plan.ts";
import type { Tally } from "./tally.ts";

/** An hour in which one thing is much worse: the database is overloaded, the isolates die like flies. */
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

export interface Fates {
  (step: Step): Fate;
}

export function fatesOf({
  plan,
  dice,
  now,
  bursts,
  struck,
}: {
  readonly plan: Plan;
  readonly dice: Dice;
  readonly now: () => number;
  readonly bursts: readonly Burst[];
  readonly struck: Tally;
}): Fates {
  const { chance } = dice("fates");
  const speed = dice("latency").chance;
  const { rates, stormFrom, stormUntil, lanes } = plan;
  const late = dice("late answers").chance;
  const still = dice("a page stands still").chance;
  const noQueueFrom = stormFrom + (lanes.queueOutage?.at ?? 0) * (stormUntil - stormFrom);
  const noQueueUntil = noQueueFrom + (lanes.queueOutage?.ms ?? 0);

  const latency = (port: Step["call"]["port"]): { beforeMs: number; afterMs: number } => {
    const most = port === "d1" ? 20 : port === "fetch" ? 120 : 30;
    const rare = speed() < 0.01 ? 20 : 1;
    return { beforeMs: 1 + Math.floor(speed() * most * rare), afterMs: 1 + Math.floor(speed() * most * rare) };
  };

  return ({ call, invocation }) => {
    const times = latency(call.port);
    const at = now();
    if (at < stormFrom || at >= stormUntil) return { kind: "ok", ...times };
    const burst = bursts.find(({ from, until }) => from <= at && at < until)?.kind;
    const share = invocation.startsWith("cron") ? 1 : ORDERS_SHARE;
    // An isolate may stand still for longer than any lease, and go on as if nothing had happened: what fences are for.
    if (call.port === "d1" && rates.standsStill > 0 && chance() < rates.standsStill) {
      struck.add(STANDS_STILL);
      const ms = STANDS_STILL_MS + Math.floor(chance() * (STANDS_STILL_MAX_MS - STANDS_STILL_MS));
      if (late() < 0.5) return { kind: "ok", beforeMs: ms, afterMs: times.afterMs };
      struck.add("d1: answer late by minutes");
      return { kind: "ok", beforeMs: times.beforeMs, afterMs: ms };
    }
    // Never before the effect: no fence of ours stands in the shop or the ERP, and clients give up after half a minute.
    if (call.port === "fetch" && rates.standsStill > 0 && late() < rates.standsStill) {
      struck.add("network: answer late by minutes");
      return { kind: "ok", beforeMs: times.beforeMs, afterMs: STANDS_STILL_MS + Math.floor(late() * STANDS_STILL_MS) };
    }
    if (plan.weather === "storm" && lanes.pageStands > 0 && call.port === "d1" && IS_PAGE.test(call.label))
      if (still() < lanes.pageStands) {
        struck.add("isolate: a page stands still for minutes");
        return { kind: "ok", beforeMs: PAGE_STANDS_MS + Math.floor(still() * 300_000), afterMs: times.afterMs };
      }
    if (plan.weather !== "quiet" && call.port === "queue" && noQueueFrom <= at && at < noQueueUntil) {
      struck.add("queue: gone for minutes");
      return { kind: "failBefore", ...times, error: () => new Error("Queue send failed: internal error") };
    }
    // One throw a step: the kinds lie side by side on it.
    let left = chance();
    const falls = (rate: number) => (left -= rate * share) < 0;
    const give = (kind: Fate["kind"], name: string, error?: () => unknown): Fate => {
      struck.add(name);
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
      case "sleep":
        break;
    }
    return { kind: "ok", ...times };
  };
}

export function burstsOf(plan: Plan, dice: Dice): Burst[] {
  if (plan.weather === "quiet") return [];
  const die = dice("bursts");
  const count = die.between(0, 2);
  return Array.from({ length: count }, () => {
    const from = plan.stormFrom + Math.floor(die.chance() * (plan.stormUntil - plan.stormFrom));
    return { kind: die.pick(["d1", "death", "network"] as const), from, until: from + die.between(1, 8) * 60_000 };
  });
}
