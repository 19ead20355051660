/** Which tests reach a file, by the imports: those that import it themselves, then those that do so through others. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const IMPORT = /(?:import|export)\s(?!type\s)[^"';]*?from\s+"(\.[^"]+)"|import\s+"(\.[^"]+)"/g;

/** @param root of the repository @returns for a test file: each of our files it imports → how far away that is */
export function reachOf(root: string, test: string): ReadonlyMap<string, number> {
  const far = new Map<string, number>([[test, 0]]);
  for (const [file, distance] of far) {
    const text = readFileSync(join(root, file), "utf8");
    for (const [, from, bare] of text.matchAll(IMPORT)) {
      const target = relative(root, join(root, dirname(file), from ?? bare ?? ""));
      if (!far.has(target) && target.endsWith(".ts") && existsSync(join(root, target))) far.set(target, distance + 1);
    }
  }
  return far;
}
