/** Waiting for another process, with an end to it. */

/** An order that waits for the ERP or a lease is looked at again within four minutes; then something is wrong. */
const PATIENCE_MS = 270_000;

export interface UntilOptions {
  /** Gives up when nothing moved for so long. */
  readonly patienceMs?: number;
  readonly everyMs?: number;
}

/**
 * Polls until `done`. `state` is what moves while waiting: as long as it changes, patience begins anew.
 * Throws, saying the last state, when it stood still.
 */
export async function until(
  what: string,
  ask: () => Promise<{ readonly done: boolean; readonly state: string }>,
  { patienceMs = PATIENCE_MS, everyMs = 150 }: UntilOptions = {},
): Promise<void> {
  let last = "";
  let movedAt = performance.now();
  for (;;) {
    const { done, state } = await ask();
    if (done) return;
    if (state !== last) {
      last = state;
      movedAt = performance.now();
    }
    if (performance.now() - movedAt > patienceMs)
      throw new Error(`${what}: nothing moved for ${Math.round(patienceMs / 1000)} s; last seen: ${state}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
