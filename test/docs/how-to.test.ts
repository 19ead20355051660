import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { RECORD_FIELDS } from "../../src/erp/records/fields.ts";
import { DEFAULT_DIALECT } from "../../src/rules/dialect/dialect.ts";
import { dialectLines } from "../../src/rules/dialect/lines.ts";
import { SCOPES } from "../../src/shopify/setup/scopes.ts";

interface Block {
  readonly page: string;
  /** The file that the block is for, as the line before it says. */
  readonly path: string;
  readonly code: string;
}

const blocks: readonly Block[] = globSync("docs/how-to/*.md").flatMap((page) =>
  [...readFileSync(page, "utf8").matchAll(/`([\w./-]+\.ts)`:\n\n( *)```ts\n([\s\S]*?)\n *```/g)].map(
    ([, path = "", indent = "", code = ""]) => ({
      page,
      path,
      code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  ),
);

const isExported = (source: string, name: string) =>
  new RegExp(`export (?:const|function|class|interface|type|async function) ${name}\\b`).test(source);

it("has read the code of the how-to pages", () => {
  expect(blocks.length).toBeGreaterThan(5);
});

it("what the code of a how-to page imports is there, by that name", () => {
  const missing = blocks.flatMap(({ page, path, code }) =>
    [...code.matchAll(/import (?:type )?\{([^}]+)\} from "(\.[^"]+)"/g)].flatMap(([, names = "", from = ""]) => {
      const target = join(dirname(path), from).replaceAll("\\", "/");
      // A page may also add the name to a file that is there.
      const source = readFileSync(page, "utf8") + (existsSync(target) ? readFileSync(target, "utf8") : "");
      return names
        .split(",")
        .map((name) => name.replace(/\btype\b/, "").trim())
        .filter((name) => name !== "" && !isExported(source, name))
        .map((name) => `${page}: ${name} from ${target}`);
    }),
  );
  expect(missing).toEqual([]);
});

const pages = globSync("docs/how-to/*.md").map((page) => ({ page, text: readFileSync(page, "utf8") }));
const PATH = /(?<![\w./-])(?:src|test|docs|scripts|sim|bench|migrations)\/[\w./<>-]*[\w>]/g;

it("a file that a how-to page names is there, or the page makes it", () => {
  const made = new Set(blocks.map(({ path }) => path));
  const missing = pages.flatMap(({ page, text }) =>
    [...text.matchAll(PATH)]
      .map(([path]) => path)
      .filter((path) => !path.includes("<") && !made.has(path) && !existsSync(path))
      .map((path) => `${page}: ${path}`),
  );
  expect(missing).toEqual([]);
});

it("a name that a how-to page puts into a file is in that file", () => {
  const named = pages.flatMap(({ page, text }) =>
    [...text.matchAll(/`([A-Z][A-Z_]+|[A-Z]\w+)`\s+(?:in|of)\s+`([\w./-]+\.ts)`/g)].map(([, name = "", path = ""]) => ({
      page,
      name,
      path,
    })),
  );
  expect(named.length).toBeGreaterThan(5);
  const missing = named.filter(
    ({ name, path }) => !new RegExp(`\\b${name}\\b`).test(existsSync(path) ? readFileSync(path, "utf8") : ""),
  );
  expect(missing).toEqual([]);
});

it("an access scope that a how-to page names is one of the app's, or stands beside the app's one that implies it", () => {
  const has = new Set(Object.values(SCOPES).flatMap((documents) => Object.values(documents).flat()));
  const missing = pages.flatMap(({ page, text }) => {
    const named = [...text.matchAll(/`((?:read|write)_\w+)`/g)].map(([, scope = ""]) => scope);
    const stands = (scope: string) => has.has(scope) && named.includes(scope);
    return named
      .filter((scope) => !stands(scope) && !stands(scope.replace("read_", "write_")))
      .map((scope) => `${page}: ${scope}`);
  });
  expect(has.size).toBeGreaterThan(5);
  expect(missing).toEqual([]);
});

it("the dialect of the example is one, about a field that there is, and brings a name that is not known yet", () => {
  const page = readFileSync("docs/how-to/adapt-erp-field-name.md", "utf8");
  const lines = dialectLines.parse(JSON.parse(/```json\s+([\s\S]*?)```/.exec(page)?.[1] ?? ""));
  const [field, [added = ""] = []] = Object.entries(lines.records?.brands?.fields ?? {})[0] ?? [];
  const known = RECORD_FIELDS.brands.flatMap(({ wires }) => wires);
  expect([known.includes(field ?? ""), known.includes(added)]).toEqual([true, false]);
});

it("the example of the dialect's page is a dialect, and its table has each line", () => {
  const page = readFileSync("docs/erp-dialect.md", "utf8");
  expect(dialectLines.safeParse(JSON.parse(/```json\s+([\s\S]*?)```/.exec(page)?.[1] ?? ""))).toMatchObject({
    success: true,
  });
  const lines = Object.keys(DEFAULT_DIALECT.records.brands);
  for (const text of [page, readFileSync("docs/erp-dialect.pt-BR.md", "utf8")])
    expect(lines.filter((line) => !text.includes(`| \`${line}\` `))).toEqual([]);
});

it("the number of a migration is never written down: the next free one changes", () => {
  expect(pages.filter(({ text }) => /migrations\/\d/.test(text)).map(({ page }) => page)).toEqual([]);
});
