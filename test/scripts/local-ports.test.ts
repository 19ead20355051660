/** A port that another program has: plain words, and nothing is started or sent. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isFree } from "../../scripts/lib/local-ports.ts";
import { startWorker } from "../../scripts/lib/worker-process.ts";

let stranger: Server;
let port = 0;
const seen: (string | undefined)[] = [];

beforeEach(async () => {
  stranger = createServer((request, answer) => {
    seen.push(request.headers.authorization);
    answer.end(JSON.stringify({ ok: true, version: "0.1.0" }));
  });
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  ({ port } = stranger.address() as AddressInfo);
});
afterEach(() => {
  stranger.close();
  seen.length = 0;
});

it("a taken port is known as taken, and is free afterwards", async () => {
  expect(await isFree(port)).toBe(false);
  await new Promise((resolve) => stranger.close(resolve));
  expect(await isFree(port)).toBe(true);
  expect(await isFree(0)).toBe(true);
});

it.each([
  ["scripts/sim.ts", "--shopify-port"],
  ["scripts/dev.ts", "--port"],
])("%s says which option names the taken port, and ends with 2", (script, option) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, option, String(port)], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toContain(`port ${port} of 127.0.0.1 is taken by another program`);
  expect(stderr).toContain(`(${option})`);
  expect(stderr + stdout).not.toContain("EADDRINUSE");
});

it("no Worker is started at a taken port, and the stranger gets no request", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gondola-port-"));
  try {
    await expect(startWorker({ folder, port, vars: {}, secrets: {} })).rejects.toThrow(`port ${port}`);
    expect(readdirSync(folder)).toEqual([]);
    expect(seen).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
