/** Which role a person of Cloudflare Access has. */
import * as z from "zod";
import { ROLES, type Role } from "./scope.ts";

const address = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .regex(/^[^@\s,;<>]*@(?:[a-z0-9-]+\.)+[a-z]{2,}$/, "must be an e-mail address, or @domain for all of a domain");

/** One row: `rita@loja.com.br`, or `@loja.com.br` for each other address of the domain. */
export const people = z
  .array(z.strictObject({ email: address, role: z.enum(ROLES) }))
  .max(500)
  .refine((rows) => new Set(rows.map(({ email }) => email)).size === rows.length, "has an address twice");
export type People = z.infer<typeof people>;

/** The role of an address: its own row before that of its domain. Null: neither is there. */
export function roleOf(rows: People, email: string): Role | null {
  const wanted = email.trim().toLowerCase();
  const domain = wanted.slice(wanted.lastIndexOf("@"));
  const row = rows.find((each) => each.email === wanted) ?? rows.find((each) => each.email === domain);
  return row?.role ?? null;
}
