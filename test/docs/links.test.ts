import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

const pages = new Map(
  ["*.md", "docs/**/*.md", "bench/*.md", "sim/**/README.md"]
    .flatMap((pattern) => globSync(pattern))
    .filter((path) => !path.includes("node_modules"))
    .map((path) => [path.replaceAll("\\", "/"), readFileSync(path, "utf8")]),
);

it("has read the pages", () => {
  expect(pages.size).toBeGreaterThan(25);
});

it("every link to a file of ours leads to one, and to a heading that is there", () => {
  const broken = [...pages].flatMap(([page, text]) =>
    [...text.matchAll(/\]\(([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(([link, to = "", heading]) => {
      if (/^[a-z]+:/.test(to)) return [];
      const path = to === "" ? page : join(dirname(page), to);
      if (!existsSync(path)) return [`${page}: ${link}`];
      const isThere = heading === undefined || headingsOf(readFileSync(path, "utf8")).includes(heading);
      return isThere ? [] : [`${page}: ${link}`];
    }),
  );
  expect(broken).toEqual([]);
});

it("every file of the repository that a page names in code is there", () => {
  const missing = [...pages]
    .filter(([page]) => page !== "CHANGELOG.md") // says what was
    .flatMap(([page, text]) =>
      [...withoutFences(text).matchAll(/`((?:src|test|sim|scripts|docs|migrations|bench|examples)\/[\w./-]+)`/g)]
        .map(([, path = ""]) => path)
        .filter((path) => !existsSync(path) && !isMadeBy(text, path))
        .map((path) => `${page}: ${path}`),
    );
  expect(missing).toEqual([]);
});

/** The anchors that GitHub gives to the headings of a page. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

/** A how-to page names a file that its reader makes, with its code below. */
const isMadeBy = (text: string, path: string): boolean => new RegExp(`\`${path}\`:\\n\\n *\`\`\``).test(text);

function withoutFences(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, "");
}
