/** What a simulator needs of the world. Passed in, so the same code serves the demo's server and the fault simulation's virtual clock. */
export interface World {
  /** Milliseconds since 1970. */
  now(): number;
  /** In [0, 1): the only source of chance. */
  chance(): number;
  /** Outbound requests: Shopify's webhooks. */
  fetch(request: Request): Promise<Response>;
  sleep(ms: number): Promise<void>;
}

/** A simulator: requests in, answers out. A cut connection rejects with `ConnectionCut`. */
export type Handler = (request: Request) => Promise<Response>;

/** The connection broke: the server destroys the socket, an in-process fetch rejects as a network error does. */
export class ConnectionCut extends Error {
  constructor(when: "before" | "after") {
    super(`connection cut ${when} the effect`);
    this.name = "ConnectionCut";
  }
}

/** mulberry32: a small seeded generator; one per purpose, so that a new draw somewhere does not change all others. */
export function seeded(seed: number): () => number {
  const draw = (): number => {
    const state = (draw.state = (draw.state + 0x6d2b79f5) >>> 0);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  draw.state = seed >>> 0; // a property: it can be put back (remember.ts)
  return draw;
}
