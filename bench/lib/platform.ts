/** The Worker on its platform in this process: the deployed crons and queues on a virtual clock, every row and every CPU millisecond counted. */
import { Cron } from "../../sim/cloudflare/cron.ts";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { type Ended, Isolate, type Step } from "../../sim/cloudflare/isolate.ts";
import { migratedLive } from "../../sim/cloudflare/migrations.ts";
import { Queues } from "../../sim/cloudflare/queues.ts";
import { noAssets } from "../../sim/cloudflare/assets.ts";
import { rateLimit } from "../../sim/cloudflare/rate-limit.ts";
import { Bucket, r2Binding } from "../../sim/cloudflare/r2.ts";
import { Scheduler, type Timer } from "../../sim/cloudflare/scheduler.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { seeded, type World } from "../../sim/kit/world.ts";
import type { Consinco } from "../../sim/consinco/consinco.ts";
import type { Shopify } from "../../sim/shopify/index.ts";
import type { Env } from "../../src/env.ts";
import { schedule } from "../../src/crons/schedule.ts";
import { createWorker } from "../../src/worker.ts";
import { wranglerToml } from "../../test/simulation/scenario/wrangler.ts";
import { countD1, type D1Count } from "./d1-count.ts";
import { Meter } from "./meter.ts";

export const START = Date.UTC(2026, 10, 24, 15, 0, 0); // noon in São Paulo
const SHOP_ORIGIN = "https://gondola-sim.myshopify.com";
const ERP_ORIGIN = "https://erp.example:8343";

/** Virtual milliseconds of a call, there and back. Not measured anywhere: assumptions, stated beside each figure they bear on. */
export interface Latency {
  readonly d1Ms: number;
  /** What one statement holds D1, which does one thing at a time; over all of a call's statements. */
  readonly d1BusyMs: number;
  readonly shopMs: number;
  readonly productSetMs: number;
  /** Each further mutation of one document, if it is no productSet: Shopify runs them one after another. */
  readonly furtherMutationMs: number;
  readonly erpMs: number;
  readonly queueMs: number;
}
export const LATENCY: Latency = {
  d1Ms: 20,
  d1BusyMs: 0.8,
  shopMs: 300,
  productSetMs: 1_000,
  furtherMutationMs: 50,
  erpMs: 200,
  queueMs: 20,
};
/** Cloudflare's limit of one invocation. */
const CONNECTIONS = 6;

export interface PlatformOptions {
  readonly shop: (world: World) => Shopify;
  readonly erp?: (world: World) => Consinco;
  readonly latency?: Partial<Latency>;
  /** Isolates that take turns at invocations: each has its own idea of the shop's bucket. */
  readonly isolates?: number;
}

export interface Platform {
  readonly scheduler: Scheduler;
  readonly meter: Meter;
  readonly d1: D1Count;
  readonly engine: SqliteEngine;
  readonly shop: Shopify;
  readonly erp: Consinco;
  readonly queues: Queues;
  /** The Worker's bucket of pictures. */
  readonly r2: Bucket;
  /** Warnings and errors of the Worker's log. */
  readonly complaints: Readonly<Record<string, unknown>>[];
  /** One line of the log per event, counted. */
  readonly events: Map<string, number>;
  /** Fires these crons from now on, as deployed; none = all. */
  startCrons(...jobs: readonly string[]): void;
  stopCrons(): void;
  /** Lets virtual time pass until `done`, looked at every virtual second, or `mostMs` have passed. */
  until(done: () => boolean, mostMs: number): Promise<boolean>;
  pass(ms: number): Promise<void>;
  /** The bench's own reads and writes of the hub: neither counted nor timed. */
  readonly sql: (
    text: string,
    ...values: readonly (string | number | null)[]
  ) => readonly Readonly<Record<string, unknown>>[];
  /** The first column of the first row. */
  readonly number: (text: string, ...values: readonly (string | number | null)[]) => number;
  close(): void;
}

export function createPlatform({ shop: shopOf, erp: erpOf, latency, isolates = 2 }: PlatformOptions): Platform {
  const { d1Ms, d1BusyMs, shopMs, productSetMs, furtherMutationMs, erpMs, queueMs } = { ...LATENCY, ...latency };
  const meter = new Meter();
  const scheduler = new MeteredScheduler(START, seeded(1), meter);
  const declared = wranglerToml();
  const engine = SqliteEngine.open({ template: migratedLive() });
  const raw = engine.run.bind(engine); // for the bench's own looks: neither counted nor timed
  const d1 = countD1(engine, (run) => {
    meter.to("d1");
    try {
      return run();
    } finally {
      meter.to("worker");
    }
  });
  const worldOf = (seed: number): World => ({
    now: () => scheduler.now(),
    chance: seeded(seed),
    fetch: async () => new Response(null, { status: 200 }),
    sleep: (ms) => scheduler.sleep(ms),
  });
  const shop = shopOf(worldOf(2));
  const erp = erpOf?.(worldOf(3));
  const r2 = new Bucket(() => scheduler.now());
  const complaints: Record<string, unknown>[] = [];
  const events = new Map<string, number>();

  async function network(request: Request): Promise<Response> {
    const { origin } = new URL(request.url);
    if (origin === SHOP_ORIGIN) {
      meter.to("shop");
      const before = shop.journal.mutations.length;
      const answer = await shop.handler(request);
      const mutations = shop.journal.mutations.slice(before);
      const sets = mutations.filter(({ field }) => field === "productSet").length;
      const further = Math.max(0, mutations.length - 1) * furtherMutationMs;
      const first = sets > 0 ? Math.max(0, productSetMs - shopMs) : 0;
      const others = Math.max(0, sets - 1) * Math.max(0, productSetMs - furtherMutationMs);
      if (first + others + further > 0) await scheduler.sleep(first + others + further);
      while ((shop.nextDueAt() ?? Infinity) <= scheduler.now()) await shop.deliverDue();
      return answer;
    }
    if (origin !== ERP_ORIGIN || !erp)
      throw new Error(`the Worker called ${origin}, which is neither the shop nor the ERP`);
    meter.to("erp");
    return erp.handler(request);
  }

  let d1FreeAt = 0;
  const outcomeOf = ({ call }: Step) => {
    if (call.port === "d1") {
      const arrives = scheduler.now() + d1Ms / 2;
      const starts = Math.max(arrives, d1FreeAt);
      d1FreeAt = starts + d1BusyMs * Math.max(1, call.statements ?? 1);
      return {
        kind: "ok" as const,
        beforeMs: starts - scheduler.now(),
        afterMs: Math.max(1, d1FreeAt - starts + d1Ms / 2),
      };
    }
    const ms = call.port === "queue" ? queueMs : call.label.startsWith("shop") ? shopMs : erpMs;
    return { kind: "ok" as const, beforeMs: ms / 2, afterMs: Math.max(1, ms / 2) };
  };
  const uuidDraws = seeded(4);
  const random = { fraction: seeded(5), uuid: () => uuidOf(uuidDraws) };
  const living: Isolate<Env>[] = [];
  let turn = 0;
  function isolate(): Isolate<Env> {
    turn = (turn + 1) % isolates;
    return (living[turn] ??= new Isolate<Env>({
      id: turn,
      scheduler,
      createWorker,
      bindings,
      fetch: network,
      random,
      writeLine: (line) => {
        const event = String(line["event"]);
        events.set(event, (events.get(event) ?? 0) + 1);
        if (line["level"] !== "info") complaints.push(line);
      },
      outcomeOf,
      connections: CONNECTIONS,
      labelOf: (request) => (new URL(request.url).origin === SHOP_ORIGIN ? "shop" : "erp"),
    }));
  }
  const bindings = (gate: Gate): Env => ({
    DB: d1Binding(engine, gate),
    IMAGES: r2Binding(r2, gate),
    ORDERS: queues.producer(producer("ORDERS"), gate),
    ORDERS_DLQ: queues.producer(producer("ORDERS_DLQ"), gate),
    LOADS: queues.producer(producer("LOADS"), gate),
    IMAGE_EVENTS: queues.producer(producer("IMAGE_EVENTS"), gate),
    PUSHES: rateLimit(() => scheduler.now()),
    ASSETS: noAssets,
    ...declared.vars,
    SHOPIFY_SHOP: new URL(SHOP_ORIGIN).host,
    SHOPIFY_CLIENT_ID: "sim-client-id",
    SHOPIFY_CLIENT_SECRET: "sim-client-secret",
    ERP_BASE_URL: `${ERP_ORIGIN}/SMPedidoVendaAPI/api/v1`,
    ERP_USERNAME: "gondola",
    ERP_PASSWORD: "gondola",
    ERP_SEQ_CANAL_VENDA: "121",
    ERP_COD_GERAL_OPER: "605",
    OPS_TOKEN: "bench-ops-token-0123456789",
  });
  const producer = (binding: string): string => {
    const name = declared.producers[binding];
    if (name === undefined) throw new Error(`wrangler.toml has no producer ${binding}`);
    return name;
  };

  const noted = <T>(ended: Ended<T>): Ended<T> => {
    if (ended.outcome !== "ok") complaints.push({ event: ended.outcome, ended });
    return ended;
  };
  const queues = new Queues({
    scheduler,
    chance: seeded(6),
    queues: declared.queues,
    consume: async (batch) => noted(await isolate().queue(batch)).outcome,
  });
  let cron: Cron | undefined;
  const sql = (text: string, ...values: readonly (string | number | null)[]) => {
    const [answer] = raw([{ sql: text, params: values }]);
    if (!answer) throw new Error("a statement without an answer");
    return answer.rows.map((row) => Object.fromEntries(answer.columns.map((column, n) => [column, row[n]])));
  };
  const pass = async (ms: number) => {
    await scheduler.run({ until: scheduler.now() + ms, most: 100_000_000 });
    meter.to("bench");
  };
  return {
    scheduler,
    meter,
    d1,
    engine,
    shop,
    get erp() {
      if (!erp) throw new Error("this platform has no ERP");
      return erp;
    },
    queues,
    r2,
    complaints,
    events,
    startCrons(...jobs) {
      cron?.stop();
      const expressions = jobs.length === 0 ? declared.crons : jobs.map(cronOf);
      cron = new Cron({
        scheduler,
        chance: seeded(7),
        expressions: [...new Set(expressions)],
        fire: (expression, at) => {
          isolate()
            .scheduled(expression, at)
            .then(noted, (error: unknown) => scheduler.fail(error));
        },
      });
      cron.start();
    },
    stopCrons: () => cron?.stop(),
    async until(done, mostMs) {
      const end = scheduler.now() + mostMs;
      while (scheduler.now() < end) {
        if (done()) return true;
        await pass(1_000);
      }
      return done();
    },
    pass,
    sql,
    number(text, ...values) {
      const [row] = sql(text, ...values);
      return Number(Object.values(row ?? {})[0] ?? 0);
    },
    close: () => engine.close(),
  };
}

/** Every event wakes the Worker, unless a port is marked otherwise. */
class MeteredScheduler extends Scheduler {
  readonly #meter: Meter;
  constructor(startAt: number, chance: () => number, meter: Meter) {
    super(startAt, chance);
    this.#meter = meter;
  }
  override at(at: number, run: () => void, wakes?: boolean): Timer {
    return super.at(
      at,
      () => {
        this.#meter.to("worker");
        run();
      },
      wakes,
    );
  }
}

function cronOf(name: string): string {
  const entry = schedule.find(({ job }) => job.name === name);
  if (!entry) throw new Error(`no cron for ${name}`);
  return entry.cron;
}

function uuidOf(chance: () => number): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(chance() * 16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
