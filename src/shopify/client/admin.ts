/**
 * The Admin API client of one shop. For every call it decides the token, the time by the cost bucket, and which
 * responses are repeated. It does not decide what a response means for a record: typed callers read `userErrors`.
 */
import type { Config } from "../../config.ts";
import { reasonOf, type Log } from "../../log.ts";
import type { Clock, Fetch, Instant, Random } from "../../ports.ts";
import { readAnswer, type Answer, type AnswerCost } from "./answer.ts";
import { CostBudget, type Lane } from "./cost-budget.ts";
import { LearnedCosts } from "./learned-costs.ts";
import { within } from "../../deadline.ts";
import type { AdminClient, AdminFailure, AdminResult, CallOptions } from "./result.ts";
import type { TypedDocumentString } from "../generated/operations.ts";
import { createTokens } from "./token.ts";
import { ADMIN_API_VERSION } from "./version.ts";

/** One HTTP request, body included. Shopify's own limit for a query is well below it. */
const REQUEST_TIMEOUT_MS = 30_000;
/** The longest wait of one call for the bucket. After it the call ends as `throttled`, and the lane decides. */
const PATIENCE_MS = 60_000;
/** The same for follow-up work: an order that waits for room takes the place of one that the ERP does not have. */
const FOLLOW_UP_PATIENCE_MS = 0;
/** An order that is under way waits for its place in the bucket: what it has read would be read again. */
const UNDER_WAY_PATIENCE_MS = 10_000;
const PATIENCE: Readonly<Record<Lane, number>> = {
  orders: PATIENCE_MS,
  underWay: UNDER_WAY_PATIENCE_MS,
  followUp: FOLLOW_UP_PATIENCE_MS,
  stock: PATIENCE_MS,
  prices: PATIENCE_MS,
  catalog: PATIENCE_MS,
};
const laneOf = ({ priority, isFollowUp, isUnderWay }: CallOptions): Lane =>
  isFollowUp ? (isUnderWay ? "underWay" : "followUp") : priority;
/** A call ends after this many THROTTLED or 429 responses. */
const THROTTLES_MAX = 8;
/** Requests of a repeatable call whose outcome stays unknown. */
const TRIES_MAX = 3;
const BACK_OFF_MS = 500;
const JITTER_MS = 250;
/** Share of the latest answer in the measured time of an operation. */
const LATEST_COUNTS = 0.2;
/** Cost estimate until the first response of an operation. */
const COST_UNKNOWN = { query: 100, mutation: 10 } as const;

export interface AdminDeps {
  readonly config: Config["shopify"];
  readonly clock: Clock;
  readonly random: Random;
  readonly fetch: Fetch;
  readonly log: Log;
}

export function createAdmin(deps: AdminDeps): AdminClient {
  const { config, clock, random, log } = deps;
  const tokens = createTokens(deps);
  const budget = new CostBudget(clock.now());
  const learned = new LearnedCosts();
  const answerMs = new Map<string, number>();
  let versionSaid: string | undefined;
  let versionServed: string | null = null;

  /** Waits until the bucket has room for the call. @returns null, or how long it would still have to wait. */
  async function admit(call: Call): Promise<{ update: (cost: AnswerCost | undefined) => void } | number> {
    for (;;) {
      const points = learned.pointsOf(costKeyOf(call), call.options.costPoints) ?? COST_UNKNOWN[call.kind];
      const lane = laneOf(call.options);
      const waitMs = budget.waitMs(lane, points, clock.now());
      if (waitMs === 0) {
        const admission = budget.take(points, clock.now());
        return {
          update: (cost) => {
            admission.update(cost?.status, clock.now());
            if (!cost) return;
            learned.save(costKeyOf(call), call.options.costPoints, cost.requested);
            budget.returnRows(points - (cost.actual ?? 0));
          },
        };
      }
      if (clock.now() + waitMs > call.patientUntil) return waitMs;
      await clock.sleep(waitMs);
    }
  }

  async function ask(call: Call, token: string): Promise<Answer> {
    const startedAt = clock.now();
    try {
      return await within(clock, REQUEST_TIMEOUT_MS, async (signal) => {
        const response = await deps.fetch(
          new Request(`${config.origin}/admin/api/${ADMIN_API_VERSION}/graphql.json`, {
            method: "POST",
            headers: {
              "content-type": "application/json",
              accept: "application/json",
              "x-shopify-access-token": token,
            },
            body: call.body,
            redirect: "manual",
            signal,
          }),
        );
        const answer = readAnswer(response.status, response.headers, await response.text(), call.joins > 1);
        note(call, answer, response, clock.now() - startedAt);
        return answer;
      });
    } catch (error) {
      const message = reasonOf(error);
      log.warn("shopify.timeout", {
        operation: call.operation,
        lane: call.options.priority,
        ms: clock.now() - startedAt,
        reason: message,
      });
      return { kind: "failure", failure: { kind: "unknown", message }, cost: undefined };
    }
  }

  function note(call: Call, answer: Answer, response: Response, ms: number): void {
    const cost = answer.kind === "tokenRefused" ? undefined : answer.cost;
    const key = costKeyOf(call);
    const before = answerMs.get(key);
    answerMs.set(key, before === undefined ? ms : before + (ms - before) * LATEST_COUNTS);
    const failed = answer.kind === "failure" ? answer.failure : undefined;
    const parts = answer.kind === "data" ? answer.failed : undefined;
    log[answer.kind === "data" && !parts ? "info" : "warn"]("shopify.call", {
      operation: call.operation,
      joins: call.joins > 1 ? call.joins : undefined,
      lane: call.options.priority,
      status: response.status,
      outcome: failed ? failed.kind : parts ? "partly" : answer.kind,
      code: failed?.kind === "refused" ? failed.code : undefined, // its message may quote a variable (invariant 8)
      requestId: response.headers.get("x-request-id"),
      requestedCost: cost?.requested,
      actualCost: cost?.actual,
      ms,
    });
    const served = response.headers.get("x-shopify-api-version");
    versionServed = served ?? versionServed;
    if (served === null || served === ADMIN_API_VERSION || served === versionSaid) return;
    versionSaid = served; // once per isolate and version, not per call
    log.error("shopify.version-drift", { pinned: ADMIN_API_VERSION, served });
  }

  async function run(call: Call): Promise<AdminResult<unknown>> {
    let renewed = false;
    let tries = 0;
    let throttles = 0;
    /** An earlier request of this call may have taken effect, so the outcome is no longer "nothing happened". */
    let lost: AdminFailure | undefined;
    const end = (failure: AdminFailure): AdminResult<never> => ({ ok: false, failure: lost ?? failure });

    let token = await tokens.get();
    for (;;) {
      if (!token.ok) return end(token.failure);
      const admitted = await admit(call);
      if (typeof admitted === "number") return end({ kind: "throttled", retryAfterMs: admitted });
      // Checked last: the waits before it may have taken minutes, and the caller's lease may have ended.
      if (clock.now() > (call.options.leavesUntil ?? Number.POSITIVE_INFINITY)) {
        admitted.update(undefined);
        return end({ kind: "throttled", retryAfterMs: 0 });
      }
      const answer = await ask(call, token.token);
      admitted.update(answer.kind === "tokenRefused" ? undefined : answer.cost);
      switch (answer.kind) {
        case "data":
          return { ok: true, data: answer.data, ...(answer.failed ? { failed: answer.failed } : {}) };
        case "tokenRefused":
          if (renewed) return end({ kind: "unauthorized", message: "401 with a token bought a moment ago" });
          renewed = true;
          token = await tokens.renew(token.token);
          continue;
        case "throttled": {
          throttles += 1;
          // Jitter, so that throttled isolates do not all return at the same time.
          const waitMs = (answer.retryAfterMs ?? refillMs(answer.cost)) + Math.ceil(random.fraction() * JITTER_MS);
          if (throttles >= THROTTLES_MAX || clock.now() + waitMs > call.patientUntil)
            return end({ kind: "throttled", retryAfterMs: waitMs });
          await clock.sleep(waitMs);
          continue;
        }
        case "failure": {
          tries += 1;
          const { failure } = answer;
          if (failure.kind !== "unknown") return end(failure);
          lost = failure;
          if (!call.repeatable || tries >= TRIES_MAX) return end(failure);
          await clock.sleep(Math.ceil(BACK_OFF_MS * 2 ** (tries - 1) * (1 + random.fraction())));
          token = await tokens.get();
          continue;
        }
      }
    }
  }

  return {
    servedVersion: () => versionServed,
    paceOf: (operation) => {
      const ms = answerMs.get(operation);
      return ms === undefined ? null : { restorePerSecond: budget.restorePerSecond, answerMs: ms };
    },
    async run<TData, TVariables>(
      document: TypedDocumentString<TData, TVariables>,
      variables: TVariables,
      options: CallOptions,
    ): Promise<AdminResult<TData>> {
      const text = document.toString();
      const { kind, operation } = operationOf(text);
      const result = await run({
        kind,
        operation,
        joins: options.joins ?? 1,
        options,
        repeatable: kind === "query" || options.repeatable === true,
        body: JSON.stringify({ query: text, variables }),
        patientUntil: clock.now() + PATIENCE[laneOf(options)],
      });
      // The type is safe: a test checks each document against the pinned schema.
      return result.ok ? { ...result, data: result.data as TData } : result;
    },
  };
}

interface Call {
  readonly kind: "query" | "mutation";
  readonly operation: string;
  readonly joins: number;
  readonly options: CallOptions;
  readonly repeatable: boolean;
  readonly body: string;
  readonly patientUntil: Instant;
}

/** What several calls in one request cost and take is not what one of them does. */
const costKeyOf = ({ operation, joins }: Call): string => (joins > 1 ? `${operation} joined` : operation);

function operationOf(text: string): Pick<Call, "kind" | "operation"> {
  const match = /\b(query|mutation)\s+(\w+)/.exec(text);
  if (!match?.[2]) throw new Error("a document without a named operation");
  return { kind: match[1] === "mutation" ? "mutation" : "query", operation: match[2] };
}

/** THROTTLED carries the requested and the available points: the bucket needs the difference. */
function refillMs(cost: AnswerCost | undefined): number {
  if (!cost?.status) return 1_000;
  const missing = cost.requested - cost.status.currentlyAvailable;
  return Math.max(100, Math.ceil((missing / Math.max(1, cost.status.restoreRate)) * 1_000));
}
