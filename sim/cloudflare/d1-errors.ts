/** D1's error texts. Callers distinguish failures by these texts, so the simulated database must use the same. */

const PRIMARY: Readonly<Record<number, string>> = {
  1: "SQLITE_ERROR",
  8: "SQLITE_READONLY",
  13: "SQLITE_FULL",
  18: "SQLITE_TOOBIG",
  19: "SQLITE_CONSTRAINT",
  20: "SQLITE_MISMATCH",
  23: "SQLITE_AUTH",
};
const CONSTRAINTS: readonly string[] =
  "CHECK COMMITHOOK FOREIGNKEY FUNCTION NOTNULL PRIMARYKEY TRIGGER UNIQUE VTAB ROWID PINNED DATATYPE".split(" ");

/** `D1_ERROR: …` with the same text, bare, as its cause. */
export function d1Error(message: string, prefix = "D1_ERROR"): Error {
  return new Error(`${prefix}: ${message}`, { cause: new Error(message) });
}

/** The words of an error thrown by node:sqlite, as workerd writes them (less the offset in the text); undefined when it is not SQLite's. */
export function sqliteMessage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  const { message, errcode } = error;
  if (message.startsWith("not authorized to use function")) return `${message}: SQLITE_ERROR`;
  const primary = PRIMARY[errcode & 0xff] ?? `SQLITE_${errcode & 0xff}`;
  const constraint = (errcode & 0xff) === 19 ? CONSTRAINTS[(errcode >> 8) - 1] : undefined;
  return `${message}: ${primary}${constraint === undefined ? "" : ` (extended: SQLITE_CONSTRAINT_${constraint})`}`;
}

export const NO_TRANSACTIONS =
  "To execute a transaction, please use the state.storage.transaction() or state.storage.transactionSync() APIs instead of the SQL BEGIN TRANSACTION or SAVEPOINT statements.";

/** What the platform, not the statement, does wrong; for injection. Texts from Cloudflare's page "Debug D1". */
export const platformErrors = {
  overloaded: () => d1Error("D1 DB is overloaded. Requests queued for too long."),
  tooManyQueued: () => d1Error("D1 DB is overloaded. Too many requests queued."),
  connectionLost: () => d1Error("Network connection lost."),
  reset: () => d1Error("Internal error in D1 DB storage caused object to be reset."),
  codeUpdated: () => d1Error("D1 DB reset because its code was updated."),
  timeout: () => d1Error("D1 DB storage operation exceeded timeout which caused object to be reset."),
  tooManyStatements: () => d1Error("Too many API requests by single worker invocation."),
} as const;
