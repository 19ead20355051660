/**
 * One isolate: a Worker instance, with the state it keeps between invocations, that may die at any await.
 * Every port call of its invocations passes one gate. The gate numbers the steps, calls `outcomeOf` for each, and
 * after a death lets nothing through: promises of a dead isolate never settle, its waitUntil work is lost, effects already
 * on the wire still happen. The next invocation gets another isolate.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Fetch, Ports } from "../../src/ports.ts";
import { simulatedHmac } from "../kit/hmac.ts";
import { platformErrors } from "./d1-errors.ts";
import type { Call, Gate } from "./gate.ts";
import type { Scheduler } from "./scheduler.ts";

/** What `createWorker` gives: a Worker's three doors. */
export interface WorkerModule<Env> {
  fetch(request: Request, env: Env, context: Context): Promise<Response>;
  scheduled(controller: ScheduledController, env: Env, context: Context): Promise<void>;
  queue(batch: MessageBatch, env: Env, context: Context): Promise<void>;
}
export type Context = Pick<ExecutionContext, "waitUntil">;

/** The outcome of one step. `die…`: the isolate ends there; `fail…`: the caller gets `error`, before or after the effect. */
export interface StepOutcome {
  readonly kind: "ok" | "dieBefore" | "dieAfter" | "failBefore" | "failAfter";
  /** Virtual ms until the effect, and from the effect until the caller knows. */
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly error?: () => unknown;
}

export interface Step {
  readonly isolate: number;
  /** From 1, over all invocations of the isolate: "isolate 3 dies at step 17" can be replayed. */
  readonly step: number;
  readonly invocation: string;
  readonly call: Call;
}

export interface IsolateOptions<Env> {
  readonly id: number;
  readonly scheduler: Scheduler;
  readonly createWorker: (ports: Ports) => WorkerModule<Env>;
  readonly bindings: (gate: Gate) => Env;
  /** The network: simulators behind one function. */
  readonly fetch: Fetch;
  readonly random: Ports["random"];
  readonly writeLine: Ports["writeLine"];
  readonly outcomeOf: (step: Step) => StepOutcome;
  /** What a fetch is called in traces and coverage; by default its method, host and path. */
  readonly labelOf?: (request: Request) => string;
  /** Connections of one invocation that wait for an answer at once; further ones wait for one of them. Cloudflare: 6. */
  readonly connections?: number;
  /** What wrangler.toml has as [limits] subrequests; by default Cloudflare's own. */
  readonly subrequests?: number;
  readonly trace?: (line: string) => void;
}

export type Ended<T> =
  | { readonly outcome: "ok"; readonly value: T }
  | { readonly outcome: "exception"; readonly error: unknown }
  | { readonly outcome: "died"; readonly reason: string };

/** Cloudflare's limits for one invocation. */
const INVOCATION_LIMITS = {
  d1Statements: 1_000,
  subrequests: 10_000,
  wallMs: 15 * 60_000,
  waitUntilMs: 30_000,
} as const;

interface Invocation {
  readonly name: string;
  statements: number;
  subrequests: number;
  /** Calls without an answer yet, and those that wait for a connection. */
  open: number;
  readonly queued: (() => void)[];
  over: boolean;
  end(ended: Ended<never>): void;
}

const current = new AsyncLocalStorage<Invocation>();

export class Isolate<Env> {
  readonly id: number;
  readonly #options: IsolateOptions<Env>;
  readonly #running = new Set<Invocation>();
  readonly #worker: WorkerModule<Env>;
  readonly #env: Env;
  alive = true;
  steps = 0;

  constructor(options: IsolateOptions<Env>) {
    this.id = options.id;
    this.#options = options;
    const { scheduler, random, writeLine } = options;
    this.#worker = options.createWorker({
      clock: { now: () => scheduler.now(), sleep: (ms, signal) => this.#sleep(ms, signal) },
      random,
      hmac: simulatedHmac,
      fetch: (request) => this.#fetch(request),
      writeLine: (line) => {
        if (this.alive) writeLine(line);
      },
    });
    this.#env = options.bindings((call, effect) => this.#pass(call, effect));
  }

  /** Invocations under way. */
  get running(): number {
    return this.#running.size;
  }

  scheduled(cron: string, scheduledTime: number): Promise<Ended<void>> {
    const controller: ScheduledController = { cron, scheduledTime, noRetry() {} };
    return this.#invoke(`cron ${cron}`, INVOCATION_LIMITS.wallMs, (context) =>
      this.#worker.scheduled(controller, this.#env, context),
    );
  }

  queue(batch: MessageBatch): Promise<Ended<void>> {
    return this.#invoke(`queue ${batch.queue}`, INVOCATION_LIMITS.wallMs, (context) =>
      this.#worker.queue(batch, this.#env, context),
    );
  }

  /** The response comes as soon as the Worker gives it; waitUntil work goes on for 30 s and is then lost. */
  fetch(request: Request): Promise<Ended<Response>> {
    const name = `fetch ${request.method} ${new URL(request.url).pathname}`;
    return this.#invoke(name, undefined, (context) => this.#worker.fetch(request, this.#env, context));
  }

  /** The isolate ends: memory limit, new deployment, lost machine. */
  kill(reason: string): void {
    if (!this.alive) return;
    this.alive = false;
    this.#options.trace?.(`isolate ${this.id} dies: ${reason}`);
    for (const invocation of this.#running) invocation.end({ outcome: "died", reason });
  }

  #invoke<T>(name: string, wallMs: number | undefined, handler: (context: Context) => Promise<T>): Promise<Ended<T>> {
    const { scheduler, trace } = this.#options;
    if (!this.alive) throw new Error(`isolate ${this.id} is dead; invoke another`);
    return new Promise((resolve) => {
      const background: Promise<unknown>[] = [];
      const context = { waitUntil: (promise: Promise<unknown>) => void background.push(promise) };
      let wall =
        wallMs === undefined
          ? undefined
          : scheduler.after(wallMs, () => invocation.end({ outcome: "died", reason: "wall time" }));
      const finish = (ended: Ended<T>) => {
        if (invocation.over) return;
        invocation.over = true;
        wall?.cancel();
        this.#running.delete(invocation);
        trace?.(`isolate ${this.id} ${name}: ${ended.outcome}`);
        resolve(ended); // for a fetch that was answered already this changes nothing
      };
      const invocation: Invocation = {
        name,
        statements: 0,
        subrequests: 0,
        open: 0,
        queued: [],
        over: false,
        end: finish,
      };
      this.#running.add(invocation);
      trace?.(`isolate ${this.id} ${name}: begins`);
      const run = async () => {
        const value = await handler(context);
        if (wallMs === undefined) {
          resolve({ outcome: "ok", value });
          wall = scheduler.after(INVOCATION_LIMITS.waitUntilMs, () =>
            invocation.end({ outcome: "died", reason: "waitUntil took over 30 s" }),
          );
        }
        for (let n = 0; n < background.length; n += 1) await background[n];
        return value;
      };
      current.run(invocation, () => {
        run().then(
          (value) => finish({ outcome: "ok", value }),
          (error: unknown) => finish({ outcome: "exception", error }),
        );
      });
    });
  }

  #invocation(): Invocation {
    const invocation = current.getStore();
    if (!invocation)
      throw new Error("Disallowed operation called within global scope: a port was used outside of any invocation");
    return invocation;
  }

  /** The gate: see the file's head. */
  #pass<T>(call: Call, effect: () => T | Promise<T>): Promise<T> {
    const { scheduler, outcomeOf, trace } = this.#options;
    const invocation = this.#invocation();
    const silent = () => !this.alive || invocation.over;
    if (silent()) return never();
    invocation.subrequests += 1;
    invocation.statements += call.statements ?? 0;
    if (invocation.statements > INVOCATION_LIMITS.d1Statements)
      return Promise.reject(platformErrors.tooManyStatements());
    if (invocation.subrequests > (this.#options.subrequests ?? INVOCATION_LIMITS.subrequests))
      return Promise.reject(new Error("Too many subrequests."));
    const step = (this.steps += 1);
    const { kind, beforeMs, afterMs, error } = outcomeOf({ isolate: this.id, step, invocation: invocation.name, call });
    trace?.(
      `isolate ${this.id} step ${step} ${invocation.name}: ${call.port} ${call.label}${kind === "ok" ? "" : ` [${kind}]`}`,
    );
    if (kind === "dieBefore") {
      scheduler.after(beforeMs, () => this.kill(`before step ${step}, ${call.port} ${call.label}`));
      return never();
    }
    return new Promise((resolve, reject) => {
      /** Passes the outcome to the caller, unless its isolate or invocation has ended. */
      const settle = (report: () => void) =>
        scheduler.after(afterMs, () => {
          invocation.open -= 1;
          invocation.queued.shift()?.();
          if (kind === "dieAfter") this.kill(`after step ${step}, ${call.port} ${call.label}`);
          else if (!silent()) report();
        });
      if (kind === "failBefore") {
        invocation.open += 1;
        return void settle(() => reject(error?.()));
      }
      const effective = () => {
        let result: T | Promise<T>;
        try {
          result = effect();
        } catch (thrown) {
          return void settle(() => reject(thrown));
        }
        const happened = (value: T) => void settle(() => (kind === "failAfter" ? reject(error?.()) : resolve(value)));
        if (result instanceof Promise) result.then(happened, (thrown: unknown) => void settle(() => reject(thrown)));
        else happened(result);
      };
      // Databases and queues answer in this process at once: only what the answer wakes needs a turn of the event loop.
      const begin = () => {
        invocation.open += 1;
        scheduler.after(beforeMs, effective, call.port === "fetch" || call.port === "r2");
      };
      if (invocation.open < (this.#options.connections ?? Number.POSITIVE_INFINITY)) begin();
      else invocation.queued.push(begin);
    });
  }

  #fetch(request: Request): Promise<Response> {
    const { fetch, labelOf = methodAndPath } = this.#options;
    const { signal } = request;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true }); // the request may still have its effect
      // The simulator's own work belongs to no invocation.
      this.#pass({ port: "fetch", label: labelOf(request) }, () => current.exit(() => fetch(request))).then(
        resolve,
        reject,
      );
    });
  }

  /** No step: nothing happens in a sleep. A dead isolate does not wake. */
  #sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const invocation = this.#invocation();
    if (!this.alive || invocation.over) return never();
    return new Promise((resolve, reject) => {
      this.#options.scheduler.sleep(ms, signal).then(
        () => this.alive && !invocation.over && resolve(),
        (reason: unknown) => this.alive && !invocation.over && reject(reason),
      );
    });
  }
}

const never = () => new Promise<never>(() => {});

function methodAndPath(request: Request): string {
  const { host, pathname } = new URL(request.url);
  return `${request.method} ${host}${pathname.replace(/\d{3,}/g, "{n}")}`;
}
