/** What an operator does: calls of /api, repeated until one is answered. */
import { OPS_TOKEN, WORKER_ORIGIN, type Scenario } from "./scenario.ts";
import { MINUTE_MS } from "./plan.ts";

const AGAIN_AFTER_MS = 20_000;

/**
 * Repeats the call while it fails; with `mayRefuse`, 409 is an answer.
 * @returns the answer's body, or null when it was refused.
 */
export async function call(
  scenario: Scenario,
  method: string,
  path: string,
  body?: unknown,
  mayRefuse = false,
): Promise<unknown> {
  for (;;) {
    const ended = await scenario.ask(
      new Request(`${WORKER_ORIGIN}${path}`, {
        method,
        headers: { authorization: `Bearer ${OPS_TOKEN}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    if (ended.outcome === "ok" && ended.value.ok) return ended.value.json();
    if (ended.outcome === "ok" && ended.value.status === 409 && mayRefuse) return null;
    const result =
      ended.outcome === "ok" ? `${ended.value.status} ${(await ended.value.text()).slice(0, 300)}` : ended.outcome;
    if (ended.outcome === "ok" && ended.value.status < 500 && ended.value.status !== 409)
      throw new Error(`${method} ${path} answered ${result}`);
    scenario.story?.(`operator: ${method} ${path} answered ${result}; again`);
    await scenario.scheduler.sleep(AGAIN_AFTER_MS);
  }
}

/** Schedules an operator's action: after the setup, and the scenario does not end before it is done. */
export function operate(scenario: Scenario, at: number, what: () => Promise<void>): void {
  const { actors, scheduler } = scenario;
  actors.pending += 1;
  const act = async () => {
    while (!actors.isSetup) await scheduler.sleep(MINUTE_MS);
    await what();
    actors.pending -= 1;
    actors.lastAt = scheduler.now();
  };
  scheduler.at(at, () => void act().catch((error: unknown) => scheduler.fail(error)));
}
