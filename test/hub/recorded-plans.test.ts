/** Each statement that `npm run bench -- hub` has recorded: none goes through a whole large table. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const LARGE =
  /^SCAN (stock|shop_prices|prices|orders|order_timeline|erp_events|runs|products|skus|shop_products|shop_variants|webhook_deliveries|desk)\b/;
/** A partial index holds only what is due, open or pending. */
const PARTIAL = /INDEX \w+(_due|_pending|_next|_received|_open\w*)\b/;

/** What reads a whole table, and why it may. */
const MAY_SCAN: readonly (readonly [text: string, why: string])[] = [
  ["INSERT INTO delisted_candidates", "the end of a full run compares all live rows with its pages"],
  ["INSERT INTO desk (area, company, segment, ref, reason, params", "and counts them, once, for the entry"],
  ["UPDATE loads SET delisting_rows", "and for the judgement"],
  ["SELECT EXISTS (SELECT 1 FROM shop_products WHERE product_gid IS NOT NULL)", "ends at the first product"],
  ["SELECT count(*) AS n FROM", "an operator asks what a watermark brings back: keys only, some milliseconds"],
];

/** Statements by the bench's file: two spaces of layout, the text, its plan. Texts are as short as SQLite takes them. */
const recorded = (): readonly string[] =>
  readFileSync(join(root, "bench/statements.txt"), "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /^(SELECT|INSERT|UPDATE|DELETE|WITH) /.test(line));

it("none of the recorded statements reads a large table from end to end, but those that are named with a reason", () => {
  const sqlite = new DatabaseSync(":memory:");
  for (const file of readdirSync(join(root, "migrations")).sort())
    sqlite.exec(readFileSync(join(root, "migrations", file), "utf8"));
  const scans: string[] = [];
  let outdated = 0;
  const statements = recorded();
  for (const sql of statements) {
    try {
      for (const { detail } of sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        if (LARGE.test(detail) && !PARTIAL.test(detail) && !MAY_SCAN.some(([text]) => sql.startsWith(text)))
          scans.push(sql.slice(0, 110));
    } catch {
      outdated += 1; // the tables have changed since: `npm run bench -- hub` records anew
    }
  }
  expect(statements.length).toBeGreaterThan(250);
  expect(outdated).toBe(0);
  expect([...new Set(scans)].sort()).toEqual([]);
});
