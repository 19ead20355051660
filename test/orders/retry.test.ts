import { expect, it } from "vitest";
import { planRetry, type RetryOf } from "../../src/orders/intake/plan-retry.ts";
import { isState, MOVES } from "../../src/rules/orders/state-machine.ts";

const NOW = 10_000_000;
const of = (over: Partial<RetryOf>): RetryOf => ({
  state: "uncertain",
  reason: null,
  submittedAt: NOW - 1_000_000,
  leaseUntil: 0,
  ...over,
});
const plan = (over: Partial<RetryOf>, hasLookup = true) => planRetry(of(over), { hasLookup, now: NOW });

it("every state has a way back or says why not, with and without a lookup", () => {
  const states = Object.keys(MOVES).filter(isState);
  const outcome = (hasLookup: boolean) =>
    Object.fromEntries(
      states.map((state) => {
        const planned = plan({ state }, hasLookup);
        return [state, planned.ok ? planned.action : planned.reason];
      }),
    );
  expect(outcome(true)).toEqual({
    received: "lookUp",
    "waiting-payment": "lookUp",
    "on-hold": "lookUp",
    ignored: "lookUp",
    ready: "lookUp",
    submitting: "lookUp",
    uncertain: "lookUp",
    submitted: "checkKept",
    imported: "checkKept",
    invoiced: "checkKept",
    failed: "lookUp",
    cancelled: "order-cancelled",
  });
  expect(outcome(false)).toMatchObject({
    ready: "submitAgain",
    "on-hold": "submitAgain",
    submitting: "submitAgain",
    uncertain: "submitAgain",
    failed: "submitAgain",
    submitted: "no-order-lookup",
    imported: "no-order-lookup",
    invoiced: "no-order-lookup",
  });
  for (const state of ["received", "waiting-payment", "on-hold", "ignored", "ready"] as const)
    expect(plan({ state, submittedAt: null })).toEqual({ ok: true, action: "evaluate" });
});

it("without a lookup, an order is not submitted again while the ERP may still store the last POST", () => {
  const submittedAt = NOW - 60_000;
  expect(plan({ submittedAt }, false)).toEqual({
    ok: false,
    reason: "submitted-recently",
    notBefore: submittedAt + 360_000,
  });
});

it("without a lookup, an order that no event ever showed is submitted again on the operator's word", () => {
  const shown = { state: "submitted", reason: "import-unseen" } as const;
  expect([plan(shown, false), plan(shown)]).toEqual([
    { ok: true, action: "submitAgain" },
    { ok: true, action: "checkKept" },
  ]);
});

it("an order under way is not interrupted", () => {
  expect(plan({ leaseUntil: NOW + 1 })).toEqual({ ok: false, reason: "order-in-progress", notBefore: NOW + 1 });
});
