/** Puts one deliberate defect into the product as its source is loaded; nothing is written to disk. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MUTANTS, type Mutant } from "./list.ts";

const root = join(import.meta.dirname, "../../..");

/** Call before anything of `src` is imported. Throws when the product no longer has the text that is to be replaced. */
export function mutate(name: string): void {
  const mutant = MUTANTS.find((each) => each.name === name);
  if (!mutant) throw new Error(`no mutant ${name}; there are: ${MUTANTS.map((each) => each.name).join(", ")}`);
  const source = mutatedSource(mutant);
  const target = pathToFileURL(join(root, mutant.file)).href;
  registerHooks({
    load: (url, context, nextLoad) =>
      url === target ? { format: "module-typescript", source, shortCircuit: true } : nextLoad(url, context),
  });
}

/** The file with the defect in it. */
export function mutatedSource({ name, file, find, replace }: Mutant): string {
  const source = readFileSync(join(root, file), "utf8");
  const found = source.split(find).length - 1;
  if (found !== 1)
    throw new Error(`mutant ${name}: its text stands ${found} times in ${file}; it must stand there once`);
  return source.replace(find, () => replace);
}
