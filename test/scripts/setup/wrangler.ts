/** A strict stand-in for wrangler's commands: refuses what Cloudflare refuses, and nothing happens then. */
import type { RawConfig, Ran } from "../../../scripts/lib/setup/ports.ts";
import { namesOf } from "../../../scripts/lib/setup/config.ts";

interface Script {
  readonly secrets: Record<string, string>;
  /** Null: the empty Worker that `secret bulk` makes. */
  version: {
    readonly id: string;
    readonly tag: string;
    readonly vars: RawConfig["vars"];
    readonly host: string;
  } | null;
}

export interface Account {
  loggedIn: boolean;
  readonly databases: Record<string, { readonly uuid: string; readonly location: string; migrated: boolean }>;
  readonly queues: string[];
  readonly buckets: Record<string, string[]>;
  readonly scripts: Record<string, Script>;
}

export const emptyAccount = (): Account => ({ loggedIn: true, databases: {}, queues: [], buckets: {}, scripts: {} });

export interface WranglerFake {
  readonly run: (args: readonly string[], input?: string) => Promise<Ran>;
  readonly calls: { readonly args: readonly string[]; readonly input: string | undefined }[];
}

const TAG_MAX = 25;

class Refused extends Error {}
const refuse = (words: string): never => {
  throw new Refused(words);
};

/** @param readFile the file that `--config` names */
export function fakeWrangler(account: Account, readFile: (name: string) => string | null): WranglerFake {
  const calls: WranglerFake["calls"] = [];

  const configOf = (args: readonly string[]): RawConfig => {
    const name = args[args.indexOf("--config") + 1];
    const text = args.includes("--config") && name !== undefined ? readFile(name) : null;
    return text === null ? refuse(`Could not read file: ${name ?? "wrangler.toml"}`) : (JSON.parse(text) as RawConfig);
  };
  const option = (args: readonly string[], name: string): string =>
    args[args.indexOf(`--${name}`) + 1] ?? refuse(`Missing required argument: ${name}`);
  const scriptOf = (args: readonly string[]): Script => {
    const { worker } = namesOf(configOf(args));
    return account.scripts[worker] ?? refuse(`Worker "${worker}" not found.`);
  };

  const databaseOf = (config: RawConfig) => {
    const id = config.d1_databases?.[0]?.["database_id"];
    const found = Object.values(account.databases).find(({ uuid }) => uuid === id);
    return found ?? refuse("Couldn't find a D1 DB: binding DB of your Worker names no database of this account");
  };

  const COMMANDS: Readonly<Record<string, (args: readonly string[], input: string | undefined) => string>> = {
    whoami: () => JSON.stringify({ loggedIn: true }),
    "d1 list": () => JSON.stringify(Object.entries(account.databases).map(([name, { uuid }]) => ({ name, uuid }))),
    "d1 create": (args) => {
      const name = args[2] ?? refuse("Not enough non-option arguments");
      if (account.databases[name]) refuse(`A database with that name already exists [code: 7502]`);
      account.databases[name] = { uuid: `id-of-${name}`, location: option(args, "location"), migrated: false };
      return "Successfully created DB";
    },
    "d1 migrations": (args) => {
      if (args[2] !== "apply" || args[3] !== "DB" || !args.includes("--remote")) refuse("not remote");
      const database = databaseOf(configOf(args));
      if (database.migrated) return "✅ No migrations to apply!";
      database.migrated = true;
      return "Migrations applied";
    },
    "queues info": (args) =>
      account.queues.includes(args[2] ?? "") ? "Queue" : refuse(`Queue "${args[2]}" does not exist.`),
    "queues create": (args) => {
      if (account.queues.includes(args[2] ?? "")) refuse("Queue name is already taken [code: 11009]");
      account.queues.push(args[2] ?? "");
      return "Created queue";
    },
    "r2 bucket": (args) => {
      if (args[2] === "notification") return notification(args);
      const name = args[3] ?? "";
      if (args[2] === "info")
        return account.buckets[name] ? "name: bucket" : refuse("The specified bucket does not exist. [code: 10006]");
      if (args[2] !== "create") return refuse(`Unknown command: ${args.join(" ")}`);
      if (account.buckets[name]) refuse("The bucket you tried to create already exists [code: 10004]");
      account.buckets[name] = [];
      return "Created bucket";
    },
    "secret list": (args) =>
      JSON.stringify(Object.keys(scriptOf(args).secrets).map((name) => ({ name, type: "secret_text" }))),
    "secret bulk": (args, input) => {
      if (args.some((arg) => arg.endsWith(".json") && arg !== option(args, "config"))) refuse("a file of secrets");
      const values = JSON.parse(input ?? refuse("No content found in file, or piped input.")) as Record<string, string>;
      const { worker } = namesOf(configOf(args));
      const script = (account.scripts[worker] ??= { secrets: {}, version: null });
      Object.assign(script.secrets, values);
      return `Successfully created secret for key: ${Object.keys(values).join(", ")}`;
    },
    deploy: (args) => {
      const config = configOf(args);
      const names = namesOf(config);
      const script = account.scripts[names.worker];
      const missing = (config.secrets?.required ?? []).filter((name) => script?.secrets[name] === undefined);
      if (!script || missing.length > 0)
        return refuse(`The following required secrets have not been set: ${missing.join(", ")}`);
      databaseOf(config);
      if (!account.buckets[names.bucket]) refuse(`R2 bucket '${names.bucket}' not found [code: 10085]`);
      for (const queue of names.queues) if (!account.queues.includes(queue)) refuse(`Queue "${queue}" does not exist.`);
      const tag = option(args, "tag");
      if (tag.length > TAG_MAX) refuse("tag is too long");
      const [route] = config["routes"] as readonly { readonly pattern: string }[];
      script.version = { id: "version-1", tag, vars: config.vars, host: route?.pattern ?? "" };
      return "Deployed";
    },
    "deployments status": (args) => {
      const { version } = scriptOf(args);
      return JSON.stringify({ versions: version ? [{ version_id: version.id, percentage: 100 }] : [] });
    },
    "versions view": (args) => {
      const { version } = scriptOf(args);
      if (version?.id !== args[2]) refuse("version not found");
      return JSON.stringify({ id: version?.id, annotations: { "workers/tag": version?.tag } });
    },
  };

  function notification(args: readonly string[]): string {
    const rules = account.buckets[args[4] ?? ""] ?? refuse("The specified bucket does not exist. [code: 10006]");
    if (args[3] === "list") {
      if (rules.length === 0) refuse("No event notification configuration [code: 11015]");
      const shown = (rule: string) => {
        const [queue, prefix] = rule.split(" ");
        return `rule_id:     0f\nqueue_name:  ${queue}\nprefix:      ${prefix}\nevent_type:  PutObject\n`;
      };
      return rules.map(shown).join("\n");
    }
    const queue = option(args, "queue");
    if (!account.queues.includes(queue)) refuse(`Queue "${queue}" does not exist.`);
    const rule = `${queue} ${option(args, "prefix")}`;
    if (rules.includes(rule)) refuse("The event notification rule overlaps with another [code: 11020]");
    rules.push(rule);
    return "Event notification rule created successfully!";
  }

  return {
    calls,
    async run(args, input) {
      calls.push({ args, input });
      const command = COMMANDS[args.slice(0, 2).join(" ")] ?? COMMANDS[args[0] ?? ""];
      try {
        if (!account.loggedIn) refuse("You are not authenticated. Please run `wrangler login`.");
        if (!command) return refuse(`Unknown command: ${args.join(" ")}`);
        return { code: 0, out: command(args, input), err: "" };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { code: 1, out: "", err: `✘ [ERROR] ${error.message}` };
      }
    },
  };
}
