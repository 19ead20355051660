import { describe, expect, it } from "vitest";
import { mappedLines } from "../../../../src/rules/orders/back/fulfil-mapped.ts";
import type { LineProduct } from "../../../../src/rules/orders/items/line-products.ts";
import type { SubmittedSnapshot } from "../../../../src/rules/orders/submitted-snapshot.ts";
import {
  planFulfilment,
  type FulfilFacts,
  type FulfillmentOrderNow,
} from "../../../../src/rules/orders/back/fulfil-plan.ts";

const line = (sku: string | null, remaining: number, id = `line-${sku ?? "none"}`) => ({
  id,
  sku,
  remaining,
  variantGid: null,
  title: "Sacola",
  isGiftCard: false,
});
const order = (lines: FulfillmentOrderNow["lines"], over: Partial<FulfillmentOrderNow> = {}): FulfillmentOrderNow => ({
  id: "fo-1",
  status: "OPEN",
  locationGid: "loja-1",
  method: "SHIPPING",
  lines,
  ...over,
});
const item = (sku: string, attendedMilli: number) => ({
  sku,
  orderedMilli: attendedMilli,
  attendedMilli,
  priceCents: null,
});
const plan = (over: Partial<FulfilFacts>) =>
  planFulfilment({
    fulfillmentOrders: [order([line("P1E1", 3), line("P2E6", 1)])],
    items: [item("P1E1", 3_000), item("P2E6", 1_000)],
    company: 1,
    companies: new Map([
      ["loja-1", 1],
      ["loja-2", 2],
    ]),
    mapped: new Map(),
    weighed: new Set(),
    quantityIn: "packages",
    done: new Map(),
    refusedAt: new Set(),
    fulfilsPickups: false,
    ...over,
  });
/** "fo-1 P1E1:3 P2E6:1", one part after the other. */
const words = (over: Partial<FulfilFacts>): string => {
  const made = plan(over);
  if (made.do === "nothing") return "nothing";
  if (made.do === "stop") return `stop ${made.why} ${made.units}`;
  const parts = made.parts.map(
    ({ fulfillmentOrderId, lines }) =>
      `${fulfillmentOrderId} ${lines.map(({ sku, quantity }) => `${sku ?? "?"}:${quantity}`).join(" ")}`,
  );
  return `${made.locationGid} ${parts.join(", ")}`;
};

describe("an invoice fulfils", () => {
  it("what it bills, and no more than is still to leave (E19)", () => {
    expect(words({})).toBe("loja-1 fo-1 P1E1:3 P2E6:1");
    expect(words({ items: [item("P1E1", 2_000)] })).toBe("loja-1 fo-1 P1E1:2");
    expect(words({ items: [item("P1E1", 9_000)] })).toBe("loja-1 fo-1 P1E1:3");
    expect(words({ items: [item("P1E1", 2_000)], done: new Map([["P1E1", 2]]) })).toBe("nothing");
    expect(words({ items: [item("P1E1", 0), item("P9E1", 1_000)] })).toBe("nothing");
  });

  it("by the units in which the ERP counts packages", () => {
    expect(words({ items: [item("P2E6", 6_000)], quantityIn: "units" })).toBe("loja-1 fo-1 P2E6:1");
  });

  it("E8: goods by weight whole, whatever they weigh", () => {
    expect(words({ items: [item("P1E1", 735)], weighed: new Set(["P1E1"]) })).toBe("loja-1 fo-1 P1E1:3");
  });

  it("all of it where the ERP names no item", () => {
    expect(words({ items: [] })).toBe("loja-1 fo-1 P1E1:3 P2E6:1");
  });

  it("a line without a product of the ERP with the last of the others", () => {
    const lines = [line("P1E1", 3), line("P2E6", 1), line(null, 1)];
    expect(words({ fulfillmentOrders: [order(lines)] })).toBe("loja-1 fo-1 P1E1:3 P2E6:1 ?:1");
    expect(words({ fulfillmentOrders: [order(lines)], items: [item("P1E1", 3_000)] })).toBe("loja-1 fo-1 P1E1:3");
  });

  it("E17: one location after the other, its own store first, and a fulfilment service's goods never", () => {
    const fulfillmentOrders = [
      order([line("P1E1", 1)], { id: "fo-2", locationGid: "loja-2" }),
      order([line("P1E1", 1)], { id: "fo-1" }),
      order([line("P1E1", 1)], { id: "fo-3", locationGid: "terceiro" }),
    ];
    const items = [item("P1E1", 3_000)];
    expect(words({ fulfillmentOrders, items })).toBe("loja-1 fo-1 P1E1:1");
    const second = [
      order([line("P1E1", 0)], { status: "CLOSED" }),
      ...fulfillmentOrders.filter(({ id }) => id !== "fo-1"),
    ];
    expect(words({ fulfillmentOrders: second, items, done: new Map([["P1E1", 1]]) })).toBe("loja-2 fo-2 P1E1:1");
    const third = fulfillmentOrders.filter(({ id }) => id === "fo-3");
    expect(words({ fulfillmentOrders: third, items, done: new Map([["P1E1", 2]]) })).toBe("stop elsewhere 1");
  });

  it("E18: the location that refused waits, and the other one goes", () => {
    const fulfillmentOrders = [
      order([line("P1E1", 1)]),
      order([line("P2E6", 1)], { id: "fo-2", locationGid: "loja-2" }),
    ];
    expect(words({ fulfillmentOrders, refusedAt: new Set(["loja-1"]) })).toBe("loja-2 fo-2 P2E6:1");
    expect(words({ fulfillmentOrders: fulfillmentOrders.slice(0, 1), refusedAt: new Set(["loja-1"]) })).toBe(
      "stop refused 1",
    );
  });

  it.each([
    ["ON_HOLD", "stop on-hold 4"],
    ["SCHEDULED", "stop scheduled 4"],
    ["CLOSED", "nothing"],
    ["CANCELLED", "nothing"],
  ])("nothing of a fulfillment order that is %s: %s", (status, expected) => {
    expect(words({ fulfillmentOrders: [order([line("P1E1", 3), line("P2E6", 1)], { status })] })).toBe(expected);
  });

  it("nothing that Shopify does not show, and a pickup only by rule", () => {
    expect(words({ fulfillmentOrders: [] })).toBe("stop not-shown 0");
    const fulfillmentOrders = [order([line("P1E1", 3)], { method: "PICK_UP" })];
    expect(words({ fulfillmentOrders })).toBe("nothing");
    expect(words({ fulfillmentOrders, fulfilsPickups: true })).toBe("loja-1 fo-1 P1E1:3");
  });

  it("a line that was submitted as another product when that product is billed, and no more of it than that", () => {
    const lines = [line("P1E1", 3), line("P2E1", 2), line(null, 1, "bag")];
    const mapped = new Map([
      ["line-P2E1", { sku: "P9E1", units: 2 }],
      ["bag", { sku: "P8E1", units: 1 }],
    ]);
    const of = (items: FulfilFacts["items"]) => words({ fulfillmentOrders: [order(lines)], items, mapped });
    expect(of([item("P1E1", 3_000), item("P9E1", 2_000), item("P8E1", 1_000)])).toBe("loja-1 fo-1 P1E1:3 P2E1:2 ?:1");
    expect(of([item("P9E1", 1_000)])).toBe("loja-1 fo-1 P2E1:1");
    expect(of([item("P8E1", 1_000)])).toBe("loja-1 fo-1 ?:1");
    expect(of([item("P1E1", 3_000)])).toBe("loja-1 fo-1 P1E1:3");
  });
});

const submitted = (lines: SubmittedSnapshot["lines"], items: Readonly<Record<number, number>>) => ({
  lines,
  items: Object.entries(items).map(([seqProduto, units]) => ({
    seqProduto: Number(seqProduto),
    packageMilli: 1_000,
    orderedMilli: units * 1_000,
  })),
});
const PRODUCTS: readonly LineProduct[] = [
  { kind: "free", name: "*", sku: "P9E1", priceCents: 1 },
  { kind: "free", name: "P3E1", sku: "own", priceCents: 1 },
  { kind: "custom", name: "sacola", sku: "P8E1", priceCents: 0 },
  { kind: "gift-card", name: "*", sku: "P7E1", priceCents: 0 },
];

it.each([
  ["a gift", line("P2E1", 2), { P2E1: { units: 2, cents: 0 } }, { 9: 2 }, { sku: "P9E1", units: 2 }],
  [
    "a gift beside paid units of its SKU",
    line("P2E1", 3),
    { P2E1: { units: 3, cents: 500 } },
    { 2: 2, 9: 1 },
    { sku: "P9E1", units: 1 },
  ],
  ["a paid line", line("P2E1", 2), { P2E1: { units: 2, cents: 500 } }, { 2: 2 }, undefined],
  ["a gift that stays its own product", line("P3E1", 1), { P3E1: { units: 1, cents: 0 } }, { 3: 1 }, undefined],
  ["a bag", line(null, 4), {}, { 8: 4 }, { sku: "P8E1", units: 4 }],
  ["a bag that no row names", { ...line(null, 4), title: "Embrulho" }, {}, {}, undefined],
  ["a gift card", { ...line("VALE", 1), isGiftCard: true }, {}, { 7: 1 }, { sku: "P7E1", units: 1 }],
] as const)("%s is fulfilled as what was submitted for it", (_, given, lines, items, expected) => {
  expect(mappedLines([given], submitted(lines, items), PRODUCTS).get(given.id)).toEqual(expected);
});
