/**
 * Virtual time. Everything that takes time in a scenario is an event here: a sleep, an answer on its way, a cron
 * tick, a message falling due. Events run in order of time; events of one instant in an order drawn from the seed. After
 * each event that may have woken code under test, that code runs until it waits for another event; only then comes the next.
 *
 * Why one turn of the event loop is enough to know that it waits: code that waits for nothing but promises runs on
 * microtasks (and process.nextTick), and Node empties both queues before it takes a macrotask such as setImmediate's. Code
 * that uses real timers, threads or sockets would break this; `test/sim/cloudflare/real-asynchrony.ts` catches it in tests,
 * and `Stuck` is thrown when nothing is scheduled and code still waits.
 */
export interface Timer {
  cancel(): void;
}

/** The scenario cannot continue: too many events, or code waits for something that is no event. */
export class Stuck extends Error {
  override name = "Stuck";
}

interface Event {
  readonly at: number;
  readonly tie: number;
  readonly order: number;
  run: (() => void) | undefined; // undefined: cancelled
  readonly wakes: boolean;
}

export class Scheduler {
  readonly #chance: () => number;
  readonly #heap: Event[] = [];
  #now: number;
  #order = 0;
  #live = 0;
  /** Events run so far. */
  ran = 0;
  /** Thrown by an event; ends the run. */
  #failure: { readonly error: unknown } | undefined;

  /** @param chance a generator of its own, so that interleaving does not change other random streams. */
  constructor(startAt: number, chance: () => number) {
    this.#now = startAt;
    this.#chance = chance;
  }

  /** Epoch ms. */
  now(): number {
    return this.#now;
  }

  /** Events waiting. */
  get pending(): number {
    return this.#live;
  }

  /**
   * Runs `run` at `at` (or now, when that has passed). Whole milliseconds, as every timer and clock of the platform.
   * @param wakes false when `run` neither settles a promise nor calls code under test: saves a turn of the event loop.
   */
  at(at: number, run: () => void, wakes = true): Timer {
    const event: Event = {
      at: Math.max(Math.ceil(at), this.#now),
      tie: this.#chance(),
      order: (this.#order += 1),
      run,
      wakes,
    };
    this.#live += 1;
    push(this.#heap, event);
    return {
      cancel: () => {
        if (event.run === undefined) return;
        event.run = undefined;
        this.#live -= 1;
      },
    };
  }

  after(ms: number, run: () => void, wakes = true): Timer {
    return this.at(this.#now + ms, run, wakes);
  }

  /** Resolves after `ms` of virtual time; rejects with the signal's reason when aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        timer.cancel();
        reject(signal?.reason);
      };
      const timer = this.after(ms, () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      });
      signal?.addEventListener("abort", stop, { once: true });
    });
  }

  /** Ends the run under way with this error: for defects found where a throw would be lost. */
  fail(error: unknown): void {
    this.#failure ??= { error };
  }

  /**
   * Runs events until `done`, or until no event is due by `until`; the clock then stands at `until`.
   * @throws Stuck after `most` events; whatever an event threw.
   */
  async run({
    until = Infinity,
    done,
    most = 1_000_000,
  }: {
    until?: number;
    done?: () => boolean;
    most?: number;
  }): Promise<void> {
    const last = this.ran + most;
    await quiet(); // what was started before the run reaches its first wait
    for (;;) {
      if (done?.() === true) break;
      if (this.#failure) throw this.#failure.error;
      const event = this.#heap[0];
      if (!event || event.at > until) break;
      pop(this.#heap);
      const { run } = event;
      if (run === undefined) continue; // cancelled
      event.run = undefined;
      this.#live -= 1;
      this.#now = event.at;
      if ((this.ran += 1) > last)
        throw new Stuck(`${most} events and no end; time stands at ${new Date(this.#now).toISOString()}`);
      run();
      if (event.wakes) await quiet();
    }
    if (this.#failure) throw this.#failure.error;
    if (done && !done() && until === Infinity) throw new Stuck("nothing is scheduled, and code still waits");
    if (Number.isFinite(until)) this.#now = Math.max(this.#now, until);
  }
}

/** Every microtask and nextTick has run. */
const quiet = () => new Promise<void>((resolve) => void setImmediate(resolve));

const before = (a: Event, b: Event) => a.at - b.at || a.tie - b.tie || a.order - b.order;

function push(heap: Event[], event: Event): void {
  let n = heap.push(event) - 1;
  while (n > 0) {
    const up = (n - 1) >> 1;
    const parent = heap[up];
    if (!parent || before(parent, event) <= 0) break;
    heap[n] = parent;
    n = up;
  }
  heap[n] = event;
}

function pop(heap: Event[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let n = 0;
  for (;;) {
    let down = 2 * n + 1;
    let child = heap[down];
    const right = heap[down + 1];
    if (right && child && before(right, child) < 0) {
      down += 1;
      child = right;
    }
    if (!child || before(child, last) >= 0) break;
    heap[n] = child;
    n = down;
  }
  heap[n] = last;
}
