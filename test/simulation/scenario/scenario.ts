/** One scenario: two simulators, Cloudflare and the Worker in this process, on one virtual clock, from one seed. */
import { IMAGE_ORIGIN } from "../workload/pictures.ts";
import { Cron } from "../../../sim/cloudflare/cron.ts";
import type { PrivacyRequest } from "../../../sim/shopify/privacy-requests.ts";
import { d1Binding } from "../../../sim/cloudflare/d1.ts";
import { openGate } from "../../../sim/cloudflare/gate.ts";
import { type Ended, Isolate, type Step } from "../../../sim/cloudflare/isolate.ts";
import { migrated } from "../../../sim/cloudflare/migrations.ts";
import { Queues } from "../../../sim/cloudflare/queues.ts";
import { noAssets } from "../../../sim/cloudflare/assets.ts";
import { rateLimit } from "../../../sim/cloudflare/rate-limit.ts";
import { Bucket, r2Binding } from "../../../sim/cloudflare/r2.ts";
import { Scheduler } from "../../../sim/cloudflare/scheduler.ts";
import { SqliteEngine } from "../../../sim/cloudflare/sqlite-engine.ts";
import type { Gate } from "../../../sim/cloudflare/gate.ts";
import { ConnectionCut, type World } from "../../../sim/kit/world.ts";
import type { Env } from "../../../src/env.ts";
import { createWorker } from "../../../src/worker.ts";
import { type RandomStreams, randomStreamsOf } from "./random-streams.ts";
import { burstsOf, faultScheduleOf } from "./fault-schedule.ts";
import {
  type Lookup,
  createSystems,
  ERP_ORIGIN,
  type Systems,
  SHOP_ORIGIN,
  type SubmittedSnapshot,
} from "./systems.ts";
import { type Plan, planOf } from "./plan.ts";
import { Calm } from "./calm.ts";
import { Tally } from "./tally.ts";
import {
  recordMultipleHistory,
  recordPriceHistory,
  recordStockHistory,
  recordTouches,
  type MultipleFigure,
  type PriceFigure,
  type StockFigure,
  type Touch,
} from "./erp-history.ts";
import type { Looked } from "../oracle/lateness.ts";
import type { Bought } from "../workload/shapes.ts";
import { wranglerToml } from "./wrangler.ts";

export const OPS_TOKEN = "simulation-ops-token-0123456789";
export const WORKER_ORIGIN = "https://gondola.example";

/** A text of the merchant's own, by the field's name in Shopify. */
export interface TypedText {
  readonly at: number;
  readonly productId: string;
  readonly field: "title" | "descriptionHtml" | "seo";
  readonly text: string;
}

/** What the operator did, for the oracle. */
export interface Operator {
  /** From the response that it is on, to the first attempt to end it. */
  readonly dryRuns: { readonly from: number; readonly until: number }[];
  /** SKUs whose pending price the operator approved. */
  readonly approved: { readonly at: number; readonly sku: string }[];
  /** Products that the merchant tagged in Shopify. */
  readonly tagged: Set<string>;
  /** What the merchant typed into products in Shopify, the latest of each. */
  readonly typed: Map<string, TypedText>;
  /** Products whose titles an operator had sent again over what the merchant wrote. */
  readonly titlesRepaired: Set<number>;
  /** Products that left the ERP, and the loads whose missing rows the connector may switch off. */
  readonly vanished: { readonly seqProduto: number; approvedLoads: readonly string[] }[];
  /** Where specifications go by the last mapping; null: nowhere. */
  specificationField: string | null;
  /** Lists of similar products that an operator sent, by product. */
  readonly similars: Map<number, readonly number[]>;
  /** Price lists that an operator had set up, by their buyers: "stands", or the code of the refusal. */
  readonly listSetUps: Map<string, string>;
}

/** What the ERP sends by itself. */
export interface Pushing {
  /** Null: the operator has not made it yet. */
  token: string | null;
  /** Events of the list that were drawn for a push, by number. */
  readonly drawn: Set<number>;
  /** Pushes that were answered 202. */
  readonly taken: { readonly at: number; readonly orderId: string; readonly type: string }[];
  /** Of what was pushed without its number: the id that the connector answered → seqEvento. */
  readonly numbers: Map<string, number>;
}

export interface Scenario {
  readonly plan: Plan;
  readonly streams: RandomStreams;
  readonly scheduler: Scheduler;
  readonly queues: Queues;
  readonly cron: Cron;
  readonly systems: Systems;
  readonly hub: SqliteEngine;
  /** Reads the hub outside of every fault. */
  readonly auditor: D1Database;
  /** Everything the Worker wrote into its log. */
  readonly lines: Readonly<Record<string, unknown>>[];
  /** Every message body that was put into a queue, as JSON. */
  readonly bodies: string[];
  /** Every page of records the ERP really gave away: collection → records. */
  readonly served: Tally;
  readonly submitted: readonly SubmittedSnapshot[];
  readonly lookups: readonly Lookup[];
  /** Exceptions that left an invocation: a Worker should have none but a wrong configuration. */
  readonly exceptions: Tally;
  readonly faults: Tally;
  readonly steps: Tally;
  readonly calm: Calm;
  /** When its morning began; null: it has none, or not yet. */
  morningFrom: number | null;
  /** What was seen at the minutes of the morning. */
  readonly looked: Looked[];
  /** Orders of the morning whose webhooks were all lost. */
  readonly sweptOnly: Set<string>;
  readonly isolates: { died: number; born: number };
  /** Every stock figure the ERP ever had, from its first on. */
  readonly stockHistory: readonly StockFigure[];
  /** Every price of segment 1 the ERP ever had. */
  readonly priceHistory: readonly PriceFigure[];
  /** Every sale multiple of goods by weight. */
  readonly multipleHistory: readonly MultipleFigure[];
  /** Whatever else the ERP's people did to a product. */
  readonly touches: readonly Touch[];
  /** By order: its shape, and what befell it. */
  readonly bought: Map<string, Bought>;
  /** Pictures that the merchant added → their product. */
  readonly photos: Map<string, string>;
  /** Files of ours that failed after they were ready, with their bytes; `isFinal`: Shopify will never take these bytes. */
  readonly failedFiles: {
    readonly id: string;
    readonly seqProduto: number;
    readonly text: string;
    readonly isFinal: boolean;
  }[];
  /** What actors did, where no journal keeps the time. */
  readonly doings: { readonly at: number; readonly kind: "edit"; readonly orderId: string }[];
  /** Minutes in which the shop grants no scope for any fulfilment order. */
  readonly fulfilmentsDenied: { readonly from: number; readonly until: number }[];
  /** Null: the ERP pushes nothing. */
  readonly pushing: Pushing | null;
  /** Requests of privacy law that Shopify sent. */
  readonly privacy: PrivacyRequest[];
  /** When the hub's orders were put back, and to how they stood when. */
  readonly restored: { readonly at: number; readonly of: number }[];
  readonly story: ((line: string) => void) | undefined;
  /** What actors still have to do: the scenario goes on until nothing is pending. */
  readonly actors: { pending: number; lastAt: number; setUpAt: number; isSetup: boolean };
  /** Where the operator last mapped prices to, besides the shop's own. */
  readonly mapped: { list: number | null; metafields: readonly number[] };
  /** Each mapping of prices, from the moment the operator set about it. */
  readonly mappings: { readonly at: number; readonly list: number | null; readonly metafields: readonly number[] }[];
  readonly operator: Operator;
  readonly doAt: (at: number, what: () => void) => void;
  /** A request to the Worker's own routes, at some isolate. */
  ask(request: Request): Promise<Ended<Response>>;
  close(): void;
}

/** Hubs of scenarios that are over, emptied: their statements are compiled. */
const idle: SqliteEngine[] = [];

export function createScenario(seed: number, story?: (line: string) => void): Scenario {
  const streams = randomStreamsOf(seed);
  const plan = planOf(seed, streams);
  const scheduler = new Scheduler(plan.startAt, streams("ties").chance);
  const trace = story && ((line: string) => story(`${clockText(scheduler.now())} ${line}`));
  const declared = wranglerToml();
  const hub = idle.pop() ?? SqliteEngine.open({ template: migrated(), countWrites: false });
  const faults = new Tally();
  const steps = new Tally();
  const calm = new Calm();
  const exceptions = new Tally();
  const served = new Tally();
  const lines: Record<string, unknown>[] = [];
  const bodies: string[] = [];
  const submitted: SubmittedSnapshot[] = [];
  const lookups: Lookup[] = [];
  const bucket = new Bucket(() => scheduler.now());
  const outcomeOf = faultScheduleOf({
    plan,
    streams,
    now: () => scheduler.now(),
    bursts: burstsOf(plan, streams),
    counts: faults,
  });
  const isolates = { died: 0, born: 0 };

  const queues = new Queues({
    scheduler,
    chance: streams("queues").chance,
    queues: declared.queues,
    consume: async (batch) => noted(await isolate().queue(batch), `queue ${batch.queue}`).outcome,
    ...(trace ? { trace } : {}),
  });
  const cron = new Cron({
    scheduler,
    chance: streams("cron").chance,
    expressions: declared.crons,
    fire: (expression, at) => {
      isolate()
        .scheduled(expression, at)
        .then(
          (ended) => void noted(ended, `cron ${expression}`),
          (error: unknown) => scheduler.fail(error),
        );
    },
  });

  function noted<T>(ended: Ended<T>, what: string): Ended<T> {
    if (ended.outcome === "exception") {
      exceptions.add(`${what}: ${ended.error instanceof Error ? ended.error.message : String(ended.error)}`);
      trace?.(
        `EXCEPTION left ${what}: ${ended.error instanceof Error ? (ended.error.stack ?? "") : String(ended.error)}`,
      );
    }
    return ended;
  }

  const shopStream = streams("shop").chance;
  const erpStream = streams("erp").chance;
  const worldOf = (chance: () => number): World => ({
    now: () => scheduler.now(),
    chance,
    fetch: (request) => deliver(request),
    sleep: (ms) => scheduler.sleep(ms),
  });
  const systems = createSystems({
    plan,
    streams,
    shopWorld: worldOf(shopStream),
    erpWorld: worldOf(erpStream),
    served,
    submitted,
    lookups,
  });

  /** A webhook on its way to us. A dead isolate is a broken connection to Shopify. */
  async function deliver(request: Request): Promise<Response> {
    const ended = noted(await isolate().fetch(request), "webhook");
    if (ended.outcome === "ok") return ended.value;
    if (ended.outcome === "died") throw new ConnectionCut("after");
    return new Response("error 1101", { status: 500 });
  }

  /** The network as the Worker sees it. */
  async function network(request: Request): Promise<Response> {
    const { origin } = new URL(request.url);
    if (origin === SHOP_ORIGIN) {
      const answer = await systems.shop.handler(request);
      systems.plan(scheduler);
      return answer;
    }
    if (origin === ERP_ORIGIN) return systems.erpHandler(request);
    if (origin === IMAGE_ORIGIN && request.headers.get("authorization") === null) return systems.erp.handler(request);
    throw new Error(`the Worker called ${origin}, which is neither the shop nor the ERP`);
  }

  const uuids = streams("uuid").chance;
  const random = { fraction: streams("random").chance, uuid: () => uuidOf(uuids) };
  const living: (Isolate<Env> | undefined)[] = Array.from({ length: plan.isolates });
  const route = streams("routing");

  /** Where the next invocation runs: Cloudflare promises nothing. */
  function isolate(): Isolate<Env> {
    const place = route.between(0, living.length - 1);
    const current = living[place];
    if (current?.alive) return current;
    if (current) isolates.died += 1;
    isolates.born += 1;
    const born = new Isolate<Env>({
      id: isolates.born,
      scheduler,
      createWorker,
      bindings: (gate) => bindings(gate),
      fetch: network,
      random,
      writeLine: (line) => {
        lines.push(line);
        trace?.(`log ${JSON.stringify(line)}`);
      },
      outcomeOf: (step) => {
        calm.look(scenario);
        steps.add(stepName(step));
        return outcomeOf(step);
      },
      labelOf: (request) => systems.labelOf(request),
      ...(declared.subrequests === undefined ? {} : { subrequests: declared.subrequests }),
      ...(trace ? { trace } : {}),
    });
    living[place] = born;
    return born;
  }

  function bindings(gate: Gate): Env {
    return {
      DB: d1Binding(hub, gate),
      IMAGES: r2Binding(bucket, gate),
      ORDERS: producer("ORDERS", gate),
      ORDERS_DLQ: producer("ORDERS_DLQ", gate),
      LOADS: producer("LOADS", gate),
      IMAGE_EVENTS: producer("IMAGE_EVENTS", gate),
      PUSHES: rateLimit(() => scheduler.now()),
      ASSETS: noAssets,
      ...declared.vars,
      ...systems.vars,
      OPS_TOKEN,
    };
  }

  /** The queue's producer, with a copy of every body for the auditor. */
  function producer<Body>(binding: string, gate: Gate): Queue<Body> {
    const name = declared.producers[binding];
    if (name === undefined) throw new Error(`wrangler.toml has no producer ${binding}`);
    const queue = queues.producer<Body>(name, gate);
    return {
      ...queue,
      send: (body, options) => {
        bodies.push(JSON.stringify(body));
        return queue.send(body, options);
      },
      sendBatch: (messages, options) => {
        const list = [...messages];
        for (const { body } of list) bodies.push(JSON.stringify(body));
        return queue.sendBatch(list, options);
      },
    };
  }

  const actors = { pending: 0, lastAt: 0, setUpAt: Number.POSITIVE_INFINITY, isSetup: false };
  const scenario: Scenario = {
    actors,
    calm,
    morningFrom: null,
    looked: [],
    sweptOnly: new Set(),
    mapped: { list: null, metafields: [] },
    mappings: [],
    operator: {
      dryRuns: [],
      approved: [],
      tagged: new Set(),
      typed: new Map(),
      titlesRepaired: new Set(),
      vanished: [],
      specificationField: null,
      similars: new Map(),
      listSetUps: new Map(),
    },
    doAt(at, what) {
      actors.pending += 1;
      scheduler.at(at, () => {
        actors.pending -= 1;
        actors.lastAt = scheduler.now();
        what();
        systems.plan(scheduler);
      });
    },
    plan,
    streams,
    scheduler,
    queues,
    cron,
    systems,
    hub,
    auditor: d1Binding(hub, openGate),
    lines,
    bodies,
    served,
    submitted,
    lookups,
    exceptions,
    faults,
    steps,
    isolates,
    stockHistory: recordStockHistory(systems, scheduler),
    priceHistory: recordPriceHistory(systems, scheduler),
    multipleHistory: recordMultipleHistory(systems, scheduler),
    touches: recordTouches(systems, scheduler),
    bought: new Map(),
    photos: new Map(),
    failedFiles: [],
    doings: [],
    fulfilmentsDenied: [],
    pushing:
      plan.features.pushes > 0 || plan.features.statuses !== null
        ? { token: null, drawn: new Set(), taken: [], numbers: new Map() }
        : null,
    privacy: [],
    restored: [],
    story: trace,
    ask: async (request) => noted(await isolate().fetch(request), `${request.method} ${new URL(request.url).pathname}`),
    close: () => {
      hub.clear();
      idle.push(hub);
    },
  };
  return scenario;
}

/** Texts that are joined anew must be hashed anew: a scenario has thousands of steps of few kinds. */
const stepNames = new Map<string, Map<string, Map<string, string>>>();

function stepName({ invocation, call: { port, label } }: Step): string {
  const door = invocation.slice(0, invocation.indexOf(" "));
  let byPort = stepNames.get(door);
  if (!byPort) stepNames.set(door, (byPort = new Map()));
  let byLabel = byPort.get(port);
  if (!byLabel) byPort.set(port, (byLabel = new Map()));
  let name = byLabel.get(label);
  if (name === undefined) byLabel.set(label, (name = `${door} ${port} ${label}`));
  return name;
}

function uuidOf(chance: () => number): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(chance() * 16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${"89ab"[Math.floor(chance() * 4)]}${hex(3)}-${hex(12)}`;
}

/** "02:17:04.250", UTC; scenarios are longer than a day only by hours, so the day is left out. */
export const clockText = (at: number): string => new Date(at).toISOString().slice(5, 23).replace("T", " ");
