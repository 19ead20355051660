/** A shop that answers by script, for answers that the simulator cannot give. Only a sleep moves its clock. */
import type { Config } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import type { Clock, Random } from "../../src/ports.ts";
import { createAdmin } from "../../src/shopify/client/admin.ts";
import { OrderSweepDocument } from "../../src/shopify/generated/operations.ts";
import { TypedDocumentString } from "../../src/shopify/generated/operations.ts";
import type { CallOptions } from "../../src/shopify/client/result.ts";

export const shopifyConfig: Config["shopify"] = {
  shop: "gondola-sim.myshopify.com",
  origin: "https://gondola-sim.myshopify.com",
  clientId: "sim-client-id",
  clientSecret: "sim-client-secret",
  webhookSecrets: ["sim-client-secret"],
};

export class TestClock implements Clock {
  #now: number;
  readonly slept: number[] = [];
  constructor(now = Date.UTC(2026, 10, 24, 12)) {
    this.#now = now;
  }
  now(): number {
    return this.#now;
  }
  advance(ms: number): void {
    this.#now += ms;
  }
  /** A sleep that stands beside a request is aborted when the answer comes; one that stands alone passes at once. */
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal) return this.#deadline(ms, signal);
    this.slept.push(ms);
    this.#now += ms;
  }
  #pending: { until: number; resolve: () => void }[] = [];
  #deadline(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ until: this.#now + ms, resolve });
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    });
  }
  /** Lets every deadline pass that stands beside a request. */
  passDeadlines(): void {
    for (const { until, resolve } of this.#pending.splice(0)) {
      this.#now = Math.max(this.#now, until);
      resolve();
    }
  }
}

export const noChance: Random = { fraction: () => 0, uuid: () => "00000000-0000-4000-8000-000000000000" };

export interface Bucket {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}
export const extensions = (requested: number, bucket: Partial<Bucket> = {}, actual: number | null = requested) => ({
  cost: {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1900, restoreRate: 100, ...bucket },
  },
});

const emptyPage = { orders: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } };
export const ok = (data: unknown = emptyPage, cost: object = extensions(10)): Response =>
  Response.json(
    { data, extensions: cost },
    { headers: { "x-shopify-api-version": "2026-10", "x-request-id": "req-1" } },
  );
export const throttled = (requested: number, currentlyAvailable: number): Response =>
  Response.json({
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
    extensions: extensions(requested, { currentlyAvailable }, null),
  });

export type Step = Response | "cut" | "never" | (() => Response | Promise<Response>);

/** One request, one step; token requests are answered apart. */
export function scripted(steps: readonly Step[], tokenSteps: readonly Response[] = []) {
  const clock = new TestClock();
  const requests: { token: string | null; body: { query: string; variables: unknown } }[] = [];
  const lines: Record<string, unknown>[] = [];
  const left = [...steps];
  const tokens = [...tokenSteps];
  let bought = 0;
  const fetch = async (request: Request): Promise<Response> => {
    if (request.url.endsWith("/admin/oauth/access_token")) {
      bought += 1;
      return (
        tokens.shift() ?? Response.json({ access_token: `token-${bought}`, scope: "write_products", expires_in: 86399 })
      );
    }
    requests.push({
      token: request.headers.get("x-shopify-access-token"),
      body: await request.json<{ query: string; variables: unknown }>(),
    });
    const step = left.shift();
    if (step === undefined) throw new Error(`request ${requests.length} has no step in the script`);
    if (step === "cut") throw new TypeError("connection cut");
    if (step === "never")
      return new Promise((_, reject) => {
        request.signal.addEventListener("abort", () => reject(request.signal.reason as Error));
        clock.passDeadlines();
      });
    return typeof step === "function" ? step() : step;
  };
  const log = createLog({ clock, writeLine: (line) => lines.push({ ...line }) });
  const admin = createAdmin({ config: shopifyConfig, clock, random: noChance, fetch, log });
  return {
    clock,
    requests,
    lines,
    admin,
    bought: () => bought,
    left,
    query: (options: Partial<CallOptions> = {}) =>
      admin.run(OrderSweepDocument, { query: "updated_at:>=2026" }, { priority: "catalog", ...options }),
    mutate: (options: Partial<CallOptions> = {}) => admin.run(testMutation, {}, { priority: "catalog", ...options }),
  };
}

const testMutation = new TypedDocumentString<{ done: boolean }, Record<string, never>>(
  "mutation TestMutation { done }",
) as TypedDocumentString<{ done: boolean }, Record<string, never>>;
