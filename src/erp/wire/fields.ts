import * as z from "zod";
import { toErpTime } from "../../rules/brazil/erp-time.ts";
import type { ValueKind } from "../../rules/dialect/values.ts";

/** A whole number, as JSON number or text of digits. */
export const whole = z
  .union(
    [
      z.number(),
      z
        .string()
        .trim()
        .regex(/^\d{1,15}$/),
    ],
    { error: "must be a whole number" },
  )
  .transform(Number)
  .refine((value) => Number.isSafeInteger(value) && value >= 0, "must be a whole number");

/** An id that a record may lack: nothing, "", 0 and -1 are none. */
export const optionalId = z.preprocess(
  (value) => (["", "0", "-1"].includes(typeof value === "string" ? value.trim() : String(value)) ? null : value),
  whole.nullable(),
);

/**
 * A decimal as text, for a rule to read place by place. JSON.parse has made a float of it; its shortest text equals the
 * sent text up to 15 digits, which covers 13,2 and 12,3.
 */
export const decimalText = z
  .union([z.number(), z.string()], { error: "must be a number" })
  .transform((value) => String(value).trim());

/** Text as sent; a number counts as its digits (codAcesso). */
export const text = z.union([z.string(), z.number()], { error: "must be text" }).transform(String);

/** "S"/"N", true/false, 1/0. */
export const simNao = z.union([z.boolean(), z.string(), z.number()]).transform((value, context): boolean => {
  const flag = String(value).trim().toUpperCase();
  if (["S", "SIM", "TRUE", "1"].includes(flag)) return true;
  if (["N", "NAO", "NÃO", "FALSE", "0"].includes(flag)) return false;
  context.addIssue({ code: "custom", message: "must be S or N" });
  return z.NEVER;
});

/** A flag as text, whatever it is: a rule reads it. */
export const flagText = z.unknown().transform(String);

/** A date-time as text, for src/rules/brazil/erp-time.ts to read. */
export const dateTimeText = z
  .union([z.string(), z.number()], { error: "must be a date-time" })
  .transform((value) => fromEpoch(String(value).trim()) || null);

/** Seconds or milliseconds since 1970 as a number or digits, or as .NET's `/Date(…)/`; 0 is none. Any other text stays. */
function fromEpoch(text: string): string {
  const digits = /^(?:\/Date\()?(-?\d{1,13})(?:[+-]\d{4})?(?:\)\/)?$/.exec(text)?.[1];
  if (digits === undefined) return text;
  const value = Number(digits);
  if (value === 0) return "";
  const seconds = value >= 1e8 && value < 1e10;
  return seconds || value >= 1e11 ? toErpTime(seconds ? value * 1000 : value) : text;
}

const kinds = new Map<unknown, ValueKind>([
  [whole, "whole"],
  [optionalId, "whole"],
  [decimalText, "decimal"],
  [text, "text"],
  [simNao, "flag"],
  [flagText, "flag"],
  [dateTimeText, "date"],
]);

/** What a reader's field holds, so that a dialect knows which of its forms apply. */
export const kindOf = (schema: unknown): ValueKind =>
  kinds.get(schema instanceof z.ZodNullable ? schema.unwrap() : schema) ?? "text";
