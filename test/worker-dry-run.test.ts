import { expect, it } from "vitest";
import { d1Binding } from "../sim/cloudflare/d1.ts";
import { migrated } from "../sim/cloudflare/migrations.ts";
import { simulatedHmac } from "../sim/kit/hmac.ts";
import { SqliteEngine } from "../sim/cloudflare/sqlite-engine.ts";
import { seeded } from "../sim/kit/world.ts";
import { createShopify } from "../sim/shopify/index.ts";
import type { Env } from "../src/env.ts";
import { createWorker } from "../src/worker.ts";
import { testClock, testRandom } from "./loads/world.ts";

const OPS_TOKEN = "operators-token-of-tests";

/** The Worker as it is deployed, on a hub and a simulated shop. */
function deployed(bindings: Partial<Env> = {}) {
  const clock = testClock();
  const shop = createShopify({
    world: {
      now: () => clock.now(),
      chance: seeded(3),
      fetch: async () => Response.error(),
      sleep: async (ms) => clock.advance(ms),
    },
  });
  const engine = SqliteEngine.open({ template: migrated() });
  const worker = createWorker({
    clock,
    random: testRandom(),
    hmac: simulatedHmac,
    fetch: async (request) =>
      new URL(request.url).host.endsWith("myshopify.com") ? shop.handler(request) : Response.error(),
    writeLine: () => undefined,
  });
  const env = {
    SHOPIFY_SHOP: "gondola-sim.myshopify.com",
    SHOPIFY_CLIENT_ID: "sim-client-id",
    SHOPIFY_CLIENT_SECRET: "sim-client-secret",
    ERP_BASE_URL: "https://erp.test:8343/SMPedidoVendaAPI/api/v1",
    ERP_COMPANY: "1",
    ERP_USERNAME: "gondola",
    ERP_PASSWORD: "gondola-password",
    ERP_NRO_SEGMENTO: "1",
    ERP_NRO_DIVISAO: "1",
    ERP_TIP_CATEGORIA: "M",
    ERP_SEQ_CANAL_VENDA: "121",
    ERP_COD_GERAL_OPER: "605",
    ERP_NRO_REPRESENTANTE: "1",
    ERP_NRO_TAB_VENDA: "1",
    OPS_TOKEN,
    DB: d1Binding(engine, async (_call, effect) => effect()),
    IMAGES: {},
    ORDERS: {},
    ORDERS_DLQ: {},
    PUSHES: {},
    ASSETS: {},
    LOADS: {},
    IMAGE_EVENTS: {},
    ...bindings,
  } as unknown as Env; // this test uses D1 and the shop only
  const call = async (method: string, path: string, body?: unknown) => {
    const request = new Request(`https://gondola.example${path}`, {
      method,
      headers: { authorization: `Bearer ${OPS_TOKEN}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await worker.fetch(request, env, { waitUntil: () => undefined });
    return { status: answer.status, body: await answer.json<{ code?: string }>() };
  };
  return { call, shop };
}

it("D1: a new hub of the deployed Worker holds every lane, and the objects of the set-up pass", async () => {
  const { call, shop } = deployed();
  expect(await call("GET", "/api/dry-run")).toMatchObject({ status: 200, body: { all: true, testOrder: null } });
  expect((await call("POST", "/api/setup")).status).toBe(200);
  const made = new Set(shop.journal.mutations.map(({ field }) => field));
  expect([...made].toSorted()).toEqual(["metafieldDefinitionCreate", "webhookSubscriptionCreate"]);
});

it("with a Workers VPC binding the ERP is reached through it, and Shopify is not", async () => {
  const asked: string[] = [];
  const vpc = {
    fetch: async (request: Request) => {
      asked.push(new URL(request.url).host);
      return Response.json({ message: "no such user" }, { status: 401 });
    },
  } as unknown as Fetcher;
  const { call } = deployed({ ERP_VPC: vpc });
  const { status, body } = await call("GET", "/api/doctor?lang=en");
  expect(status).toBe(200);
  expect(JSON.stringify(body)).toContain("login: the ERP refused user, password or company");
  expect(new Set(asked)).toEqual(new Set(["erp.test:8343"]));
});
