import { type Config, type ConfigResult, readConfig } from "./config.ts";
import { startRun, type Job } from "./job.ts";
import { schedule } from "./crons/schedule.ts";
import type { Deps } from "./deps.ts";
import type { Env, LoadMessage, OrdersMessage } from "./env.ts";
import { createErpClient, type SpeakingErpClient } from "./erp/client/client.ts";
import { guardErp } from "./erp/client/write-guard.ts";
import { writeGuard } from "./hub/dry-run/dry-run.ts";
import { createDialectCache } from "./hub/settings/erp-dialect.ts";
import { createTokenCache } from "./hub/settings/token-cache.ts";
import { createLog, reasonOf } from "./log.ts";
import { createCollector } from "./metrics/collector.ts";
import type { Ports } from "./ports.ts";
import { consumeDeadLetters } from "./queues/dead-letters.ts";
import { consumeImageEvents } from "./queues/image-events.ts";
import { consumeLoads } from "./queues/loads.ts";
import { consumeOrders } from "./queues/orders.ts";
import { createAccess } from "./routes/http/access.ts";
import { routes } from "./routes/index.ts";
import { type EdgeDeps, isWebhook, receiveWebhook } from "./routes/webhooks/shopify.ts";
import { createAdmin } from "./shopify/client/admin.ts";
import { guardAdmin } from "./shopify/client/write-guard.ts";

type Clients = Pick<Deps, "shopify"> & { readonly erp: SpeakingErpClient; readonly access: Deps["access"] };
type Context = Pick<ExecutionContext, "waitUntil">;
export interface Worker {
  fetch(request: Request, env: Env, context: Context): Promise<Response>;
  scheduled(controller: { readonly cron: string }, env: Env, context: Context): Promise<void>;
  queue(batch: MessageBatch, env: Env, context: Context): Promise<void>;
}

/**
 * The Worker of one isolate. State between invocations (access tokens, the cost bucket's level) lives in this closure.
 */
export function createWorker(ports: Ports): Worker {
  const points = createCollector();
  const log = createLog({
    clock: ports.clock,
    writeLine: (line) => {
      points.take(line);
      ports.writeLine(line);
    },
  });
  const tokens = createTokenCache(ports.clock);
  const dialects = createDialectCache(ports.clock);
  // Deps are made anew for each invocation; costly or stateful parts are cached by config.
  let kept: { config: Config; key: string; clients: Clients } | undefined;
  // An isolate's `env` is one object: checking its variables again would be a third of a webhook's CPU.
  let lastRead: { env: Env; result: ConfigResult } | undefined;

  function configOf(env: Env): ConfigResult {
    if (lastRead?.env !== env) lastRead = { env, result: readConfig(env) };
    return lastRead.result;
  }

  function clientsOf(config: Config, { ERP_VPC: vpc }: Env): Clients {
    if (kept?.config === config) return kept.clients;
    const key = JSON.stringify(config);
    if (kept?.key === key) kept = { ...kept, config };
    else {
      const { clock, random, fetch } = ports;
      kept = {
        config,
        key,
        clients: {
          erp: createErpClient({
            config: config.erp,
            clock,
            random,
            fetch: vpc === undefined ? fetch : (request) => vpc.fetch(request),
            log,
          }),
          shopify: createAdmin({ config: config.shopify, clock, random, fetch, log }),
          access: config.access === null ? null : createAccess({ config: config.access, clock, fetch, log }),
        },
      };
    }
    return kept.clients;
  }

  /** What a webhook needs; null: the configuration is wrong. */
  function edgeOf(env: Env): EdgeDeps | null {
    const read = configOf(env);
    if (!read.ok) return null;
    return {
      config: read.config,
      clock: ports.clock,
      hmac: ports.hmac,
      log,
      orders: env.ORDERS,
      loads: env.LOADS,
    };
  }

  function depsOf(env: Env): Deps | { readonly problems: readonly string[] } {
    const read = configOf(env);
    if (!read.ok) return { problems: read.problems };
    const { erp, shopify, access } = clientsOf(read.config, env);
    const guard = writeGuard(env.DB, ports.clock);
    return {
      config: read.config,
      clock: ports.clock,
      random: ports.random,
      hmac: ports.hmac,
      fetch: ports.fetch,
      log,
      db: env.DB,
      images: env.IMAGES,
      orders: env.ORDERS,
      ordersDlq: env.ORDERS_DLQ,
      loads: env.LOADS,
      tokens,
      pushes: env.PUSHES,
      access,
      assets: env.ASSETS,
      // Every call to the ERP and to Shopify passes the dry-run guard.
      erp: guardErp(
        erp.speaking((age) => dialects.read(env.DB, age)),
        guard,
      ),
      shopify: guardAdmin(shopify, guard),
    };
  }

  /** Crons and queues have no caller: a wrong configuration is logged in one line, and no message is consumed. */
  function depsOrThrow(env: Env): Deps {
    const deps = depsOf(env);
    if ("problems" in deps) {
      log.error("config.invalid", { problems: deps.problems.join("; ") });
      throw new Error(`configuration: ${deps.problems.join("; ")}`);
    }
    return deps;
  }

  return {
    async fetch(request, env, context) {
      // The busiest route needs no router, no client and no hub: an order's purchase alone is three webhooks.
      const edge = isWebhook(request) ? edgeOf(env) : null;
      const response = edge ? await receiveWebhook(request, edge) : await routes(request, depsOf(env), context);
      points.flush(env.METRICS);
      return response;
    },

    async scheduled({ cron }, env) {
      const deps = depsOrThrow(env);
      const due = schedule.filter((entry) => entry.cron === cron);
      if (due.length === 0) log.error("cron.unknown", { cron });
      for (const { job } of due) await runJob(job, deps);
      points.flush(env.METRICS);
    },

    async queue(batch, env) {
      const deps = depsOrThrow(env);
      // The queue's name ends in its subject, whatever prefix a deployment adds.
      if (batch.queue.endsWith("orders-dlq")) await consumeDeadLetters(batch as MessageBatch<OrdersMessage>, deps);
      else if (batch.queue.endsWith("orders")) await consumeOrders(batch as MessageBatch<OrdersMessage>, deps);
      else if (batch.queue.endsWith("loads")) await consumeLoads(batch as MessageBatch<LoadMessage>, deps, runJob);
      else if (batch.queue.endsWith("images")) await consumeImageEvents(batch, deps);
      else log.error("queue.unknown", { queue: batch.queue });
      points.flush(env.METRICS);
    },
  };
}

/**
 * Runs a job for one invocation; a queue message continues the rest. A job that throws is logged and ends: the next
 * tick continues.
 */
async function runJob(job: Job, deps: Deps): Promise<void> {
  try {
    const outcome = await job.run(deps, startRun(deps.clock));
    if (outcome === "more") await deps.loads.send({ job: job.name });
  } catch (error) {
    deps.log.error("job.failed", { job: job.name, reason: reasonOf(error) });
  }
}
