/** The hub's SQLite file while no Worker has it open: what a test sets before the start, or lets pass between two starts. */
import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

function withHub<T>(folder: string, use: (db: DatabaseSync) => T): T {
  for (const path of globSync(join(folder, "**/*.sqlite"))) {
    const db = new DatabaseSync(path);
    try {
      if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'loads'").get()) return use(db);
    } finally {
      db.close();
    }
  }
  throw new Error(`no hub in ${folder}`);
}

/** Small pages, so that a small catalogue has many. */
export function setPageSize(folder: string, load: string, company: number, segment: number, pageSize: number): void {
  withHub(folder, (db) =>
    db
      .prepare("INSERT INTO loads (name, company, segment, page_size) VALUES (?, ?, ?, ?)")
      .run(load, company, segment, pageSize),
  );
}

/** As if the Worker had stayed down for so long: leases have run out, what was to be looked at again is due. */
export function letTimePass(folder: string, ms: number): void {
  withHub(folder, (db) =>
    db.exec(
      `UPDATE loads SET lease_until = lease_until - ${ms};
       UPDATE leases SET until = until - ${ms};
       UPDATE orders SET lease_until = lease_until - ${ms}, next_at = next_at - ${ms}, submitted_at = submitted_at - ${ms}`,
    ),
  );
}

export function rowsOf(folder: string, sql: string): readonly Record<string, unknown>[] {
  return withHub(folder, (db) => db.prepare(sql).all());
}
