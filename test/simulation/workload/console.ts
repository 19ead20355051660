/** What an operator does to loads and lanes during an investigation: pauses, moves watermarks back, runs, dry runs of one scope. */
import { call, operate } from "../scenario/api.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";
import { sometime } from "./erp-actors.ts";

interface LoadShown {
  readonly name: string;
  readonly company: number;
  readonly segment: number;
  readonly watermark: string | null;
  readonly isScheduled: boolean;
}

const PULLED = ["products", "skus", "prices", "stock", "brands", "categories", "order-sweep"];
const DRY_RUN_SCOPES = ["catalog", "prices", "stock", "orders", "images", "back"] as const;

export function scheduleConsole(scenario: Scenario): void {
  const stream = scenario.streams("console");
  const acts = [pause, moveBack, runNow, dryScope] as const;
  for (let n = 0; n < scenario.plan.features.consoleActs; n += 1) {
    const act = stream.pick(acts);
    operate(scenario, sometime(scenario, stream), () => act(scenario, stream));
  }
}

/** Pauses a load or a publish lane for some minutes. */
async function pause(scenario: Scenario, stream: RandomStream): Promise<void> {
  const { name, company, segment } = stream.pick(
    await loadsOf(scenario, [...PULLED, "publish-stock", "publish-prices"]),
  );
  const path = `/api/loads/${name}/${company}/${segment}`;
  await call(scenario, "POST", `${path}/pause`);
  scenario.story?.(`operator: ${name} ${company} is paused`);
  await scenario.scheduler.sleep(stream.between(3, 20) * MINUTE_MS);
  await call(scenario, "POST", `${path}/resume`);
  scenario.story?.(`operator: ${name} ${company} goes on`);
}

/** What changed since is read again; a run under way is given up. */
async function moveBack(scenario: Scenario, stream: RandomStream): Promise<void> {
  const { name, company, segment, watermark } = stream.pick(await loadsOf(scenario, PULLED));
  const at = Date.parse(watermark ?? "");
  if (!(at > scenario.plan.startAt - 3_600_000)) return; // it has none yet
  const to = new Date(at - stream.between(1, 90) * MINUTE_MS).toISOString();
  await call(scenario, "POST", `/api/loads/${name}/${company}/${segment}/watermark`, { watermark: to });
  scenario.story?.(`operator: the mark of ${name} ${company} goes back to ${to}`);
}

async function runNow(scenario: Scenario, stream: RandomStream): Promise<void> {
  const { name, company, segment } = stream.pick(await loadsOf(scenario, PULLED));
  await call(scenario, "POST", `/api/loads/${name}/${company}/${segment}/run`, undefined, true);
  scenario.story?.(`operator: ${name} ${company} is to run now`);
}

/** A whole dry run meanwhile is not cut short: this scenario then has none. */
async function dryScope(scenario: Scenario, stream: RandomStream): Promise<void> {
  if (scenario.plan.features.dryRunMs !== null) return;
  const scopes = stream.shuffled(DRY_RUN_SCOPES).slice(0, stream.between(1, 2));
  await call(scenario, "PUT", "/api/dry-run", { all: false, scopes });
  scenario.story?.(`operator: dry run of ${scopes.join(" and ")}`);
  await scenario.scheduler.sleep(stream.between(3, 15) * MINUTE_MS);
  await call(scenario, "PUT", "/api/dry-run", { all: false, scopes: [] });
  scenario.story?.("operator: no dry run any more");
}

async function loadsOf(scenario: Scenario, names: readonly string[]): Promise<readonly LoadShown[]> {
  const loads = (await call(scenario, "GET", "/api/loads")) as LoadShown[];
  return loads.filter(({ name, isScheduled }) => isScheduled && names.includes(name));
}
