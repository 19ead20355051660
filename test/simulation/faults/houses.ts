/** The two houses' bad hours: each night some of these befall it, each in its own window of the storm. */
import { noCronFaults } from "../../../sim/cloudflare/cron.ts";
import { noQueueFaults } from "../../../sim/cloudflare/queues.ts";
import type { Fault } from "../../../sim/kit/faults.ts";
import type { Die } from "../night/dice.ts";
import type { Night } from "../night/night.ts";
import { HOUR_MS, MINUTE_MS } from "../night/plan.ts";
import { scheduleCrowdedBucket } from "./crowded-bucket.ts";
import { scheduleDroppedWebhooks } from "./dropped-webhooks.ts";

/** Longer than any patience of the Worker's clients. */
const HANGS_MS = 40_000;

type Trouble = (night: Night, die: Die, window: { from: number; until: number }) => void;

const shopFault =
  (fault: Fault): Trouble =>
  ({ houses }, _die, window) =>
    houses.shop.faults.add({ ...fault, ...window });
const erpFault =
  (fault: Fault): Trouble =>
  ({ houses }, _die, window) =>
    houses.erp.faults.add({ ...fault, ...window });

/** By name, so that a trace can say what a night has. Paths: GraphQL is /graphql, the ERP's collections are /Cadastros. */
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
  "shop revokes the token": ({ scheduler, houses, faults, story }, _die, { from }) => {
    scheduler.at(
      from,
      () => {
        houses.shop.tokens.revokeAll();
        faults.add("shop: token revoked");
        story?.("shop: every token is revoked");
      },
      false,
    );
  },
  "shop's mutations break": ({ scheduler, houses, faults, story }, die, { from }) => {
    const mutation = die.pick([
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
        houses.shop.control.breakNext(mutation, die.between(1, 3));
        faults.add("shop: INTERNAL_SERVER_ERROR in a mutation");
        story?.(`shop: ${mutation} breaks`);
      },
      false,
    );
  },
  "webhooks are lost": webhooks({ kind: "lose", chance: 0.4 }),
  "webhooks come twice": webhooks({ kind: "double", chance: 0.4 }),
  "webhooks come out of order": webhooks({ kind: "reorder", chance: 0.6 }),
  "webhooks come late": ({ houses, scheduler, plan }, die, { from, until }) => {
    scheduler.at(
      from,
      () =>
        houses.shop.webhooks.disturb({
          kind: "delay",
          chance: 0.4,
          ms: die.between(5, die.hits(0.2) ? 150 : 40) * MINUTE_MS,
        }),
      false,
    );
    scheduler.at(Math.min(until, plan.stormUntil), () => houses.shop.webhooks.clearDisturbances(), false);
  },
  "ERP refuses the login": erpFault({ kind: "status", name: "login refused", status: 401, path: "login" }),
  "ERP's tokens die": ({ scheduler, houses, faults, story }, _die, { from }) => {
    scheduler.at(
      from,
      () => {
        houses.erp.control.revokeTokens();
        faults.add("erp: tokens revoked");
        story?.("ERP: every token is dead");
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
  "ERP commits late": ({ scheduler, houses, faults, story }, die, { from }) => {
    scheduler.at(
      from,
      () => {
        // With a slow ERP before it still within the two minutes after which "not there" is believed (src/rules/orders/state-machine.ts).
        houses.erp.control.commitLate({
          times: die.between(1, 3),
          afterMs: die.between(1, 50) * 1000,
          answer: die.pick(["504", "cut"] as const),
        });
        faults.add("erp: commits late");
        story?.("ERP: the next orders are committed late");
      },
      false,
    );
  },
  "ERP's clock is wrong": ({ scheduler, houses, faults, story, plan }, die, { from }) => {
    scheduler.at(
      from,
      () => {
        // A jump back further than the overlap of five minutes hides changes until the next full read: not one to draw.
        const ms = die.between(Math.min(0, plan.clockSkewMs / MINUTE_MS) - 4, 4) * MINUTE_MS;
        houses.erp.control.setClockSkew({ ms });
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
  return ({ houses, scheduler }, die, { from }) => {
    scheduler.at(from, () => houses.shop.webhooks.disturb({ ...what, times: die.between(5, 40) }), false);
  };
}

function quirk(kind: "overlap" | "repeat" | "skip"): Trouble {
  return ({ houses, scheduler, plan }, die, { from, until }) => {
    scheduler.at(from, () => houses.erp.control.quirk({ kind, chance: 0.3, rows: die.between(1, 3) }), false);
    scheduler.at(Math.min(until, plan.stormUntil), () => houses.erp.control.clearQuirks(), false);
  };
}

/** Draws the night's troubles and puts them on the clock. @returns their names. */
export function scheduleTroubles(night: Night): readonly string[] {
  const { plan, dice, houses } = night;
  if (plan.weather === "quiet") return [];
  scheduleDroppedWebhooks(night);
  scheduleCrowdedBucket(night);
  const die = dice("troubles");
  const names = die
    .shuffled(Object.keys(TROUBLES))
    .slice(0, plan.weather === "breeze" ? die.between(1, 4) : die.between(3, 12));
  for (const name of names) {
    const from = plan.stormFrom + Math.floor(die.chance() * 0.9 * (plan.stormUntil - plan.stormFrom));
    const lasts = /gone|refuses/.test(name) ? die.between(2, 25) : die.between(5, 60);
    TROUBLES[name]?.(night, die, { from, until: Math.min(from + lasts * MINUTE_MS, plan.stormUntil) });
  }
  if (plan.lanes.nulls > 0) {
    const rare = dice("nulls");
    const from = plan.stormFrom + Math.floor(rare.chance() * 0.8 * (plan.stormUntil - plan.stormFrom));
    const until = Math.min(plan.stormUntil, from + rare.between(5, 40) * MINUTE_MS);
    houses.shop.faults.add({ kind: "nulled", path: "graphql", chance: plan.lanes.nulls, from, until });
  }
  if (plan.lanes.queueOutage) {
    const { at, ms } = plan.lanes.queueOutage;
    const from = Math.floor(plan.stormFrom + at * (plan.stormUntil - plan.stormFrom));
    const lost = { kind: "lose" as const, times: 40 };
    night.scheduler.at(from, () => houses.shop.webhooks.disturb(lost), false);
    night.scheduler.at(Math.min(from + ms, plan.stormUntil), () => houses.shop.webhooks.clearDisturbances(), false);
  }
  if (plan.weather === "outage") {
    const from = plan.stormFrom + HOUR_MS;
    houses.erp.control.outage({ from, until: from + 14 * HOUR_MS });
    return [...names, "ERP is gone for 14 hours"];
  }
  return names;
}

/** The storm is over: nothing goes wrong any more. Late webhooks that are on their way still come. */
export function endTroubles({ houses, cron, queues }: Night): void {
  houses.shop.faults.clear();
  houses.shop.webhooks.clearDisturbances();
  houses.erp.faults.clear();
  houses.erp.control.clearQuirks();
  houses.erp.control.commitLate({ times: 0, afterMs: 0 });
  cron.faults = noCronFaults;
  queues.faults = noQueueFaults;
}
