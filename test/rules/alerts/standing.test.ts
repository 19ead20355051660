import { expect, it } from "vitest";
import { ALERT_DEFAULTS } from "../../../src/rules/alerts/kinds.ts";
import { type AlertFacts, standingAlerts } from "../../../src/rules/alerts/standing.ts";

const NOW = Date.UTC(2026, 10, 27, 12);
const MINUTE = 60_000;
const calm: AlertFacts = {
  now: NOW,
  loads: [],
  desk: [],
  deskBefore: 0,
  erpSilentUntil: null,
  waiting: { orders: 0, oldestAt: null },
};
const age = (kind: "fresh" | "late" | "failing" | "paused", minutes: number) => ({
  kind,
  ageMs: minutes * MINUTE,
  promiseMs: 15 * MINUTE,
});
const entry = (area: string, reason: string, open = 1, firstAt = NOW - MINUTE) => ({ area, reason, open, firstAt });
const found = (facts: Partial<AlertFacts>) =>
  standingAlerts({ ...calm, ...facts }, ALERT_DEFAULTS).map(({ kind, subject, count }) => [kind, subject, count]);

it("a calm hub has no alert", () => {
  expect(found({ loads: [{ name: "stock", age: age("fresh", 3) }] })).toEqual([]);
});

it("a load that is late at several companies is one alert, since the worst of them; a paused one is none", () => {
  const loads = [
    { name: "stock", age: age("late", 20) },
    { name: "stock", age: age("failing", 50) },
    { name: "prices", age: age("paused", 500) },
    { name: "order-events", age: age("late", 9) },
  ];
  expect(found({ loads })).toEqual([
    ["load-late", "stock", 2],
    ["orders-load-late", "order-events", 1],
  ]);
  expect(standingAlerts({ ...calm, loads }, ALERT_DEFAULTS)[0]?.since).toBe(NOW - 50 * MINUTE);
});

it.each([
  ["publish", "unauthorized", ["credential", "shopify"]],
  ["publish", "shop-closed", ["credential", "shopify"]],
  ["order-sweep", "needs-reauth", ["credential", "shopify"]],
  ["order-flow", "needs-reauth", ["credential", "erp"]],
  ["order-events", "needs-reauth", ["credential", "erp"]],
  ["stock", "erp-unauthorized", ["credential", "erp"]],
  ["webhooks", "webhook-dropped", ["webhooks", ""]],
  ["queue", "dead-letter", ["dead-letters", ""]],
  ["skus", "delisting-blocked", ["mass-disappearance", "skus"]],
  ["publish-prices", "price-drop", ["price-guard", ""]],
  ["orders", "items-missing", ["items-missing", ""]],
  ["order-ledger", "twice-in-erp", ["ledger", "twice-in-erp"]],
])("the desk's %s %s is the alert %s", (area, reason, [kind, subject]) => {
  expect(found({ desk: [entry(area, reason, 3)], deskBefore: 3 })).toEqual([[kind, subject, 3]]);
});

it("master data and single orders wait at the desk alone", () => {
  const desk = [
    entry("products", "name-blank"),
    entry("orders", "cpf-missing"),
    entry("order-ledger", "total-differs"),
  ];
  expect(found({ desk, deskBefore: 3 })).toEqual([]);
});

it("reasons of one alert are counted together, since the oldest", () => {
  const desk = [entry("publish", "unauthorized", 1, NOW - 5), entry("publish", "access-denied", 2, NOW - 9 * MINUTE)];
  const [alert] = standingAlerts({ ...calm, desk, deskBefore: 3 }, ALERT_DEFAULTS);
  expect(alert).toEqual({ kind: "credential", subject: "shopify", count: 3, since: NOW - 9 * MINUTE });
});

it("orders that wait are an alert from the set minute on, not before", () => {
  const waiting = (minutes: number) => ({ orders: 4, oldestAt: NOW - minutes * MINUTE });
  expect(found({ waiting: waiting(14) })).toEqual([]);
  expect(found({ waiting: waiting(15) })).toEqual([["orders-waiting", "", 4]]);
});

it("the desk's growth is measured against an hour ago; without that figure there is no alert", () => {
  const desk = [entry("products", "name-blank", 500)];
  expect(found({ desk, deskBefore: null })).toEqual([]);
  expect(found({ desk, deskBefore: 301 })).toEqual([]);
  expect(found({ desk, deskBefore: 300 })).toEqual([["desk-growing", "", 200]]);
});
