import { expect, it } from "vitest";
import {
  compareLevel,
  compareProduct,
  IN_FLIGHT_MS,
  type ExpectedLevel,
  type ExpectedProduct,
  type LiveLevel,
  type LiveProduct,
} from "../../../src/rules/drift/compare.ts";

const NOW = Date.UTC(2026, 10, 24, 15);
const selling = { tracked: true, policy: "DENY", requiresShipping: true, taxable: true } as const;
const parts = { barcode: null, weightG: null, document: null, selling };
const price = (priceCents: number, compareAtCents: number | null = null) => ({ priceCents, compareAtCents });

const expectedOf = (over: Partial<ExpectedProduct> = {}): ExpectedProduct => ({
  seqProduct: 1,
  title: "Café",
  status: "ACTIVE",
  channels: ["loja"],
  fields: [],
  tags: null,
  variants: [{ sku: "P1E1", gid: "v1", price: price(990), ...parts }],
  ...over,
});
const liveOf = (over: Partial<LiveProduct> = {}): LiveProduct => ({
  title: "Café",
  status: "ACTIVE",
  channels: ["loja"],
  fields: { vendor: "", productType: "", seoTitle: "", seoDescription: "" },
  tags: [],
  variants: [{ gid: "v1", sku: "P1E1", price: price(990), ...parts }],
  ...over,
});
const kinds = (expected: ExpectedProduct, live: LiveProduct | null) =>
  compareProduct(expected, live).map(({ kind, sku, expected: wanted, actual }) =>
    [kind, sku, wanted ?? "–", actual ?? "–"].join(" "),
  );

it.each([
  ["a product that was deleted", null, ["product-missing  Café –"]],
  ["another title", { title: "Cafe bom" }, ["title  Café Cafe bom"]],
  ["a product made a draft", { status: "DRAFT" }, ["status  ACTIVE DRAFT"]],
  ["a product taken off its channel", { channels: [] }, ["unpublished  sim não"]],
  ["a variant deleted by hand", { variants: [] }, ["variant-missing P1E1 P1E1 –"]],
  [
    "a variant that is not ours",
    { variants: [...liveOf().variants, { gid: "v9", sku: null, price: price(1), ...parts }] },
    ["variant-extra  – v9"],
  ],
  ["another price", { variants: [{ gid: "v1", sku: "P1E1", price: price(991), ...parts }] }, ["price P1E1 990 991"]],
  [
    "a strike-through price that no lane sent",
    { variants: [{ gid: "v1", sku: "P1E1", price: price(990, 1290), ...parts }] },
    ["price P1E1 990 990/1290"],
  ],
] as const)("finds %s", (_, over, found) => {
  expect(kinds(expectedOf(), over === null ? null : liveOf(over))).toEqual(found);
});

it("finds nothing where Shopify shows the sent values, nor outside the comparison", () => {
  expect(kinds(expectedOf(), liveOf())).toEqual([]);
  expect(kinds(expectedOf(), liveOf({ status: "ARCHIVED" }))).toEqual([]);
  const unknown = expectedOf({ title: null, status: null, channels: [], variants: null });
  expect(kinds(unknown, liveOf({ title: "Outro", status: "DRAFT", channels: [], variants: [] }))).toEqual([]);
});

it("a SKU changed by hand still identifies our variant, and is a difference of its own", () => {
  expect(kinds(expectedOf(), liveOf({ variants: [{ gid: "v1", sku: "XYZ", price: price(990), ...parts }] }))).toEqual([
    "sku P1E1 P1E1 XYZ",
  ]);
});

it.each([
  ["tracked", { tracked: false }, "tracking P1E1 sim não"],
  ["policy", { policy: "CONTINUE" }, "policy P1E1 DENY CONTINUE"],
  ["requiresShipping", { requiresShipping: false }, "shipping P1E1 sim não"],
  ["taxable", { taxable: false }, "taxable P1E1 sim não"],
])("finds a switched %s, and nothing where it is not ours", (field, over, found) => {
  const live = liveOf({
    variants: [{ gid: "v1", sku: "P1E1", price: price(990), ...parts, selling: { ...selling, ...over } }],
  });
  expect(kinds(expectedOf(), live)).toEqual([found]);
  const theirs = { ...selling, [field]: null };
  const variants = [{ sku: "P1E1", gid: "v1", price: price(990), ...parts, selling: theirs }];
  expect(kinds(expectedOf({ variants }), live)).toEqual([]);
});

const level = (over: Partial<ExpectedLevel> = {}): ExpectedLevel => ({
  seqProduct: 1,
  sku: "P1E1",
  company: 1,
  units: 10,
  reservedUnits: 0,
  ...over,
});
const there = (over: Partial<LiveLevel> = {}): LiveLevel => ({
  isActive: true,
  available: 10,
  committed: 0,
  changedAt: NOW - 60_000,
  ...over,
});

it.each([
  ["fewer than was sent, and nothing sold", {}, { available: 9 }],
  ["fewer than what was sold explains", {}, { available: 6, committed: 3 }],
  ["more, and no order of ours to give back", {}, { available: 12 }],
  [
    "fewer by what was sold long ago: the hub knows of it by now",
    {},
    { available: 8, committed: 2, changedAt: NOW - IN_FLIGHT_MS },
  ],
] as const)("finds stock: %s", (_, expected, live) => {
  expect(compareLevel(level(expected), there(live), NOW)).toMatchObject({ kind: "stock", expected: "10" });
});

it.each([
  ["an order placed a moment ago", {}, { available: 7, committed: 3 }],
  ["an order cancelled a moment ago", { reservedUnits: 2 }, { available: 12 }],
] as const)("is no finding: %s", (_, expected, live) => {
  expect(compareLevel(level(expected), there(live), NOW)).toBe("inFlight");
});

it("finds a deactivated level, whatever its quantity", () => {
  expect(compareLevel(level(), there({ isActive: false }), NOW)).toMatchObject({ kind: "level-inactive" });
  expect(compareLevel(level(), null, NOW)).toMatchObject({ kind: "level-inactive", actual: null });
});
