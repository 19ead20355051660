/**
 * Every way out of the Worker passes a gate: it may be slow, fail, or never come back.
 * A port (D1, queue, R2, fetch, sleep) names the step and passes the effect; the gate decides
 * whether and when it happens and what the caller gets.
 */
export interface Call {
  readonly port: "d1" | "queue" | "r2" | "fetch" | "sleep";
  /** What the call does, without values: "INSERT stock + UPDATE loads". The name of the step in traces and coverage. */
  readonly label: string;
  /** D1 only: statements sent, for the limit per invocation. */
  readonly statements?: number;
}

export type Gate = <T>(call: Call, effect: () => T | Promise<T>) => Promise<T>;

/** A gate that is always open: for tests of the ports themselves. */
export const openGate: Gate = async (_call, effect) => effect();
