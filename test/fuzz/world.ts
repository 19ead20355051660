/** The whole Worker as it is deployed, on a hub of its own, with both peers away. */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { migrated } from "../../sim/cloudflare/migrations.ts";
import { Bucket, r2Binding } from "../../sim/cloudflare/r2.ts";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";
import { simulatedHmac } from "../../sim/kit/hmac.ts";
import type { Env } from "../../src/env.ts";
import { createWorker } from "../../src/worker.ts";
import { testClock, testRandom } from "../loads/world.ts";

export const ORIGIN = "https://gondola.example";
export const OPS_TOKEN = "operators-token-of-the-fuzz-suite";
export const SHOP = "mercado-azul.myshopify.com";
const SECRET = "client-secret-of-the-fuzz-suite";

const description = readFileSync("assets/openapi.json", "utf8");
/** The files of assets/, as far as the Worker serves them itself. */
const asset = (path: string): Response =>
  path === "/openapi.json"
    ? new Response(description, { headers: { "content-type": "application/json" } })
    : new Response("<!doctype html>", { headers: { "content-type": "text/html" } });

export type FuzzWorld = Awaited<ReturnType<typeof fuzzWorld>>;

export async function fuzzWorld() {
  const clock = testClock();
  const engine = SqliteEngine.open({ template: migrated() });
  const lines: string[] = [];
  const queued: unknown[] = [];
  const queue = {
    send: async (message: unknown) => void queued.push(message),
    sendBatch: async (messages: readonly unknown[]) => void queued.push(...messages),
  };
  const worker = createWorker({
    clock,
    random: testRandom(),
    hmac: simulatedHmac,
    fetch: async () => new Response("<html>502</html>", { status: 502 }),
    writeLine: (line) => void lines.push(JSON.stringify(line)),
  });
  const env = {
    SHOPIFY_SHOP: SHOP,
    SHOPIFY_CLIENT_ID: "client-id",
    SHOPIFY_CLIENT_SECRET: SECRET,
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
    DB: d1Binding(engine, openGate),
    IMAGES: r2Binding(new Bucket(() => clock.now()), openGate),
    ORDERS: queue,
    ORDERS_DLQ: queue,
    LOADS: queue,
    IMAGE_EVENTS: queue,
    PUSHES: { limit: async () => ({ success: true }) },
    ASSETS: { fetch: async (request: Request) => asset(new URL(request.url).pathname) },
  } as unknown as Env; // bindings of the platform, in memory
  const send = (request: Request) => worker.fetch(request, env, { waitUntil: () => undefined });
  const made = async (scope: string): Promise<string> => {
    const answer = await send(
      new Request(`${ORIGIN}/api/tokens`, {
        method: "POST",
        headers: { authorization: `Bearer ${OPS_TOKEN}` },
        body: JSON.stringify({ name: scope, scope }),
      }),
    );
    return (await answer.json<{ secret: string }>()).secret;
  };
  const tokens = {
    viewer: await made("viewer"),
    operator: await made("operator"),
    admin: await made("admin"),
    erp: await made("erp"),
  };
  const login = await send(
    new Request(`${ORIGIN}/ops/entrar`, {
      method: "POST",
      headers: { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ token: tokens.admin }),
    }),
  );
  const cookie = login.headers.get("set-cookie")?.split(";")[0] ?? "";
  const page = await (await send(new Request(`${ORIGIN}/ops`, { headers: { cookie } }))).text();
  const session = { cookie, formToken: /name="formToken" value="(\w+)"/.exec(page)?.[1] ?? "" };
  lines.length = 0;
  return {
    /** Answers by their status. */
    statuses: new Map<number, number>(),
    session,
    /** The signature that Shopify would give a body. */
    sign: (body: Uint8Array | string): string => createHmac("sha256", SECRET).update(body).digest("base64"),
    send,
    tokens,
    lines,
    queued,
    secrets: [OPS_TOKEN, SECRET, "gondola-password", ...Object.values(tokens)],
  };
}
