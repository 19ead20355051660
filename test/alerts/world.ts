/** A hub, and a receiver of alerts that takes only what its kind takes. */
import { d1Binding } from "../../sim/cloudflare/d1.ts";
import { openGate, type Gate } from "../../sim/cloudflare/gate.ts";
import { alertPass, type AlertDeps } from "../../src/alerts/pass.ts";
import type { Fetch } from "../../src/ports.ts";
import type { AlertFormat } from "../../src/rules/alerts/body.ts";
import { readDesk } from "../desk.ts";
import { hubOfTest, keptLog, readsOf } from "../hub-of-test.ts";
import { testClock, testRandom } from "../loads/world.ts";

const RECEIVER = "https://avisos.loja.exemplo/entrada";
const HEARTBEAT = "https://vivo.loja.exemplo/ping";

/** What each receiver refuses: Google Chat unknown fields, Slack and Teams a body without their own. */
const TAKES: Readonly<Record<AlertFormat, (body: Record<string, unknown>) => boolean>> = {
  json: (body) => body["source"] === "gondola" && Array.isArray(body["notices"]),
  slack: (body) => typeof body["text"] === "string" && body["text"] !== "",
  "google-chat": (body) => Object.keys(body).join() === "text" && String(body["text"]).length <= 4096 * 8,
  teams: (body) => body["type"] === "message" && Array.isArray(body["attachments"]),
};

export function alertWorld(format: AlertFormat = "json") {
  const clock = testClock();
  const engine = hubOfTest();
  const { log, lines } = keptLog(clock);
  const random = testRandom();
  const taken: Record<string, unknown>[] = [];
  const pings: number[] = [];
  const receiver: { status: number; isSilent: boolean } = { status: 200, isSilent: false };
  const reach: Fetch = async (request) => {
    if (request.url === HEARTBEAT) {
      pings.push(clock.now());
      return new Response("OK");
    }
    if (request.url !== RECEIVER || request.method !== "POST") return new Response(null, { status: 404 });
    if (receiver.isSilent) throw new TypeError("connection reset");
    const body = await request.json<Record<string, unknown>>();
    if (receiver.status !== 200) return new Response("no", { status: receiver.status });
    if (!TAKES[format](body)) return new Response("invalid_payload", { status: 400 });
    taken.push(body);
    return new Response("ok");
  };
  const isolate = (through: Gate = openGate): AlertDeps & { random: ReturnType<typeof testRandom> } =>
    ({
      config: {
        shopify: { shop: "mercado-azul.myshopify.com" },
        alerts: { url: RECEIVER, format, heartbeatUrl: HEARTBEAT },
      },
      clock,
      random,
      log,
      db: d1Binding(engine, through),
      fetch: ((request) => through({ port: "fetch", label: request.url }, () => reach(request))) satisfies Fetch,
    }) as unknown as AlertDeps & { random: ReturnType<typeof testRandom> }; // alerts touch neither peer
  const deps = isolate();
  const reads = readsOf(deps.db);
  const intervals = new Map([["stock", 300_000]]);
  return {
    clock,
    lines,
    deps,
    isolate,
    taken,
    pings,
    receiver,
    intervals,
    ...reads,
    pass: (by: AlertDeps = deps) => alertPass(by, intervals),
    /** A paid order that is complete since this instant. */
    addOrder: (id: string, createdAt: number, state = "ready", reason: string | null = null) =>
      reads.rows(
        `INSERT INTO orders (order_id, state, reason, found_by, created_at, updated_at) VALUES (?1, ?2, ?3, 'webhook', ?4, ?4)`,
        id,
        state,
        reason,
        createdAt,
      ),
    addStep: (id: string, n: number, step: string, at: number) =>
      reads.rows(
        "INSERT INTO order_timeline (order_id, n, at, step, cause, outcome) VALUES (?1, ?2, ?3, ?4, 'webhook', 'ok')",
        id,
        n,
        at,
        step,
      ),
    desk: () => readDesk(deps.db),
    /** The notices of the messages taken, as "state kind". */
    notices: () =>
      taken.flatMap(({ notices }) =>
        (notices as { state: string; kind: string }[]).map(({ state, kind }) => `${state} ${kind}`),
      ),
  };
}
