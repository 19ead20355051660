/**
 * An Admin client that sends no mutation. It is given to the code of single calls and records the call which that code
 * would make: the line of a bulk operation. Later it returns the result of the line to that call. So the same code
 * makes the input and the marks of a line and of a single call.
 */
import type { AdminClient, AdminResult, CallOptions } from "../client/result.ts";
import type { TypedDocumentString } from "../generated/operations.ts";

/** A mutation that was recorded and not sent. */
export interface RecordedMutation {
  readonly operation: string;
  readonly text: string;
  readonly variables: unknown;
}

/** A query with its response, kept so that the same reads lead to the same call again. */
export interface RecordedQuery {
  readonly operation: string;
  /** As JSON. */
  readonly variables: string;
  readonly data: unknown;
}

/** The result of a line, for the call that it belongs to. */
export interface ReplayedResult {
  readonly operation: string;
  readonly isSame: (variables: unknown) => boolean;
  readonly result: AdminResult<unknown>;
}

/** The call is recorded and not sent, so the caller leaves its record unchanged. */
const NOT_SENT: AdminResult<never> = { ok: false, failure: { kind: "notSent" } };

export class RecordingAdminClient implements AdminClient {
  readonly #admin: AdminClient;
  readonly #known: readonly RecordedQuery[];
  readonly #answered: ReplayedResult | null;
  readonly queries: RecordedQuery[] = [];
  /** The first mutation without a result. */
  mutation: RecordedMutation | null = null;
  /** The result was returned to its call. */
  used = false;

  /** @param admin sends the queries that are not recorded yet */
  constructor(admin: AdminClient, known: readonly RecordedQuery[], answered: ReplayedResult | null = null) {
    this.#admin = admin;
    this.#known = known;
    this.#answered = answered;
  }

  async run<TData, TVariables>(
    document: TypedDocumentString<TData, TVariables>,
    variables: TVariables,
    options: CallOptions,
  ): Promise<AdminResult<TData>> {
    const text = document.toString();
    const [, kind, operation = ""] = /\b(query|mutation)\s+(\w+)/.exec(text) ?? [];
    if (kind === "query") return this.#read(document, variables, options, operation);
    const answered = this.#answered;
    if (!this.used && answered?.operation === operation && answered.isSame(variables)) {
      this.used = true;
      // The line was made from this same document, so its result has the document's shape.
      return answered.result as AdminResult<TData>;
    }
    this.mutation ??= { operation, text, variables };
    return NOT_SENT;
  }

  async #read<TData, TVariables>(
    document: TypedDocumentString<TData, TVariables>,
    variables: TVariables,
    options: CallOptions,
    operation: string,
  ): Promise<AdminResult<TData>> {
    const key = JSON.stringify(variables);
    const known = this.#known.find((each) => each.operation === operation && each.variables === key);
    if (known) {
      this.queries.push(known);
      return { ok: true, data: known.data as TData }; // the recorded response to this document
    }
    const result = await this.#admin.run(document, variables, options);
    if (result.ok) this.queries.push({ operation, variables: key, data: result.data });
    return result;
  }
}
