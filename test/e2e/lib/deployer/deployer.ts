/** A person who installs gondola: a folder, an account, a shop, an ERP, and the internet between them. */
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endGroupsWithThisProcess, stopGroup, type Running } from "../../../../scripts/lib/processes.ts";
import { startSimulators, type Simulators } from "../../../../scripts/lib/simulators.ts";
import { until } from "../../../../scripts/lib/until.ts";
import { freePort } from "../../../../scripts/lib/worker-process.ts";
import { createCloudflareApi, type CloudflareApi } from "../../../../sim/cloudflare-api/cloudflare-api.ts";
import { listen } from "../../../../sim/kit/server.ts";
import { startDeployed } from "./deployed.ts";
import { makeFolder } from "./folder.ts";
import { startInternet, type Seen } from "./internet.ts";
import { runWizard, type WizardOptions, type WizardRun } from "./wizard.ts";

export const ADDRESS = "https://gondola.mercado.example";
const CLOUDFLARE = { accountId: "0123456789abcdef0123456789abcdef", token: "a-token-of-the-account" } as const;

export interface Deployer {
  /** With the project's files. */
  readonly folder: string;
  /** Where wrangler writes its logs. */
  readonly logs: string;
  readonly api: CloudflareApi;
  readonly simulators: Simulators;
  readonly seen: readonly Seen[];
  /** Where the deployed Worker really answers; null: none is deployed. */
  readonly worker: () => string | null;
  run(options: Pick<WizardOptions, "flags" | "env" | "typed">): Promise<WizardRun>;
  end(): Promise<void>;
}

export async function startDeployer(opsToken: string): Promise<Deployer> {
  endGroupsWithThisProcess();
  const home = mkdtempSync(join(tmpdir(), "gondola-setup-"));
  const folder = join(home, "gondola");
  const logs = join(home, "logs");
  mkdirSync(logs);
  makeFolder(folder);
  // Made anew: no file of the project may have them.
  const secrets = { erpPassword: `Senha "do" ERP ${randomUUID()}`, clientSecret: `shpss_${randomUUID()}` };
  const simulators = await startSimulators({ seed: 3, products: 12, companies: 2, ...secrets }, opsToken);
  const api = createCloudflareApi({
    ...CLOUDFLARE,
    zones: ["mercado.example"],
    databaseFile: (uuid) => join(home, `${uuid}.sqlite`),
  });
  const cloudflare = await listen(api.handler);
  const { SHOPIFY_SHOP, SHOPIFY_ORIGIN = "", IMAGE_ORIGIN = "" } = simulators.vars;
  const port = await freePort();
  let running: Running | undefined;
  let origin: string | null = null;

  /** The Worker is served from the moment at which it has its address. */
  async function serve(): Promise<string | null> {
    const script = [...api.account.scripts.values()].find(({ domains }) => domains.includes(new URL(ADDRESS).hostname));
    if (!script?.served) return null;
    running ??= startDeployed(api.account, script, {
      folder: home,
      port,
      vars: { SHOPIFY_ORIGIN, IMAGE_ORIGIN, IMAGE_HOSTS: simulators.vars["IMAGE_HOSTS"] ?? "" },
    });
    const group = running;
    await until("the deployed Worker answers", async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
      await answer?.body?.cancel();
      return { done: answer !== null, state: group.tail() };
    });
    origin = `http://127.0.0.1:${port}`;
    return origin;
  }

  const internet = await startInternet(async (wanted) => {
    if (wanted === `https://${SHOPIFY_SHOP}`) return SHOPIFY_ORIGIN;
    return wanted === ADDRESS ? serve() : null;
  });
  return {
    folder,
    logs,
    api,
    simulators,
    seen: internet.seen,
    worker: () => origin,
    run: (options) =>
      runWizard({
        folder,
        logs,
        gateway: internet.origin,
        cloudflare: { ...CLOUDFLARE, origin: `${cloudflare.origin}/client/v4` },
        ...options,
      }),
    async end() {
      if (running) await stopGroup(running);
      await Promise.all([internet.close(), cloudflare.close(), simulators.close()]);
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}
