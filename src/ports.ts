/**
 * The Worker's needs from the world besides its bindings. Passed in, so that tests and the fault simulation control
 * clock, chance and network. No file in `src` calls Date.now(), Math.random(), crypto.randomUUID(), setTimeout or the
 * global fetch, except src/real-ports.ts.
 */

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export interface Clock {
  now(): Instant;
  /** Resolves after `ms`; rejects with the signal's reason when aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * The reason for ending a sleep or a request that is no longer needed. Our own constant: without one, the platform
 * makes an exception, with its stack, for each successful call.
 */
export const ANSWERED = "answered";

export interface Random {
  /** In [0, 1). */
  fraction(): number;
  /** A version 4 UUID. */
  uuid(): string;
}

export interface Hmac {
  /**
   * Whether `signature` is the HMAC-SHA256 of `data` under `secret`. False for a signature of another length; the time
   * taken does not reveal the place of a difference.
   */
  verify(secret: string, signature: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

export type Fetch = (request: Request) => Promise<Response>;

export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly hmac: Hmac;
  readonly fetch: Fetch;
  /** Takes one finished log line, a flat object without personal data (invariant 8). */
  readonly writeLine: (line: Readonly<Record<string, unknown>>) => void;
}
