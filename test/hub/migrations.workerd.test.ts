import { env } from "cloudflare:workers";
import { expect, it } from "vitest";

it("every hub table is STRICT and WITHOUT ROWID", async () => {
  const { results } = await env.DB.prepare(
    "SELECT name, wr, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name <> 'd1_migrations'",
  ).all<{ name: string; wr: number; strict: number }>();
  expect(results.length).toBeGreaterThan(10); // a check that read nothing proves nothing
  expect(results.filter((table) => table.wr !== 1 || table.strict !== 1)).toEqual([]);
});
