import * as z from "zod";
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

/** A date-time as text, for src/rules/brazil/erp-time.ts to read. */
export const dateTimeText = z.string({ error: "must be a date-time" }).transform((value) => value.trim() || null);

const kinds = new Map<unknown, ValueKind>([
  [whole, "whole"],
  [decimalText, "decimal"],
  [text, "text"],
  [simNao, "flag"],
  [dateTimeText, "date"],
]);

/** What a reader's field holds, so that a dialect knows which of its forms apply. */
export const kindOf = (schema: unknown): ValueKind =>
  kinds.get(schema instanceof z.ZodNullable ? schema.unwrap() : schema) ?? "text";
