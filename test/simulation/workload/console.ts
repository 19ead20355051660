/** What an operator does to loads and lanes while he looks for something: pauses, moves marks back, runs, dry runs of one lane. */
import { call, operate } from "../night/api.ts";
import type { Die } from "../night/dice.ts";
import type { Night } from "../night/night.ts";
import { MINUTE_MS } from "../night/plan.ts";
import { sometime } from "./erp-people.ts";

interface LoadShown {
  readonly name: string;
  readonly company: number;
  readonly segment: number;
  readonly watermark: string | null;
  readonly isAsked: boolean;
}

const PULLED = ["products", "skus", "prices", "stock", "brands", "categories", "order-sweep"];
const DRY_LANES = ["catalog", "prices", "stock", "orders"] as const;

export function scheduleConsole(night: Night): void {
  const die = night.dice("console");
  const acts = [pause, moveBack, runNow, dryLane] as const;
  for (let n = 0; n < night.plan.lanes.consoleActs; n += 1) {
    const act = die.pick(acts);
    operate(night, sometime(night, die), () => act(night, die));
  }
}

/** Somebody is at the load until he resumes it, a lane of the publish as well. */
async function pause(night: Night, die: Die): Promise<void> {
  const { name, company, segment } = die.pick(await loadsOf(night, [...PULLED, "publish-stock", "publish-prices"]));
  const path = `/api/loads/${name}/${company}/${segment}`;
  await call(night, "POST", `${path}/pause`);
  night.story?.(`operator: ${name} ${company} is paused`);
  await night.scheduler.sleep(die.between(3, 20) * MINUTE_MS);
  await call(night, "POST", `${path}/resume`);
  night.story?.(`operator: ${name} ${company} goes on`);
}

/** What changed since is read again; a run under way is given up. */
async function moveBack(night: Night, die: Die): Promise<void> {
  const { name, company, segment, watermark } = die.pick(await loadsOf(night, PULLED));
  const at = Date.parse(watermark ?? "");
  if (!(at > night.plan.startAt - 3_600_000)) return; // it has none yet
  const to = new Date(at - die.between(1, 90) * MINUTE_MS).toISOString();
  await call(night, "POST", `/api/loads/${name}/${company}/${segment}/watermark`, { watermark: to });
  night.story?.(`operator: the mark of ${name} ${company} goes back to ${to}`);
}

async function runNow(night: Night, die: Die): Promise<void> {
  const { name, company, segment } = die.pick(await loadsOf(night, PULLED));
  await call(night, "POST", `/api/loads/${name}/${company}/${segment}/run`, undefined, true);
  night.story?.(`operator: ${name} ${company} is to run now`);
}

/** A whole dry run meanwhile is not cut short: this one then waits for another night. */
async function dryLane(night: Night, die: Die): Promise<void> {
  if (night.plan.lanes.dryRunMs !== null) return;
  const lanes = die.shuffled(DRY_LANES).slice(0, die.between(1, 2));
  await call(night, "PUT", "/api/dry-run", { all: false, lanes });
  night.story?.(`operator: dry run of ${lanes.join(" and ")}`);
  await night.scheduler.sleep(die.between(3, 15) * MINUTE_MS);
  await call(night, "PUT", "/api/dry-run", { all: false, lanes: [] });
  night.story?.("operator: no dry run any more");
}

async function loadsOf(night: Night, names: readonly string[]): Promise<readonly LoadShown[]> {
  const loads = (await call(night, "GET", "/api/loads")) as LoadShown[];
  return loads.filter(({ name, isAsked }) => isAsked && names.includes(name));
}
