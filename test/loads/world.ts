/** A hub, an ERP and the ports between them, in this process and on a clock of our own: what pulls are tested in. */
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { Bucket, r2Binding } from "../../sim/cloudflare/r2.ts";
import type { Call, Gate } from "../../sim/cloudflare/gate.ts";
import { createConsinco } from "../../sim/consinco/consinco.ts";
import type { ConsincoOptions } from "../../sim/consinco/options.ts";
import { remember } from "../../sim/kit/remember.ts";
import { seeded } from "../../sim/kit/world.ts";
import { resolveDialect } from "../../src/rules/dialect/dialect.ts";
import { dialectLines } from "../../src/rules/dialect/lines.ts";
import type { Config } from "../../src/config.ts";
import { type Job, RUN_BUDGET_MS } from "../../src/job.ts";
import type { Deps } from "../../src/deps.ts";
import { createErpClient } from "../../src/erp/client/client.ts";
import type { Clock, Fetch, Random } from "../../src/ports.ts";
import { hubOfTest, keptLog, outsideOf, readsOf } from "../hub-of-test.ts";

export const imagesConfig: Config["images"] = { hosts: ["imagens.loja.exemplo"], modern: false, origin: null };

export const START = Date.UTC(2026, 10, 24, 15, 0, 0); // noon in São Paulo

export const erpConfig: Config["erp"] = {
  baseUrl: "https://erp.test:8343/SMPedidoVendaAPI/api/v1",
  authUrl: "https://erp.test:8343/api/v1/auth/login",
  company: "1",
  username: "gondola",
  password: "gondola",
  headers: {},
  segment: 1,
  division: 1,
  categoryType: "M",
  salesChannel: 121,
  operation: 518,
  representative: 1,
  priceTable: "1",
  hasOrderLookup: true,
  hasOrderCancel: false,
  hasOrderEdit: false,
  ordersAtOnce: 5,
};

/** Time stands still but for sleeps without a signal; one with a signal is a time limit, and here those are not reached. */
export function testClock(start = START): Clock & { set(now: number): void; advance(ms: number): void } {
  let now = start;
  return {
    now: () => now,
    set: (at) => void (now = at),
    advance: (ms) => void (now += ms),
    async sleep(ms, signal) {
      if (!signal) {
        now += ms;
        return;
      }
      await new Promise<void>((_, reject) => {
        signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
      });
    },
  };
}

export function testRandom(seed = 1): Random {
  const die = seeded(seed);
  const own = { made: 0 };
  const uuid = () => `00000000-0000-4000-8000-${String((own.made += 1)).padStart(12, "0")}`;
  return { fraction: die, uuid: Object.assign(uuid, { own }) };
}

export interface WorldOptions extends Partial<Omit<ConsincoOptions, "world">> {
  /** Answers in place of the simulator. */
  readonly fetch?: Fetch;
  readonly gate?: Gate;
  /** The dialect of the hub. */
  readonly lines?: unknown;
  /** The test reads `rows_written`. */
  readonly countWrites?: boolean;
}

export function pullWorld({ fetch, gate, countWrites, lines: spokenLines = {}, ...options }: WorldOptions = {}) {
  const spoken = resolveDialect(dialectLines.parse(spokenLines));
  const clock = testClock();
  const erp = createConsinco({
    badRecordShare: 0,
    ...options,
    world: outsideOf(clock, 7),
  });
  const engine = hubOfTest({ countWrites });
  const bucket = new Bucket(() => clock.now());
  const { log, lines } = keptLog(clock);
  const random = testRandom();
  const sent: unknown[] = [];
  /** One isolate: its own client, and so its own token; `through` lets a test stand at every step. */
  function isolate(through: Gate = gate ?? (async (_call, effect) => effect())): Deps {
    const reach = fetch ?? erp.handler;
    const outbound: Fetch = (request) =>
      through({ port: "fetch", label: `${request.method} ${new URL(request.url).pathname}` }, () => reach(request));
    return {
      config: { erp: erpConfig, images: imagesConfig } as Config,
      clock,
      random,
      log,
      db: d1Binding(engine, through),
      erp: createErpClient({
        config: erpConfig,
        clock,
        random,
        log,
        fetch: outbound,
      }).speaking(async () => spoken),
      fetch: outbound,
      images: r2Binding(bucket, through),
      loads: { send: async (message: unknown) => void sent.push(message) },
    } as unknown as Deps; // pulls touch neither Shopify nor the order queues
  }
  /**
   * Calls for the pages of runs, by their queries. The questions of a first run (page 0, and one page more of the size
   * that came) have sizes of their own.
   */
  const pageCalls = (path: string): readonly URLSearchParams[] => {
    const calls = erp.journal.calls
      .filter((call) => call.path.toLowerCase().endsWith(path.toLowerCase()))
      .map((call) => new URLSearchParams(call.query));
    const sizes = new Set(calls.filter((query) => query.get("Page") === "1").map((query) => query.get("PageSize")));
    return calls.filter((query) => query.get("Page") !== "0" && sizes.has(query.get("PageSize")));
  };
  let deps = isolate();
  const { db } = deps;
  return {
    clock,
    erp,
    engine,
    bucket,
    lines,
    sent,
    get deps() {
      return deps;
    },
    isolate,
    /** Keeps this moment. The function returned puts hub, ERP, log, chance and clock back to it, for an isolate that is new. */
    keep(): () => void {
      const hub = engine.keep();
      const putBackErp = erp.remember();
      const putBackRest = remember(random, lines, sent);
      const at = clock.now();
      return () => {
        hub.putBack();
        putBackErp();
        putBackRest();
        clock.set(at);
        deps = isolate();
      };
    },
    db,
    run: (job: Job, by: Deps = deps) => job.run(by, runOf(clock)),
    /** @param pages how many pages a run has time for */
    runPages: (job: Job, pages: number, by: Deps = deps) => job.run(by, pagesOf(clock, pages)),
    ...readsOf(db),
    pageCalls,
    /** Pages of the runs that the ERP saw, by their numbers. */
    pagesRead: (path: string) => pageCalls(path).map((query) => Number(query.get("Page"))),
  };
}

const never = () => new Promise<never>(() => {});

export type PullWorld = ReturnType<typeof pullWorld>;

export const runOf = (clock: Clock) => {
  const startedAt = clock.now();
  return { startedAt, outOfTime: () => clock.now() - startedAt >= RUN_BUDGET_MS };
};

/** Asked once before each load and once after each page. */
function pagesOf(clock: Clock, pages: number) {
  let left = pages + 1;
  return { startedAt: clock.now(), outOfTime: () => --left <= 0 };
}

/** An isolate that dies at its n-th step, before or after the step's effect: what it was doing never goes on. */
export function dyingAt(step: number, when: "before" | "after"): { gate: Gate; died: Promise<Call | null> } {
  let seen = 0;
  let die: (call: Call) => void;
  const died = new Promise<Call | null>((resolve) => {
    die = resolve;
  });
  const gate: Gate = async (call, effect) => {
    seen += 1;
    if (seen < step) return effect();
    if (seen > step) return never();
    if (when === "after") await effect();
    die(call);
    return never();
  };
  return { gate, died };
}

/** A hub with companies 1…n mapped and company 1, segment 1 as the base price. */
export async function mapCompanies({ db }: { db: D1Database }, companies: number): Promise<void> {
  for (let company = 1; company <= companies; company++)
    await db
      .prepare("INSERT INTO companies (company, name, location_gid) VALUES (?1, ?2, ?3)")
      .bind(company, `LOJA ${company}`, `gid://shopify/Location/${company}`)
      .run();
  await db.prepare("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 1)").run();
}

/** Loads a small catalogue's pages in steps of `size`. */
export async function pageSize({ db }: { db: D1Database }, name: string, size: number, company = 0, segment = 0) {
  await db
    .prepare(
      `INSERT INTO loads (name, company, segment, page_size) VALUES (?1, ?2, ?3, ?4)
           ON CONFLICT DO UPDATE SET page_size = excluded.page_size`,
    )
    .bind(name, company, segment, size)
    .run();
}
