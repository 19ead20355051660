/**
 * `node scripts/invariants.ts`: writes the lines "Tests:" of docs/invariants.md anew from the test titles. The sentences
 * are written by hand. An invariant also keeps the tests that are listed by hand, as long as their files are there.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { commandLine } from "./lib/command-line.ts";
import { entriesOf, testsByCode, testsLine } from "./lib/test-titles.ts";

commandLine(
  'node scripts/invariants.ts\n\nWrites the lines "Tests:" of docs/invariants.md anew from the test titles.',
  {},
);
const PAGE = "docs/invariants.md";
const titles = testsByCode();
let page = readFileSync(PAGE, "utf8");
for (const { code, sentence, tests } of entriesOf(page)) {
  const byHand = code.startsWith("inv.") ? tests.filter((path) => existsSync(path)) : [];
  const wanted = [...new Set([...(titles.get(code) ?? []), ...byHand])].toSorted();
  const at = page.indexOf(sentence) + sentence.length;
  const end = at + (/^ *Tests: [^\n]*(?:\n *`[^\n]*)*/.exec(page.slice(at))?.[0].length ?? 0);
  page = page.slice(0, at) + testsLine(wanted, code.startsWith("inv.") ? "" : "  ") + page.slice(end);
}
writeFileSync(PAGE, page);
const missing = [...titles.keys()].filter((code) => !entriesOf(page).some((entry) => entry.code === code));
for (const code of missing) console.log(`${code}: a test title names it, ${PAGE} has no sentence for it`);
process.exit(missing.length === 0 ? 0 : 1);
