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

/**
 * The rooms of src, and which others each may import (docs/architecture.md). A room within a room (`orders/ledger`)
 * has a row of its own; it may also import the room around it.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  rules: [],
  erp: ["rules"],
  shopify: ["rules"],
  postal: ["rules"],
  hub: ["rules"],
  messages: ["rules"],
  loads: ["rules", "hub", "erp"],
  publish: ["rules", "hub", "shopify", "messages"],
  orders: ["rules", "hub", "erp", "shopify", "postal", "loads"],
  "orders/ledger": ["rules", "hub", "erp", "shopify"],
  drift: ["rules", "hub", "shopify", "loads", "publish"],
  "dry-run": ["rules", "hub", "shopify", "publish", "messages"],
  setup: ["rules", "hub", "erp", "shopify", "messages"],
  images: ["rules", "hub", "erp", "shopify", "messages"],
  alerts: ["rules", "hub", "messages"],
  metrics: ["rules"],
  console: ["rules", "hub", "messages"],
  crons: ["loads", "publish", "orders", "orders/ledger", "drift", "dry-run", "setup", "images", "alerts"],
  queues: ["rules", "loads", "orders", "images", "crons"],
  routes: [
    "rules",
    "hub",
    "messages",
    "loads",
    "orders",
    "orders/ledger",
    "drift",
    "dry-run",
    "setup",
    "images",
    "alerts",
    "console",
    "crons",
  ],
};
/** Files at the top that belong to no room: every room but `rules` may read them. */
const sharedAtTop = ["deadline.ts", "ports.ts", "config.ts", "env.ts", "deps.ts", "job.ts", "log.ts", "version.ts"];
/** At the top, `worker.ts` wires everything and `deps.ts` names the types it hands out; the others import only each other. */
const wiring = ["index.ts", "worker.ts", "deps.ts"];
const FILES_IN_A_FOLDER_MAX = 22;
const purePackages = [/^zod$/, /^@noble\/hashes\//, /^@brazilian-utils\/brazilian-utils(?:\/|$)/, /^htmlparser2$/];

interface Import {
  readonly path: string;
  readonly to: string;
}
const imports: Import[] = [...files].flatMap(([path, text]) =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g)].map((match) => ({
    path,
    to: match[1]?.startsWith(".") ? resolve(path, match[1]) : (match[1] ?? ""),
  })),
);
const isOurs = (to: string) => files.has(to) || to.endsWith(".ts") || to.endsWith(".tsx");
const shown = ({ path, to }: Import) => `${path} → ${to}`;

/** The room a file stands in: the longest row that its path begins with; "" at the top. */
function roomOf(path: string): string {
  const [first = "", second = ""] = path.split("/");
  if (!path.includes("/")) return "";
  return `${first}/${second}` in rooms ? `${first}/${second}` : first;
}

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

it("every folder of src is a room of the table", () => {
  const unknown = [...files.keys()].filter((path) => path.includes("/") && !(roomOf(path) in rooms));
  expect(unknown).toEqual([]);
});

it("a room imports only the rooms its row names", () => {
  const wrong = imports.filter(({ path, to }) => {
    if (!isOurs(to)) return false;
    const room = roomOf(path);
    const target = roomOf(to);
    if (room === "") return target === "" ? false : !wiring.includes(path);
    if (target === "") return room === "rules" || !sharedAtTop.includes(to);
    const around = room.split("/")[0] ?? "";
    return ![room, around, ...(rooms[room] ?? [])].some((allowed) => target === allowed);
  });
  expect(wrong.map(shown)).toEqual([]);
});

it("erp and shopify never meet", () => {
  const meetings = imports.filter(
    ({ path, to }) =>
      (roomOf(path) === "erp" && roomOf(to) === "shopify") || (roomOf(path) === "shopify" && roomOf(to) === "erp"),
  );
  expect(meetings.map(shown)).toEqual([]);
});

it(`no folder of src holds more than ${FILES_IN_A_FOLDER_MAX} files of its own`, () => {
  const counts = new Map<string, number>();
  for (const path of files.keys()) {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  expect([...counts].filter(([, count]) => count > FILES_IN_A_FOLDER_MAX)).toEqual([]);
});

it("the rules import nothing that does I/O", () => {
  const wrong = imports.filter(
    ({ path, to }) => roomOf(path) === "rules" && !isOurs(to) && !purePackages.some((allowed) => allowed.test(to)),
  );
  expect(wrong.map(shown)).toEqual([]);
});

it("the rules read no clock, draw no random number and name no binding", () => {
  const wrong = [...files].filter(
    ([path, text]) => roomOf(path) === "rules" && /\bnew Date\(\)|\bD1Database\b|\bR2Bucket\b|\bQueue</.test(text),
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
