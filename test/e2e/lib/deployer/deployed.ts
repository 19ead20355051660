/** Runs what was deployed to the simulated account: the uploaded modules, bindings, secrets, assets and tables under `wrangler dev`. */
import { createHash, createHmac } from "node:crypto";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { startGroup, type Running } from "../../../../scripts/lib/processes.ts";
import type { Account, Binding, Script } from "../../../../sim/cloudflare-api/account.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");

/** Where local D1 keeps the database of an id: workerd's name of the object that holds it. */
function localFile(state: string, id: string): string {
  const key = createHash("sha256").update("miniflare-D1DatabaseObject").digest();
  const half = createHmac("sha256", key).update(id).digest().subarray(0, 16);
  const check = createHmac("sha256", key).update(half).digest().subarray(0, 16);
  const name = `${Buffer.concat([half, check]).toString("hex")}.sqlite`;
  return join(state, "v3", "d1", "miniflare-D1DatabaseObject", name);
}

const of = (bindings: readonly Binding[], type: string) => bindings.filter((each) => each.type === type);

/** The configuration that these uploads stand for. */
function configOf(account: Account, { name, versions, served }: Script) {
  const version = versions.find(({ id }) => id === served);
  if (!version) throw new Error(`${name}: nothing is deployed`);
  const { bindings, metadata } = version;
  const consumers = [...account.queues.values()].flatMap((queue) =>
    queue.consumers
      .filter(({ script }) => script === name)
      .map(({ deadLetters, settings }) => ({
        queue: queue.name,
        max_batch_size: settings["batch_size"],
        max_batch_timeout: Number(settings["max_wait_time_ms"] ?? 5000) / 1000,
        max_retries: settings["max_retries"],
        max_concurrency: settings["max_concurrency"],
        ...(deadLetters === null ? {} : { dead_letter_queue: deadLetters }),
      })),
  );
  const { config } = (metadata["assets"] ?? {}) as { config?: { run_worker_first?: unknown } };
  return {
    version,
    config: {
      name,
      main: version.main,
      no_bundle: true,
      compatibility_date: metadata["compatibility_date"],
      compatibility_flags: metadata["compatibility_flags"],
      vars: Object.fromEntries(of(bindings, "plain_text").map((each) => [each.name, each["text"]])),
      secrets: { required: of(bindings, "inherit").map((each) => each.name) },
      d1_databases: of(bindings, "d1").map((each) => ({
        binding: each.name,
        database_name: each.name,
        database_id: each["id"],
      })),
      r2_buckets: of(bindings, "r2_bucket").map((each) => ({ binding: each.name, bucket_name: each["bucket_name"] })),
      ratelimits: of(bindings, "ratelimit").map(({ name: own, namespace_id, simple }) => ({
        name: own,
        namespace_id,
        simple,
      })),
      analytics_engine_datasets: of(bindings, "analytics_engine").map((each) => ({
        binding: each.name,
        dataset: each["dataset"],
      })),
      queues: {
        producers: of(bindings, "queue").map((each) => ({ binding: each.name, queue: each["queue_name"] })),
        consumers,
      },
      assets: {
        directory: "../assets",
        binding: of(bindings, "assets")[0]?.name,
        ...(config?.run_worker_first === undefined ? {} : { run_worker_first: config.run_worker_first }),
      },
    },
  };
}

/**
 * Starts the script that an account serves. Its database's file is copied once, before the start.
 * @param vars what only a test may set: where the shop and the pictures really are
 */
export function startDeployed(
  account: Account,
  script: Script,
  {
    folder,
    port,
    vars,
  }: { readonly folder: string; readonly port: number; readonly vars: Readonly<Record<string, string>> },
): Running {
  const { version, config } = configOf(account, script);
  const own = join(folder, "served");
  mkdirSync(own, { recursive: true });
  for (const [name, bytes] of version.modules) writeFileSync(join(own, name), bytes);
  for (const [path, bytes] of version.assets ?? new Map<string, Uint8Array>()) {
    mkdirSync(dirname(join(folder, "assets", path)), { recursive: true });
    writeFileSync(join(folder, "assets", path), bytes);
  }
  writeFileSync(join(own, "wrangler.json"), JSON.stringify(config));
  writeFileSync(join(own, "empty.env"), "");
  symlinkSync(join(root, "node_modules"), join(own, "node_modules"), "junction");
  const state = join(folder, "state");
  for (const { database_id: id } of config.d1_databases) {
    const file = localFile(state, String(id));
    mkdirSync(dirname(file), { recursive: true });
    account.databases.get(String(id))?.db.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`);
  }
  const command = [
    process.execPath,
    join(root, "node_modules/wrangler/bin/wrangler.js"),
    "dev",
    `--port=${port}`,
    "--ip=127.0.0.1",
    "--inspector-port=0",
    `--persist-to=${state}`,
    "--show-interactive-dev-session=false",
    "--env-file=empty.env",
    ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
  ];
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(SHOPIFY|ERP|OPS|CLOUDFLARE|CF|VITEST|WRANGLER)_|^(VITEST|NODE_OPTIONS|NODE_ENV)$/.test(name),
  );
  const env = {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(script.secrets),
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_LOG_PATH: join(folder, "dev-logs"),
    WRANGLER_REGISTRY_PATH: join(folder, "registry"),
    NO_COLOR: "1",
  };
  return startGroup(command, { cwd: own, env });
}
