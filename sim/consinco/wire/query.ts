/** A query string whose names are read without regard to case, as IIS does. */
export class Query {
  readonly #values = new Map<string, string>();

  constructor(parameters: URLSearchParams) {
    for (const [name, value] of parameters) this.#values.set(name.toLowerCase(), value);
  }

  text(name: string): string | null {
    const value = this.#values.get(name);
    return value === undefined || value === "" ? null : value;
  }

  /** Null when absent; NaN stays NaN and fails every comparison. */
  integer(name: string): number | null {
    const value = this.text(name);
    return value === null ? null : /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  }
}
