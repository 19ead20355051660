/** A token leaves only for this Worker. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { doctorLines, readDoctor } from "../../scripts/lib/doctor.ts";
import { freePort } from "../../scripts/lib/worker-process.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server whose answers are these, by path, and what it was sent. */
async function serverOf(answers: Readonly<Record<string, readonly [status: number, body: string]>>) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    const path = (request.url ?? "").split("?")[0] ?? "";
    const [status, body] = answers[path] ?? [404, "no such page"];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => void server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    tokens: () => seen.map(({ headers }) => headers.authorization).filter((each) => each !== undefined),
  };
}

const HEALTH = ["/health", [200, JSON.stringify({ ok: true, version: "0.1.0" })]] as const;

it.each([
  ["an index page", [200, "<html>It works!</html>"]],
  ["another program's health", [200, '{"status":"up"}']],
  ["a redirect to elsewhere", [302, ""]],
] as const)("a port that another server has taken gets no token: %s", async (_what, health) => {
  const { origin, tokens } = await serverOf({ "/health": health });
  await expect(readDoctor(origin, "a-secret-token", "en")).rejects.toThrow(
    "is another server, not gondola; no token was sent",
  );
  expect(tokens()).toEqual([]);
});

it("offline is said in plain words", async () => {
  const origin = `http://127.0.0.1:${await freePort()}`;
  await expect(readDoctor(origin, "a-secret-token", "pt-BR")).rejects.toThrow("não responde");
});

it("a token never crosses the network over http", async () => {
  await expect(readDoctor("http://gondola.example", "a-secret-token", "en")).rejects.toThrow("use https");
});

it("a wrong configuration is shown without asking further", async () => {
  const problems = ["ERP_PASSWORD: is not set"];
  const body = JSON.stringify({ ok: false, version: "0.1.0", problems });
  const { origin, tokens } = await serverOf({ "/health": [503, body] });
  expect(doctorLines(await readDoctor(origin, "a-secret-token", "en"))).toEqual([
    "✗ /health: ERP_PASSWORD: is not set",
  ]);
  expect(tokens()).toEqual([]);
});

it("each check is a line with its mark and reason, and its cure below", async () => {
  const checks = [
    { name: "ERP", state: "bad", reason: "login refused", cure: "check ERP_PASSWORD" },
    { name: "Webhooks", state: "ok", reason: "", cure: "" },
  ];
  const { origin, tokens } = await serverOf({
    [HEALTH[0]]: HEALTH[1],
    "/api/doctor": [200, JSON.stringify({ ok: false, checks })],
  });
  expect(doctorLines(await readDoctor(origin, "a-secret-token", "en"))).toEqual([
    "✗ ERP: login refused",
    "    → check ERP_PASSWORD",
    "✓ Webhooks",
  ]);
  expect(tokens()).toEqual(["Bearer a-secret-token"]);
});

it("a token that the Worker refuses is named", async () => {
  const { origin } = await serverOf({ [HEALTH[0]]: HEALTH[1], "/api/doctor": [401, "{}"] });
  expect(doctorLines(await readDoctor(origin, "a-wrong-token", "en"))).toEqual([
    "✗ /api/doctor: HTTP 401",
    "    → OPS_TOKEN",
  ]);
});
