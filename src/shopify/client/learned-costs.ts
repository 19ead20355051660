/**
 * Shopify's `requestedQueryCost` by operation and declared size. Its formulas are not public and change with an API
 * version, so a response counts before our own estimate: a connection of 250 costs 25 points, not 503.
 */
interface Learned {
  /** Declared points → answered points. */
  readonly bySize: Map<number, number>;
  latest: number;
  /** Answered ÷ declared, of the latest call that declared its points. */
  share: number | undefined;
}

/** Sizes kept per operation; the oldest leaves first. */
const SIZES_MAX = 300;

export class LearnedCosts {
  readonly #of = new Map<string, Learned>();

  /** Expected cost of a call; undefined until the operation's first answer when the call declares nothing. */
  pointsOf(operation: string, declared: number | undefined): number | undefined {
    const known = this.#of.get(operation);
    if (!known) return declared;
    if (declared === undefined) return known.latest;
    const answered = known.bySize.get(declared);
    if (answered !== undefined) return answered;
    // A new size: estimated with the share of the last response, never above our own upper bound.
    return known.share === undefined ? declared : Math.ceil(declared * Math.min(1, known.share));
  }

  save(operation: string, declared: number | undefined, answered: number): void {
    const known = this.#of.get(operation) ?? { bySize: new Map<number, number>(), latest: answered, share: undefined };
    this.#of.set(operation, known);
    known.latest = answered;
    if (declared === undefined || declared <= 0) return;
    known.share = answered / declared;
    known.bySize.delete(declared);
    known.bySize.set(declared, answered);
    const [oldest] = known.bySize.keys();
    if (known.bySize.size > SIZES_MAX && oldest !== undefined) known.bySize.delete(oldest);
  }
}
