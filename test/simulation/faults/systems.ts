/** Faults of the two systems: each scenario has some of these, each in its own window of the storm. */
import { noCronFaults } from "../../../sim/cloudflare/cron.ts";
import { noQueueFaults } from "../../../sim/cloudflare/queues.ts";
import type { Fault } from "../../../sim/kit/faults.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { HOUR_MS, MINUTE_MS } from "../scenario/plan.ts";
import { scheduleCrowdedBucket } from "./crowded-bucket.ts";
import { scheduleDroppedWebhooks } from "./dropped-webhooks.ts";

/** Longer than any patience of the Worker's clients. */
const HANGS_MS = 40_000;

type Trouble = (scenario: Scenario, stream: RandomStream, window: { from: number; until: number }) => void;

const shopFault =
  (fault: Fault): Trouble =>
  ({ systems }, _stream, window) =>
    systems.shop.faults.add({ ...fault, ...window });
const erpFault =
  (fault: Fault): Trouble =>
  ({ systems }, _stream, window) =>
    systems.erp.faults.add({ ...fault, ...window });

/** By name, so that a trace can list the faults of a scenario. Paths: GraphQL is /graphql, the ERP's collections are /Cadastros. */
const TROUBLES: Readonly<Record<string, Trouble>> = {
  "shop answers 429": shopFault({
    kind: "status",
    name: "429",
    status: 429,
    headers: { "retry-after": "2" },
    chance: 0.3,
  }),
  "shop answers 503": shopFault({ kind: "status", name: "503", status: 503, chance: 0.3 }),
  "shop answers 502 after the effect": shopFault({ kind: "statusAfter", status: 502, path: "graphql", chance: 0.2 }),
  "shop cut before the effect": shopFault({ kind: "cutBefore", chance: 0.2 }),
  "shop cut after the effect": shopFault({ kind: "cutAfter", path: "graphql", chance: 0.2 }),
  "shop hangs, then does it": shopFault({ kind: "latency", ms: HANGS_MS, chance: 0.1 }),
  "shop does it, then hangs": shopFault({ kind: "slowBody", ms: HANGS_MS, chance: 0.1 }),
  "shop truncates its answer": shopFault({ kind: "truncated", chance: 0.15 }),
  "shop answers HTML": shopFault({ kind: "html", chance: 0.15 }),
  "shop is slow": shopFault({ kind: "latency", ms: 4_000, chance: 0.5 }),
  "shop is gone": shopFault({ kind: "status", name: "gone", status: 503 }),
  "shop revokes the token": ({ scheduler, systems, faults, story }, _stream, { from }) => {
    scheduler.at(
      from,
      () => {
        systems.shop.tokens.revokeAll();
        faults.add("shop: token revoked");
        story?.("shop: every token is revoked");
      },
      false,
    );
  },
  "shop's mutations break": ({ scheduler, systems, faults, story }, stream, { from }) => {
    const mutation = stream.pick([
      "productSet",
      "productVariantsBulkUpdate",
      "inventorySetQuantities",
      "inventoryActivate",
      "metafieldsSet",
      "publishablePublish",
    ]);
    scheduler.at(
      from,
      () => {
        systems.shop.control.breakNext(mutation, stream.between(1, 3));
        faults.add("shop: INTERNAL_SERVER_ERROR in a mutation");
        story?.(`shop: ${mutation} breaks`);
      },
      false,
    );
  },
  "webhooks are lost": webhooks({ kind: "lose", chance: 0.4 }),
  "webhooks come twice": webhooks({ kind: "double", chance: 0.4 }),
  "webhooks come out of order": webhooks({ kind: "reorder", chance: 0.6 }),
  "webhooks come late": ({ systems, scheduler, plan }, stream, { from, until }) => {
    scheduler.at(
      from,
      () =>
        systems.shop.webhooks.disturb({
          kind: "delay",
          chance: 0.4,
          ms: stream.between(5, stream.hits(0.2) ? 150 : 40) * MINUTE_MS,
        }),
      false,
    );
    scheduler.at(Math.min(until, plan.stormUntil), () => systems.shop.webhooks.clearDisturbances(), false);
  },
  "ERP refuses the login": erpFault({ kind: "status", name: "login refused", status: 401, path: "login" }),
  "ERP's tokens expire": ({ scheduler, systems, faults, story }, _stream, { from }) => {
    scheduler.at(
      from,
      () => {
        systems.erp.control.revokeTokens();
        faults.add("erp: tokens revoked");
        story?.("ERP: every token is revoked");
      },
      false,
    );
  },
  "ERP answers 500": erpFault({ kind: "status", name: "500", status: 500, chance: 0.4 }),
  "ERP answers 502 after the commit": erpFault({ kind: "statusAfter", status: 502, chance: 0.3 }),
  "ERP cut before": erpFault({ kind: "cutBefore", chance: 0.3 }),
  "ERP cut after the commit": erpFault({ kind: "cutAfter", chance: 0.3 }),
  "ERP cut after each order's commit": erpFault({ kind: "cutAfter", path: "PedidoVenda", method: "POST", chance: 0.7 }),
  "ERP hangs, then does it": erpFault({ kind: "latency", ms: HANGS_MS, chance: 0.2 }),
  "ERP is slow": erpFault({ kind: "latency", ms: 6_000, chance: 0.6 }),
  "ERP does it, then hangs": erpFault({ kind: "slowBody", ms: HANGS_MS, chance: 0.2 }),
  "ERP truncates": erpFault({ kind: "truncated", chance: 0.3 }),
  "ERP answers HTML": erpFault({ kind: "html", chance: 0.3 }),
  "ERP answers HTML after the commit": erpFault({ kind: "htmlAfter", chance: 0.3 }),
  "ERP is gone": erpFault({ kind: "status", name: "gone", status: 503 }),
  "ERP commits late": ({ scheduler, systems, faults, story }, stream, { from }) => {
    scheduler.at(
      from,
      () => {
        // With a slow ERP before it still within the two minutes after which "not there" is believed (src/rules/orders/state-machine.ts).
        systems.erp.control.commitLate({
          times: stream.between(1, 3),
          afterMs: stream.between(1, 50) * 1000,
          answer: stream.pick(["504", "cut"] as const),
        });
        faults.add("erp: commits late");
        story?.("ERP: the next orders are committed late");
      },
      false,
    );
  },
  "ERP's clock is wrong": ({ scheduler, systems, faults, story, plan }, stream, { from }) => {
    scheduler.at(
      from,
      () => {
        // A jump back further than the overlap of five minutes hides changes until the next full read: not one to draw.
        const ms = stream.between(Math.min(0, plan.clockSkewMs / MINUTE_MS) - 4, 4) * MINUTE_MS;
        systems.erp.control.setClockSkew({ ms });
        faults.add("erp: clock off by minutes");
        story?.(`ERP: its clock is ${ms / MINUTE_MS} minutes off`);
      },
      false,
    );
  },
  "ERP's pages overlap": quirk("overlap"),
  "ERP's pages repeat": quirk("repeat"),
  "ERP's pages skip records": quirk("skip"),
};

function webhooks(what: { kind: "lose" | "double" | "reorder"; chance: number }): Trouble {
  return ({ systems, scheduler }, stream, { from }) => {
    scheduler.at(from, () => systems.shop.webhooks.disturb({ ...what, times: stream.between(5, 40) }), false);
  };
}

function quirk(kind: "overlap" | "repeat" | "skip"): Trouble {
  return ({ systems, scheduler, plan }, stream, { from, until }) => {
    scheduler.at(from, () => systems.erp.control.quirk({ kind, chance: 0.3, rows: stream.between(1, 3) }), false);
    scheduler.at(Math.min(until, plan.stormUntil), () => systems.erp.control.clearQuirks(), false);
  };
}

/** Draws the scenario's troubles and puts them on the clock. @returns their names. */
export function scheduleTroubles(scenario: Scenario): readonly string[] {
  const { plan, streams, systems } = scenario;
  if (plan.weather === "quiet") return [];
  scheduleDroppedWebhooks(scenario);
  scheduleCrowdedBucket(scenario);
  const stream = streams("troubles");
  const names = stream
    .shuffled(Object.keys(TROUBLES))
    .slice(0, plan.weather === "breeze" ? stream.between(1, 4) : stream.between(3, 12));
  for (const name of names) {
    const from = plan.stormFrom + Math.floor(stream.chance() * 0.9 * (plan.stormUntil - plan.stormFrom));
    const lasts = /gone|refuses/.test(name) ? stream.between(2, 25) : stream.between(5, 60);
    TROUBLES[name]?.(scenario, stream, { from, until: Math.min(from + lasts * MINUTE_MS, plan.stormUntil) });
  }
  scheduleStrangeAnswers(scenario);
  if (plan.features.nulls > 0) {
    const rare = streams("nulls");
    const from = plan.stormFrom + Math.floor(rare.chance() * 0.8 * (plan.stormUntil - plan.stormFrom));
    const until = Math.min(plan.stormUntil, from + rare.between(5, 40) * MINUTE_MS);
    systems.shop.faults.add({ kind: "nulled", path: "graphql", chance: plan.features.nulls, from, until });
  }
  if (plan.features.queueOutage) {
    const { at, ms } = plan.features.queueOutage;
    const from = Math.floor(plan.stormFrom + at * (plan.stormUntil - plan.stormFrom));
    const lost = { kind: "lose" as const, times: 40 };
    scenario.scheduler.at(from, () => systems.shop.webhooks.disturb(lost), false);
    scenario.scheduler.at(Math.min(from + ms, plan.stormUntil), () => systems.shop.webhooks.clearDisturbances(), false);
  }
  if (plan.weather === "outage") {
    const from = plan.stormFrom + HOUR_MS;
    systems.erp.control.outage({ from, until: from + 14 * HOUR_MS });
    return [...names, "ERP is gone for 14 hours"];
  }
  return names;
}

const STRANGE = ["errorInside", "errorInList", "throttled", "loginPage", "html", "oracle"] as const;

/** In four of ten scenarios the ERP's lists are answered with something else for a while. */
function scheduleStrangeAnswers({ plan, streams, systems }: Scenario): void {
  const stream = streams("strange answers");
  if (!stream.hits(0.4)) return;
  for (const what of stream.shuffled(STRANGE).slice(0, stream.between(1, 3))) {
    const from = plan.stormFrom + Math.floor(stream.chance() * 0.9 * (plan.stormUntil - plan.stormFrom));
    const until = Math.min(from + stream.between(5, 40) * MINUTE_MS, plan.stormUntil);
    const wait = { waitSeconds: stream.between(5, 400), asDate: stream.hits(0.5) };
    systems.erp.control.strange({ what, from, until, chance: 0.5, ...wait });
  }
}

/** The storm is over: no new fault begins. Late webhooks that are under way still arrive. */
export function endTroubles({ systems, cron, queues }: Scenario): void {
  systems.shop.faults.clear();
  systems.shop.webhooks.clearDisturbances();
  systems.erp.faults.clear();
  systems.erp.control.clearQuirks();
  systems.erp.control.clearStrange();
  systems.erp.control.clearMixUps();
  systems.erp.control.commitLate({ times: 0, afterMs: 0 });
  cron.faults = noCronFaults;
  queues.faults = noQueueFaults;
}
