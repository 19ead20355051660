/** What a registry's report means for the build. */
import { expect, it } from "vitest";
import { auditOf } from "../../scripts/lib/audit.ts";

const lock = {
  packages: { "node_modules/hono": {}, "node_modules/tool": { dev: true }, "node_modules/a/node_modules/hono": {} },
};
const found = (name: string, severity: string, ...nodes: readonly string[]) => ({
  [name]: { name, severity, range: "<1", nodes },
});
const report = (vulnerabilities: object) => JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: {} } });

it("a grave finding fails the build in a package of the Worker alone", () => {
  const inTool = report(found("tool", "critical", "node_modules/tool"));
  expect(auditOf(inTool, lock)).toEqual({ lines: ["critical: tool <1 (tool)"], isBad: false });
  const inWorker = report(found("hono", "high", "node_modules/hono"));
  expect(auditOf(inWorker, lock)).toEqual({ lines: ["high: hono <1 (Worker)"], isBad: true });
  const inBoth = report(found("hono", "high", "node_modules/tool", "node_modules/a/node_modules/hono"));
  expect(auditOf(inBoth, lock).isBad).toBe(true);
  expect(auditOf(report(found("hono", "moderate", "node_modules/hono")), lock).isBad).toBe(false);
});

it.each([
  ["no answer", ""],
  ["a refusal", JSON.stringify({ message: "405 Method Not Allowed", statusCode: 405 })],
  ["a proxy's page", "<html>"],
  ["nothing", "null"],
])("%s of the registry fails nothing, and is not taken for a clean report", (_, json) => {
  expect(auditOf(json, lock)).toEqual({ lines: null, isBad: false });
});

it("a clean report has no lines", () => {
  expect(auditOf(report({}), lock)).toEqual({ lines: [], isBad: false });
});
