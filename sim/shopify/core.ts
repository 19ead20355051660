/** One simulated shop: what every part of it works on. */
import { hash } from "node:crypto";
import type { ExecutionResult, FieldNode, GraphQLResolveInfo, OperationDefinitionNode } from "graphql";
import { GraphQLError } from "graphql";
import type { Bucket } from "./bucket.ts";
import type { IdempotencyKeys } from "./idempotency.ts";
import type { Effect, Journal } from "./journal.ts";
import type { CompiledDocument } from "./schema.ts";
import type { Settings } from "./options.ts";
import type { State } from "./state.ts";
import type { Tokens } from "./tokens.ts";
import type { Webhooks } from "./webhooks.ts";
import type { People } from "./orders/place/people.ts";

export interface Core {
  readonly settings: Settings;
  readonly state: State;
  readonly journal: Journal;
  readonly webhooks: Webhooks;
  readonly tokens: Tokens;
  readonly bucket: Bucket;
  readonly keys: IdempotencyKeys;
  readonly people: People;
  scopes: ReadonlySet<string>;
  /** Shopify approved the app for protected customer data. */
  dataApproved: boolean;
  /** From so many variants on, so many new ones a day. */
  variantLimit: Settings["variantLimit"];
  /** False: every unit price is refused. */
  unitPrices: boolean;
  /** The API version in the header of each answer: Shopify falls forward when the asked one is no longer served. */
  servedVersion: string;
  /** The requested cost of an operation, times this, by its name: formulas change without notice. */
  readonly costFactor: Map<string, number>;
  /** Pages that contradict themselves, by "Type.field" of their connection. */
  readonly strangePages: Map<string, StrangePage>;
  /** Work of the shop's own that falls due later (cancellation jobs, bulk operations); `doDueWork` runs it. */
  readonly jobs: { readonly at: number; readonly run: () => void }[];
  /** Mutations that break once with INTERNAL_SERVER_ERROR, by field. */
  readonly breakNext: Map<string, number>;
  /** The next request of more mutations than this runs so many of them, and then its process ends; null: none. */
  stopAfter: number | null;
  /** The next run of a mutation is refused with this message, by field. */
  readonly refuseNext: Map<string, string>;
  /** How a gateway answers refunds; absent = SUCCESS at once. */
  readonly refundOutcome: Map<string, "SUCCESS" | "PENDING" | "FAILURE">;
  now(): number;
  /** Runs one line of a bulk operation, or an export. */
  readonly runInBulk: (root: BulkRoot, variables: Readonly<Record<string, unknown>>, origin: string) => ExecutionResult;
}

/** `empty`: no records, and more to come without a cursor. `cut`: half of the page, and more to come without a cursor. */
export interface StrangePage {
  readonly kind: "empty" | "cut";
  left: number;
}

export interface BulkRoot {
  readonly compiled: CompiledDocument;
  readonly operation: OperationDefinitionNode;
}

/** One request's execution. */
export interface Context {
  readonly core: Core;
  readonly requestId: string;
  /** Of the request's body. */
  readonly digest: string;
  readonly counted: ReadonlySet<FieldNode>;
  /** Where the request came to: addresses of uploads and results are under it. */
  readonly origin: string;
  /** In a bulk operation connections are whole and nothing waits. */
  readonly bulk: boolean;
  actual: number;
  /** Mutations that the request has begun. */
  mutations: number;
  /** Its process ended between two of them: the rest does not run, and no answer comes. */
  isCut: boolean;
}

/** What one mutation field has done so far. */
export interface Doing {
  readonly core: Core;
  readonly origin: string;
  readonly effect: (effect: Effect) => void;
}

export type Resolver = (source: never, args: never, ctx: Context, info: GraphQLResolveInfo) => unknown;
export type MutationResolver = (args: never, doing: Doing) => Readonly<Record<string, unknown>>;
/** Type → field → resolver. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string | null;
  readonly elementIndex?: number | null;
}

/** "Not simulated" names the field, so that a missing part is never taken for an empty value. */
export class NotSimulated extends GraphQLError {
  constructor(what: string) {
    super(`the simulator does not simulate ${what}`, { extensions: { code: "NOT_SIMULATED", what } });
  }
}

/** A top-level error with one of Shopify's codes. */
export const topLevel = (code: string, message: string, more: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...more } });

/** Refuses input fields that would otherwise be passed over in silence. */
export function only(input: object, type: string, known: readonly string[]): void {
  for (const name of Object.keys(input)) if (!known.includes(name)) throw new NotSimulated(`${type}.${name}`);
}

export const sha256 = (text: string): string => hash("sha256", text);

/** Runs the shop's own work that is due. */
export function doDueWork(core: Core): void {
  const now = core.now();
  while (core.jobs.length > 0) {
    const index = core.jobs.findIndex((job) => job.at <= now);
    if (index < 0) return;
    const [job] = core.jobs.splice(index, 1);
    job?.run();
  }
}
