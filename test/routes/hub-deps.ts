/** The Worker's routes over a hub of their own, in Node: D1 is the simulator's, queues remember, time stands still. */
import { readFileSync } from "node:fs";
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate, type Gate } from "../../sim/cloudflare/gate.ts";
import type { Deps } from "../../src/deps.ts";
import type { OrderMessage } from "../../src/env.ts";
import { createDialectCache } from "../../src/hub/settings/erp-dialect.ts";
import { createTokenCache } from "../../src/hub/settings/token-cache.ts";
import { createLog } from "../../src/log.ts";
import { routes } from "../../src/routes/index.ts";
import { hubOfTest } from "../hub-of-test.ts";
import { answered } from "./answered.ts";

export const OPS_TOKEN = "operator-token-0123";
export const START = Date.UTC(2026, 10, 24, 12);

/** The files of assets/, as Cloudflare serves them: `/docs` is docs.html. */
async function assetOf(path: string): Promise<Response> {
  const name = path === "/docs" ? "/docs.html" : path;
  return new Response(readFileSync(`assets${name}`, "utf8"));
}

export interface Call {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function hubDeps() {
  const engine = hubOfTest();
  let now = START;
  let drawn = 0;
  const clock = { now: () => now, sleep: () => Promise.resolve() };
  const lines: Readonly<Record<string, unknown>>[] = [];
  const sent: OrderMessage[] = [];
  const limited: string[] = [];
  /** Answers of the rate limiter, and whether the queue takes messages. */
  const world = { isLimited: false, isQueueDown: false };
  const bindingOf = (gate: Gate): D1Database => d1Binding(engine, gate);
  const queue = {
    send: (message: OrderMessage) => queue.sendBatch([{ body: message }]),
    sendBatch: async (messages: readonly { readonly body: OrderMessage }[]) => {
      if (world.isQueueDown) throw new Error("the queue is down");
      sent.push(...messages.map(({ body }) => body));
    },
  };
  /** One isolate: its own memory of tokens. */
  const isolate = (gate: Gate = openGate): Deps => {
    const dialects = createDialectCache(clock);
    const db = bindingOf(gate);
    return {
      config: {
        opsToken: OPS_TOKEN,
        shopify: { shop: "mercado-azul.myshopify.com" },
        alerts: { url: null, format: null, heartbeatUrl: null },
        erp: { baseUrl: "https://erp.example/SMPedidoVendaAPI/api/v1" },
        access: null,
      },
      clock,
      access: null,
      // Differs in each draw, also where a test makes two isolates.
      random: { fraction: () => 0.5, uuid: () => `00000000-0000-4000-8000-${String((drawn += 1)).padStart(12, "0")}` },
      log: createLog({ clock, writeLine: (line) => void lines.push(line) }),
      db,
      erp: { dialect: (age?: "fresh") => dialects.read(db, age) },
      orders: queue,
      tokens: createTokenCache(clock),
      assets: { fetch: (request: Request) => assetOf(new URL(request.url).pathname) },
      pushes: {
        limit: async ({ key }: { readonly key: string }) => {
          limited.push(key);
          return { success: !world.isLimited };
        },
      },
    } as unknown as Deps;
  };
  const deps = isolate();
  const call = (
    method: string,
    path: string,
    { token = OPS_TOKEN, body, headers = {} }: Call = {},
    by: Deps = deps,
  ) => {
    const request = new Request(`https://gondola.example${path}`, {
      method,
      headers: { ...(token === "" ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return answered(routes(request, by, { waitUntil: () => undefined }), request);
  };
  return {
    deps,
    isolate,
    call,
    world,
    lines,
    sent,
    limited,
    pass: (ms: number) => void (now += ms),
    rows: async (sql: string, ...values: (string | number | null)[]) =>
      (
        await deps.db
          .prepare(sql)
          .bind(...values)
          .all()
      ).results,
    /** Makes a token as an admin does. @returns its secret */
    async tokenOf(scope: string, name = scope): Promise<string> {
      const made = await call("POST", "/api/tokens", { body: { name, scope } });
      return (await made.json<{ secret: string }>()).secret;
    },
  };
}
