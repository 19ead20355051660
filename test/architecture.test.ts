import { readFileSync, globSync } from "node:fs";
import { expect, it } from "vitest";

/** Every file of src by its path below src, with forward slashes; comments are taken out, so that prose may name things. */
const files = new Map(
  globSync("src/**/*.{ts,tsx}").map((path) => [
    path.replaceAll("\\", "/").slice("src/".length),
    readFileSync(path, "utf8")
      .replaceAll(/\/\*[\s\S]*?\*\//g, "")
      .replaceAll(/(^|\s)\/\/.*$/gm, "$1"),
  ]),
);

/** Folders of ours that a folder may import, besides itself; a folder that is not here may import any. */
const downwards: Readonly<Record<string, readonly string[]>> = {
  brazil: [],
  catalog: ["brazil"],
  orders: ["brazil", "catalog"],
  erp: ["brazil", "ops"],
  shopify: ["brazil", "ops"],
  hub: ["brazil", "catalog", "orders"],
  ops: [],
};
/** Files at src's top that hold types or plain data: anybody may read them, except the pure folders. */
const open = ["ports.ts", "config.ts", "env.ts", "deps.ts", "version.ts"];
const pure = ["brazil", "catalog", "orders"];
const purePackages = [/^zod$/, /^@noble\/hashes\//, /^@brazilian-utils\/brazilian-utils(?:\/|$)/, /^htmlparser2$/];

interface Import {
  readonly path: string;
  readonly folder: string;
  readonly to: string;
}
const imports: Import[] = [...files].flatMap(([path, text]) =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g)].map((match) => ({
    path,
    folder: path.includes("/") ? (path.split("/")[0] ?? "") : "",
    to: match[1]?.startsWith(".") ? resolve(path, match[1]) : (match[1] ?? ""),
  })),
);
const isOurs = (to: string) => files.has(to) || to.endsWith(".ts") || to.endsWith(".tsx");
const shown = ({ path, to }: Import) => `${path} → ${to}`;

function resolve(from: string, relative: string): string {
  return new URL(relative, `file:///${from}`).pathname.slice(1);
}

it("has read the source", () => {
  expect(files.size).toBeGreaterThan(40); // a check that read nothing proves nothing
  expect(imports.length).toBeGreaterThan(100);
});

it("every import of ours leads to a file that is there", () => {
  expect(imports.filter(({ to }) => isOurs(to) && !files.has(to)).map(shown)).toEqual([]);
});

it("imports only downwards", () => {
  const wrong = imports.filter(({ folder, to }) => {
    const allowed = downwards[folder];
    if (!allowed || !isOurs(to)) return false;
    const target = to.includes("/") ? (to.split("/")[0] ?? "") : "";
    if (target === folder || allowed.includes(target)) return false;
    return !(target === "" && open.includes(to) && !pure.includes(folder));
  });
  expect(wrong.map(shown)).toEqual([]);
});

it("erp and shopify never meet", () => {
  const meetings = imports.filter(
    ({ folder, to }) =>
      (folder === "erp" && to.startsWith("shopify/")) || (folder === "shopify" && to.startsWith("erp/")),
  );
  expect(meetings.map(shown)).toEqual([]);
});

it("the rules' folders import nothing that does I/O", () => {
  const wrong = imports.filter(
    ({ folder, to }) => pure.includes(folder) && !isOurs(to) && !purePackages.some((allowed) => allowed.test(to)),
  );
  expect(wrong.map(shown)).toEqual([]);
});

it("the rules' folders read no clock, throw no dice and name no binding", () => {
  const wrong = [...files].filter(
    ([path, text]) =>
      pure.includes(path.split("/")[0] ?? "") && /\bnew Date\(\)|\bD1Database\b|\bR2Bucket\b|\bQueue</.test(text),
  );
  expect(wrong.map(([path]) => path)).toEqual([]);
});

it("only real-ports.ts touches clock, chance, timers and network", () => {
  const world =
    /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bMath\.random\b|\bcrypto\.(?:randomUUID|getRandomValues)\b|\bset(?:Timeout|Interval)\b|\bglobalThis\b|\bconsole\.\w+\(/g;
  const wrong = [...files]
    .filter(([path]) => path !== "real-ports.ts")
    .flatMap(([path, text]) => [
      ...[...text.matchAll(world)].map(([found]) => `${path}: ${found}`),
      ...(callsGlobalFetch(text) ? [`${path}: fetch(`] : []),
    ]);
  expect(wrong).toEqual([]);
});

/** A bare `fetch(` where no parameter, field or destructured port is named so. The linter, which knows scopes, looks too. */
function callsGlobalFetch(text: string): boolean {
  return /(?<![.\w])fetch\(/.test(text) && !/[{(,]\s*(?:readonly )?fetch\s*[,}:]/.test(text);
}

it("imports nothing of Node's", () => {
  expect(imports.filter(({ to }) => /^node:|^(?:fs|path|crypto|buffer|util)$/.test(to)).map(shown)).toEqual([]);
});

it("keeps nothing between invocations in a module: no `let` at the top of a file", () => {
  const wrong = [...files].filter(([, text]) => /^(?:export )?(?:let|var) /m.test(text)).map(([path]) => path);
  expect(wrong).toEqual([]);
});

it("no file comes to import itself through others, types apart", () => {
  const leadsTo = new Map(
    [...files].map(([path, text]) => [
      path,
      [...text.matchAll(/^(?:import|export)\s+(?!type\b)[^;"']*?from\s*"(\.[^"]+)"/gm)].map(([, to = ""]) =>
        resolve(path, to),
      ),
    ]),
  );
  const cycles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const again = way.indexOf(path);
    if (again >= 0) return void cycles.push([...way.slice(again), path].join(" → "));
    if (done.has(path)) return;
    for (const next of leadsTo.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of files.keys()) walk(path, []);
  expect([...leadsTo.values()].flat().length).toBeGreaterThan(300);
  expect(cycles).toEqual([]);
});
