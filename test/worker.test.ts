import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { bindings } from "../bench/orders/servers.ts";
import { BENCH_SECRET, BENCH_SHOP } from "../bench/orders/payloads.ts";
import { simulatedHmac } from "../sim/kit/hmac.ts";
import type { Env } from "../src/env.ts";
import { createWorker } from "../src/worker.ts";

/** A Worker whose log is kept and whose network returns no response. */
function workerOf() {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const worker = createWorker({
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    random: { fraction: () => 0.5, uuid: () => "00000000-0000-4000-8000-000000000000" },
    hmac: simulatedHmac,
    fetch: () => Promise.reject(new Error("this test reaches no network")),
    writeLine: (line) => void lines.push(line),
  });
  return { worker, lines };
}
const context = { waitUntil: () => undefined };
const nothingSet = {} as Partial<Env> as Env;

it("a cron with a wrong configuration says so in one line and fails, so that the platform shows it", async () => {
  const { worker, lines } = workerOf();
  await expect(worker.scheduled({ cron: "* * * * *" }, nothingSet, context)).rejects.toThrow("OPS_TOKEN: is not set");
  expect(lines).toMatchObject([{ level: "error", event: "config.invalid" }]);
});

it("a queue batch with a wrong configuration is not consumed: it fails, and the messages come again", async () => {
  const { worker } = workerOf();
  const batch = {
    queue: "gondola-orders",
    messages: [{ ack: () => expect.unreachable("a message was acknowledged") }],
  };
  await expect(worker.queue(batch as unknown as MessageBatch, nothingSet, context)).rejects.toThrow("configuration");
});

it("a request with a wrong configuration is answered, with what is wrong on /health alone", async () => {
  const { worker } = workerOf();
  const health = await worker.fetch(new Request("https://gondola.example/health"), nothingSet, context);
  const webhook = await worker.fetch(
    new Request("https://gondola.example/webhooks/shopify", { method: "POST" }),
    nothingSet,
    context,
  );
  expect([health.status, webhook.status]).toEqual([503, 503]);
  expect(await webhook.text()).not.toContain("OPS_TOKEN");
});

/** Any use of it throws. */
const lost = new Proxy({}, { get: () => expect.unreachable("a webhook used a binding that it does not need") });

it.each([
  ["", 200],
  ["?from=shopify", 200],
  ["/", 404],
  ["/more", 404],
])("a webhook needs the queue and no other binding; at /webhooks/shopify%s it is %i", async (more, status) => {
  const sent: unknown[] = [];
  const { queues, services, texts } = bindings();
  const env = {
    ...Object.fromEntries([...queues, ...services].map((name) => [name, lost])),
    ...texts,
    ORDERS: { send: async (message: unknown) => void sent.push(message) },
  } as unknown as Env;
  const body = '{"id":6120000000001,"updated_at":"2026-11-30T12:00:00-03:00"}';
  const headers = {
    "x-shopify-topic": "orders/updated",
    "x-shopify-shop-domain": BENCH_SHOP,
    "x-shopify-hmac-sha256": createHmac("sha256", BENCH_SECRET).update(body).digest("base64"),
  };
  const request = new Request(`https://gondola.example/webhooks/shopify${more}`, { method: "POST", body, headers });
  const answer = await workerOf().worker.fetch(request, env, context);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([status, "no-store"]);
  expect(sent).toHaveLength(status === 200 ? 1 : 0);
});
