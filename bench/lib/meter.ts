/**
 * CPU time by component. In one process the Worker, D1 and the two simulators share a thread; each event of the virtual clock
 * begins as the Worker's, and a port switches to the system that answers. Read from the thread's own CPU clock, so that other
 * processes on the machine and the collector's helper threads do not count.
 */
export type Whose = "worker" | "d1" | "shop" | "erp" | "bench";

export class Meter {
  readonly #ms: Record<Whose, number> = { worker: 0, d1: 0, shop: 0, erp: 0, bench: 0 };
  #whose: Whose = "bench";
  #since = now();

  to(whose: Whose): void {
    if (whose === this.#whose) return;
    const at = now();
    this.#ms[this.#whose] += at - this.#since;
    this.#since = at;
    this.#whose = whose;
  }

  /** CPU milliseconds so far. */
  read(): Readonly<Record<Whose, number>> {
    const at = now();
    this.#ms[this.#whose] += at - this.#since;
    this.#since = at;
    return { ...this.#ms };
  }
}

function now(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
