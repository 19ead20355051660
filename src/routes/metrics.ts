import { Hono } from "hono";
import { intervalsOf } from "../crons/ticks.ts";
import { readAlertFacts } from "../hub/alerts/facts.ts";
import { countOrders } from "../hub/orders/overview.ts";
import { readBacklog } from "../hub/report/backlog.ts";
import { mayAct } from "../rules/access/scope.ts";
import { bearerOf } from "../rules/access/secret.ts";
import { CONTENT_TYPE, exposition, type Gauge } from "../rules/metrics/exposition.ts";
import { agesOf } from "../rules/work/promise.ts";
import { failure } from "./http/answers.ts";
import type { AppEnv } from "./http/app-env.ts";
import { credentialOf } from "./http/credential.ts";

/** Figures of the present for a monitor (docs/metrics.md). */
export const metrics = new Hono<AppEnv>().get("/metrics", async (context) => {
  const { deps } = context.env;
  const secret = bearerOf(context.req.header("authorization"));
  const caller = secret === null ? null : await credentialOf(deps, secret);
  if (caller === null)
    return failure(401, "unauthorized", "Falta o cabeçalho Authorization: Bearer com um token válido.");
  if (!mayAct(caller.scope, "viewer")) return failure(403, "forbidden", "O token não tem permissão para esta chamada.");
  return new Response(exposition(await gaugesOf(deps.db, deps.clock.now())), {
    headers: { "content-type": CONTENT_TYPE, "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });
});

/** One statement after the other: D1 has one thread, and orders wait for it. */
async function gaugesOf(db: D1Database, now: number): Promise<readonly Gauge[]> {
  const facts = await readAlertFacts(db, now);
  const orders = await countOrders(db);
  const backlog = await readBacklog(db);
  const aged = agesOf(facts.loads, intervalsOf(now), now);
  const states = Map.groupBy(orders, ({ state }) => state);
  return [
    {
      name: "gondola_load_age_seconds",
      help: "Seconds since the last run that read to its end.",
      samples: aged.flatMap(({ name, company, segment, age }) =>
        age.ageMs === null ? [] : [{ labels: { load: name, company, segment }, value: age.ageMs / 1000 }],
      ),
    },
    {
      name: "gondola_load_promise_seconds",
      help: "The age after which a load is late.",
      samples: [...Map.groupBy(aged, ({ name }) => name)].map(([load, of]) => ({
        labels: { load },
        value: (of[0]?.age.promiseMs ?? 0) / 1000,
      })),
    },
    {
      name: "gondola_orders",
      help: "Orders in a state.",
      samples: [...states].map(([state, of]) => ({
        labels: { state },
        value: of.reduce((sum, each) => sum + each.orders, 0),
      })),
    },
    gauge("gondola_orders_waiting", "Complete orders on their way to the ERP.", facts.waiting.orders),
    {
      name: "gondola_desk_open",
      help: "Open entries of the error desk.",
      samples: facts.desk.map(({ area, reason, open }) => ({ labels: { area, reason }, value: open })),
    },
    {
      name: "gondola_due",
      help: "Rows that a lane has still to send.",
      samples: backlog.map(({ lane, rows }) => ({ labels: { lane }, value: rows })),
    },
    gauge("gondola_erp_silent", "1 while the ERP does not answer.", facts.erpSilentUntil === null ? 0 : 1),
  ];
}

const gauge = (name: string, help: string, value: number): Gauge => ({ name, help, samples: [{ labels: {}, value }] });
