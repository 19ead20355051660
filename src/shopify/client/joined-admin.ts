/**
 * An Admin client for records that are worked at the same time, each by code that knows only itself. Calls of the same
 * operation that wait at the same moment share one request (joined-text.ts); each gets its own part of the answer, as if
 * it had been sent alone. So a chunk of products is looked up by one request, and created by a few.
 *
 * A lost answer is unknown for every call of its request. Each record then proves its own outcome in its next run, and
 * goes alone (`isAlone`), so that no record can fail its neighbours twice.
 */
import type { AdminClient, AdminFailure, AdminResult, CallOptions } from "./result.ts";
import { isTooDear } from "./smaller-pages.ts";
import { TypedDocumentString } from "../generated/operations.ts";
import { aliasOf, joinedText, joinedVariables, rootFieldOf } from "./joined-text.ts";

/** An invocation has six connections; one stays free for the database. */
const REQUESTS_MAX = 5;
/**
 * Calls of one request. Mutations run one after another: five productSets of a second each stay far below the 30 s of a
 * request, and one lost answer leaves five records unknown.
 */
const CALLS_MAX = { query: 25, mutation: 5 } as const;
/** Points of one request: a quarter of what Shopify allows, and of what the floors leave on the smallest plan. */
const POINTS_MAX = 250;
/** Of a call that declares nothing. */
const POINTS_UNKNOWN = { query: 25, mutation: 10 } as const;

interface Waiting {
  /** Calls with the same key may share a request. */
  readonly key: string;
  readonly kind: "query" | "mutation";
  readonly text: string;
  readonly variables: unknown;
  readonly options: CallOptions;
  readonly points: number;
  readonly resolve: (result: AdminResult<unknown>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Works each item with a client of its own; all begin at once, and wait for each other only to share requests.
 * @param isAlone the item's calls share no request
 * Rejects with the first error of `work`, after all have ended.
 */
export async function eachJoined<T>(
  admin: AdminClient,
  items: readonly T[],
  isAlone: (item: T) => boolean,
  work: (item: T, admin: AdminClient) => Promise<void>,
): Promise<void> {
  const joining = new Joining(admin, items.length);
  const ended = await Promise.allSettled(
    items.map((item, index) =>
      work(item, joining.clientOf(isAlone(item) ? index : null)).finally(() => joining.workEnded()),
    ),
  );
  for (const each of ended) if (each.status === "rejected") throw each.reason;
}

class Joining {
  readonly #admin: AdminClient;
  #queue: Waiting[] = [];
  /** Items that neither wait for an answer nor have ended: their next call may still join. */
  #working: number;
  #requests = 0;
  /** A failure that every further call would meet too. */
  #stopped: AdminFailure | undefined;

  constructor(admin: AdminClient, items: number) {
    this.#admin = admin;
    this.#working = items;
  }

  /** @param alone the item's number, if its calls go alone */
  clientOf(alone: number | null): AdminClient {
    return {
      ...this.#admin,
      run: <TData, TVariables>(
        document: TypedDocumentString<TData, TVariables>,
        variables: TVariables,
        options: CallOptions,
      ) =>
        new Promise<AdminResult<TData>>((resolve, reject) => {
          const text = document.toString();
          const kind = /^\s*query\b/.test(text) ? "query" : "mutation";
          const { priority, repeatable, heldBy, order, costPoints } = options;
          const mayJoin = alone === null && rootFieldOf(text) !== null;
          this.#queue.push({
            key: mayJoin ? JSON.stringify([text, priority, repeatable, heldBy, order]) : `alone ${alone} ${text}`,
            kind,
            text,
            variables,
            options,
            points: costPoints ?? POINTS_UNKNOWN[kind],
            // Each call gets its own field of the answer to its own document.
            resolve: (result) => resolve(result as AdminResult<TData>),
            reject,
          });
          this.workEnded();
        }),
    };
  }

  /** An item waits for an answer, or has ended. */
  workEnded(): void {
    this.#working -= 1;
    this.#send();
  }

  #send(): void {
    while (this.#working === 0 && this.#requests < REQUESTS_MAX && this.#queue.length > 0) {
      const group = this.#take();
      if (this.#stopped) {
        this.#answer(group, () => ({ ok: false, failure: this.#stopped ?? NOTHING }));
        continue;
      }
      this.#requests += 1;
      void this.#ask(group);
    }
  }

  /** The first call that waits, and those that may share its request. */
  #take(): readonly Waiting[] {
    const group: Waiting[] = [];
    let points = 0;
    this.#queue = this.#queue.filter((call) => {
      const [first] = group;
      const fits =
        first === undefined ||
        (call.key === first.key && group.length < CALLS_MAX[call.kind] && points + call.points <= POINTS_MAX);
      if (!fits) return true;
      group.push(call);
      points += call.points;
      return false;
    });
    return group;
  }

  async #ask(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.#results(group);
      this.#requests -= 1;
      this.#answer(group, (index) => results[index] ?? { ok: false, failure: NOTHING });
    } catch (error) {
      this.#requests -= 1;
      this.#working += group.length;
      for (const { reject } of group) reject(error);
    }
  }

  #answer(group: readonly Waiting[], resultOf: (index: number) => AdminResult<unknown>): void {
    this.#working += group.length;
    for (const [index, call] of group.entries()) call.resolve(resultOf(index));
  }

  async #results(group: readonly Waiting[]): Promise<readonly AdminResult<unknown>[]> {
    const [first] = group;
    if (!first) return [];
    if (group.length === 1) return [this.#seen(await this.#alone(first))];
    const document = new TypedDocumentString<Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>>(
      joinedText(first.text, group.length),
    );
    const result = this.#seen(
      await this.#admin.run(document, joinedVariables(group.map(({ variables }) => variables)), {
        ...first.options,
        costPoints: group.reduce((sum, { points }) => sum + points, 0),
        joins: group.length,
      }),
    );
    if (!result.ok) {
      // Refused before anything ran: Shopify counts another cost than we do.
      if (!isTooDear(result.failure)) return group.map(() => result);
      const half = Math.ceil(group.length / 2);
      return [...(await this.#results(group.slice(0, half))), ...(await this.#results(group.slice(half)))];
    }
    const field = rootFieldOf(first.text) ?? "";
    const results: AdminResult<unknown>[] = [];
    for (const [index, call] of group.entries()) {
      const alias = aliasOf(index);
      const failure = result.failed?.get(alias) ?? (alias in result.data ? undefined : NOTHING);
      if (!failure) results.push({ ok: true, data: { [field]: result.data[alias] } });
      else if (failure.kind === "unknown" && (call.kind === "query" || call.options.repeatable))
        results.push(this.#seen(await this.#alone(call)));
      else results.push({ ok: false, failure });
    }
    return results;
  }

  #alone({ text, variables, options }: Waiting): Promise<AdminResult<unknown>> {
    return this.#admin.run(new TypedDocumentString<unknown, unknown>(text), variables, options);
  }

  #seen<T>(result: AdminResult<T>): AdminResult<T> {
    if (!result.ok && STOPS.has(result.failure.kind)) this.#stopped ??= result.failure;
    return result;
  }
}

const STOPS: ReadonlySet<AdminFailure["kind"]> = new Set(["throttled", "unauthorized", "shopClosed", "dryRun"]);

const NOTHING: AdminFailure = { kind: "unknown", message: "the answer lacks this call's part" };
