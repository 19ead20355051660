/** A client that costs little itself: one socket per request in flight, the request's bytes prepared, nothing parsed but what ends an answer. */
import { connect, type Socket } from "node:net";

export interface Load {
  /** Requests answered in the window. */
  readonly answered: number;
  readonly seconds: number;
  /** Answers that were not 200. */
  readonly refused: number;
  /** Sorted, of each answered request, ms. */
  readonly latencies: readonly number[];
}

export interface Target {
  readonly port: number;
  /** The next request, whole, as it goes onto the wire. */
  readonly next: () => Buffer;
}

const HEAD_END = "\r\n\r\n";

/** One connection; `send` resolves with the status when the answer is complete. */
class Connection {
  readonly #socket: Socket;
  #received = "";
  #done: ((status: number) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  constructor(port: number) {
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.setEncoding("latin1").on("data", (text: string) => this.#take(text));
    this.#socket.on("error", (error) => this.#failed?.(error));
    this.#socket.on("close", () => this.#failed?.(new Error("the server closed a connection under load")));
  }

  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#done = resolve;
      this.#failed = reject;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#received += text;
    const head = this.#received.indexOf(HEAD_END);
    if (head < 0) return;
    const length = /\r\ncontent-length: *(\d+)/i.exec(this.#received.slice(0, head + 2))?.[1];
    const isWhole =
      length === undefined
        ? this.#received.endsWith("0\r\n\r\n")
        : this.#received.length >= head + HEAD_END.length + Number(length);
    if (!isWhole) return;
    const status = Number(this.#received.slice(9, 12));
    this.#received = "";
    this.#done?.(status);
  }
}

/** As many requests as are answered in `ms`, `inFlight` of them always under way. */
export async function saturate({ port, next }: Target, inFlight: number, ms: number): Promise<Load> {
  const latencies: number[] = [];
  let refused = 0;
  const from = performance.now();
  const until = from + ms;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      const connection = new Connection(port);
      while (performance.now() < until) {
        const sentAt = performance.now();
        if ((await connection.send(next())) !== 200) refused += 1;
        latencies.push(performance.now() - sentAt);
      }
      connection.close();
    }),
  );
  const seconds = (performance.now() - from) / 1_000;
  return { answered: latencies.length, seconds, refused, latencies: latencies.sort((a, b) => a - b) };
}

/** So many requests a second for `ms`, each at its time, whether or not earlier ones are answered; waiting for a connection counts. */
export async function atRate({ port, next }: Target, perSecond: number, ms: number): Promise<Load> {
  const idle: Connection[] = [];
  const all: Connection[] = [];
  const latencies: number[] = [];
  let refused = 0;
  const from = performance.now();
  const count = Math.round((perSecond * ms) / 1_000);
  const underWay: Promise<void>[] = [];
  for (let n = 0; n < count; n += 1) {
    const dueAt = from + (n * 1_000) / perSecond;
    const wait = dueAt - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    underWay.push(
      (async () => {
        let connection = idle.pop();
        if (!connection) {
          connection = new Connection(port);
          all.push(connection);
        }
        // Timers wake up to a millisecond late: that is this client's delay and not the server's.
        const sentAt = performance.now();
        if ((await connection.send(next())) !== 200) refused += 1;
        latencies.push(performance.now() - sentAt);
        idle.push(connection);
      })(),
    );
  }
  await Promise.all(underWay);
  for (const connection of all) connection.close();
  const seconds = (performance.now() - from) / 1_000;
  return { answered: latencies.length, seconds, refused, latencies: latencies.sort((a, b) => a - b) };
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
