import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { unstable_readConfig as readWranglerConfig } from "wrangler";
import { schedule } from "../src/crons/schedule.ts";

/** The fields that this test reads; wrangler's own type names every possible field. */
interface WranglerFile {
  readonly d1_databases: readonly { readonly binding: string }[];
  readonly r2_buckets: readonly { readonly binding: string }[];
  readonly assets: { readonly binding: string };
  readonly ratelimits: readonly { readonly name: string }[];
  readonly queues: {
    readonly producers?: readonly { readonly binding: string; readonly queue: string }[];
    readonly consumers?: readonly { readonly queue: string; readonly dead_letter_queue?: string }[];
  };
  readonly triggers: { readonly crons?: readonly string[] };
  readonly vars: Readonly<Record<string, unknown>>;
  readonly secrets?: { readonly required?: readonly string[] };
  readonly account_id?: string;
}
const toml = readWranglerConfig({ config: "wrangler.toml" }) as unknown as WranglerFile;
const envSource = readFileSync("src/env.ts", "utf8");
const configSource = readFileSync("src/config.ts", "utf8");

/** The names of interface Env: bindings (no question mark), variables and secrets. */
const envNames = (optional: boolean): string[] => {
  const body = /export interface Env \{([\s\S]*?)\n\}/.exec(envSource)?.[1] ?? "";
  return [...body.matchAll(/readonly ([A-Z_]+)(\??):/g)]
    .filter((match) => (match[2] === "?") === optional)
    .map((match) => match[1] ?? "");
};
const sorted = (names: readonly string[]) => [...names].sort();
const producers = toml.queues.producers ?? [];
const consumers = toml.queues.consumers ?? [];

it("has the crons of src/crons/schedule.ts, each once and in one order", () => {
  expect(schedule.length).toBeGreaterThan(5);
  expect(toml.triggers.crons).toEqual([...new Set(schedule.map(({ cron }) => cron))]);
});

/** The minutes of a cron expression, in one spelling: `*`, `*\/1` and `0-59` are one. */
function meaningOf(cron: string): string {
  const ranges = [
    [0, 59],
    [0, 23],
    [1, 31],
    [1, 12],
    [1, 7],
  ] as const;
  const fields = cron.split(" ").map((field, n) => {
    const [low, high] = ranges[n] ?? [0, -1];
    const values = field.split(",").flatMap((part) => {
      const [, from, to, step] = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? expect.unreachable(part);
      const first = Number(from ?? low);
      const last = Number(to ?? (from === undefined || step !== undefined ? high : from));
      const every = Number(step ?? 1);
      return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, k) => first + k * every);
    });
    return [...new Set(values)].toSorted((a, b) => a - b).join(",");
  });
  return fields.join(" ");
}

it("has no two crons whose expressions mean the same", () => {
  const same = ["* * * * *", "*/1 * * * *", "0-59 * * * *", "0-30,31-59 */1 1-31 * 1-7"].map(meaningOf);
  expect(new Set(same).size).toBe(1);
  expect(meaningOf("*/20 * * * *")).toBe(meaningOf("0,20,40 * * * *"));
  expect(meaningOf("5-59/10 * * * *")).not.toBe(meaningOf("*/10 * * * *"));
  const meanings = (toml.triggers.crons ?? []).map(meaningOf);
  expect(meanings.length).toBeGreaterThan(5);
  expect(meanings.filter((meaning, n) => meanings.indexOf(meaning) !== n)).toEqual([]);
});

it("names each job once", () => {
  const names = schedule.map(({ job }) => job.name);
  expect(names).toEqual([...new Set(names)]);
});

it("has the bindings that src/env.ts declares, and no other", () => {
  const bindings = [
    ...toml.d1_databases.map(({ binding }) => binding),
    ...toml.r2_buckets.map(({ binding }) => binding),
    ...producers.map(({ binding }) => binding),
    ...toml.ratelimits.map(({ name }) => name),
    toml.assets.binding,
  ];
  expect(sorted(bindings)).toEqual(sorted(envNames(false)));
});

it("has the variables and secrets that src/env.ts declares; what it leaves out is optional", () => {
  const given = [...Object.keys(toml.vars), ...(toml.secrets?.required ?? [])];
  const left = envNames(true).filter((name) => !given.includes(name));
  expect(given.filter((name) => !envNames(true).includes(name))).toEqual([]);
  expect(sorted(left)).toEqual([
    "ALERT_URL",
    "ERP_AUTH_URL",
    "ERP_HEADERS",
    "ERP_VPC", // a binding, and optional
    "HEARTBEAT_URL",
    "IMAGE_ORIGIN",
    "METRICS", // a binding, and optional
    "SHOPIFY_CLIENT_SECRET_PREVIOUS",
    "SHOPIFY_ORIGIN",
  ]);
});

it("has nothing in src/env.ts that src/config.ts does not check", () => {
  const unchecked = [...envNames(false), ...envNames(true)].filter((name) => !configSource.includes(name));
  expect(envNames(true).length).toBeGreaterThan(10);
  expect(unchecked).toEqual([]);
});

it("holds no secret and no account's id", () => {
  const secretNames = toml.secrets?.required ?? [];
  expect(secretNames).toHaveLength(3);
  expect(Object.keys(toml.vars).filter((name) => secretNames.includes(name))).toEqual([]);
  expect(toml.account_id).toBeUndefined();
});

it("every queue that is consumed has a producer, so that the first deploy makes it", () => {
  const made = producers.map(({ queue }) => queue);
  expect(consumers.length).toBeGreaterThan(2);
  expect(consumers.map(({ queue }) => queue).filter((queue) => !made.includes(queue))).toEqual([]);
});

it("a message that ran out of tries goes to a queue with a consumer; only messages that a cron repeats may be dropped", () => {
  const read = consumers.map(({ queue }) => queue);
  const deadLetters = consumers.map((consumer) => consumer.dead_letter_queue).filter((queue) => queue !== undefined);
  expect(deadLetters.filter((queue) => !read.includes(queue))).toEqual([]);
  const dropping = consumers.filter((consumer) => consumer.dead_letter_queue === undefined).map(({ queue }) => queue);
  // The dead letters' own queue is the end of the road; a lost "go on with this load" is made good by the next tick.
  expect(sorted(dropping)).toEqual(["gondola-images", "gondola-loads", "gondola-orders-dlq"]);
});
