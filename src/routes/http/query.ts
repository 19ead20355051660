import * as z from "zod";
import { failure } from "./answers.ts";

/**
 * Checks the parameters of an address. The response's code names the first wrong one (`limit-wrong`), or the first
 * unknown one where the schema is strict (`company-unknown`). Its details name all of them.
 */
export function queryOf<T>(
  given: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly response: Response } {
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  const { issues } = parsed.error;
  const details = issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  const message = "Os parâmetros do endereço não são os que esta rota espera; veja details.";
  const [first] = issues;
  const unknown = first?.code === "unrecognized_keys" ? first.keys[0] : undefined;
  const code = unknown === undefined ? `${String(first?.path[0])}-wrong` : `${unknown}-unknown`;
  return { ok: false, response: failure(422, code, message, details) };
}

/** An ISO 8601 instant with its zone, as epoch milliseconds. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** A whole number in the text of an address. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, "must be a whole number")
  .transform(Number);
