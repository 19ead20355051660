/** What workerd's SQLite lets a Worker do; the rest is refused when the statement is prepared. */
import { constants as sqlite } from "node:sqlite";
import { d1Error, NO_TRANSACTIONS } from "./d1-errors.ts";
import { TRIGGER_PREFIX } from "./written-rows.ts";

const WRITES = new Set([sqlite.SQLITE_INSERT, sqlite.SQLITE_UPDATE, sqlite.SQLITE_DELETE]);
const SCHEMA = new Set([
  sqlite.SQLITE_CREATE_INDEX,
  sqlite.SQLITE_CREATE_TABLE,
  sqlite.SQLITE_CREATE_TRIGGER,
  sqlite.SQLITE_CREATE_VIEW,
  sqlite.SQLITE_CREATE_VTABLE,
  sqlite.SQLITE_DROP_INDEX,
  sqlite.SQLITE_DROP_TABLE,
  sqlite.SQLITE_DROP_TRIGGER,
  sqlite.SQLITE_DROP_VIEW,
  sqlite.SQLITE_ALTER_TABLE,
  sqlite.SQLITE_REINDEX,
]);
const REFUSED = new Set([
  sqlite.SQLITE_ATTACH,
  sqlite.SQLITE_DETACH,
  sqlite.SQLITE_TRANSACTION,
  sqlite.SQLITE_SAVEPOINT,
  sqlite.SQLITE_CREATE_TEMP_INDEX,
  sqlite.SQLITE_CREATE_TEMP_TABLE,
  sqlite.SQLITE_CREATE_TEMP_TRIGGER,
  sqlite.SQLITE_CREATE_TEMP_VIEW,
]);
const PRAGMAS = new Set(
  `case_sensitive_like defer_foreign_keys foreign_key_check foreign_key_list foreign_keys function_list
   ignore_check_constraints index_info index_list index_xinfo legacy_alter_table optimize quick_check recursive_triggers
   reverse_unordered_selects table_info table_list table_xinfo`.split(/\s+/),
);
const REFUSED_FUNCTIONS = new Set([
  "sqlite_version",
  "sqlite_source_id",
  "load_extension",
  "fts3_tokenizer",
  "written_rows",
]);

/** SQLite's authorizer; notes besides whether the statement being prepared writes rows or changes the schema. */
export class Authorizer {
  writes = false;
  schema = false;
  /** The database's own statements pass. */
  exempt = false;
  #transaction = false;

  begin(): void {
    this.writes = false;
    this.schema = false;
    this.#transaction = false;
  }

  /** For "not authorized" failures that workerd words by itself. */
  wordsOf(error: unknown): unknown {
    return this.#transaction ? d1Error(NO_TRANSACTIONS) : error;
  }

  decide(action: number, first: string | null, second: string | null, trigger: string | null): number {
    if (this.exempt || trigger?.startsWith(TRIGGER_PREFIX) === true) return sqlite.SQLITE_OK;
    if (WRITES.has(action)) this.writes = true;
    if (SCHEMA.has(action)) this.schema = true;
    this.#transaction ||= action === sqlite.SQLITE_TRANSACTION || action === sqlite.SQLITE_SAVEPOINT;
    const refused =
      REFUSED.has(action) ||
      (action === sqlite.SQLITE_PRAGMA && !PRAGMAS.has((first ?? "").toLowerCase())) ||
      (action === sqlite.SQLITE_FUNCTION && REFUSED_FUNCTIONS.has((second ?? "").toLowerCase()));
    return refused ? sqlite.SQLITE_DENY : sqlite.SQLITE_OK;
  }
}
