/** What of a promised payment is taken, for every order of invoices, payments and captures: never more than billed. */
import { array, assert, boolean, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  captureSeen,
  isBilledWhole,
  markPaidSeen,
  planCollect,
  type Bills,
  type CollectFacts,
  type MoneySeen,
  type MoneyTransaction,
} from "../../../../src/rules/orders/back/collect-plan.ts";

const transaction = (over: Partial<MoneyTransaction>): MoneyTransaction => ({
  id: "1",
  kind: "AUTHORIZATION",
  status: "SUCCESS",
  cents: 1_000,
  parentId: null,
  isMultiCapturable: false,
  expiresAt: 7,
  isManual: false,
  ...over,
});
const bills = (over: Partial<Bills> = {}): Bills => ({
  keys: ["k"],
  cents: 1_000,
  isAltered: false,
  isOpen: false,
  milli: null,
  alterations: [],
  ...over,
});
const seen = (transactions: readonly MoneyTransaction[], over: Partial<MoneySeen> = {}): MoneySeen => ({
  isCancelled: false,
  totalCents: 1_000,
  canMarkAsPaid: true,
  transactions,
  ...over,
});
const facts = (over: Partial<CollectFacts>): CollectFacts => ({
  money: seen([transaction({})]),
  bills: bills(),
  isWhole: true,
  absorbUpToCents: 100,
  captures: true,
  marksPaid: true,
  ...over,
});
const kindOf = (over: Partial<CollectFacts>): string => planCollect(facts(over)).kind;

describe("an authorisation", () => {
  it("is captured at what is billed", () => {
    expect(planCollect(facts({ bills: bills({ cents: 700 }) }))).toMatchObject({
      kind: "capture",
      capture: { parentId: "1", cents: 700, isFinal: null },
    });
  });

  it("waits for the rest of the invoices, and for an alteration that is not done", () => {
    expect(planCollect(facts({ bills: bills({ cents: 400 }), isWhole: false }))).toMatchObject({
      kind: "waits",
      expiresAt: 7,
    });
    const money = seen([transaction({ isMultiCapturable: true })]);
    expect(kindOf({ bills: bills({ isOpen: true }), isWhole: false, money })).toBe("waits");
  });

  it("of several captures: each invoice has its own, and the last one is the final one", () => {
    const multi = transaction({ isMultiCapturable: true });
    const first = { money: seen([multi]), bills: bills({ cents: 400 }), isWhole: false };
    expect(planCollect(facts(first))).toMatchObject({ capture: { cents: 400, isFinal: false } });
    const taken = transaction({ id: "2", kind: "CAPTURE", parentId: "1", cents: 400 });
    const last = { money: seen([multi, taken]), bills: bills({ cents: 900 }) };
    expect(planCollect(facts(last))).toMatchObject({ capture: { cents: 500, isFinal: true } });
  });

  it("bears no more than its amount; what is absorbed is not taken", () => {
    expect(planCollect(facts({ bills: bills({ cents: 1_001 }) }))).toMatchObject({
      kind: "above-authorized",
      figures: { billedCents: 1_001, authorizedCents: 1_000 },
    });
    expect(planCollect(facts({ bills: bills({ cents: 1_100, isAltered: true }) }))).toMatchObject({
      capture: { cents: 1_000 },
    });
    expect(kindOf({ bills: bills({ cents: 1_101, isAltered: true }) })).toBe("above-authorized");
  });

  it("is left alone: voided and paid otherwise, a capture on its way, a cancelled order, no invoice, by rule", () => {
    const voided = [transaction({}), transaction({ id: "2", kind: "VOID", parentId: "1" })];
    expect(kindOf({ money: seen([...voided, transaction({ id: "3", kind: "SALE" })]) })).toBe("settled");
    expect(kindOf({ money: seen(voided) })).toBe("above-authorized");
    const pending = transaction({ id: "2", kind: "CAPTURE", parentId: "1", status: "PENDING" });
    expect(kindOf({ money: seen([transaction({}), pending]) })).toBe("answering");
    expect(kindOf({ money: seen([transaction({})], { isCancelled: true }) })).toBe("settled");
    expect(kindOf({ bills: bills({ keys: [] }) })).toBe("settled");
    expect(kindOf({ captures: false })).toBe("settled");
  });

  it("over several authorisations: never more than billed or authorised, and it ends", () => {
    const amounts = array(record({ cents: integer({ min: 1, max: 900 }), isMultiCapturable: boolean() }), {
      minLength: 1,
      maxLength: 4,
    });
    assert(
      property(amounts, integer({ min: 1, max: 2_500 }), (given, billedCents) => {
        const transactions = given.map((each, at) => transaction({ ...each, id: `a${at}` }));
        const authorized = given.reduce((sum, { cents }) => sum + cents, 0);
        let taken = 0;
        for (let step = 0; ; step += 1) {
          expect(step).toBeLessThanOrEqual(given.length);
          const plan = planCollect(facts({ money: seen(transactions), bills: bills({ cents: billedCents }) }));
          if (plan.kind !== "capture") {
            expect(plan.kind).toBe(billedCents > authorized ? "above-authorized" : "settled");
            break;
          }
          const { cents, parentId } = plan.capture;
          taken += cents;
          transactions.push(transaction({ id: `c${step}`, kind: "CAPTURE", parentId, cents }));
          const rest = (transactions.find(({ id }) => id === parentId)?.cents ?? 0) - cents;
          if (rest > 0) transactions.push(transaction({ id: `v${step}`, kind: "VOID", parentId, cents: rest }));
        }
        expect(taken).toBe(billedCents > authorized ? 0 : billedCents);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a payment on delivery", () => {
  const cash = transaction({ kind: "SALE", status: "PENDING", isManual: true, expiresAt: null });

  it("is marked as paid once the order is billed whole, at its total", () => {
    expect(planCollect(facts({ money: seen([cash]) }))).toMatchObject({ kind: "mark-paid", cents: 1_000 });
    expect(kindOf({ money: seen([cash]), isWhole: false })).toBe("waits");
    expect(kindOf({ money: seen([cash]), bills: bills({ cents: 990 }) })).toBe("total-differs");
    expect(kindOf({ money: seen([cash], { canMarkAsPaid: false }) })).toBe("unmarkable");
    expect(kindOf({ money: seen([cash]), marksPaid: false })).toBe("settled");
  });

  it("a PIX on its way is the gateway's to end", () => {
    expect(kindOf({ money: seen([{ ...cash, isManual: false }]) })).toBe("settled");
  });
});

describe("what became of it", () => {
  const sent = { parentId: "1", cents: 700, before: ["1"] };
  const capture = (over: Partial<MoneyTransaction>) =>
    transaction({ id: "2", kind: "CAPTURE", parentId: "1", cents: 700, ...over });

  it("of a capture", () => {
    expect(captureSeen(sent, seen([transaction({})]))).toBe("before");
    expect(captureSeen(sent, seen([transaction({}), capture({})]))).toBe("done");
    expect(captureSeen(sent, seen([transaction({}), capture({ status: "PENDING" })]))).toBe("answering");
    expect(captureSeen(sent, seen([transaction({}), capture({ status: "FAILURE" })]))).toBe("refused");
    expect(captureSeen(sent, seen([transaction({}), capture({ cents: 300 })]))).toBe("other");
    expect(captureSeen(sent, seen([transaction({}), capture({ kind: "VOID" })]))).toBe("other");
    // One that was there before the call is not its answer.
    expect(captureSeen({ ...sent, before: ["1", "2"] }, seen([transaction({ cents: 2_000 }), capture({})]))).toBe(
      "before",
    );
  });

  it("of a payment marked", () => {
    const paid = transaction({ id: "2", kind: "SALE", parentId: "1" });
    expect(markPaidSeen({ cents: 1_000, before: [] }, seen([]))).toBe("before");
    expect(markPaidSeen({ cents: 1_000, before: [] }, seen([paid]))).toBe("done");
    expect(markPaidSeen({ cents: 1_000, before: ["2"] }, seen([paid]))).toBe("before");
    expect(markPaidSeen({ cents: 1_000, before: [] }, seen([{ ...paid, cents: 400 }]))).toBe("other");
  });
});

it("no other invoice is to come: by the total, or by every item; unnamed items and open alterations say nothing", () => {
  const items = [{ seqProduto: 1, packageMilli: 1_000, orderedMilli: 2_000 }];
  const billed = (milli: number) => bills({ cents: 900, milli: new Map([["P1E1", milli]]) });
  expect(isBilledWhole(bills(), items, 1_000)).toBe(true);
  expect(isBilledWhole(billed(2_000), items, 1_000)).toBe(true);
  expect(isBilledWhole(billed(1_000), items, 1_000)).toBe(false);
  expect(isBilledWhole(bills({ cents: 900 }), items, 1_000)).toBe(false);
  expect(isBilledWhole(billed(2_000), [], 1_000)).toBe(false);
  expect(isBilledWhole({ ...bills(), isOpen: true }, items, 1_000)).toBe(false);
});
