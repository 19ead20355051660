import { env } from "cloudflare:workers";
import { expect, it } from "vitest";

/** Its cursor is AUTOINCREMENT, which never gives a number twice; SQLite has that for a rowid alone. */
const WITH_ROWID = ["shop_refunds"];

it("every hub table is STRICT and WITHOUT ROWID, but for one whose cursor needs the rowid", async () => {
  const { results } = await env.DB.prepare(
    "SELECT name, wr, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name <> 'd1_migrations'",
  ).all<{ name: string; wr: number; strict: number }>();
  expect(results.length).toBeGreaterThan(10); // a check that read nothing proves nothing
  expect(results.filter((table) => table.strict !== 1)).toEqual([]);
  expect(results.filter((table) => table.wr !== 1).map(({ name }) => name)).toEqual(WITH_ROWID);
});
