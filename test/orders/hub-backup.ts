/** The whole hub as it stood: every table, as D1's Time Travel puts it back. */
import type { OrderWorld } from "./world.ts";

/** Kept by triggers of `orders`, so it is put back after them. */
const BY_TRIGGERS = "ended_orders";

/** Reads every row of the hub. @returns a function that puts all of it back */
export async function backupOf(world: OrderWorld): Promise<() => Promise<void>> {
  const tables = (
    await world.rows(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'" +
        ` ORDER BY name = '${BY_TRIGGERS}', name`,
    )
  ).map(({ name }) => String(name));
  const kept: (readonly [string, readonly Record<string, unknown>[]])[] = [];
  for (const table of tables) kept.push([table, await world.rows(`SELECT * FROM ${table}`)]);
  return async () => {
    for (const [table, rows] of kept) {
      await world.db.prepare(`DELETE FROM ${table}`).run();
      for (const row of rows) {
        const columns = Object.keys(row);
        await world.db
          .prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`)
          .bind(...Object.values(row))
          .run();
      }
    }
  };
}
