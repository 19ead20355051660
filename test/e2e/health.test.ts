import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { freePort, startWorker } from "../../scripts/lib/worker-process.ts";

it("a Worker without secrets and variables names all of them at once on /health, and does nothing else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gondola-e2e-"));
  const worker = await startWorker({ folder, port: await freePort(), vars: { ERP_NRO_SEGMENTO: "um" }, secrets: {} });
  try {
    const health = await fetch(`${worker.origin}/health`);
    const { problems } = await health.json<{ problems: string[] }>();
    expect(health.status).toBe(503);
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "SHOPIFY_SHOP",
      "SHOPIFY_CLIENT_ID",
      "SHOPIFY_CLIENT_SECRET",
      "ERP_BASE_URL",
      "ERP_USERNAME",
      "ERP_PASSWORD",
      "ERP_NRO_SEGMENTO",
      "ERP_SEQ_CANAL_VENDA",
      "ERP_COD_GERAL_OPER",
      "OPS_TOKEN",
    ]);
    expect((await fetch(`${worker.origin}/api/report`)).status).toBe(503);
    // Shopify keeps what it could not deliver and sends it again.
    expect((await fetch(`${worker.origin}/webhooks/shopify`, { method: "POST", body: "{}" })).status).toBe(503);
  } finally {
    await worker.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
});
