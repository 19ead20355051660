/** The Worker's own entry points: one cron tick, then only queue messages that the Worker sends to itself. */
import { simulatedHmac } from "../../sim/kit/hmac.ts";
import { expect, it } from "vitest";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { LEASE_MS } from "../../src/loads/pull-load.ts";
import { schedule } from "../../src/crons/schedule.ts";
import type { Env, LoadMessage } from "../../src/env.ts";
import { createWorker } from "../../src/worker.ts";
import { erpConfig, mapCompanies, pageSize, pullWorld, testRandom } from "../loads/world.ts";

const COMPANIES = 5;
/** An ERP page takes so long that twelve fill an invocation's 90 s: an invocation ends in the middle of a list. */
const PAGE_MS = 7_000;

async function firstLoad() {
  const world = pullWorld({ products: 90, companies: COMPANIES });
  await mapCompanies(world, COMPANIES);
  for (let company = 1; company <= COMPANIES; company++) await pageSize(world, "stock", 10, company);
  world.erp.faults.add({ kind: "latency", ms: PAGE_MS, path: "/ProdutoEstoque" });
  const messages: LoadMessage[] = [];
  const env = {
    DB: d1Binding(world.engine, async (_call, effect) => effect()),
    IMAGES: {},
    ORDERS: {},
    ORDERS_DLQ: {},
    PUSHES: {},
    IMAGE_EVENTS: {},
    ASSETS: {},
    LOADS: { send: async (message: LoadMessage) => void messages.push(message) },
    SHOPIFY_SHOP: "loja.myshopify.com",
    SHOPIFY_CLIENT_ID: "client",
    SHOPIFY_CLIENT_SECRET: "client-secret",
    ERP_BASE_URL: erpConfig.baseUrl,
    ERP_COMPANY: erpConfig.company,
    ERP_USERNAME: erpConfig.username,
    ERP_PASSWORD: erpConfig.password,
    ERP_NRO_SEGMENTO: "1",
    ERP_NRO_DIVISAO: "1",
    ERP_TIP_CATEGORIA: "M",
    ERP_SEQ_CANAL_VENDA: "121",
    ERP_COD_GERAL_OPER: "518",
    ERP_NRO_REPRESENTANTE: "1",
    ERP_NRO_TAB_VENDA: "1",
    OPS_TOKEN: "operator-token-0123",
  } as unknown as Env; // a stock pull touches neither R2 nor the order queues
  const isolate = (fetchThrough: Gate = async (_call, effect) => effect()) =>
    createWorker({
      clock: world.clock,
      random: testRandom(),
      hmac: simulatedHmac,
      fetch: (request) =>
        fetchThrough({ port: "fetch", label: new URL(request.url).pathname }, () => world.erp.handler(request)),
      writeLine: (line) => void world.lines.push(line),
    });
  const worker = isolate();
  const context = { waitUntil: () => undefined };
  const cron = schedule.find(({ job }) => job.name === "stock")?.cron ?? "";
  const invocations = { ticks: 0, messages: 0 };
  return {
    ...world,
    invocations,
    isolate,
    messages,
    async tick(by = worker) {
      invocations.ticks += 1;
      await by.scheduled({ cron }, env, context);
    },
    /** Delivers the queued messages one by one until the queue is empty. */
    async drain(most = 100) {
      for (let delivered = 0; delivered < most && messages.length > 0; delivered++) {
        invocations.messages += 1;
        world.clock.advance(1_000);
        const body = messages.shift();
        const message = { id: "m", body, attempts: 1, ack: () => undefined, retry: () => undefined };
        await worker.queue({ queue: "gondola-loads", messages: [message] } as unknown as MessageBatch, env, context);
      }
    },
    async complete() {
      const pages = Math.ceil(world.erp.state.catalogue.skus.length / 10);
      expect(pages).toBeGreaterThan(9);
      expect(
        await world.rows(
          "SELECT company, outcome, pages, read, changed FROM runs WHERE changed > 0 OR outcome <> 'done' ORDER BY company",
        ),
      ).toEqual(
        Array.from({ length: COMPANIES }, (_, index) => ({
          company: index + 1,
          outcome: "done",
          pages,
          read: world.erp.state.catalogue.skus.length,
          changed: world.erp.state.catalogue.skus.length,
        })),
      );
      expect(await world.one("SELECT count(*) AS n FROM stock")).toEqual({
        n: COMPANIES * world.erp.state.catalogue.skus.length,
      });
    },
  };
}

it("a first full load of many pages at many companies ends by its own continuations, without a second tick", async () => {
  const load = await firstLoad();
  await load.tick();
  expect(await load.one("SELECT count(*) AS n FROM runs WHERE outcome = 'done'")).not.toEqual({ n: COMPANIES });
  await load.drain();
  await load.complete();
  expect(load.invocations.ticks).toBe(1);
  expect(load.invocations.messages).toBeGreaterThan(3);
  expect(load.invocations.messages).toBeLessThan(30); // and the chain ends
  expect(load.messages).toEqual([]);
});

it("C11: after a lost message the next tick resumes the chain at its page, and reads no page twice", async () => {
  const load = await firstLoad();
  await load.tick();
  const underWay = () => load.rows("SELECT company, page FROM loads WHERE run_id IS NOT NULL");
  let before = await underWay();
  // A continuation may end between two companies: the next one is in the middle of a list.
  for (let n = 0; n < 20 && before.length === 0; n += 1) {
    await load.drain(1);
    before = await underWay();
  }
  expect(load.messages.splice(0)).toEqual([{ job: "stock" }]); // lost
  expect(before.length).toBeGreaterThan(0); // companies take turns, so several may be under way
  load.clock.advance(300_000);
  const callsBefore = load.erp.journal.calls.length;
  await load.tick();
  await load.drain();
  await load.complete();
  const calls = load.erp.journal.calls.slice(callsBefore).map(({ query }) => new URLSearchParams(query));
  for (const { company, page } of before) {
    const pages = calls
      .filter(
        (query) => query.get("Nroempresa") === String(company) && query.get("DtaHorAlteracao")?.startsWith("1900"),
      )
      .map((query) => Number(query.get("Page")))
      .filter((number) => number > 0); // a first run also asks for page 0, once
    const last = Math.ceil(load.erp.state.catalogue.skus.length / 10);
    const onwards = Array.from({ length: last - Number(page) + 1 }, (_, index) => Number(page) + index);
    // A first load of several pages is read twice at once: the second read finds what changed meanwhile.
    expect(pages.slice(0, onwards.length)).toEqual(onwards);
    expect(pages.slice(onwards.length)).toEqual(Array.from({ length: pages.length - onwards.length }, (_, i) => i + 1));
  }
});

it("a killed invocation leaves its lease; ticks continue with the others, and with it once the lease ends", async () => {
  const load = await firstLoad();
  let fetched = 0;
  const killed = Promise.withResolvers<void>();
  const dying = load.isolate(async (call, effect) => {
    if (call.label.endsWith("/ProdutoEstoque") && ++fetched === 4) {
      killed.resolve();
      return new Promise<never>(() => {});
    }
    return effect();
  });
  void load.tick(dying);
  await killed.promise;
  expect(load.messages).toEqual([]);
  for (let ticks = 0; ticks * 300_000 <= LEASE_MS + 300_000; ticks++) {
    load.clock.advance(300_000);
    await load.tick();
    await load.drain();
  }
  await load.complete();
});
