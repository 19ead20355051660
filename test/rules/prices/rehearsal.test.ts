import { expect, it } from "vitest";
import { rehearse, type RehearsedFacts } from "../../../src/rules/prices/rehearsal.ts";

const NOW = Date.parse("2026-11-24T15:00:00Z");
const WEDNESDAY = Date.parse("2026-11-25T03:00:00Z"); // 00:00 in São Paulo
const DAY_MS = 86_400_000;

const factsOf = (price: Partial<NonNullable<RehearsedFacts["price"]>> = {}, over: Partial<RehearsedFacts> = {}) => ({
  price: {
    normalCents: 2000,
    promoCents: 1500,
    promoFrom: WEDNESDAY,
    promoUntil: WEDNESDAY + 3 * DAY_MS,
    onSale: true,
    ...price,
  },
  weighed: false,
  multipleMilli: null,
  packageMilli: 1000,
  erpPriceCents: 2000,
  sentPriceCents: 2000,
  approvedCents: null,
  outcomeUnknown: false,
  dropMaxPercent: 50,
  isOffered: true,
  hasPicture: true,
  hasStock: true,
  ...over,
});

it("a promotion starts in its first instant, and not one millisecond before", () => {
  expect(rehearse(factsOf(), NOW, WEDNESDAY)).toEqual({
    now: { priceCents: 2000, compareAtCents: null },
    after: { priceCents: 1500, compareAtCents: 2000 },
    change: "starts",
    gaps: [],
  });
  expect(rehearse(factsOf(), NOW, WEDNESDAY - 1).change).toBe("none");
});

it("it ends in the first instant after it, and goes on until then", () => {
  const running = { promoFrom: NOW - DAY_MS, promoUntil: WEDNESDAY };
  expect(rehearse(factsOf(running), NOW, WEDNESDAY - 1).change).toBe("runs");
  const { change, after, gaps } = rehearse(factsOf(running, { hasPicture: false }), NOW, WEDNESDAY);
  expect([change, after, gaps]).toEqual(["ends", { priceCents: 2000, compareAtCents: null }, []]);
});

it("one promotion behind another is a change of price", () => {
  const later = [{ cents: 1200, from: WEDNESDAY, until: WEDNESDAY + DAY_MS }];
  const { change, now, after } = rehearse(
    factsOf({ promoFrom: NOW - DAY_MS, promoUntil: WEDNESDAY, later }),
    NOW,
    WEDNESDAY,
  );
  expect([change, now?.priceCents, after?.priceCents]).toEqual(["changes", 1500, 1200]);
});

it("a fall above the target's limit is held, unless that very price was approved", () => {
  expect(rehearse(factsOf({ promoCents: 999 }), NOW, WEDNESDAY).gaps).toEqual(["held"]);
  expect(rehearse(factsOf({ promoCents: 1000 }), NOW, WEDNESDAY).gaps).toEqual([]);
  expect(rehearse(factsOf({ promoCents: 999 }, { approvedCents: 999 }), NOW, WEDNESDAY).gaps).toEqual([]);
});

it("names what is in the encarte and cannot sell: no picture, no stock, off sale", () => {
  const gaps = (over: Partial<RehearsedFacts>) => rehearse(factsOf({}, over), NOW, WEDNESDAY).gaps;
  expect(gaps({ hasPicture: false })).toEqual(["no-picture"]);
  expect(gaps({ hasStock: false })).toEqual(["no-stock"]);
  expect(gaps({ isOffered: false })).toEqual(["off-sale"]);
  expect(rehearse(factsOf({ onSale: false }), NOW, WEDNESDAY)).toMatchObject({ after: null, gaps: ["off-sale"] });
});

it("goods outside the encarte are not asked for a picture or stock", () => {
  const outside = factsOf({ promoFrom: WEDNESDAY + DAY_MS }, { hasPicture: false, hasStock: false });
  expect(rehearse(outside, NOW, WEDNESDAY)).toMatchObject({ change: "none", gaps: [] });
});
