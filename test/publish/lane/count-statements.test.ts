import { expect, it } from "vitest";
import { d1Binding } from "../../../sim/cloudflare/d1.ts";
import { SqliteEngine } from "../../../sim/cloudflare/sqlite-engine.ts";
import { countPrepared } from "../../../src/publish/lane/count-statements.ts";

it("counts reads and writes, alone and in a batch, and runs them on the database it was given", async () => {
  const counted = countPrepared(d1Binding(SqliteEngine.open(), async (_call, effect) => effect()));
  const { db } = counted;
  await db.batch([db.prepare("CREATE TABLE t (n INTEGER) STRICT"), db.prepare("INSERT INTO t (n) VALUES (1)")]);
  expect(await db.prepare("SELECT n FROM t").first("n")).toBe(1);
  expect(counted.statements()).toBe(3);
});
