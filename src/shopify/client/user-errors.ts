/** `userErrors` are failures of records, not of the call: every typed caller reads them and maps them to their line (invariant 9). */
import type { AdminFailure, AdminResult } from "./result.ts";

export interface UserError {
  /** The path in the variables: ["variables", "3", "price"]. */
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string | null;
}

export type Called<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "userErrors"; readonly errors: readonly UserError[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/** Interprets the response of a mutation. A null payload without errors is no success. */
export function calledOf<TData, TPayload extends { readonly userErrors: readonly UserError[] }, T>(
  result: AdminResult<TData>,
  payloadOf: (data: TData) => TPayload | null,
  valueOf: (payload: TPayload) => T | null,
): Called<T> {
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const payload = payloadOf(result.data);
  if (payload === null) return emptyAnswer();
  if (payload.userErrors.length > 0) return { kind: "userErrors", errors: payload.userErrors };
  const value = valueOf(payload);
  return value === null ? emptyAnswer() : { kind: "done", value };
}

const emptyAnswer = (): Called<never> => ({
  kind: "failed",
  failure: { kind: "unknown", message: "the mutation's payload is empty, without userErrors" },
});

/** The line of `list` an error names, or null when it names none: ["input", "quantities", "3", "quantity"], "quantities" → 3. */
export function lineOf(error: UserError, list: string, lines: number): number | null {
  const at = error.field?.indexOf(list) ?? -1;
  if (at < 0) return null;
  const text = error.field?.[at + 1] ?? "";
  if (!/^\d+$/.test(text)) return null;
  const index = Number(text);
  return index < lines ? index : null;
}

/** An error of a call that carries a list of lines. */
export interface LineError {
  /** Null: the error names no line. */
  readonly line: number | null;
  readonly code: string;
  readonly message: string;
}

export const lineErrorOf = (error: UserError, list: string, lines: number): LineError => ({
  line: lineOf(error, list, lines),
  code: codeOf(error),
  message: error.message,
});

export const codeOf = (error: UserError): string => error.code ?? "USER_ERROR";

/** Every error names one of these fields and nothing else. */
export const concernsOnly = (called: Called<unknown>, fields: readonly string[]): boolean =>
  called.kind === "userErrors" &&
  called.errors.every(({ field }) => field?.some((part) => fields.includes(part)) === true);
