import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  assertMove,
  askAt,
  backOffMs,
  countsAsNotThere,
  isState,
  MOVES,
  nextStep,
  NOT_THERE_COUNTS_AFTER_MS,
  type Cause,
  type OrderState,
} from "../../../src/rules/orders/state-machine.ts";

const STATES = Object.keys(MOVES).filter(isState);
const CAUSES: readonly Cause[] = ["webhook", "sweep", "erp-event", "due", "person"];

it("inv. 3: no path of moves leads from a telling back to one without passing `uncertain`", () => {
  // From every state that may follow a telling, walk all moves except those out of `uncertain`.
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

it("inv. 3: an order that was ever told is asked about before anything that could tell it again", () => {
  for (const state of STATES) {
    const next = nextStep({ state, toldAt: 1, seqPedido: null }, "webhook");
    if (MOVES[state].includes("submitting") && state !== "uncertain") expect(next.kind, state).toBe("ask");
  }
  expect(nextStep({ state: "submitting", toldAt: 1, seqPedido: null }, "due").kind).toBe("ask");
});

it("every state answers every cause", () => {
  for (const state of STATES)
    for (const cause of CAUSES)
      for (const toldAt of [null, 1])
        expect(["look", "ask", "follow", "rest"]).toContain(nextStep({ state, toldAt, seqPedido: null }, cause).kind);
});

it("a move that is not in the table throws", () => {
  expect(() => assertMove("invoiced", "submitting")).toThrow("no move from invoiced to submitting");
  expect(() => assertMove("cancelled", "received")).toThrow();
  expect(() => assertMove("submitted", "imported")).not.toThrow();
});

it("what ends stays ended", () => {
  expect([MOVES.cancelled, MOVES.invoiced]).toEqual([[], []]);
});

it("'not there' counts from two minutes on, and at once where nothing was ever told", () => {
  expect(countsAsNotThere(1000, 1000 + NOT_THERE_COUNTS_AFTER_MS - 1)).toBe(false);
  expect(countsAsNotThere(1000, 1000 + NOT_THERE_COUNTS_AFTER_MS)).toBe(true);
  expect(countsAsNotThere(null, 0)).toBe(true);
});

it("law: a question is never set into the past, and one that may tell again never before two minutes", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.nat(30), fc.nat(10_000_000), (toldAt, asked, waited) => {
      const now = toldAt + waited;
      const at = askAt(toldAt, asked, now);
      expect(at).toBeGreaterThanOrEqual(now);
      if (asked > 0) expect(at - toldAt).toBeGreaterThanOrEqual(NOT_THERE_COUNTS_AFTER_MS);
    }),
  );
});

it("the back-off goes from 15 s to 10 min and no further", () => {
  expect([1, 2, 3, 7, 40].map(backOffMs)).toEqual([15_000, 30_000, 60_000, 600_000, 600_000]);
});
