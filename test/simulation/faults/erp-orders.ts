/**
 * What the ERP does to orders, besides the troubles of systems.ts: answers of other requests, servers in front of it, late
 * commits, and a hub that is restored. Each has a random stream of its own.
 */
import type { SQLInputValue } from "node:sqlite";
import type { MixUp } from "../../../sim/consinco/orders/orders.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { HOUR_MS, MINUTE_MS } from "../scenario/plan.ts";
import type { RandomStream } from "../scenario/random-streams.ts";

const MIX_UPS: readonly MixUp["kind"][] = ["page", "gateway", "other", "list", "otherAccepted", "otherNamed"];
/** With a slow POST and lookups before it; the longest is later than any wait of the connector. */
const LATE_MS = [60_000, 150_000, 300_000, 300_000, 500_000, 1_200_000] as const;

/** @returns the names of what this scenario has. */
export function scheduleErpOrderFaults(scenario: Scenario): readonly string[] {
  const { plan, streams } = scenario;
  if (plan.weather === "quiet") return [];
  return [
    ...mixUps(scenario, streams("mix-ups")),
    ...lateCommits(scenario, streams("late commits")),
    ...restores(scenario),
  ];
}

const within = ({ plan }: Scenario, stream: RandomStream, share = 0.9): number =>
  plan.stormFrom + Math.floor(stream.chance() * share * (plan.stormUntil - plan.stormFrom));

function mixUps(scenario: Scenario, stream: RandomStream): readonly string[] {
  if (!stream.hits(0.4)) return [];
  const { scheduler, systems, plan, story } = scenario;
  const kinds = stream.shuffled(MIX_UPS).slice(0, stream.between(1, 3));
  for (const kind of kinds) {
    const from = within(scenario, stream);
    const until = Math.min(from + stream.between(5, 40) * MINUTE_MS, plan.stormUntil);
    const times = kind.startsWith("other") ? stream.between(1, 6) : stream.between(3, 40);
    const chance = stream.pick([0.3, 0.7, 1]);
    scheduler.at(
      from,
      () => {
        systems.erp.control.mixUp({ kind, times, chance, until });
        story?.(`ERP: mix-up ${kind}`);
      },
      false,
    );
  }
  return kinds.map((kind) => `ERP order answers: ${kind}`);
}

function lateCommits(scenario: Scenario, stream: RandomStream): readonly string[] {
  if (!stream.hits(0.25)) return [];
  const { scheduler, systems, faults, story, plan } = scenario;
  const afterMs = stream.pick(LATE_MS);
  const answer = stream.pick(["504", "cut", "slow"] as const);
  const times = stream.between(1, 3);
  // The server in front of a slow ERP takes it for dead, and answers its lookups by itself for longer than any wait.
  const server = scenario.streams("front of a slow ERP");
  const front = server.hits(0.4) ? server.pick(["page", "gateway"] as const) : null;
  const frontMs = server.between(8, 25) * MINUTE_MS;
  scheduler.at(
    within(scenario, stream),
    () => {
      systems.erp.control.commitLate({ times, afterMs, answer });
      faults.add(`erp: commit ${afterMs / 1000} s late`);
      if (front !== null)
        systems.erp.control.mixUp({ kind: front, until: Math.min(scheduler.now() + frontMs, plan.stormUntil) });
      story?.(`ERP: the next ${times} orders are committed ${afterMs / 1000} s late (${answer})`);
    },
    false,
  );
  return [`ERP commits ${afterMs / 1000} s late (${answer}${front === null ? "" : `, in front: ${front}`})`];
}

/** Order tables as they stood. Reservations stay: what a restored hub publishes of stock is another matter. */
const RESTORED = ["orders", "order_timeline", "erp_events"] as const;
const FIRST_WATERMARK = "1900-01-01T00:00:00";
const AREAS = "('orders', 'events')";

const RESTORE_SHARE = 0.15;

/** Whether the hub's orders are restored at some time of this scenario. */
export const isRestored = ({ plan, streams }: Pick<Scenario, "plan" | "streams">): boolean =>
  plan.weather !== "quiet" && streams("restore").hits(RESTORE_SHARE);

/** The hub's orders are put back to how they stood up to an hour ago, as after the restore of a backup. */
function restores(scenario: Scenario): readonly string[] {
  const stream = scenario.streams("restore");
  if (!stream.hits(RESTORE_SHARE)) return [];
  const { plan, scheduler, hub, faults, story, restored } = scenario;
  const at = plan.stormFrom + Math.floor((0.4 + 0.6 * stream.chance()) * (plan.stormUntil - plan.stormFrom));
  const of = Math.max(plan.startAt + 1, at - Math.floor(stream.chance() * HOUR_MS));
  /** A run under way ends first: its counts are not what is restored. */
  const putBack = (name: string, watermark: string): void => {
    const [load] = read(`SELECT run_id FROM loads WHERE name = '${name}'`).rows;
    if (load?.[0] != null) scheduler.at(scheduler.now() + 5_000, () => putBack(name, watermark), false);
    else
      hub.run([{ sql: "UPDATE loads SET watermark = min(watermark, ?2) WHERE name = ?1", params: [name, watermark] }]);
  };
  const read = (sql: string) => hub.run([{ sql, params: [] }])[0] ?? { columns: [], rows: [] };
  let kept: readonly (readonly [string, ReturnType<typeof read>])[] = [];
  let watermarks: readonly (readonly unknown[])[] = [];
  scheduler.at(
    of,
    () => {
      kept = [
        ...RESTORED.map((table) => [table, read(`SELECT * FROM ${table}`)] as const),
        ["desk", read(`SELECT * FROM desk WHERE area IN ${AREAS}`)] as const,
      ];
      watermarks = read("SELECT name, watermark FROM loads WHERE name IN ('order-sweep', 'order-events')").rows;
    },
    false,
  );
  scheduler.at(
    at,
    () => {
      for (const table of RESTORED) hub.run([{ sql: `DELETE FROM ${table}`, params: [] }]);
      hub.run([{ sql: `DELETE FROM desk WHERE area IN ${AREAS}`, params: [] }]);
      for (const [table, { columns, rows }] of kept)
        for (const row of rows)
          hub.run([
            {
              sql: `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((_, n) => `?${n + 1}`).join(", ")})`,
              params: [...row] as SQLInputValue[],
            },
          ]);
      hub.run([{ sql: "UPDATE orders SET lease = NULL, lease_until = 0", params: [] }]);
      const marks = new Map(watermarks.map(([name, watermark]) => [String(name), String(watermark)]));
      for (const name of ["order-sweep", "order-events"]) putBack(name, marks.get(name) ?? FIRST_WATERMARK);
      restored.push({ at, of });
      faults.add("hub: orders restored");
      story?.(`HUB: its orders are restored to ${new Date(of).toISOString()}`);
    },
    false,
  );
  return ["the hub's orders are restored"];
}
