/**
 * The configuration of one installation, made from wrangler.toml: names of its own, its variables, its route. It goes to
 * a file that git ignores, and holds no secret. Pure.
 */
import type { Named, RawConfig } from "./ports.ts";
import { SECRETS } from "./questions.ts";

const ENV_FORM = /^[a-z][a-z0-9-]{0,20}$/;
export const isEnvName = (env: string): boolean => env === "" || ENV_FORM.test(env);

export const fileOf = (env: string): string => (env === "" ? "wrangler.setup.json" : `wrangler.setup-${env}.json`);

export interface Names {
  readonly worker: string;
  readonly database: string;
  readonly bucket: string;
  /** Each queue once, those for dead letters before the queues that name them. */
  readonly queues: readonly string[];
  /** The queue that learns of new files in the bucket. */
  readonly imagesQueue: string;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The project's name at the start of a resource's name becomes the installation's: gondola-orders, gondola-sul-orders. */
function renamed(base: RawConfig, env: string): (name: unknown) => string {
  const own = base.name ?? "gondola";
  return (name) => (env === "" ? text(name) : `${own}-${env}${text(name).slice(own.length)}`);
}

export function namesOf(config: RawConfig): Names {
  const queues = config.queues?.consumers ?? [];
  const dead = queues.map((each) => text(each["dead_letter_queue"])).filter((name) => name !== "");
  const produced = (config.queues?.producers ?? []).map((each) => text(each["queue"]));
  const images = (config.queues?.producers ?? []).find((each) => each["binding"] === "IMAGE_EVENTS");
  return {
    worker: config.name ?? "gondola",
    database: text(config.d1_databases?.[0]?.["database_name"]),
    bucket: text(config.r2_buckets?.[0]?.["bucket_name"]),
    queues: [...new Set([...dead, ...produced, ...queues.map((each) => text(each["queue"]))])],
    imagesQueue: text(images?.["queue"]),
  };
}

export interface LocalParts {
  readonly base: RawConfig;
  readonly env: string;
  /** The variables that the file of an earlier run has; a person may have edited them. */
  readonly earlier: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, string>>;
  /** Null: not known yet. */
  readonly databaseId: string | null;
}

const each = (list: readonly Named[] | undefined, change: (item: Named) => Named) => (list ?? []).map(change);

/** wrangler.toml with this installation's names, variables, route and database. */
export function localConfig({ base, env, earlier, answers, databaseId }: LocalParts): RawConfig {
  const rename = renamed(base, env);
  const queue = (item: Named): Named => ({
    ...item,
    queue: rename(item["queue"]),
    ...(item["dead_letter_queue"] === undefined ? {} : { dead_letter_queue: rename(item["dead_letter_queue"]) }),
  });
  const { env: _examples, ...rest } = base;
  return {
    ...rest,
    name: rename(base.name),
    routes: [{ pattern: new URL(answers["GONDOLA_URL"] ?? "https://invalid").hostname, custom_domain: true }],
    vars: variablesOf(base.vars ?? {}, earlier, answers),
    d1_databases: each(base.d1_databases, (item) => ({
      ...item,
      database_name: rename(item["database_name"]),
      ...(databaseId === null ? {} : { database_id: databaseId }),
    })),
    r2_buckets: each(base.r2_buckets, (item) => ({ ...item, bucket_name: rename(item["bucket_name"]) })),
    queues: { producers: each(base.queues?.producers, queue), consumers: each(base.queues?.consumers, queue) },
    ratelimits: each(base.ratelimits, (item) => ({
      ...item,
      namespace_id: namespaceOf(text(item["namespace_id"]), env),
    })),
    analytics_engine_datasets: each(base.analytics_engine_datasets, (item) => ({
      ...item,
      dataset: rename(item["dataset"]).replaceAll("-", "_"),
    })),
  };
}

/** Answers win over an earlier file, and that over wrangler.toml; only variables that the Worker knows, and no secret. */
function variablesOf(
  base: Readonly<Record<string, string>>,
  earlier: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const names = [...new Set([...Object.keys(base), ...Object.keys(earlier)])].filter((name) => !SECRETS.includes(name));
  return Object.fromEntries(
    names.map((name) => [name, [answers[name], earlier[name], base[name]].find((value) => value) ?? ""]),
  );
}

const HASH_RANGE = 100_000_000;

/** A number of its own for the rate limit of each environment: counters are shared by equal numbers. */
function namespaceOf(base: string, env: string): string {
  if (env === "") return base;
  let hash = 0;
  for (const letter of env) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % HASH_RANGE;
  return String(Number(base) + 1 + hash);
}

/** The address that an earlier run configured; "": there was none. */
export function earlierUrl(config: RawConfig | null): string {
  const [route] = Array.isArray(config?.["routes"]) ? (config["routes"] as readonly Named[]) : [];
  const pattern = text(route?.["pattern"]);
  return pattern === "" ? "" : `https://${pattern}`;
}

export const configText = (config: RawConfig): string => `${JSON.stringify(config, null, 2)}\n`;
