/** The law of alterations, in cents: paid + absorbed = billed, or the order is held with the amount. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ErpEvent, EventItem } from "../../../../src/rules/orders/erp-event.ts";
import {
  planAlteration,
  type AlterationFacts,
  type AlterationPlan,
  type OwnLine,
} from "../../../../src/rules/orders/back/alteration-plan.ts";
import { alteredRows } from "../../../../src/rules/orders/back/billed.ts";
import { customLines, fits } from "../../../../src/rules/orders/back/edit-staging.ts";
import { capturables, orderMoney, refundParts } from "../../../../src/rules/orders/back/order-money.ts";
import { rowCents } from "../../../../src/rules/orders/items/erp-rows.ts";
import { DEFAULT_ORDER_RULES, type OrderRules } from "../../../../src/rules/orders/settings.ts";
import { readShopOrder, type ShopOrder } from "../../../../src/rules/orders/shop-order.ts";
import { snapshotOf } from "../../../../src/rules/orders/submitted-snapshot.ts";
import { answerOf } from "../shop-orders.ts";

const MULTIPLE = 100;
const KNOWN = new Map([
  ["P1E1", { packageMilli: 1_000, multipleMilli: null }],
  ["P2E12", { packageMilli: 12_000, multipleMilli: null }],
  ["P3E1", { packageMilli: 1_000, multipleMilli: MULTIPLE }],
  ["P9E1", { packageMilli: 1_000, multipleMilli: null }],
]);
const GOODS = new Map([
  ["P3E1", { title: "Queijo Minas", variantGid: "v3" }],
  ["P9E1", { title: "Sabão", variantGid: "v9" }],
]);

interface ModelLine {
  readonly id: string;
  readonly sku: string | null;
  readonly title: string;
  readonly unit: number;
  readonly discount: number;
  readonly quantity: number;
  readonly current: number;
}

interface Model {
  readonly lines: readonly ModelLine[];
  readonly freight: number;
  /** "later": on delivery. */
  readonly paid: "card" | "authorized" | "later";
  readonly refunds: readonly number[];
  /** What was paid or authorised at the checkout. */
  readonly money: number;
}

const left = ({ discount, current, quantity }: ModelLine): number =>
  quantity === 0 ? 0 : Math.floor((2 * discount * current + quantity) / (2 * quantity));
const netOf = (line: ModelLine): number => line.unit * line.current - left(line);
const totalOf = ({ lines, freight }: Model): number => lines.reduce((sum, line) => sum + netOf(line), freight);

const amount = (cents: number) => ({ shopMoney: { amount: (cents / 100).toFixed(2) } });

function orderOf(model: Model): ShopOrder {
  const { lines, freight, paid, refunds, money } = model;
  const main = {
    id: "gid://shopify/OrderTransaction/1",
    kind: paid === "authorized" ? "AUTHORIZATION" : "SALE",
    status: paid === "later" ? "PENDING" : "SUCCESS",
    gateway: "cartao",
    amountSet: amount(money),
    parentTransaction: null,
    paymentDetails: null,
  };
  const answer = answerOf({
    over: {
      currentTotalPriceSet: amount(totalOf(model)),
      currentSubtotalPriceSet: amount(totalOf(model) - freight),
      currentShippingPriceSet: amount(freight),
      totalRefundedSet: amount(refunds.reduce((a, b) => a + b, 0)),
      lineItems: {
        nodes: lines.map((line) => ({
          id: line.id,
          sku: line.sku,
          title: line.title,
          quantity: line.quantity,
          currentQuantity: line.current,
          customAttributes: [],
          variant: line.sku === null ? null : { id: `v-${line.sku}`, barcode: null },
          originalUnitPriceSet: amount(line.unit),
          discountAllocations: line.discount === 0 ? [] : [{ allocatedAmountSet: amount(line.discount) }],
        })),
      },
      transactions: [
        main,
        ...refunds.map((cents, index) => ({
          ...main,
          id: `gid://shopify/OrderTransaction/${index + 2}`,
          kind: "REFUND",
          amountSet: amount(cents),
          parentTransaction: { id: main.id },
        })),
      ],
    },
  });
  const read = readShopOrder(answer);
  if (!read.ok) throw new Error(read.problems.join("; "));
  return read.order;
}

/** A paid order whose total and money agree. */
function modelOf(over: Partial<Model> = {}): Model {
  const lines = over.lines ?? [line("1", "P1E1", 2_490, 2)];
  const draft: Model = { freight: 990, paid: "card", refunds: [], money: 0, ...over, lines };
  return { ...draft, money: over.money ?? totalOf(draft) };
}
const line = (id: string, sku: string | null, unit: number, quantity: number, discount = 0): ModelLine => ({
  id,
  sku,
  title: "Café",
  unit,
  discount,
  quantity,
  current: quantity,
});

const event = (items: readonly EventItem[], eventKey = "7001"): ErpEvent => ({
  eventKey,
  orderId: "1",
  seqPedido: 464,
  nroPedVenda: 88_001,
  company: 1,
  type: "ALTERADO",
  happenedAt: "2026-11-24T10:00:00",
  items,
  invoice: null,
  motive: null,
});
const item = (sku: string, ordered: number, attended: number, priceCents: number | null): EventItem => ({
  sku,
  orderedMilli: ordered,
  attendedMilli: attended,
  priceCents,
});

interface Run {
  readonly plan: AlterationPlan;
  readonly model: Model;
  readonly plans: readonly AlterationPlan[];
  readonly own: ReadonlyMap<string, OwnLine>;
}

interface RunOf {
  readonly rules?: Partial<OrderRules>;
  readonly editErrors?: readonly string[];
  readonly own?: ReadonlyMap<string, OwnLine>;
  /** Price of a variant that is added. */
  readonly variantCents?: number;
  readonly hasVariants?: boolean;
  readonly mapped?: ReadonlyMap<string, string>;
  readonly fixed?: ReadonlyMap<string, readonly number[]>;
}

/** Plans, does what the plan says as Shopify would, reads again, until nothing is left to do. */
function settle(start: Model, alterations: readonly ErpEvent[], how: RunOf = {}): Run {
  let model = start;
  let base = snapshotOf(orderOf(model));
  const own = new Map(how.own ?? []);
  const plans: AlterationPlan[] = [];
  const rules = { ...DEFAULT_ORDER_RULES, ...how.rules };
  let refundsMade = 0;
  for (let n = 1; n <= 8; n += 1) {
    const facts: AlterationFacts = {
      order: orderOf(model),
      base,
      alterations,
      known: KNOWN,
      goods: how.hasVariants === false ? new Map() : GOODS,
      own,
      mapped: how.mapped ?? new Map(),
      fixed: how.fixed ?? new Map(),
      editErrors: how.editErrors ?? [],
      unknown: new Set<string>(),
      refundsMade,
      rules,
    };
    const plan = planAlteration(facts);
    plans.push(plan);
    if (plan.kind === "edit") model = edited(model, plan.edit, own, how.variantCents ?? 500);
    else if (plan.kind === "refund") {
      refundsMade += 1;
      const lines = model.lines.map((each) => {
        const cut = plan.refund.lines.find(({ lineId }) => lineId === each.id)?.quantity ?? 0;
        return { ...each, current: each.current - cut };
      });
      model = { ...model, lines, refunds: [...model.refunds, plan.refund.cents] };
    } else return { plan, model, plans, own };
    base = snapshotOf(orderOf(model));
  }
  throw new Error(`does not settle: ${JSON.stringify(plans.slice(-2))}`);
}

/** So that no two lines have one id. */
let edits = 0;

function edited(
  model: Model,
  edit: Extract<AlterationPlan, { kind: "edit" }>["edit"],
  own: Map<string, OwnLine>,
  variantCents: number,
): Model {
  const run = (edits += 1);
  const set = (lines: readonly ModelLine[], lineId: string, to: number) =>
    lines.map((each) =>
      each.id === lineId ? { ...each, current: to, quantity: each.quantity + Math.max(0, to - each.current) } : each,
    );
  const cut = edit.quantities.reduce((lines, { lineId, to }) => set(lines, lineId, to), model.lines);
  let withVariants = cut;
  edit.added.forEach(({ raised, variantGid, sku, units }, index) => {
    if (raised) withVariants = set(withVariants, raised.lineId, raised.to);
    else if (variantGid !== null)
      withVariants = [...withVariants, line(`variant-${run}-${index}`, sku, variantCents, units)];
  });
  const isFitting = fits(edit, totalOf({ ...model, lines: withVariants }));
  const lines = isFitting ? withVariants : cut;
  const without = isFitting
    ? edit.added.filter(({ raised, variantGid }) => raised === null && variantGid === null)
    : edit.added;
  const customs = customLines(edit, totalOf({ ...model, lines }), without).map(
    ({ title, cents, sku, units }, index) => {
      const id = `custom-${run}-${index}`;
      own.set(id, { sku, units });
      return { ...line(id, null, cents, 1), title };
    },
  );
  return { ...model, lines: [...lines, ...customs] };
}

const keptOf = ({ paid, money, refunds }: Model): number =>
  (paid === "card" ? money : 0) - refunds.reduce((a, b) => a + b, 0);

describe("an alteration", () => {
  it("E5: a cut is an edit and a refund of the difference", () => {
    const { plans, model, plan } = settle(modelOf(), [event([item("P1E1", 2_000, 1_000, 2_490)])]);
    expect(plans.map(({ kind }) => kind)).toEqual(["edit", "refund", "settled"]);
    expect(model.lines).toMatchObject([{ current: 1 }]);
    expect(totalOf(model)).toBe(3_480);
    expect(keptOf(model)).toBe(3_480);
    expect(plan).toMatchObject({ figures: { billedCents: 3_480, absorbedCents: 0 } });
  });

  it("E1: the discount follows the remaining quantity", () => {
    const start = modelOf({ lines: [line("1", "P1E1", 2_490, 4, 996)] });
    const { model } = settle(start, [event([item("P1E1", 4_000, 2_000, 2_241)])]);
    expect(model.refunds).toEqual([4_482]);
    expect(totalOf(model)).toBe(4_482 + 990);
  });

  it("E2: the same alteration twice is one change", () => {
    const cut = event([item("P1E1", 2_000, 1_000, 2_490)]);
    const { model, plans } = settle(modelOf(), [cut, cut]);
    expect(plans.filter(({ kind }) => kind === "refund")).toHaveLength(1);
    expect(model.refunds).toEqual([2_490]);
  });

  it("two alterations: the latest of each SKU counts, whatever order they came in", () => {
    const first = { ...event([item("P1E1", 2_000, 1_000, 2_490)], "9"), happenedAt: "2026-11-24T10:00:00" };
    const second = { ...event([item("P1E1", 2_000, 0, 2_490)], "10"), happenedAt: "2026-11-24T10:00:00" };
    expect(alteredRows([second, first]).get("P1E1")?.[0]?.attendedMilli).toBe(0);
    const { model } = settle(modelOf(), [second, first]);
    expect(model.refunds).toEqual([4_980]);
    expect(totalOf(model)).toBe(990);
  });

  it("E6: less weight: whole multiples, a line with the real weight, and the rest refunded", () => {
    const start = modelOf({ lines: [line("1", "P3E1", 399, 7)] });
    const { model, plans } = settle(start, [event([item("P3E1", 700, 684, 3_990)])]);
    expect(plans.map(({ kind }) => kind)).toEqual(["edit", "refund", "settled"]);
    expect(model.lines).toMatchObject([
      { id: "1", current: 6 },
      { title: "Peso real: Queijo Minas 0,684 kg", unit: 2_729 - 2_394 },
    ]);
    expect(totalOf(model)).toBe(2_729 + 990);
    expect(model.refunds).toEqual([2_793 - 2_729]);
  });

  it("E6: more weight within the tolerance is absorbed, and no line is added", () => {
    const start = modelOf({ lines: [line("1", "P3E1", 399, 7)] });
    const { model, plan, plans } = settle(start, [event([item("P3E1", 700, 719, 3_990)])]);
    expect(plans).toHaveLength(1);
    expect(plan).toMatchObject({ kind: "settled", figures: { absorbedCents: 76, billedCents: 2_869 + 990 } });
    expect(model).toBe(start);
  });

  it("E6: more than the tolerance is held with the amount, and nothing is changed", () => {
    const start = modelOf({ lines: [line("1", "P3E1", 399, 7)] });
    const { plan, model } = settle(start, [event([item("P3E1", 700, 950, 3_990)])]);
    expect(plan).toMatchObject({ kind: "hold", hold: { why: "above-paid", of: "paid", missingCents: 3_791 - 2_793 } });
    expect(model).toBe(start);
  });

  it("more than paid by rule: the order shows it, and waits for the customer", () => {
    const start = modelOf();
    const alterations = [event([item("P9E1", 0, 2_000, 500)])];
    const { plan, model } = settle(start, alterations, { rules: { aboveAbsorbed: "link" } });
    expect(plan).toMatchObject({ kind: "unpaid", missingCents: 1_000 });
    expect(totalOf(model)).toBe(totalOf(start) + 1_000);
    expect(model.lines.at(-1)).toMatchObject({ sku: "P9E1", current: 2 });
    const paid = settle({ ...model, money: totalOf(model) }, alterations, { rules: { aboveAbsorbed: "link" } });
    expect(paid.plan.kind).toBe("settled");
  });

  it("E6: swapped goods come as their variant at its price, or as a line at the ERP's", () => {
    const swap = [event([item("P1E1", 2_000, 1_000, 2_490), item("P9E1", 0, 2_000, 500)])];
    const same = settle(modelOf(), swap);
    expect(same.model.lines.at(-1)).toMatchObject({ sku: "P9E1", unit: 500, current: 2 });
    expect(same.model.refunds).toEqual([1_490]);
    const dearer = settle(modelOf(), swap, { variantCents: 700 });
    expect(dearer.model.lines.at(-1)).toMatchObject({ sku: null, unit: 1_000, title: "Sabão – 2 un. (P9E1)" });
    const cheaper = settle(modelOf(), swap, { variantCents: 400 });
    expect(cheaper.model.lines.slice(-2)).toMatchObject([{ sku: "P9E1", unit: 400 }, { unit: 200 }]);
    const unknown = settle(modelOf(), swap, { hasVariants: false });
    expect(unknown.model.lines.at(-1)).toMatchObject({ sku: null, unit: 1_000, title: "P9E1 – 2 un. (P9E1)" });
    for (const { model } of [same, dearer, cheaper, unknown]) expect(totalOf(model)).toBe(2_490 + 1_000 + 990);
  });

  it("a later alteration takes back what an earlier one added", () => {
    const swap = event([item("P1E1", 2_000, 1_000, 2_490), item("P9E1", 0, 2_000, 500)], "1");
    const first = settle(modelOf(), [swap], { variantCents: 700 });
    const back = { ...event([item("P9E1", 0, 0, 500)], "2"), happenedAt: "2026-11-24T11:00:00" };
    const second = settle(first.model, [swap, back], { own: first.own });
    expect(second.model.lines.at(-1)).toMatchObject({ current: 0 });
    expect(keptOf(second.model)).toBe(2_490 + 990);
  });

  it("authorised: the order ends at what is billed, and no refund is made; above it held", () => {
    const start = modelOf({ lines: [line("1", "P3E1", 399, 7)], paid: "authorized" });
    const less = settle(start, [event([item("P3E1", 700, 684, 3_990)])]);
    expect(less.plans.map(({ kind }) => kind)).toEqual(["edit", "settled"]);
    expect(totalOf(less.model)).toBe(2_729 + 990);
    const more = settle(start, [event([item("P3E1", 700, 950, 3_990)])]);
    expect(more.plan).toMatchObject({ kind: "hold", hold: { why: "above-paid", of: "authorized" } });
  });

  it("on delivery: the order ends at what is billed, more or less", () => {
    const start = modelOf({ lines: [line("1", "P3E1", 399, 7)], paid: "later" });
    for (const attended of [684, 719, 950]) {
      const { model, plan } = settle(start, [event([item("P3E1", 700, attended, 3_990)])]);
      expect(plan.kind).toBe("settled");
      expect(totalOf(model)).toBe(rowCents({ priceCents: 3_990, quantityMilli: attended }) + 990);
    }
  });

  it("not editable: a cut of what was paid is a refund of the units, anything else is held", () => {
    const editErrors = ["archived"];
    const cut = settle(modelOf(), [event([item("P1E1", 2_000, 1_000, 2_490)])], { editErrors });
    expect(cut.plans.map(({ kind }) => kind)).toEqual(["refund", "settled"]);
    expect(cut.plans[0]).toMatchObject({ refund: { cents: 2_490, lines: [{ lineId: "1", quantity: 1 }] } });
    const authorised = settle(modelOf({ paid: "authorized" }), [event([item("P1E1", 2_000, 1_000, 2_490)])], {
      editErrors,
    });
    expect(authorised.plan).toMatchObject({ kind: "hold", hold: { why: "not-editable", errors: editErrors } });
  });

  it("a line and a tip that stand for products of the ERP are no goods that it added", () => {
    const start = modelOf({ lines: [line("1", "P1E1", 2_490, 2), line("2", null, 30, 1)], freight: 990 });
    const rows = [item("P1E1", 2_000, 1_000, 2_490), item("P2E12", 1_000, 1_000, 30), item("P9E1", 1_000, 1_000, 500)];
    const how = { mapped: new Map([["2", "P2E12"]]), fixed: new Map([["P9E1", [500]]]) };
    const { model } = settle(start, [event(rows)], how);
    expect(model.refunds).toEqual([2_490]);
    expect(model.lines.map(({ current }) => current)).toEqual([1, 1]);
    const tip = settle(start, [event([item("P9E1", 1_000, 0, 500)])], how);
    expect(tip.plan).toMatchObject({ kind: "hold", hold: { why: "odd-quantity", sku: "P9E1" } });
  });

  it("E4: an order that another hand changed or cancelled is an operator's", () => {
    const alterations = [event([item("P1E1", 2_000, 1_000, 2_490)])];
    const order = orderOf(modelOf());
    const facts = {
      alterations,
      known: KNOWN,
      goods: GOODS,
      own: new Map(),
      mapped: new Map(),
      fixed: new Map(),
      editErrors: [],
      unknown: new Set<string>(),
      refundsMade: 0,
      rules: DEFAULT_ORDER_RULES,
    } as const;
    const base = snapshotOf(orderOf(modelOf({ lines: [line("1", "P1E1", 2_490, 3)] })));
    expect(planAlteration({ ...facts, order, base })).toEqual({ kind: "moot", why: "edited" });
    const cancelled = { ...order, isCancelled: true };
    expect(planAlteration({ ...facts, order: cancelled, base })).toEqual({ kind: "moot", why: "cancelled" });
  });

  it("part of a package, and a second refund, are an operator's", () => {
    const odd = settle(modelOf(), [event([item("P1E1", 2_000, 1_500, 2_490)])]);
    expect(odd.plan).toMatchObject({ kind: "hold", hold: { why: "odd-quantity", sku: "P1E1", attendedMilli: 1_500 } });
    const model = modelOf();
    const order = orderOf({ ...model, lines: model.lines.map((each) => ({ ...each, current: 1 })) });
    const plan = planAlteration({
      order,
      base: snapshotOf(order),
      alterations: [event([item("P1E1", 2_000, 1_000, 2_490)])],
      known: KNOWN,
      goods: GOODS,
      own: new Map(),
      mapped: new Map(),
      fixed: new Map(),
      editErrors: [],
      unknown: new Set<string>(),
      refundsMade: 1,
      rules: DEFAULT_ORDER_RULES,
    });
    expect(plan).toMatchObject({ kind: "hold", hold: { why: "refund-failed", cents: 2_490 } });
  });
});

const skuOfTests = fc.constantFrom("P1E1", "P2E12", "P3E1", "P9E1");
const arbitraryModel = fc.record({
  lines: fc.uniqueArray(
    fc.record({
      sku: skuOfTests,
      unit: fc.integer({ min: 1, max: 20_000 }),
      quantity: fc.integer({ min: 1, max: 12 }),
      discountPermille: fc.constantFrom(0, 0, 50, 333, 1_000),
    }),
    { minLength: 1, maxLength: 4, selector: ({ sku }) => sku },
  ),
  freight: fc.integer({ min: 0, max: 3_000 }),
  paid: fc.constantFrom("card" as const, "card" as const, "authorized" as const, "later" as const),
});
const arbitraryItems = fc.uniqueArray(
  fc.record({
    sku: skuOfTests,
    share: fc.integer({ min: 0, max: 1_500 }),
    price: fc.option(fc.integer({ min: 0, max: 30_000 })),
  }),
  { maxLength: 4, selector: ({ sku }) => sku },
);
const isWeighed = (sku: string) => sku === "P3E1";

it("inv. 6: whatever the ERP alters: paid + absorbed = billed to the cent, or the order is held with the amount", () => {
  fc.assert(
    fc.property(
      arbitraryModel,
      fc.array(arbitraryItems, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("hold" as const, "link" as const),
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 1, max: 20_000 }),
      (given, altered, aboveAbsorbed, absorbUpToCents, variantCents) => {
        const lines = given.lines.map(({ sku, unit, quantity, discountPermille }, index) =>
          line(`${index}`, sku, unit, quantity, Math.floor((unit * quantity * discountPermille) / 1_000)),
        );
        let model = modelOf({ lines, freight: given.freight, paid: given.paid });
        let own: ReadonlyMap<string, OwnLine> = new Map();
        const events: ErpEvent[] = [];
        for (const [at, items] of altered.entries()) {
          const rows = items.map(({ sku, share, price }) => {
            const held = lines.find((each) => each.sku === sku);
            const ordered = (held?.quantity ?? 0) * (isWeighed(sku) ? MULTIPLE : 1_000);
            const scaled = Math.floor(((ordered || 2_000) * share) / 1_000);
            return item(sku, ordered, isWeighed(sku) ? scaled : Math.floor(scaled / 1_000) * 1_000, price);
          });
          events.push({ ...event(rows, `${at}`), happenedAt: `2026-11-24T1${at}:00:00` });
          const run = settle(model, events, { rules: { aboveAbsorbed, absorbUpToCents }, own, variantCents });
          ({ model, own } = run);
          const { plan } = run;
          if (plan.kind === "hold") {
            expect(["above-paid", "price-missing"]).toContain(plan.hold.why);
            return;
          }
          if (plan.kind === "unpaid") {
            expect(keptOf(model) + (given.paid === "authorized" ? model.money : 0) + plan.missingCents).toBe(
              plan.figures.billedCents,
            );
            return;
          }
          if (plan.kind !== "settled") throw new Error(plan.kind);
          const { billedCents, absorbedCents } = plan.figures;
          expect(absorbedCents).toBeLessThanOrEqual(absorbUpToCents);
          if (given.paid === "card") expect(keptOf(model) + absorbedCents).toBe(billedCents);
          else expect(model.refunds).toEqual([]);
          if (given.paid === "authorized") expect(billedCents - absorbedCents).toBeLessThanOrEqual(model.money);
          // The order shows what is billed; more only where the ERP's price went down, or a discount was rounded.
          expect(totalOf(model)).toBeGreaterThanOrEqual(billedCents - absorbedCents);
          // And it shows the units.
          for (const each of model.lines) expect(each.current).toBeGreaterThanOrEqual(0);
        }
      },
    ),
    { numRuns: 3_000 },
  );
});

describe("money", () => {
  const at = (id: string, kind: string, status: string, cents: number, parentId: string | null = null) => ({
    id,
    kind,
    status,
    cents,
    parentId,
    gateway: "g",
    isManual: false,
    methodName: null,
    brand: null,
    accountNumber: null,
    receipt: null,
  });

  it("E13: a refund on its way counts as given back, one that failed does not", () => {
    const order = orderOf(modelOf());
    const transactions = [
      at("1", "SALE", "SUCCESS", 1_000),
      at("2", "REFUND", "PENDING", 300, "1"),
      at("3", "REFUND", "FAILURE", 200, "1"),
    ];
    expect(orderMoney({ ...order, transactions })).toMatchObject({ keptCents: 700, refundingCents: 300 });
    expect(refundParts({ ...order, transactions }, 701)).toBeNull();
    expect(refundParts({ ...order, transactions }, 700)).toEqual([{ parentId: "1", gateway: "g", cents: 700 }]);
  });

  it("a refund goes over one payment that can bear it, else over the last ones first", () => {
    const order = orderOf(modelOf());
    const transactions = [at("1", "SALE", "SUCCESS", 500), at("2", "CAPTURE", "SUCCESS", 300, "9")];
    expect(refundParts({ ...order, transactions }, 400)).toEqual([{ parentId: "1", gateway: "g", cents: 400 }]);
    expect(refundParts({ ...order, transactions }, 600)).toEqual([
      { parentId: "2", gateway: "g", cents: 300 },
      { parentId: "1", gateway: "g", cents: 300 },
    ]);
  });

  it("what is left of an authorisation", () => {
    const transactions = [at("1", "AUTHORIZATION", "SUCCESS", 500), at("2", "CAPTURE", "SUCCESS", 300, "1")];
    expect(capturables(transactions)).toEqual([{ id: "1", cents: 200 }]);
    expect(capturables([...transactions, at("3", "VOID", "SUCCESS", 200, "1")])).toEqual([]);
  });
});
