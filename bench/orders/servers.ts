/** The servers of the edge's bench, each in a process of its own, side by side on this machine. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { wranglerToml } from "../../test/simulation/scenario/wrangler.ts";
import { BENCH_SECRET, BENCH_SHOP } from "./payloads.ts";

export interface Server {
  readonly name: string;
  readonly port: number;
  /** CPU time of its process so far, ms; null where the system does not say. */
  cpuMs(): number | null;
  close(): void;
}

const require = createRequire(import.meta.url);
const WORKERD = (require("workerd") as { readonly default: string }).default;

/** Answers 200 to everything and reads nothing: the platform's own cost on this machine. */
const EMPTY = `export default { fetch() { return new Response('{"ok":true}', { headers: { "content-type": "application/json" } }); } };`;
/** Takes every message of a queue. It runs in the Worker's process, so its CPU counts against the Worker. */
const BROKER = `
  const answer = JSON.stringify({ metadata: { metrics: { backlogCount: 0, backlogBytes: 0, oldestMessageTimestamp: 0 } } });
  export default { async fetch(request) { await request.arrayBuffer(); return new Response(answer, { headers: { "content-type": "application/json" } }); } };`;
/** Stands for D1 and R2: a webhook that needed one of them would fail. */
const NOTHING = `export default { fetch() { return new Response("no hub in this bench", { status: 500 }); } };`;

/** The Worker as `wrangler deploy` builds it. */
export function bundle(): string {
  const folder = mkdtempSync(join(tmpdir(), "gondola-bench-"));
  try {
    execFileSync(
      process.execPath,
      ["node_modules/wrangler/bin/wrangler.js", "deploy", "--dry-run", `--outdir=${folder}`],
      {
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_PATH: join(folder, "logs") },
      },
    );
    return readFileSync(join(folder, "index.js"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Answered with 500, so a webhook that needed one of them would fail. */
const UNREACHABLE = ["DB", "IMAGES", "ASSETS", "PUSHES"];

/** What the Worker is bound to: queues that take messages, services that refuse, and variables. */
export function bindings(): { queues: readonly string[]; services: readonly string[]; texts: Record<string, string> } {
  const { producers, vars } = wranglerToml();
  const texts = {
    ...vars,
    SHOPIFY_SHOP: BENCH_SHOP,
    SHOPIFY_CLIENT_ID: "bench-client-id",
    SHOPIFY_CLIENT_SECRET: BENCH_SECRET,
    ERP_BASE_URL: "https://erp.example/api/v1",
    ERP_USERNAME: "gondola",
    ERP_PASSWORD: "bench-erp-password",
    ERP_SEQ_CANAL_VENDA: "121",
    ERP_COD_GERAL_OPER: "605",
    OPS_TOKEN: "bench-ops-token-0123456789",
  };
  return { queues: Object.keys(producers), services: UNREACHABLE, texts };
}

/** The bundle in workerd, with the queues of wrangler.toml as queue bindings. */
export function gondola(script: string): Promise<Server> {
  const { queues, services, texts } = bindings();
  return workerd("Worker", script, [
    ...queues.map((name) => `(name = "${name}", queue = "broker")`),
    ...services.map((name) => `(name = "${name}", service = "nothing")`),
    ...Object.entries(texts).map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`),
  ]);
}

export const emptyWorker = (): Promise<Server> => workerd("empty Worker", EMPTY, []);

/** workerd by a socket of the Worker's own: no proxy of wrangler's and no router of Miniflare's stand before it. */
async function workerd(name: string, script: string, bindings: readonly string[]): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "gondola-bench-"));
  for (const [file, text] of Object.entries({ index: script, broker: BROKER, nothing: NOTHING }))
    writeFileSync(join(folder, `${file}.js`), text);
  writeFileSync(join(folder, "config.capnp"), configOf(bindings));
  const child = spawn(WORKERD, ["serve", join(folder, "config.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const control = child.stdio[3] as Readable;
  const port = await lineOf(child, control, /"event":"listen".*"port":(\d+)/);
  return serverOf(name, Number(port), child, folder);
}

const setting = (name: string) => new RegExp(`^${name} = (.+)$`, "m").exec(readFileSync("wrangler.toml", "utf8"))?.[1];

function configOf(bindings: readonly string[]): string {
  const compatibility = `compatibilityDate = ${setting("compatibility_date")}, compatibilityFlags = ${setting("compatibility_flags")}`;
  const worker = (file: string, more = "") =>
    `(name = "${file}", worker = (modules = [(name = "${file}.js", esModule = embed "${file}.js")], ${compatibility}${more}))`;
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [${worker("index", `, bindings = [${bindings.join(", ")}]`)}, ${worker("broker")}, ${worker("nothing")}],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "index")]
);
`;
}

/** Express and Shopify's library; `durable`: each event is on the disk before the answer. */
export async function express(kind: "durable" | "memory"): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "gondola-bench-"));
  const where = kind === "durable" ? join(folder, "deliveries.sqlite") : "memory";
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "peer.ts"), where],
    { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_ENV: "production" } },
  );
  const port = await lineOf(child, child.stdout, /PORT (\d+)/);
  return serverOf(`Express, ${kind}`, Number(port), child, folder);
}

function lineOf(child: ChildProcess, stream: Readable, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    stream.setEncoding("utf8").on("data", (text: string) => {
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
}

const serverOf = (name: string, port: number, child: ChildProcess, folder: string): Server => ({
  name,
  port,
  cpuMs: () => cpuMsOf(child.pid),
  close() {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  },
});

const TICK_MS = 10;
/** From /proc, so on Linux only: elsewhere the note has no CPU. The fields come behind the process's name, which may hold spaces. */
function cpuMsOf(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}
