/** Puts one deliberate defect into the product as its source is loaded; nothing is written to disk. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MUTANTS } from "./list.ts";
import type { Mutant } from "./mutant.ts";

const root = join(import.meta.dirname, "../../..");

/** Call before anything of `src` is imported. Throws when the product no longer has the text that is to be replaced. */
export function mutate(name: string): void {
  const mutant = MUTANTS.find((each) => each.name === name);
  if (!mutant) throw new Error(`no mutant ${name}; there are: ${MUTANTS.map((each) => each.name).join(", ")}`);
  const sources = mutatedSources(mutant);
  registerHooks({
    load(url, context, nextLoad) {
      const source = sources.get(url);
      return source === undefined
        ? nextLoad(url, context)
        : { format: "module-typescript", source, shortCircuit: true };
    },
  });
}

/** URL of each file → its text with the defect in it. */
export function mutatedSources({ name, edits }: Mutant): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const path = join(root, file);
    const url = pathToFileURL(path).href;
    const source = sources.get(url) ?? readFileSync(path, "utf8");
    const found = source.split(find).length - 1;
    if (found !== 1)
      throw new Error(`mutant ${name}: its text stands ${found} times in ${file}; it must stand there once`);
    sources.set(
      url,
      source.replace(find, () => replace),
    );
  }
  return sources;
}
