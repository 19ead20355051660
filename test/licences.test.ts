/** The licences of every package that package-lock.json names, and of every one that is installed. Needs no network. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Locked {
  readonly dev?: boolean;
  readonly license?: string;
  readonly version?: string;
}
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const locked = Object.entries(packages).filter(([path]) => path !== "");

/** Of packages whose code is in the Worker: they ask for no more than their notice. */
const OF_THE_WORKER = ["MIT", "Apache-2.0", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD"];
/** Of tools: they run beside the Worker and are not given on with it. */
const OF_TOOLS = [
  ...OF_THE_WORKER,
  "BlueOak-1.0.0",
  "CC0-1.0",
  "CC-BY-4.0",
  "LGPL-3.0-or-later",
  "MPL-2.0",
  "PSF-2.0",
  "Python-2.0",
  "Unlicense",
];

/** SPDX: one side of OR, both sides of AND. An unknown word is no licence of the list. */
function isAllowed(expression: string, allowed: readonly string[]): boolean {
  const plain = expression.replace(/^\((.*)\)$/, "$1");
  if (plain.includes("(")) return false;
  return plain.split(" OR ").some((side) => side.split(" AND ").every((name) => allowed.includes(name)));
}
const allowedFor = ({ dev }: Locked) => (dev ? OF_TOOLS : OF_THE_WORKER);

it("reads expressions", () => {
  expect(isAllowed("(MIT OR GPL-3.0)", OF_THE_WORKER)).toBe(true);
  expect(isAllowed("MIT AND GPL-3.0", OF_THE_WORKER)).toBe(false);
  expect(isAllowed("MPL-2.0", OF_THE_WORKER)).toBe(false);
  expect(isAllowed("SEE LICENSE IN x", OF_TOOLS)).toBe(false);
});

it("every package has a licence of the list for its place", () => {
  expect(locked.length).toBeGreaterThan(300);
  const other = locked.filter(([, each]) => !isAllowed(each.license ?? "none", allowedFor(each)));
  expect(other.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

it("what is installed is what the lock file names, under the licence that it names", () => {
  const installed = globSync("node_modules/{*,@*/*}/package.json").map((path) => path.replaceAll("\\", "/"));
  expect(installed.length).toBeGreaterThan(100);
  const stranger = installed.filter((path) => packages[path.slice(0, -"/package.json".length)] === undefined);
  expect(stranger).toEqual([]);
  const different = locked.flatMap(([path, { license, version }]) => {
    if (!existsSync(`${path}/package.json`)) return [];
    const own = JSON.parse(readFileSync(`${path}/package.json`, "utf8")) as Readonly<Record<string, unknown>>;
    const said = own["license"] ?? license; // some old packages name it in another field
    return said === license && own["version"] === version ? [] : [`${path}: ${JSON.stringify(said)}, ${license}`];
  });
  expect(different).toEqual([]);
});

it("every package of the Worker is in the lock file, with each that it needs", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly dependencies: object };
  const inWorker = new Set(locked.filter(([, { dev }]) => !dev).map(([path]) => path));
  expect(Object.keys(dependencies).filter((name) => !inWorker.has(`node_modules/${name}`))).toEqual([]);
});
