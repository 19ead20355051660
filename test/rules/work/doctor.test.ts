import { expect, it } from "vitest";
import { clockFinding, erpFault, sizeFinding, versionFinding } from "../../../src/rules/work/doctor.ts";

const at = (day: string) => Date.parse(`${day}T12:00:00Z`);

it.each([
  ["unknown", "connection lost: getaddrinfo ENOTFOUND erp.loja.exemplo", "erp-dns"],
  ["unknown", "HTTP 530: error code: 1016", "erp-dns"],
  ["unknown", "HTTP 526: Invalid SSL certificate", "erp-tls"],
  ["unknown", "connection lost: self-signed certificate", "erp-tls"],
  ["unknown", "HTTP 530: error code: 1033", "erp-tunnel"],
  ["unknown", "HTTP 530", "erp-tunnel"],
  ["unknown", "login: HTTP 302: redirect to https://chain.cloudflareaccess.com/cdn-cgi/access/login", "erp-access"],
  ["unknown", "no answer within 30000 ms", "erp-silent"],
  ["unknown", "HTTP 522: ", "erp-silent"],
  ["unauthorized", "login: HTTP 401: usuário ou senha", "erp-login"],
  ["unauthorized", "user has no access", "erp-permission"],
  ["refused", "company 7 is not allowed", "erp-permission"],
  ["notThere", "HTTP 404 ", "erp-dialect"],
  ["unknown", "HTTP 200, not JSON: <html>", "erp-dialect"],
] as const)("%s, %s: %s", (kind, words, fault) => {
  expect(erpFault({ kind, words })).toBe(fault);
});

it("a login's address that is not there is no wrong password", () => {
  expect(erpFault({ kind: "unauthorized", words: "login: HTTP 404", isLoginAddress: true })).toBe("erp-login-address");
});

it.each([
  ["2026-10", "2026-12-01", "ok", "fine"],
  ["2026-10", "2027-08-15", "bad", "version-ends"],
  ["2026-10", "2027-10-02", "bad", "version-ended"],
] as const)("version %s on %s: %s", (version, day, state, code) => {
  expect(versionFinding(version, null, at(day))).toMatchObject({ state, code });
});

it("a shop that answers in another version than ours is bad, however long ours is served", () => {
  expect(versionFinding("2026-10", "2027-01", at("2026-12-01"))).toMatchObject({ state: "bad", code: "version-drift" });
  expect(versionFinding("2026-10", "2026-10", at("2026-12-01"))).toMatchObject({ state: "ok" });
});

it("two minutes of clock difference are borne, more are not; a side without a clock is unknown", () => {
  expect(clockFinding("clock-erp", 120_000, 0)).toMatchObject({ state: "ok" });
  expect(clockFinding("clock-erp", -121_000, 0)).toMatchObject({ state: "bad", facts: { seconds: -121 } });
  expect(clockFinding("clock-erp", null, 0)).toMatchObject({ state: "unknown" });
});

it("the database is near its limit from 8 GB on", () => {
  expect(sizeFinding(7_900_000_000)).toMatchObject({ state: "ok" });
  expect(sizeFinding(8_200_000_000)).toMatchObject({ state: "bad", facts: { percent: 82, megabytes: 8200 } });
});
