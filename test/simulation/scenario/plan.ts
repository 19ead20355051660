/** What kind of scenario a seed is. Drawn before it begins, so that a trace can print it in a few lines. */
import type { RandomStreams } from "./random-streams.ts";
import { featuresOf, type Features } from "./features.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Chances per step of the Worker, while the storm lasts. */
export interface StepRates {
  /** The isolate dies before or after the step. */
  readonly death: number;
  /** A call to the database, or a response of the shop or the ERP, takes minutes while the isolate waits for it. */
  readonly standsStill: number;
  readonly d1Overloaded: number;
  /** "Network connection lost", before the commit and after it. */
  readonly d1LostBefore: number;
  readonly d1LostAfter: number;
  readonly sendFails: number;
  readonly sendAnswerLost: number;
  /** On the way to Shopify or the ERP, before the effect and after it. */
  readonly fetchLostBefore: number;
  readonly fetchLostAfter: number;
  /** R2 refuses a put or a get; or its answer is lost, with the effect. */
  readonly r2Fails: number;
  readonly r2AnswerLost: number;
}

export interface Plan {
  readonly seed: number;
  /** Of every ten seeds from `SIZED_FROM` on nine are small; those before it, which tests and pages name, are whole. */
  readonly size: "small" | "whole";
  /** `quiet`: nothing goes wrong (six seeds in a hundred): what fails then is no matter of faults. */
  readonly weather: "quiet" | "breeze" | "storm" | "outage";
  /** Epoch ms, shortly before a full hour. */
  readonly startAt: number;
  /** Faults and actions happen from here … */
  readonly stormFrom: number;
  /** … to here. */
  readonly stormUntil: number;
  readonly products: number;
  readonly companies: number;
  readonly badRecordShare: number;
  readonly orders: number;
  readonly catalogueChanges: number;
  /** The ERP's clock minus ours, from the beginning. */
  readonly clockSkewMs: number;
  /** From an order to Shopify's assignment of its location. */
  readonly routingMs: number;
  /** Pages of the ERP hold so many records, so that small loads have several. */
  readonly pageSize: number;
  readonly rates: StepRates;
  /** How many isolates serve side by side. */
  readonly isolates: number;
  readonly features: Features;
}

/**
 * How long most storms last. The crons run as wrangler.toml has them, 208 ticks an hour, and are what a scenario costs; an
 * hour of storm with an hour of calm after it has seen every lane dozens of times, and a second hour finds little new.
 */
const STORM_HOURS = [0.4, 0.6, 0.8, 1.2] as const;
/** The ERP's scenario outage of the issue; with what comes before and after it. */
const OUTAGE_STORM_HOURS = 16;

/** Seeds below it are as they always were. */
const SIZED_FROM = 2_000_000_000;

/**
 * A small scenario has the faults, features and invariants of a whole one, in a shop of a few products, half an hour and an ERP
 * that imports and bills within minutes. What it cannot show is in docs/simulation.md.
 */
const sizeOf = (seed: number): Plan["size"] => (seed < SIZED_FROM || seed % 10 === 0 ? "whole" : "small");

export function planOf(seed: number, streams: RandomStreams): Plan {
  const stream = streams("plan");
  const draw = stream.chance();
  const weather: Plan["weather"] = draw < 0.06 ? "quiet" : draw < 0.075 ? "outage" : draw < 0.4 ? "breeze" : "storm";
  const day = Date.UTC(2026, 0, 5) + stream.between(0, 300) * 24 * HOUR_MS;
  const startAt = day + stream.between(0, 23) * HOUR_MS - 15_000;
  // One scenario in four the storm rages from the first minute on, while the connector is being set up.
  const stormFrom = startAt + (stream.hits(0.25) ? 0 : 7 * MINUTE_MS);
  const hours = weather === "outage" ? OUTAGE_STORM_HOURS : stream.pick(STORM_HOURS);
  const plan = {
    seed,
    weather,
    startAt,
    stormFrom,
    stormUntil: stormFrom + hours * HOUR_MS,
    products: stream.between(3, 12),
    companies: stream.between(2, 3),
    badRecordShare: stream.hits(0.5) ? 0.15 : 0,
    orders: stream.between(3, 8),
    catalogueChanges: stream.between(4, 20),
    clockSkewMs: weather !== "quiet" && stream.hits(0.15) ? stream.between(-9, 4) * MINUTE_MS : 0,
    routingMs: stream.pick([0, 0, 5_000, 90_000]),
    pageSize: stream.pick([3, 5, 8, 500]),
    rates: ratesOf(weather, streams),
    isolates: stream.between(1, 3),
  };
  const sized = sizeOf(seed) === "small" ? { ...plan, ...smaller(plan, streams) } : { ...plan, size: "whole" as const };
  return { ...sized, features: featuresOf(streams, sized.companies) };
}

/** What makes a scenario small. An outage of fourteen hours is not: it is a storm then. */
function smaller(plan: Pick<Plan, "weather" | "stormFrom">, streams: RandomStreams) {
  const stream = streams("small");
  const weather = plan.weather === "outage" ? ("storm" as const) : plan.weather;
  return {
    size: "small" as const,
    weather,
    stormUntil: plan.stormFrom + stream.between(15, 25) * MINUTE_MS,
    products: stream.between(2, 5),
    companies: 2,
    orders: stream.between(2, 4),
    catalogueChanges: stream.between(3, 8),
    routingMs: stream.pick([0, 0, 5_000]),
    pageSize: stream.pick([2, 3, 500]),
    rates: ratesOf(weather, streams),
  };
}

/** Each kind of fault is on in some scenarios and off in others: what hides one bug must not hide all. */
function ratesOf(weather: Plan["weather"], streams: RandomStreams): StepRates {
  const stream = streams("rates");
  const worst = { quiet: 0, breeze: 0.004, outage: 0.004, storm: 0.03 }[weather];
  const rate = (share = 1) => {
    const on = stream.hits(0.5);
    const drawn = stream.chance() ** 2 * worst * share;
    return on ? drawn : 0;
  };
  return {
    death: rate(),
    standsStill: stream.hits(0.3) ? worst * 0.1 : 0,
    d1Overloaded: rate(),
    d1LostBefore: rate(),
    d1LostAfter: rate(),
    sendFails: rate(4),
    sendAnswerLost: rate(4),
    fetchLostBefore: rate(2),
    fetchLostAfter: rate(2),
    r2Fails: rate(6),
    r2AnswerLost: rate(6),
  };
}
