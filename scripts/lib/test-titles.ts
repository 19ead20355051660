/** Which tests show which scenario: read from the test titles, which begin with the code (`S3: …`, `inv. 3, O15: …`). */
import { globSync, readFileSync } from "node:fs";

const CODE = String.raw`(?:[A-Z]\d{1,2}|inv\. \d{1,2})`;
/** A text that begins with one or more codes and a colon: a title of `it` or `describe`, or a row of `it.each`. */
const TITLE = new RegExp(`["'\`](${CODE}(?:, ${CODE})*): ([^"\`]*)`, "g");
/** A second rule in the same title: `"P5: sets prices, and P3: clears …"`. */
const SECOND = new RegExp(` and (${CODE}): `, "g");

/** Code → the test files whose titles name it, both sorted. Paths are relative to the repository, with forward slashes. */
export function testsByCode(): Map<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const path of globSync("test/**/*.test.ts").toSorted()) {
    for (const [, codes = "", title = ""] of readFileSync(path, "utf8").matchAll(TITLE)) {
      const second = [...title.matchAll(SECOND)].map(([, code = ""]) => code);
      for (const code of [...codes.split(", "), ...second]) {
        const files = found.get(code) ?? new Set();
        found.set(code, files.add(path.replaceAll("\\", "/")));
      }
    }
  }
  return new Map([...found].map(([code, files]) => [code, [...files].toSorted()]));
}

export interface PageEntry {
  /** `S3`, or `inv. 3`. */
  readonly code: string;
  readonly sentence: string;
  readonly tests: readonly string[];
}

/** The entries of docs/invariants.md: headings `### 3. …` and list items `- **S3** …`, each with its line `Tests: …`. */
export function entriesOf(page: string): readonly PageEntry[] {
  return page.split(/^(?=#|- \*\*)/m).flatMap((part) => {
    const [, invariant, scenario] = /^(?:### (\d+)\. |- \*\*([A-Z]\d+)\*\* )/.exec(part) ?? [];
    const code = invariant === undefined ? scenario : `inv. ${invariant}`;
    if (code === undefined) return [];
    const [sentence = "", tests = ""] = part.split(/^ *Tests: /m);
    return [{ code, sentence, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path) }];
  });
}

const LINE_MAX = 100;

/** The line `Tests: …` of an entry, wrapped and indented as the page has it. */
export function testsLine(tests: readonly string[], indent: string): string {
  const lines = [""];
  for (const word of ["Tests:", ...tests.map((path, at) => `\`${path}\`${at < tests.length - 1 ? "," : ""}`)]) {
    const line = lines.at(-1) ?? "";
    const longer = line === "" ? indent + word : `${line} ${word}`;
    if (line !== "" && longer.length > LINE_MAX) lines.push(indent + word);
    else lines[lines.length - 1] = longer;
  }
  return lines.join("\n");
}
