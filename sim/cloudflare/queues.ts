/**
 * Queues as Cloudflare's: at least once, in no order, in batches; each message acknowledged or tried again by itself, at
 * last to the dead-letter queue, which is deletion when there is none. Messages travel as JSON: a consumer never sees the
 * producer's object. Chance and time come from the seed.
 */
import type { Gate } from "./gate.ts";
import { type Batch, type Delivery, deliveryOf } from "./queue-batch.ts";
import type { Scheduler, Timer } from "./scheduler.ts";

/** Cloudflare's limits; KB are 1000 bytes. */
const QUEUE_LIMITS = {
  messageBytes: 128_000,
  batchBytes: 256_000,
  batchMessages: 100,
  delaySeconds: 43_200,
} as const;

export interface QueueSettings {
  readonly name: string;
  /** No consumer: messages stay. */
  readonly consumed?: boolean;
  readonly maxBatchSize?: number;
  readonly maxBatchTimeoutSeconds?: number;
  readonly maxRetries?: number;
  readonly maxConcurrency?: number;
  readonly retryDelaySeconds?: number;
  readonly deadLetterQueue?: string;
}

/** What a consumer made of a batch. */
export type Consumed = "ok" | "exception" | "died";

export interface QueueFaults {
  /** Chance that a message is delivered once more although it was taken. */
  readonly duplicate: number;
  /** Longest wait, in ms, that a message suffers besides its delay. */
  readonly lateMs: number;
  /** Chance that a message is with two consumers at once: delivered again while its first delivery is being handled. */
  readonly atOnce: number;
  /** Chance that the acks of a batch are lost, however its consumer ended: all of it comes again, its attempts counted. */
  readonly loseAcks: number;
  /** Chance that a consumer fails before its first step (CPU, memory, a bad deployment): what lasts ends in the dead-letter queue. */
  readonly failConsumer: number;
  /** A dead consumer's batch comes back after at most this. */
  readonly deadConsumerMs: number;
}

export const noQueueFaults: QueueFaults = {
  duplicate: 0,
  lateMs: 0,
  atOnce: 0,
  loseAcks: 0,
  failConsumer: 0,
  deadConsumerMs: 60_000,
};

/** Within this a second consumer gets the batch of the first, if the first still has it. */
const AT_ONCE_MS = 400;

export interface Message {
  readonly id: string;
  readonly sentAt: number;
  readonly json: string;
  attempts: number; // deliveries so far
}

interface State {
  readonly settings: Required<Omit<QueueSettings, "deadLetterQueue">> & {
    readonly deadLetterQueue: string | undefined;
  };
  waiting: Message[];
  delayed: number;
  inFlight: number; // messages
  batches: number; // being consumed
  flush: Timer | undefined;
}

export interface QueuesOptions {
  readonly scheduler: Scheduler;
  readonly chance: () => number;
  readonly queues: readonly QueueSettings[];
  /** Runs the consumer over a batch. */
  readonly consume: (batch: Batch) => Promise<Consumed>;
  readonly trace?: (line: string) => void;
}

export class Queues {
  readonly #options: QueuesOptions;
  readonly #states = new Map<string, State>();
  /** Changed by the harness; read at every delivery. */
  faults: QueueFaults = noQueueFaults;
  readonly counts = {
    sent: 0,
    delivered: 0,
    duplicated: 0,
    atOnce: 0,
    acksLost: 0,
    failed: 0,
    retried: 0,
    deadLettered: 0,
    deleted: 0,
  };
  /** Bodies of the messages that went to a dead-letter queue, by message id. */
  readonly deadLetters = new Map<string, unknown>();
  /** With a consumer. */
  readonly #handled = new Set<Message>();
  #ids = 0;

  constructor(options: QueuesOptions) {
    this.#options = options;
    for (const { deadLetterQueue, ...given } of options.queues)
      this.#states.set(given.name, {
        settings: {
          consumed: true,
          maxBatchSize: 10,
          maxBatchTimeoutSeconds: 5,
          maxRetries: 3,
          maxConcurrency: 10,
          retryDelaySeconds: 0,
          ...given,
          deadLetterQueue,
        },
        waiting: [],
        delayed: 0,
        inFlight: 0,
        batches: 0,
        flush: undefined,
      });
  }

  /** Messages waiting, delayed or being consumed. */
  backlog(name: string): number {
    const { waiting, delayed, inFlight } = this.#state(name);
    return waiting.length + delayed + inFlight;
  }

  /** Nothing waits for a consumer. */
  get idle(): boolean {
    return [...this.#states.values()].every(
      (state) => !state.settings.consumed || this.backlog(state.settings.name) === 0,
    );
  }

  /** Bodies of the messages in a queue, for "nothing personal in any message" and for queues without a consumer. */
  bodies(name: string): unknown[] {
    return this.#state(name).waiting.map(({ json }): unknown => JSON.parse(json));
  }

  /** The producer binding as a Worker gets it. */
  producer<Body>(name: string, gate: Gate): Queue<Body> {
    this.#state(name);
    const send = (label: string, messages: readonly { body: unknown; delaySeconds: number | undefined }[]) => {
      const checked = checkedMessages(messages); // refused before anything is on the wire
      return gate({ port: "queue", label: `${label} ${name}` }, (): QueueSendBatchResponse => {
        for (const { json, delaySeconds } of checked) this.#accept(name, json, delaySeconds);
        return { metadata: { metrics: this.#metrics(name) } };
      });
    };
    return {
      metrics: async () => this.#metrics(name),
      send: async (body, options) => send("send", [{ body, delaySeconds: options?.delaySeconds }]),
      sendBatch: async (messages, options) =>
        send(
          "sendBatch",
          [...messages].map(({ body, delaySeconds }) => ({
            body,
            delaySeconds: delaySeconds ?? options?.delaySeconds,
          })),
        ),
    };
  }

  /** Messages lost with the broker: what a restart of local workerd does, for the tests of the sweep. */
  lose(name: string): number {
    const state = this.#state(name);
    const lost = state.waiting.length;
    state.waiting = [];
    return lost;
  }

  #accept(name: string, json: string, delaySeconds = 0): void {
    const { scheduler } = this.#options;
    this.counts.sent += 1;
    this.#later(
      name,
      { id: `message-${(this.#ids += 1)}`, sentAt: scheduler.now(), json, attempts: 0 },
      delaySeconds * 1000,
    );
  }

  #later(name: string, message: Message, delayMs: number): void {
    const state = this.#state(name);
    const wait = delayMs + Math.floor(this.#options.chance() * this.faults.lateMs);
    state.delayed += 1;
    this.#options.scheduler.after(
      wait,
      () => {
        state.delayed -= 1;
        state.waiting.push(message);
        this.#plan(state);
      },
      false,
    );
  }

  /** A full batch goes at once, a part of one after the batch timeout, never more at a time than max_concurrency. */
  #plan(state: State): void {
    const { settings } = state;
    if (!settings.consumed || state.waiting.length === 0) return;
    const full = state.waiting.length >= settings.maxBatchSize;
    if (state.flush !== undefined) {
      if (!full) return;
      state.flush.cancel();
    }
    state.flush = this.#options.scheduler.after(full ? 0 : settings.maxBatchTimeoutSeconds * 1000, () => {
      state.flush = undefined;
      if (state.batches >= settings.maxConcurrency) return; // a batch that ends plans again
      this.#deliver(state);
      this.#plan(state);
    });
  }

  #deliver(state: State): void {
    const { scheduler, chance } = this.#options;
    const { settings } = state;
    const taken: Message[] = [];
    while (taken.length < settings.maxBatchSize && state.waiting.length > 0) {
      const [message] = state.waiting.splice(Math.floor(chance() * state.waiting.length), 1); // no order is promised
      if (message) taken.push(message);
    }
    const copies = this.#occurs(this.faults.atOnce) ? taken.map((message) => ({ ...message })) : [];
    this.#consume(state, taken);
    if (copies.length > 0)
      scheduler.after(Math.floor(chance() * AT_ONCE_MS), () => {
        if (!taken.some((message) => this.#handled.has(message)) || state.batches >= settings.maxConcurrency) return;
        this.counts.atOnce += copies.length;
        this.#consume(state, copies);
      });
  }

  #consume(state: State, taken: readonly Message[]): void {
    const { scheduler, consume, trace } = this.#options;
    const { settings } = state;
    for (const message of taken) {
      message.attempts += 1;
      this.#handled.add(message);
    }
    state.inFlight += taken.length;
    state.batches += 1;
    this.counts.delivered += taken.length;
    trace?.(`queue ${settings.name}: delivers ${taken.map(({ id, attempts }) => `${id}#${attempts}`).join(" ")}`);
    const delivery = deliveryOf(settings.name, taken, this.#metrics(settings.name));
    const fails = this.#occurs(this.faults.failConsumer);
    if (fails) this.counts.failed += 1;
    (fails ? Promise.resolve<Consumed>("exception") : consume(delivery.batch)).then(
      (outcome) => this.#decided(state, taken, delivery, outcome),
      (error: unknown) => scheduler.fail(error), // the harness's own mistake
    );
  }

  #decided(state: State, taken: readonly Message[], delivery: Delivery, outcome: Consumed): void {
    const { chance } = this.#options;
    const { faults } = this;
    for (const message of taken) this.#handled.delete(message);
    state.inFlight -= taken.length;
    state.batches -= 1;
    const acksAreLost = this.#occurs(faults.loseAcks);
    for (const message of taken) {
      const decision = delivery.decisionOn(message.id);
      const acked = outcome !== "died" && (decision.kind === "ack" || (decision.kind === "none" && outcome === "ok"));
      if (acked && acksAreLost) {
        this.counts.acksLost += 1;
        this.#again(state, message, Math.floor(chance() * faults.deadConsumerMs) / 1000);
      } else if (acked) {
        if (chance() >= faults.duplicate) continue;
        this.counts.duplicated += 1;
        this.#later(state.settings.name, { ...message }, 1000);
      } else if (outcome === "died") this.#again(state, message, Math.floor(chance() * faults.deadConsumerMs) / 1000);
      else this.#again(state, message, decision.kind === "retry" ? decision.delaySeconds : undefined);
    }
    this.#plan(state);
  }

  #again(state: State, message: Message, delaySeconds: number | undefined): void {
    const { settings } = state;
    if (message.attempts <= settings.maxRetries) {
      this.counts.retried += 1;
      this.#later(settings.name, message, (delaySeconds ?? settings.retryDelaySeconds) * 1000);
    } else if (settings.deadLetterQueue !== undefined) {
      this.counts.deadLettered += 1;
      this.deadLetters.set(message.id, JSON.parse(message.json));
      this.#later(settings.deadLetterQueue, { ...message, attempts: 0 }, 0);
    } else {
      this.counts.deleted += 1;
      this.#options.trace?.(`queue ${settings.name}: deletes ${message.id}, there is no dead-letter queue`);
    }
  }

  /** A fault that is off takes no throw. */
  #occurs(probability: number): boolean {
    return probability > 0 && this.#options.chance() < probability;
  }

  #metrics(name: string): QueueMetrics {
    const { waiting } = this.#state(name);
    const oldest = Math.min(...waiting.map(({ sentAt }) => sentAt));
    return {
      backlogCount: waiting.length,
      backlogBytes: waiting.reduce((bytes, { json }) => bytes + json.length, 0),
      oldestMessageTimestamp: waiting.length > 0 ? new Date(oldest) : new Date(0),
    };
  }

  #state(name: string): State {
    const state = this.#states.get(name);
    if (!state) throw new Error(`Queue "${name}" does not exist`);
    return state;
  }
}

/** @throws what Cloudflare refuses: over 100 messages, 128 KB a message, 256 KB a batch, a delay over 12 hours. */
function checkedMessages(messages: readonly { body: unknown; delaySeconds: number | undefined }[]) {
  if (messages.length > QUEUE_LIMITS.batchMessages)
    throw new Error(`batch message count of ${messages.length} exceeds limit of ${QUEUE_LIMITS.batchMessages}`);
  let total = 0;
  const checked = messages.map(({ body, delaySeconds }) => {
    const json: string | undefined = JSON.stringify(body);
    if (json === undefined) throw new TypeError("a queue message without a body");
    const bytes = Buffer.byteLength(json);
    if (bytes > QUEUE_LIMITS.messageBytes)
      throw new Error(`message length of ${bytes} bytes exceeds limit of ${QUEUE_LIMITS.messageBytes}`);
    total += bytes;
    checkDelay(delaySeconds);
    return { json, delaySeconds };
  });
  if (total > QUEUE_LIMITS.batchBytes)
    throw new Error(`batch size of ${total} bytes exceeds limit of ${QUEUE_LIMITS.batchBytes}`);
  return checked;
}

export function checkDelay(delaySeconds: number | undefined): void {
  if (delaySeconds === undefined) return;
  if (!Number.isInteger(delaySeconds) || delaySeconds < 0 || delaySeconds > QUEUE_LIMITS.delaySeconds)
    throw new Error(`message delay ${delaySeconds} is invalid: whole seconds from 0 to ${QUEUE_LIMITS.delaySeconds}`);
}
