/** The whole comparison of the shop with the hub, as an operator requests it when all is quiet. */
import { call, operate } from "./api.ts";
import type { Scenario } from "./scenario.ts";
import { MINUTE_MS } from "./plan.ts";

export interface Drift {
  readonly run: string;
  readonly findings: readonly DriftFinding[];
}

export interface DriftFinding {
  readonly kind: string;
  readonly sku: string;
  readonly seqProduct: number;
  readonly company: number;
  readonly target: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

interface Shown {
  readonly runs: readonly {
    readonly runId: string;
    readonly kind: string;
    readonly startedAt: string;
    readonly endedAt: string | null;
  }[];
  readonly findings: readonly DriftFinding[];
}

/** A comparison is one message and a page of queries; a longer wait means that it is lost. */
const WITHIN_MS = 15 * MINUTE_MS;
const LOOK_EVERY_MS = 20_000;

/** @returns null when no comparison came to its end in time */
export async function compareShop(scenario: Scenario): Promise<Drift | null> {
  const requestedAt = scenario.scheduler.now();
  await call(scenario, "POST", "/api/drift/run", { kind: "full" });
  while (scenario.scheduler.now() < requestedAt + WITHIN_MS) {
    await scenario.scheduler.sleep(LOOK_EVERY_MS);
    const { runs } = (await call(scenario, "GET", "/api/drift?limit=1")) as Shown;
    const run = runs.find(
      (each) => each.kind === "full" && Date.parse(each.startedAt) >= requestedAt && each.endedAt !== null,
    );
    if (!run) continue;
    const { findings } = (await call(scenario, "GET", `/api/drift?runId=${run.runId}&limit=1000`)) as Shown;
    scenario.story?.(`operator: the comparison ${run.runId} found ${findings.length} differences`);
    return { run: run.runId, findings };
  }
  return null;
}

/** The same, with the clock running only as long as it takes. */
export async function compareInTheEnd(scenario: Scenario): Promise<Drift | null> {
  const { scheduler, actors } = scenario;
  const found: (Drift | null)[] = [];
  operate(scenario, scheduler.now(), async () => void found.push(await compareShop(scenario)));
  while (actors.pending > 0) await scheduler.run({ until: scheduler.now() + LOOK_EVERY_MS });
  return found[0] ?? null;
}
