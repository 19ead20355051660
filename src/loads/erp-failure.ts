/** What a failed call of the ERP means for the page that a load wanted, where every load agrees. */
import type { ErpFailure } from "../erp/client/result.ts";
import type { DeskEntry } from "../rules/record/desk-entry.ts";
import type { PageFailure } from "./walk-pages.ts";

type Failed<K extends ErpFailure["kind"]> = Extract<ErpFailure, { readonly kind: K }>;

/** An ERP may ask for days by mistake. */
const RETRY_AFTER_MAX_MS = 3_600_000;
const ANSWER_MAX = 400;

/** The ERP does not answer, or with nothing that can be read: no entry for one call; `load-stalled` follows if it lasts. */
export const outageOf = (failure: Failed<"unknown">): PageFailure => ({
  kind: "failed",
  entry: null,
  what: `no usable response of the ERP: ${failure.message}`,
  words: failure.message,
  restMs: restOf(failure),
});

export const refusalOf = (failure: Failed<"refused">, entry: DeskEntry): PageFailure => ({
  kind: "failed",
  entry,
  what: `the ERP refused the query (${failure.code}): ${failure.message}`,
  words: `${failure.code}: ${failure.message}`,
});

/** How long the ERP asked to be left alone, ms. */
const restOf = ({ retryAfterMs = 0 }: { readonly retryAfterMs?: number }): number =>
  Math.min(retryAfterMs, RETRY_AFTER_MAX_MS);

/** The ERP's words, as long as the desk keeps them. */
export const answerOf = ({ message }: { readonly message: string }): string => message.slice(0, ANSWER_MAX);
