/**
 * As much of vitest as the tests of the rules use, in a plain Node process: a file's tests are collected, then run one by one
 * until one fails. Vitest itself starts a worker and reads its modules anew for each of thousands of mutants.
 */
import { isDeepStrictEqual } from "node:util";

export interface Collected {
  readonly title: string;
  readonly run: () => unknown;
}

type Hook = () => unknown;
interface Scope {
  readonly beforeAll: Hook[];
  readonly beforeEach: Hook[];
  readonly afterEach: Hook[];
  readonly afterAll: Hook[];
}
const newScope = (): Scope => ({ beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] });

/** The tests of the files that were imported since `collect()`. */
let collected: Collected[] = [];
let scopes: readonly Scope[] = [newScope()];
let begun = new Set<Scope>();
export const collect = (): void => {
  collected = [];
  scopes = [newScope()];
  begun = new Set();
};
export const collectedTests = (): readonly Collected[] => collected;

/** What the scopes that were entered leave behind. */
export async function leave(): Promise<void> {
  for (const scope of [...begun].toReversed()) for (const hook of scope.afterAll) await hook();
}

class Failed extends Error {
  override name = "Failed";
}

const hookInto = (name: keyof Scope) => (hook: Hook, _timeout?: number) => void scopes.at(-1)?.[name].push(hook);
export const beforeAll = hookInto("beforeAll");
export const beforeEach = hookInto("beforeEach");
export const afterEach = hookInto("afterEach");
export const afterAll = hookInto("afterAll");

type Each = (table: readonly unknown[]) => (title: string, run: (...row: unknown[]) => unknown) => void;
const eachOf =
  (add: (title: string, run: () => unknown) => void): Each =>
  (table) =>
  (title, run) => {
    for (const row of table) add(title, () => (Array.isArray(row) ? run(...(row as unknown[])) : run(row)));
  };
const add = (title: string, run: () => unknown, _timeout?: number): void => {
  const within = scopes;
  collected.push({
    title,
    run: async () => {
      for (const scope of within.filter((each) => !begun.has(each))) {
        begun.add(scope);
        for (const hook of scope.beforeAll) await hook();
      }
      for (const scope of within) for (const hook of scope.beforeEach) await hook();
      try {
        await run();
      } finally {
        for (const scope of within.toReversed()) for (const hook of scope.afterEach) await hook();
      }
    },
  });
};
export const it = Object.assign(add, { each: eachOf(add) });
export const test = it;
const group = (_title: string, body: () => void): void => {
  const outer = scopes;
  scopes = [...outer, newScope()];
  body();
  scopes = outer;
};
export const describe = Object.assign(group, { each: eachOf((title, run) => group(title, () => void run())) });

/** `expect.any(…)` and its like: a value that decides by itself. */
class Asymmetric {
  readonly fits: (given: unknown) => boolean;
  constructor(fits: (given: unknown) => boolean) {
    this.fits = fits;
  }
}

/** Properties that are undefined count as absent, as toEqual has it. */
function equal(given: unknown, wanted: unknown): boolean {
  if (wanted instanceof Asymmetric) return wanted.fits(given);
  if (Object.is(given, wanted)) return true;
  if (typeof given !== "object" || typeof wanted !== "object" || given === null || wanted === null) return false;
  if (Array.isArray(given) || Array.isArray(wanted))
    return (
      Array.isArray(given) &&
      Array.isArray(wanted) &&
      given.length === wanted.length &&
      given.every((each, n) => equal(each, wanted[n]))
    );
  if (!isPlain(given) || !isPlain(wanted)) return isDeepStrictEqual(given, wanted);
  return [...new Set([...Object.keys(given), ...Object.keys(wanted)])].every((key) => equal(given[key], wanted[key]));
}

function matches(given: unknown, wanted: unknown): boolean {
  if (wanted instanceof Asymmetric) return wanted.fits(given);
  if (Array.isArray(wanted))
    return Array.isArray(given) && given.length === wanted.length && wanted.every((each, n) => matches(given[n], each));
  if (typeof given !== "object" || given === null || typeof wanted !== "object" || wanted === null)
    return equal(given, wanted);
  if (!isPlain(wanted)) return equal(given, wanted);
  return Object.entries(wanted).every(
    ([key, value]) => key in given && matches((given as Readonly<Record<string, unknown>>)[key], value),
  );
}

const isPlain = (value: object): value is Readonly<Record<string, unknown>> =>
  Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;

type Matcher = (given: unknown, ...wanted: readonly unknown[]) => boolean;
const sized = (value: unknown): number => (value as { readonly length: number }).length;

const MATCHERS: Readonly<Record<string, Matcher>> = {
  toBe: (given, wanted) => Object.is(given, wanted),
  toEqual: (given, wanted) => equal(given, wanted),
  toStrictEqual: (given, wanted) => isDeepStrictEqual(given, wanted),
  toMatchObject: (given, wanted) => matches(given, wanted),
  toBeNull: (given) => given === null,
  toBeUndefined: (given) => given === undefined,
  toBeDefined: (given) => given !== undefined,
  toMatch: (given, wanted) =>
    wanted instanceof RegExp ? wanted.test(String(given)) : String(given).includes(String(wanted)),
  toBeCloseTo: (given, wanted, places = 2) => Math.abs(Number(given) - Number(wanted)) < 10 ** -Number(places) / 2,
  toBeTypeOf: (given, wanted) => typeof given === wanted,
  toBeInstanceOf: (given, wanted) => given instanceof (wanted as new () => unknown),
  toHaveLength: (given, wanted) => sized(given) === wanted,
  toContain: (given, wanted) =>
    typeof given === "string" ? given.includes(String(wanted)) : [...(given as Iterable<unknown>)].includes(wanted),
  toContainEqual: (given, wanted) => [...(given as Iterable<unknown>)].some((each) => equal(each, wanted)),
  toHaveProperty: (given, wanted) => typeof given === "object" && given !== null && String(wanted) in given,
  toBeGreaterThan: (given, wanted) => Number(given) > Number(wanted),
  toBeGreaterThanOrEqual: (given, wanted) => Number(given) >= Number(wanted),
  toBeLessThan: (given, wanted) => Number(given) < Number(wanted),
  toBeLessThanOrEqual: (given, wanted) => Number(given) <= Number(wanted),
  toThrow: (given, wanted) => {
    try {
      (given as () => unknown)();
      return false;
    } catch (error) {
      if (wanted === undefined) return true;
      if (typeof wanted === "function") return error instanceof wanted;
      const message = error instanceof Error ? error.message : String(error);
      return wanted instanceof RegExp ? wanted.test(message) : message.includes(wanted as string);
    }
  },
};

type Thrower = () => unknown;
const thrower = (error: unknown): Thrower => {
  return () => {
    throw error;
  };
};

/** A matcher that is not here throws, so that no test passes by what it does not say. */
function expecting(given: unknown, _message?: string): object {
  const of = (isRight: boolean, awaited: "resolves" | "rejects" | null): object =>
    new Proxy(
      {},
      {
        get: (_target, name) => {
          if (name === "not") return of(!isRight, awaited);
          if (name === "resolves" || name === "rejects") return of(isRight, name);
          const matcher = MATCHERS[String(name)];
          if (!matcher) throw new Error(`the runner of mutants has no ${String(name)}`);
          const judge = (value: unknown, wanted: readonly unknown[]): void => {
            if (matcher(value, ...wanted) !== isRight) throw new Failed(String(name));
          };
          if (awaited === null) return (...wanted: readonly unknown[]) => judge(given, wanted);
          return async (...wanted: readonly unknown[]) => {
            let value: unknown;
            let hasFailed = false;
            try {
              value = await (typeof given === "function" ? (given as Thrower)() : given);
            } catch (error) {
              hasFailed = true;
              value = name === "toThrow" ? thrower(error) : error;
            }
            if (hasFailed !== (awaited === "rejects")) throw new Failed(awaited);
            judge(value, wanted);
          };
        },
      },
    );
  return of(true, null);
}

export const expect = Object.assign(expecting, {
  any: (type: unknown) => new Asymmetric((given) => isOf(given, type)),
  anything: () => new Asymmetric((given) => given !== null && given !== undefined),
  stringContaining: (part: string) => new Asymmetric((given) => typeof given === "string" && given.includes(part)),
  stringMatching: (form: RegExp | string) =>
    new Asymmetric((given) => typeof given === "string" && new RegExp(form).test(given)),
  objectContaining: (part: object) => new Asymmetric((given) => contains(given, part)),
  arrayContaining: (parts: readonly unknown[]) =>
    new Asymmetric((given) => Array.isArray(given) && parts.every((part) => given.some((each) => equal(each, part)))),
  unreachable: (what?: string) => {
    throw new Failed(what ?? "unreachable");
  },
});

const contains = (given: unknown, part: object): boolean =>
  typeof given === "object" &&
  given !== null &&
  Object.entries(part).every(([key, value]) => equal((given as Readonly<Record<string, unknown>>)[key], value));

function isOf(given: unknown, type: unknown): boolean {
  if (type === String || type === Number || type === Boolean || type === Function)
    return typeof given === (type as { readonly name: string }).name.toLowerCase();
  return type === Object ? typeof given === "object" : given instanceof (type as new () => unknown);
}
