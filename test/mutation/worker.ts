/**
 * A child process that tries mutants: it gets one after the other, imports the tests that reach the file anew with the change
 * in it, and says by which test it fell. Nothing is written to disk.
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { collect, collectedTests, leave } from "./expect.ts";
import { mutated, type Mutation } from "./generate.ts";

export interface Task {
  readonly id: string;
  /** Null: the product as it is, to see which tests this runner can run at all. */
  readonly mutation: Mutation | null;
  /** Paths of test files from the root, the nearest to the change first. */
  readonly tests: readonly string[];
}
export interface Tried {
  readonly id: string;
  /** The test that fell; null: none did. */
  readonly by: string | null;
  /** CPU time, ms. */
  readonly ms: number;
}

const root = join(import.meta.dirname, "../..");
const rootUrl = `${pathToFileURL(root).href}/`;
const shim = new URL("./expect.ts", import.meta.url).href;
let version = 0;
let changed: { readonly url: string; readonly source: string } | null = null;

/** Our own files are imported once for each mutant: under an address of its own. Packages, and the runner, stay. */
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === "vitest") return { url: shim, format: "module-typescript", shortCircuit: true };
    const resolved = nextResolve(specifier, context);
    const isOurs =
      /\/(?:src|test|sim)\//.test(resolved.url.slice(rootUrl.length - 1)) && resolved.url.startsWith(rootUrl);
    if (!isOurs || resolved.url.includes("/node_modules/") || resolved.url.includes("/test/mutation/")) return resolved;
    return { ...resolved, url: `${resolved.url.split("?")[0]}?mutant=${version}` };
  },
  load(url, context, nextLoad) {
    if (changed !== null && url.split("?")[0] === changed.url)
      return { format: "module-typescript", source: changed.source, shortCircuit: true };
    return nextLoad(url, context);
  },
});

async function fallsTo({ mutation, tests }: Task): Promise<string | null> {
  version += 1;
  changed = null;
  if (mutation !== null) {
    const path = join(root, mutation.file);
    changed = { url: pathToFileURL(path).href, source: mutated(readFileSync(path, "utf8"), mutation) };
  }
  for (const file of tests) {
    collect();
    try {
      await import(`${pathToFileURL(join(root, file)).href}?mutant=${version}`);
    } catch (error) {
      return `${file} (import: ${error instanceof Error ? error.message.slice(0, 80) : "?"})`;
    }
    for (const { title, run } of collectedTests())
      try {
        await run();
      } catch {
        await leave().catch(() => undefined);
        return `${file}: ${title.slice(0, 100)}`;
      }
    await leave();
  }
  return null;
}

process.on("message", (task: Task) => {
  const before = process.cpuUsage();
  const answer = (by: string | null): void => {
    const { user, system } = process.cpuUsage(before);
    process.send?.({ id: task.id, by, ms: Math.round((user + system) / 1000) } satisfies Tried);
  };
  fallsTo(task).then(answer, (error: unknown) => answer(`the runner: ${String(error).slice(0, 100)}`));
});
