import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

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
