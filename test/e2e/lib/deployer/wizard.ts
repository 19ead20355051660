/** `npm run setup` as a person or a machine starts it. */
import { spawn } from "node:child_process";
import { join } from "node:path";

export interface WizardOptions {
  readonly folder: string;
  readonly gateway: string;
  readonly cloudflare: { readonly origin: string; readonly token: string; readonly accountId: string };
  /** Where wrangler writes its logs. */
  readonly logs: string;
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What a person types, by a part of the question; without it there is no terminal. */
  readonly typed?: readonly (readonly [part: string, answer: string])[];
}

export interface WizardRun {
  readonly code: number;
  /** Everything that was shown. */
  readonly shown: string;
  /** The questions that were answered, by their part. */
  readonly answered: readonly string[];
}

const TIMEOUT_MS = 400_000;

export async function runWizard(options: WizardOptions): Promise<WizardRun> {
  const { folder, gateway, cloudflare, logs, flags = [], env = {}, typed } = options;
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(SHOPIFY|ERP|OPS|GONDOLA|CLOUDFLARE|CF|VITEST|WRANGLER|npm)_|^(VITEST|NODE_OPTIONS|NODE_ENV|CI)$/i.test(name),
  );
  const child = spawn("npm", ["run", "--silent", "setup", "--", ...flags], {
    cwd: folder,
    shell: process.platform === "win32",
    env: {
      ...Object.fromEntries(kept),
      npm_config_node_options: `--import=${join(import.meta.dirname, "preload.ts")}`,
      E2E_GATEWAY: gateway,
      ...(typed ? { E2E_TERMINAL: "yes" } : {}),
      CLOUDFLARE_API_BASE_URL: cloudflare.origin,
      CLOUDFLARE_API_TOKEN: cloudflare.token,
      CLOUDFLARE_ACCOUNT_ID: cloudflare.accountId,
      WRANGLER_LOG_PATH: logs,
      NODE_COMPILE_CACHE: join(logs, "..", "compiled"),
      ...env,
    },
  });
  const answered: string[] = [];
  let shown = "";
  let asked = 0;
  const take = (part: Buffer): void => {
    shown += part.toString();
    // Only what came after the last answer can be a new question.
    const next = typed?.find(([question]) => !answered.includes(question) && shown.slice(asked).includes(question));
    if (!next) return;
    asked = shown.length;
    answered.push(next[0]);
    child.stdin.write(`${next[1]}\r`);
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  if (!typed) child.stdin.end();
  const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT_MS);
  const code = await new Promise<number>((resolve) => child.on("close", (ended) => resolve(ended ?? -1)));
  clearTimeout(timer);
  return { code, shown, answered };
}
