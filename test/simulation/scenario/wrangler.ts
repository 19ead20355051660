/** Crons, queues and limits as wrangler.toml declares them: a scenario runs by the schedule that is deployed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { matcher } from "../../../sim/cloudflare/cron.ts";
import type { QueueSettings } from "../../../sim/cloudflare/queues.ts";

export interface Declared {
  readonly crons: readonly string[];
  /** By the job that the file's comment names: its longest pause, ms. */
  readonly pauses: Readonly<Record<string, number>>;
  /** By binding: queue. */
  readonly producers: Readonly<Record<string, string>>;
  readonly queues: readonly QueueSettings[];
  readonly vars: Readonly<Record<string, string>>;
  /** Of one invocation; undefined: Cloudflare's own limit. */
  readonly subrequests: number | undefined;
}

let declared: Declared | undefined;

export function wranglerToml(): Declared {
  declared ??= read(readFileSync(join(import.meta.dirname, "../../../wrangler.toml"), "utf8"));
  return declared;
}

/** Only what our own file uses of TOML: tables, lists of tables, texts, numbers, one list of texts. */
function read(text: string): Declared {
  const bare = text.replace(/^\s*#.*$/gm, "").replace(/"\s*,?\s*#.*$/gm, '",');
  const tables = bare.split(/^\[/m).slice(1);
  const named = (name: string) => tables.filter((table) => table.startsWith(`${name}]`)).map(fieldsOf);
  const crons = [...(/crons\s*=\s*\[([^\]]*)\]/.exec(bare)?.[1]?.matchAll(/"([^"]+)"/g) ?? [])].map(
    ([, cron]) => cron ?? "",
  );
  const pauses = Object.fromEntries(
    [...text.matchAll(/^ *"([^"]+)", *# *([\w-]+)/gm)].map(([, cron = "", job = ""]) => [job, pauseOf(cron)]),
  );
  const consumers = named("[queues.consumers]");
  const queues = consumers.map((fields): QueueSettings => ({
    name: textOf(fields, "queue"),
    ...number(fields, "max_batch_size", "maxBatchSize"),
    ...number(fields, "max_batch_timeout", "maxBatchTimeoutSeconds"),
    ...number(fields, "max_retries", "maxRetries"),
    ...number(fields, "max_concurrency", "maxConcurrency"),
    ...number(fields, "retry_delay", "retryDelaySeconds"),
    ...(fields["dead_letter_queue"] === undefined ? {} : { deadLetterQueue: textOf(fields, "dead_letter_queue") }),
  }));
  const producers = Object.fromEntries(
    named("[queues.producers]").map((fields) => [textOf(fields, "binding"), textOf(fields, "queue")]),
  );
  const vars = Object.fromEntries(Object.entries(named("vars")[0] ?? {}).map(([name, value]) => [name, String(value)]));
  if (crons.length === 0 || queues.length === 0 || Object.keys(producers).length === 0)
    throw new Error("wrangler.toml: no crons or no queues were read; a scenario without them proves nothing");
  const { subrequests } = named("limits")[0] ?? {};
  if (subrequests !== undefined && typeof subrequests !== "number")
    throw new Error(`wrangler.toml: limits.subrequests is "${subrequests}", which is no number`);
  return { crons, pauses, producers, queues, vars, subrequests };
}

/** The longest pause between two ticks of a day, ms. */
function pauseOf(cron: string): number {
  const matches = matcher(cron);
  const day = Date.UTC(2026, 0, 4); // a Sunday, for the weekly jobs
  const ticks = Array.from({ length: 1_440 }, (_, minute) => minute).filter((n) => matches(new Date(day + n * 60_000)));
  const [first = 0] = ticks;
  return 60_000 * Math.max(...ticks.map((tick, n) => (ticks[n + 1] ?? first + 1_440) - tick));
}

type Fields = Readonly<Record<string, string | number>>;

function fieldsOf(table: string): Fields {
  return Object.fromEntries(
    [...table.matchAll(/^(\w+)\s*=\s*(?:"([^"]*)"|(\d+))/gm)].map(([, name, quoted, digits]) => [
      name ?? "",
      quoted ?? Number(digits),
    ]),
  );
}

const textOf = (fields: Fields, name: string): string => String(fields[name]);

function number(fields: Fields, name: string, ours: keyof QueueSettings): Partial<QueueSettings> {
  return typeof fields[name] === "number" ? { [ours]: fields[name] } : {};
}
