/** The hub's migrations, run once a process into a template that every simulated database is copied from. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SqliteEngine } from "./sqlite-engine.ts";

let template: Uint8Array | undefined;
let live: Uint8Array | undefined;

/** A person has switched every lane on: a new hub writes nothing. */
const LANES_ON = `INSERT INTO settings (name, value, changed_at) VALUES ('dry-run', '{"all":false,"scopes":[]}', 0)`;

/** As `migrated`, with every lane on. */
export function migratedLive(): Uint8Array {
  if (!live) {
    const engine = SqliteEngine.open({ template: migrated(), countWrites: false });
    engine.run([{ sql: LANES_ON, params: [] }]);
    live = engine.template();
    engine.close();
  }
  return live;
}

export function migrated(): Uint8Array {
  if (!template) {
    const folder = join(import.meta.dirname, "../../migrations");
    const files = readdirSync(folder)
      .filter((name) => name.endsWith(".sql"))
      .sort();
    const engine = SqliteEngine.open({ countWrites: false });
    for (const file of files) engine.run([{ sql: readFileSync(join(folder, file), "utf8"), params: [] }]);
    template = engine.template();
    engine.close();
  }
  return template;
}
