/** D1 over its API: statements run on a real SQLite file, all of one call or none. */
import { DatabaseSync } from "node:sqlite";
import { readSql } from "../cloudflare/sql-text.ts";
import { jsonOf, type Call, type Database, type Routes } from "./account.ts";
import { fine, paged, refuse } from "./answers.ts";

const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/i;
const LOCATIONS = ["wnam", "enam", "weur", "eeur", "apac", "oc"];

const shown = ({ uuid, name, location }: Database) => ({
  uuid,
  name,
  version: "production",
  created_at: "2026-12-01T12:00:00.000Z",
  primary_location_hint: location,
});

function databaseOf({ account, parts: [id = ""] }: Call): Database {
  const found = account.databases.get(id) ?? [...account.databases.values()].find(({ name }) => name === id);
  return found ?? refuse(404, 7404, `The database ${id} could not be found`);
}

/** @param fileOf where the database of an id is kept */
export const databaseRoutes = (fileOf: (uuid: string) => string): Routes => ({
  "GET d1/database": ({ account, query }) =>
    paged([...account.databases.values()].filter(({ name }) => name === (query.get("name") ?? name)).map(shown), query),
  "POST d1/database": async (call) => {
    const { account, newId } = call;
    const { name, primary_location_hint: location = null } = await jsonOf<{
      name: string;
      primary_location_hint?: string;
    }>(call);
    if (!NAME.test(name)) refuse(400, 7400, "Invalid property: name");
    if (location !== null && !LOCATIONS.includes(location))
      refuse(400, 7400, "Invalid property: primary_location_hint");
    if ([...account.databases.values()].some((each) => each.name === name))
      refuse(400, 7502, "A database with that name already exists");
    const uuid = newId();
    const database = { uuid, name, location, db: new DatabaseSync(fileOf(uuid)) };
    account.databases.set(uuid, database);
    return fine(shown(database));
  },
  "GET d1/database/*": (call) => fine(shown(databaseOf(call))),
  "POST d1/database/*/query": async (call) => {
    const { db } = databaseOf(call);
    const { sql, params = [] } = await jsonOf<{ sql: string; params?: readonly string[] }>(call);
    const { statements } = readSql(sql);
    if (statements.length === 0) refuse(400, 7500, "No SQL statements detected.");
    if (statements.length > 1 && params.length > 0) refuse(400, 7400, "parameters with more than one statement");
    db.exec("BEGIN");
    try {
      const results = statements.map((statement) => db.prepare(statement).all(...params));
      db.exec("COMMIT");
      return fine(results.map((rows) => ({ success: true, results: rows, meta: { duration: 0.2, changes: 0 } })));
    } catch (error) {
      db.exec("ROLLBACK");
      return refuse(400, 7500, `${error instanceof Error ? error.message : String(error)}: SQLITE_ERROR`);
    }
  },
});
