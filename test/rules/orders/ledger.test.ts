import { describe, expect, it } from "vitest";
import type { ErpEvent } from "../../../src/rules/orders/erp-event.ts";
import { compareOrder, INVOICE_LATE_MS, UNDER_WAY_MS, type Sources } from "../../../src/rules/orders/ledger/compare.ts";
import { expectedItems, type ErpSide, type HubSide, type ShopSide } from "../../../src/rules/orders/ledger/sides.ts";
import { totalsOf } from "../../../src/rules/orders/ledger/totals.ts";
import { nightOf, nightWindow, windowFault } from "../../../src/rules/orders/ledger/window.ts";
import { parseShopSide } from "../../../src/rules/orders/ledger/sides.ts";

const NOW = Date.UTC(2026, 10, 25, 6);
const DAY = 86_400_000;

const SALE = { createdAt: NOW - DAY, isEdited: false };
const soldLine = (sku: string | null, currentQuantity: number) => ({
  sku,
  currentQuantity,
  title: "Produto",
  variantTitle: null,
  isGiftCard: false,
});

const shop: ShopSide = {
  name: "#1001",
  createdAt: NOW - DAY,
  changedAt: NOW - DAY,
  isTest: false,
  isIgnored: false,
  isCancelled: false,
  isDeleted: false,
  financialStatus: "PAID",
  totalCents: 5_990,
  shippingCents: 990,
  refundedCents: 0,
  items: { P919E1: 2000 },
  hasOwnLine: false,
};
const hub: HubSide = {
  state: "invoiced",
  reason: null,
  seqPedido: 464,
  nroPedVenda: 88_001,
  submittedAt: NOW - DAY,
  importedAt: NOW - DAY,
};
type Found = Extract<ErpSide, { kind: "found" }>;
const erp: Found = {
  kind: "found",
  seqPedidos: [464],
  rejected: [],
  totalCents: 5_990,
  items: { P919E1: 2000 },
};
const event = (over: Partial<ErpEvent>): ErpEvent => ({
  eventKey: "7001",
  orderId: "6123",
  seqPedido: 464,
  nroPedVenda: 88_001,
  company: 1,
  type: "FATURADO",
  happenedAt: "2026-11-24T12:00:00",
  items: [],
  invoice: null,
  motive: null,
  ...over,
});
const cut = event({
  type: "ALTERADO",
  items: [{ sku: "P919E1", orderedMilli: 2000, attendedMilli: 1000, priceCents: 2_500 }],
});

const invoice = {
  model: "55",
  key: "35261140718256000153550010000012341058081017",
  number: "1234",
  series: "1",
  issuedAt: "2026-11-24T12:00:00",
  totalCents: 5_990,
  url: null,
};
const billed = event({ invoice });
const documentCancelled = event({ eventKey: "7002", type: "CANCELADO", happenedAt: "2026-11-24T13:00:00", invoice });

const sources: Sources = { shop, hub, erp, events: [], ordersSince: NOW - 30 * DAY, now: NOW };
const compare = (over: Partial<Sources>) => compareOrder({ ...sources, ...over });

describe("G1: the table of the ledger", () => {
  it.each<[string, Partial<Sources>, string]>([
    ["the three say the same", {}, "agrees"],
    ["Shopify gave no usable answer", { shop: null }, "not-compared"],
    ["the ERP gave no usable answer", { erp: { kind: "unknown" } }, "not-compared"],
    ["the answer has neither total nor items", { erp: { ...erp, totalCents: null, items: null } }, "not-compared"],
    ["the hub cannot convert a SKU and there is no total", { shop: { ...shop, items: null }, erp: { ...erp, totalCents: null } }, "not-compared"], // prettier-ignore
    ["a test order", { shop: { ...shop, isTest: true }, hub: null, erp: { kind: "notThere" } }, "not-expected"],
    ["not paid yet", { shop: { ...shop, financialStatus: "PENDING" }, hub: null, erp: { kind: "notThere" } }, "not-expected"], // prettier-ignore
    ["older than the first day", { shop: { ...shop, createdAt: NOW - 31 * DAY }, hub: null, erp: { kind: "notThere" } }, "not-expected"], // prettier-ignore
    ["everything was taken out of it", { shop: { ...shop, items: {} }, hub: null, erp: { kind: "notThere" } }, "not-expected"], // prettier-ignore
    ["cancelled before the ERP had it", { shop: { ...shop, isCancelled: true }, hub: { ...hub, state: "cancelled", seqPedido: null }, erp: { kind: "notThere" } }, "not-expected"], // prettier-ignore
    ["cancelled in both", { shop: { ...shop, isCancelled: true }, events: [event({ type: "CANCELADO" })] }, "not-expected"], // prettier-ignore
    ["cancelled in both, its document before", { shop: { ...shop, isCancelled: true }, events: [billed, documentCancelled, event({ type: "CANCELADO", happenedAt: "2026-11-24T14:00:00" })] }, "not-expected"], // prettier-ignore
    ["its document cancelled", { events: [billed, documentCancelled] }, "agrees"],
    ["what was not billed cancelled by the ERP", { events: [billed, event({ type: "CANCELADO" })] }, "agrees"],
    ["held", { hub: { ...hub, state: "on-hold", reason: "cpf-missing", seqPedido: null }, erp: { kind: "notThere" } }, "at-desk"], // prettier-ignore
    ["of unknown outcome, and at the desk (seed 223)", { hub: { ...hub, state: "uncertain", reason: "lookup-unproven", seqPedido: null }, erp: { kind: "notThere" } }, "at-desk"], // prettier-ignore
    ["billed in part, its rest cancelled", { shop: { ...shop, items: { P919E1: 1000 }, totalCents: 3_490 }, events: [event({ invoice, items: [{ sku: "P919E1", orderedMilli: 2000, attendedMilli: 1000, priceCents: 2_500 }] }), event({ eventKey: "7003", type: "CANCELADO" })] }, "explained"], // prettier-ignore
    ["refused by the ERP", { hub: { ...hub, state: "failed", seqPedido: null }, erp: { kind: "notThere" } }, "at-desk"],
    ["uncertain, and at the desk because no lookup is proven (seed 41029)", { hub: { ...hub, state: "uncertain", reason: "lookup-unproven", seqPedido: null }, erp: { kind: "notThere" } }, "at-desk"], // prettier-ignore
    ["uncertain without a lookup", { hub: { ...hub, state: "uncertain", reason: "erp-unconfirmed", seqPedido: null }, erp: { kind: "notThere" } }, "at-desk"], // prettier-ignore
    ["held back by the dry run", { hub: { ...hub, state: "ready", reason: "dry-run", seqPedido: null }, erp: { kind: "notThere" } }, "at-desk"], // prettier-ignore
    ["rejected at the import, keyed in again", { erp: { ...erp, seqPedidos: [463, 464], rejected: [463] } }, "agrees"],
    [
      "rejected at the import",
      { hub: { ...hub, state: "failed" }, erp: { ...erp, rejected: erp.seqPedidos } },
      "at-desk",
    ],
    ["cancelled by the ERP", { events: [event({ type: "CANCELADO", seqPedido: null })] }, "at-desk"],
    ["changed minutes ago, not in the ERP yet", { shop: { ...shop, changedAt: NOW - UNDER_WAY_MS + 1 }, hub: null, erp: { kind: "notThere" } }, "under-way"], // prettier-ignore
    ["cut by a known alteration, by its total", { erp: { ...erp, totalCents: 3_490 }, events: [cut] }, "explained"],
    ["cut in Shopify too", { shop: { ...shop, totalCents: 3_490, items: { P919E1: 1000 } }, events: [cut] }, "explained"], // prettier-ignore
    ["refunded in part after its invoice", { shop: { ...shop, totalCents: 4_990, refundedCents: 1_000 }, events: [event({})] }, "explained"], // prettier-ignore
    ["returned in full after its invoice", { shop: { ...shop, financialStatus: "REFUNDED" }, events: [event({})] }, "explained"], // prettier-ignore
    ["goods went back after its invoice", { shop: { ...shop, totalCents: 3_490, refundedCents: 2_500, items: { P919E1: 1000 } }, events: [event({})], returned: new Set(["P919E1"]) }, "explained"], // prettier-ignore
    ["goods went back after its invoice, for other goods and a refund", { shop: { ...shop, totalCents: 4_000, items: { P7E1: 1000 } }, events: [event({})], returned: new Set(["P919E1"]) }, "explained"], // prettier-ignore
    ["paid on delivery, sent by the order flow", { shop: { ...shop, financialStatus: "PENDING" } }, "agrees"],
  ])("%s", (_, over, verdict) => {
    expect(compare(over)).toMatchObject({ verdict, differences: [] });
  });

  it.each<[string, Partial<Sources>, readonly object[]]>([
    ["the ERP lost an order that it once took", { erp: { kind: "notThere" } }, [{ kind: "missing-in-erp", seqPedido: 464, state: "invoiced" }]], // prettier-ignore
    ["uncertain for a day, and no entry says so", { hub: { ...hub, state: "uncertain", reason: null, seqPedido: null }, erp: { kind: "notThere" } }, [{ kind: "missing-in-erp", seqPedido: null, state: "uncertain" }]], // prettier-ignore
    ["no order flow brought it there for two hours", { hub: null, erp: { kind: "notThere" } }, [{ kind: "missing-in-erp", seqPedido: null, state: null }]], // prettier-ignore
    ["an event names a second number", { events: [event({ seqPedido: 471 })] }, [{ kind: "twice-in-erp", seqPedidos: [464, 471] }]], // prettier-ignore
    ["the lookup answers two numbers", { erp: { ...erp, seqPedidos: [464, 471] } }, [{ kind: "twice-in-erp", seqPedidos: [464, 471] }]], // prettier-ignore
    ["the hub has another number than the ERP", { hub: { ...hub, seqPedido: 500 } }, [{ kind: "twice-in-erp", seqPedidos: [464, 500] }]], // prettier-ignore
    ["one cent less", { erp: { ...erp, totalCents: 5_989 } }, [{ kind: "total-differs", shopCents: 5_990, erpCents: 5_989 }]], // prettier-ignore
    ["cut by more than the event says", { erp: { ...erp, totalCents: 3_489 }, events: [cut] }, [{ kind: "total-differs" }]], // prettier-ignore
    ["refunded before any invoice", { shop: { ...shop, totalCents: 4_990, refundedCents: 1_000 } }, [{ kind: "total-differs" }]], // prettier-ignore
    ["other quantity, same total", { erp: { ...erp, items: { P919E1: 1000 } } }, [{ kind: "items-differ", count: 1 }]],
    ["goods went back before any invoice", { shop: { ...shop, items: { P919E1: 1000 } }, returned: new Set(["P919E1"]) }, [{ kind: "items-differ" }]], // prettier-ignore
    ["a cent less, and what went back is in both", { erp: { ...erp, totalCents: 5_989 }, events: [event({})], returned: new Set(["P919E1"]) }, [{ kind: "total-differs" }]], // prettier-ignore
    ["other goods went back after its invoice", { shop: { ...shop, items: { P919E1: 1000 } }, events: [event({})], returned: new Set(["P7E1"]) }, [{ kind: "items-differ" }]], // prettier-ignore
    ["more of an item than was billed, beside a return", { shop: { ...shop, items: { P919E1: 3000 } }, events: [event({})], returned: new Set(["P7E1"]) }, [{ kind: "items-differ" }]], // prettier-ignore
    ["another item, same total", { erp: { ...erp, items: { P919E1: 2000, P7E1: 1000 } } }, [{ kind: "items-differ", items: [{ sku: "P7E1", shopMilli: 0, erpMilli: 1000 }] }]], // prettier-ignore
    ["cancelled here, alive there", { shop: { ...shop, isCancelled: true } }, [{ kind: "cancelled-alive", seqPedido: 464 }]], // prettier-ignore
    ["returned in full after its invoice, and there twice", { shop: { ...shop, financialStatus: "REFUNDED" }, events: [event({})], erp: { ...erp, seqPedidos: [464, 471] } }, [{ kind: "twice-in-erp", seqPedidos: [464, 471] }]], // prettier-ignore
    ["refunded in full, not invoiced", { shop: { ...shop, financialStatus: "REFUNDED" } }, [{ kind: "cancelled-alive" }]], // prettier-ignore
    ["cancelled here after the invoice", { shop: { ...shop, isCancelled: true }, events: [event({})] }, [{ kind: "cancelled-alive" }]], // prettier-ignore
    ["cancelled here, there only its document", { shop: { ...shop, isCancelled: true }, events: [billed, documentCancelled] }, [{ kind: "cancelled-alive" }]], // prettier-ignore
    ["cancelled here, there only what was not billed", { shop: { ...shop, isCancelled: true }, events: [billed, event({ type: "CANCELADO", happenedAt: "2026-11-24T13:00:00" })] }, [{ kind: "cancelled-alive" }]], // prettier-ignore
    ["deleted here, alive there", { shop: { ...shop, isDeleted: true } }, [{ kind: "cancelled-alive" }]],
    ["no invoice for two days", { hub: { ...hub, state: "imported", importedAt: NOW - INVOICE_LATE_MS } }, [{ kind: "invoice-missing", nroPedVenda: 88_001 }]], // prettier-ignore
    ["the hub has no row of it", { hub: null }, [{ kind: "not-in-hub", seqPedido: 464 }]],
    ["in the ERP, never paid and never sent", { shop: { ...shop, financialStatus: "PENDING" }, hub: null }, [{ kind: "not-in-hub" }]], // prettier-ignore
  ])("%s", (_, over, differences) => {
    expect(compare(over)).toMatchObject({ verdict: "differs", differences });
  });
});

it("G1: an invoice is not late before the two days are over, nor when it came", () => {
  const imported = { ...hub, state: "imported" as const };
  expect(compare({ hub: { ...imported, importedAt: NOW - INVOICE_LATE_MS + 1 } }).verdict).toBe("agrees");
  expect(compare({ hub: { ...imported, importedAt: NOW - 5 * DAY }, events: [event({})] }).verdict).toBe("agrees");
});

it("G1: one of two orders cancelled in the ERP is the cure: no difference is left", () => {
  const second = event({ eventKey: "7002", seqPedido: 471 });
  expect(compare({ events: [second] }).differences).toHaveLength(1);
  const cured = compare({ events: [second, event({ eventKey: "7003", type: "CANCELADO", seqPedido: 471 })] });
  expect(cured).toMatchObject({ verdict: "agrees", differences: [], inErp: 1 });
});

it("G2: without a total the items are compared, and the ledger says so", () => {
  expect(compare({}).comparedBy).toBe("total");
  expect(compare({ erp: { ...erp, totalCents: null } })).toMatchObject({ verdict: "agrees", comparedBy: "items" });
  expect(compare({ erp: { ...erp, totalCents: null, items: { P919E1: 1000 } } })).toMatchObject({
    comparedBy: "items",
    differences: [{ kind: "items-differ" }],
  });
});

it("G3: what the ERP does not answer is never missing, and counts on no side of the ERP", () => {
  for (const state of ["submitted", "imported", "received", "uncertain"] as const)
    expect(compare({ hub: { ...hub, state }, erp: { kind: "unknown" } })).toMatchObject({
      verdict: "not-compared",
      inErp: 0,
      differences: [],
    });
});

it("G4: the counts close where every order that is not named stands on all three sides", () => {
  const agrees = { verdict: "agrees" as const, orders: 5, shopify: 5, hub: 5, erp: 5 };
  const missing = { verdict: "differs" as const, orders: 1, shopify: 1, hub: 1, erp: 0 };
  expect(totalsOf([agrees, missing])).toMatchObject({ shopify: 6, hub: 6, erp: 5, closes: true });
  expect(totalsOf([{ ...agrees, erp: 6 }, missing]).closes).toBe(false);
  expect(totalsOf([{ ...agrees, hub: 4 }]).closes).toBe(false);
});

it("the shop's quantities are in the ERP's unit: pieces, packages, kg; a SKU that is unknown makes them unknown", () => {
  const known = new Map([
    ["P1E1", { packageMilli: 1000, multipleMilli: null }],
    ["P2E12", { packageMilli: 12_000, multipleMilli: null }],
    ["P3E1", { packageMilli: 1000, multipleMilli: 100 }],
  ]);
  const lines = [
    soldLine("P1E1", 2),
    soldLine("P1E1", 1),
    soldLine("P2E12", 1),
    soldLine("P3E1", 7),
    soldLine("P9E1", 0),
  ];
  const packages = { skus: known, lineProducts: [], rules: { quantityIn: "packages" } } as const;
  const units = { ...packages, rules: { quantityIn: "units" } } as const;
  expect(expectedItems(lines, packages, SALE)).toEqual({ P1E1: 3000, P2E12: 1000, P3E1: 700 });
  expect(expectedItems(lines, units, SALE)).toEqual({ P1E1: 3000, P2E12: 12_000, P3E1: 700 });
  expect(expectedItems([soldLine("P9E1", 1)], packages, SALE)).toBeNull();
  expect(expectedItems([soldLine(null, 1)], packages, SALE)).toBeNull();
  expect(parseShopSide(JSON.stringify(shop))).toEqual(shop);
});

it("S13: the ledger reads goods by weight by the multiple that their line was sold with, whatever it is now", () => {
  const shown = [
    { since: 0, multipleMilli: 100 },
    { since: NOW - DAY / 2, multipleMilli: 500 },
  ];
  const known = {
    skus: new Map([["P3E1", { packageMilli: 1000, multipleMilli: 500, shown }]]),
    lineProducts: [],
    rules: { quantityIn: "packages" },
  } as const;
  expect(expectedItems([{ ...soldLine("P3E1", 7), variantTitle: "100 g" }], known, SALE)).toEqual({ P3E1: 700 });
  expect(expectedItems([soldLine("P3E1", 7)], known, SALE)).toEqual({ P3E1: 700 });
  const later = { ...SALE, createdAt: NOW };
  expect(expectedItems([{ ...soldLine("P3E1", 7), variantTitle: "500 g" }], known, later)).toEqual({ P3E1: 3500 });
});

it("O11: lines without a SKU and gift cards are the products that the mapping gives them", () => {
  const known = {
    skus: new Map([["P900E1", { packageMilli: 1000, multipleMilli: null }]]),
    lineProducts: [
      { kind: "custom", name: "sacola", sku: "P900E1", priceCents: 0 },
      { kind: "gift-card", name: "*", sku: "P900E1", priceCents: 0 },
    ],
    rules: { quantityIn: "packages" },
  } as const;
  const bag = { ...soldLine(null, 2), title: "SACOLA " };
  const card = { ...soldLine(null, 1), isGiftCard: true };
  expect(expectedItems([bag, card], known, SALE)).toEqual({ P900E1: 3000 });
  expect(expectedItems([{ ...bag, title: "Embrulho" }], known, SALE)).toBeNull();
});

it("O11: a line that was sold as a variant and shows no SKU is nothing that a mapping names (seed 38)", () => {
  const known = {
    skus: new Map([["P900E1", { packageMilli: 1000, multipleMilli: null }]]),
    lineProducts: [{ kind: "custom", name: "*", sku: "P900E1", priceCents: 0 }],
    rules: { quantityIn: "packages" },
  } as const;
  expect(expectedItems([{ ...soldLine(null, 3), variantTitle: "UN-1" }], known, SALE)).toBeNull();
  expect(expectedItems([soldLine(null, 3)], known, SALE)).toEqual({ P900E1: 3000 });
});

it("G1: a sale of the till that is by rule not submitted is no difference", () => {
  const gone = { hub: null, erp: { kind: "notThere" } } as const;
  expect(compare({ ...gone, shop: { ...shop, isIgnored: true } })).toMatchObject({ verdict: "not-expected" });
  expect(compare({ ...gone, shop })).toMatchObject({ differences: [{ kind: "missing-in-erp" }] });
});

describe("G5: windows", () => {
  const at = (text: string) => Date.parse(text);
  it("a night's window ends at midnight in São Paulo, which is 03:00 in UTC", () => {
    expect(nightWindow(at("2026-11-25T05:00:00Z"), null)).toEqual({
      since: at("2026-11-24T03:00:00Z"),
      before: at("2026-11-25T03:00:00Z"),
    });
    expect(nightWindow(at("2026-11-25T04:59:59Z"), null)).toBeNull(); // 01:59 there
    expect(nightOf(at("2026-11-25T02:59:59Z"))).toBe("2026-11-24");
  });
  it("a night is compared once, and a lost night is in the next one's window, up to 31 days", () => {
    const now = at("2026-11-25T06:00:00Z");
    expect(nightWindow(now, at("2026-11-25T03:00:00Z"))).toBeNull();
    expect(nightWindow(now, at("2026-11-22T03:00:00Z"))?.since).toBe(at("2026-11-22T03:00:00Z"));
    expect(nightWindow(now, at("2026-08-01T03:00:00Z"))?.since).toBe(at("2026-10-25T03:00:00Z"));
  });
  it.each([
    [{ since: NOW - 1, before: NOW - 1 }, "since-not-before"],
    [{ since: NOW - 1, before: NOW + 1 }, "before-in-future"],
    [{ since: NOW - 32 * DAY, before: NOW - DAY / 2 }, "window-too-long"],
    [{ since: NOW - 61 * DAY, before: NOW - 59 * DAY }, "window-too-old"],
    [{ since: NOW - 31 * DAY, before: NOW }, null],
  ])("%j is %s", (window, fault) => {
    expect(windowFault(window, NOW)).toBe(fault);
  });
});
