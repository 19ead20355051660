import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  assertMove,
  nextCheckAt,
  backoffMs,
  isNotFoundFinal,
  isState,
  maySubmit,
  MOVES,
  nextStep,
  NOT_FOUND_FINAL_AFTER_MS,
  type Cause,
  type Finding,
  type OrderState,
  type OrderStep,
} from "../../../src/rules/orders/state-machine.ts";

const STATES = Object.keys(MOVES).filter(isState);
const CAUSES: readonly Cause[] = ["webhook", "sweep", "erp-event", "due", "person"];
const FINDINGS: readonly Finding[] = [
  "start",
  "notInErp",
  "stillInErp",
  "readyToAsk",
  "readyToSubmit",
  "eventsEntered",
  "metafieldsSent",
  "shopUnchanged",
  "importAsked",
];
const EVERY_CASE = STATES.flatMap((state) =>
  CAUSES.flatMap((cause) =>
    [null, 1].flatMap((submittedAt) => FINDINGS.map((after) => ({ state, cause, submittedAt, after }))),
  ),
);

/** Null: no row of the flow. */
function stepOf(state: OrderState, cause: Cause, submittedAt: number | null, after: Finding): OrderStep | null {
  try {
    return nextStep({ state, submittedAt, seqPedido: null, posts: 0 }, cause, after);
  } catch {
    return null;
  }
}

it("inv. 3: no path of moves leads from one submit to the next without passing `uncertain`", () => {
  // From every state that may follow a submit, walk all moves except those out of `uncertain`.
  const reached = new Set<OrderState>();
  const walk = (state: OrderState): void => {
    if (reached.has(state) || state === "uncertain") return;
    reached.add(state);
    MOVES[state].forEach(walk);
  };
  MOVES.submitting.forEach(walk);
  expect(reached).not.toContain("submitting");
  expect(MOVES.submitting).not.toContain("ready");
  expect(MOVES.submitting).not.toContain("submitting");
});

it("inv. 3: an order that was ever submitted is looked up before any second submit", () => {
  for (const state of STATES) {
    const next = nextStep({ state, submittedAt: 1, seqPedido: null, posts: 1 }, "webhook", "start");
    if (!MOVES[state].includes("submitting") || state === "uncertain") continue;
    // An evaluation finds it ready and never ready to be sent: it moves to `ready`, and is looked up from there.
    expect(next, state).toBe(state === "ready" ? "confirm" : "evaluate");
    for (const after of ["readyToAsk", "readyToSubmit", "notInErp"] as const)
      expect(stepOf(state, "webhook", 1, after), `${state} ${after}`).toBeNull();
  }
  expect(nextStep({ state: "submitting", submittedAt: 1, seqPedido: null, posts: 1 }, "due", "start")).toBe("confirm");
});

it("inv. 3: an order is ready to be submitted when the ERP never had it or has just said so, and then only", () => {
  const submitted = { state: "uncertain", submittedAt: 1, seqPedido: null, posts: 1 } as const;
  expect(FINDINGS.filter((after) => maySubmit(submitted, after))).toEqual(["notInErp"]);
  expect(FINDINGS.every((after) => maySubmit({ ...submitted, submittedAt: null }, after))).toBe(true);
});

it("inv. 3: only an order that was never submitted or was looked up is submitted, and only after it was found ready", () => {
  for (const { state, cause, submittedAt, after } of EVERY_CASE) {
    const step = stepOf(state, cause, submittedAt, after);
    if (step === "submit")
      expect([after, submittedAt === null || state === "uncertain"]).toEqual(["readyToSubmit", true]);
  }
});

it("every state answers every cause", () => {
  for (const { state, cause, submittedAt, after } of EVERY_CASE)
    if (after === "start") expect(stepOf(state, cause, submittedAt, after), `${state} ${cause}`).not.toBeNull();
});

it("a pass over an order that the ERP has goes from the import to events, alterations, edits, cancellation, metafields, promised money, fulfilment and state", () => {
  const findings = [
    "eventsEntered",
    "altered",
    "shopUnchanged",
    "cancellationSeen",
    "totalChecked",
    "metafieldsSent",
    "collected",
    "fulfilled",
    "statusNotified",
  ] as const;
  const pass = (state: OrderState, first: Finding) =>
    [first, ...findings].map((after) =>
      nextStep({ state, submittedAt: 1, seqPedido: 464, posts: 1 }, "webhook", after),
    );
  expect(nextStep({ state: "submitted", submittedAt: 1, seqPedido: 464, posts: 1 }, "webhook", "start")).toBe(
    "importStatus",
  );
  const steps = [
    "erpEvents",
    "alter",
    "shopEdits",
    "cancelInShop",
    "invoiceTotal",
    "metafields",
    "collect",
    "fulfil",
    "notifyStatus",
    "rest",
  ];
  expect(pass("submitted", "importAsked")).toEqual(steps);
  for (const state of ["imported", "invoiced", "failed"] as const) expect(pass(state, "start")).toEqual(steps);
});

it("a finding that no row of the flow expects of a state throws", () => {
  const none = { submittedAt: null, seqPedido: null, posts: 0 };
  expect(() => nextStep({ ...none, submittedAt: 1, state: "on-hold" }, "due", "readyToSubmit")).toThrow(
    "no step for on-hold after readyToSubmit",
  );
  expect(() => nextStep({ ...none, state: "cancelled" }, "due", "notInErp")).toThrow();
});

it("a move that is not in the table throws", () => {
  expect(() => assertMove("invoiced", "submitting")).toThrow("no move from invoiced to submitting");
  expect(() => assertMove("cancelled", "submitting")).toThrow();
  expect(() => assertMove("submitted", "imported")).not.toThrow();
});

it("an order that was never submitted is asked for before its first submit", () => {
  const never = { submittedAt: null, seqPedido: null, posts: 0 };
  expect(nextStep({ ...never, state: "ready" }, "webhook", "readyToAsk")).toBe("askFirst");
});

it("only an operator's request, or the ERP's word, leads out of what has ended, and never without asking the ERP", () => {
  const ended = { submittedAt: 1, seqPedido: 464, posts: 1 };
  for (const cause of CAUSES) {
    expect(nextStep({ ...ended, state: "invoiced" }, cause, "start")).toBe(
      cause === "person" ? "checkKept" : "erpEvents",
    );
    expect(nextStep({ ...ended, state: "cancelled" }, cause, "start")).toBe(
      cause === "person" ? "evaluate" : cause === "erp-event" ? "confirm" : "rest",
    );
  }
  expect(MOVES.invoiced).toEqual(["uncertain"]);
});

it("an order that was submitted twice is looked up after its import; one that was submitted once is not", () => {
  const step = (posts: number) =>
    nextStep({ state: "invoiced", submittedAt: 1, seqPedido: 464, posts }, "due", "statusNotified");
  expect([step(1), step(2)]).toEqual(["rest", "checkKept"]);
});

it("'not there' counts from six minutes on, and at once for an order never submitted", () => {
  expect(isNotFoundFinal(1000, 1000 + NOT_FOUND_FINAL_AFTER_MS - 1)).toBe(false);
  expect(isNotFoundFinal(1000, 1000 + NOT_FOUND_FINAL_AFTER_MS)).toBe(true);
  expect(isNotFoundFinal(null, 0)).toBe(true);
});

it("law: a lookup is never set into the past, and one that may lead to a submit never before six minutes", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.nat(30), fc.nat(10_000_000), (submittedAt, lookups, waited) => {
      const now = submittedAt + waited;
      const at = nextCheckAt(submittedAt, lookups, now);
      expect(at).toBeGreaterThanOrEqual(now);
      if (lookups > 0) expect(at - submittedAt).toBeGreaterThanOrEqual(NOT_FOUND_FINAL_AFTER_MS);
    }),
  );
});

it("the back-off goes from 15 s to 10 min and no further", () => {
  expect([1, 2, 3, 7, 40].map(backoffMs)).toEqual([15_000, 30_000, 60_000, 600_000, 600_000]);
});
