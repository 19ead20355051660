/**
 * An Admin client that makes no mutation. Given to the same code that makes single calls, it finds out which call that code
 * would make (the line of a bulk operation), and later hands it the line's answer. So the inputs and the marks of a line
 * are those of a single call, by the same code.
 */
import type { AdminClient, AdminResult, CallOptions } from "../client/result.ts";
import type { TypedDocumentString } from "../generated/operations.ts";

/** A mutation that was recorded and not sent. */
export interface RecordedMutation {
  readonly operation: string;
  readonly text: string;
  readonly variables: unknown;
}

/** A query that was answered meanwhile; kept, so that the same reading leads to the same call again. */
export interface RecordedQuery {
  readonly operation: string;
  /** As JSON. */
  readonly variables: string;
  readonly data: unknown;
}

/** What a line came to, to be given to the call it stands for. */
export interface ReplayedResult {
  readonly operation: string;
  readonly isSame: (variables: unknown) => boolean;
  readonly result: AdminResult<unknown>;
}

/** The call is recorded and not sent: the caller leaves its record as it is. */
const NOT_SENT: AdminResult<never> = { ok: false, failure: { kind: "notSent" } };

export class RecordingAdminClient implements AdminClient {
  readonly #admin: AdminClient;
  readonly #known: readonly RecordedQuery[];
  readonly #answered: ReplayedResult | null;
  readonly queries: RecordedQuery[] = [];
  /** The first mutation that had no answer. */
  mutation: RecordedMutation | null = null;
  /** The answer was given to the call it belongs to. */
  used = false;

  /** @param admin answers what is read and not known yet. */
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
      // The line was made from this very document: its result has the document's shape.
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
      return { ok: true, data: known.data as TData }; // what this document was answered before
    }
    const result = await this.#admin.run(document, variables, options);
    if (result.ok) this.queries.push({ operation, variables: key, data: result.data });
    return result;
  }
}
