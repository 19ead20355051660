/** The hub's migrations, run once a process into a template that every simulated database is copied from. */
import { readdirSync, readFileSync } from "node:fs";
import { SqliteEngine } from "./sqlite-engine.ts";

let template: Uint8Array | undefined;

export function migrated(): Uint8Array {
  if (!template) {
    const folder = new URL("../../migrations/", import.meta.url);
    const files = readdirSync(folder)
      .filter((name) => name.endsWith(".sql"))
      .sort();
    const engine = SqliteEngine.open({ countWrites: false });
    for (const file of files) engine.run([{ sql: readFileSync(new URL(file, folder), "utf8"), params: [] }]);
    template = engine.template();
    engine.close();
  }
  return template;
}
