/** The laws of an order's rows, for generated orders of up to 300 lines: no cent and no gram is made or lost. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { assess } from "../../../../src/rules/orders/assess.ts";
import type { Mapping, PedidoVenda } from "../../../../src/rules/orders/pedido-venda.ts";
import { ORDER_SETTINGS, orderRules } from "../../../../src/rules/orders/settings.ts";
import { readShopOrder } from "../../../../src/rules/orders/shop-order.ts";
import { answerOf, transactionOf } from "../shop-orders.ts";

/** SKU → thousandths of a package, and of the multiple that goods by weight are sold in. */
const SKUS = new Map([
  ["P1E1", { packageMilli: 1000, multipleMilli: null }],
  ["P2E12", { packageMilli: 12_000, multipleMilli: null }],
  ["P3E1", { packageMilli: 1000, multipleMilli: 250 }],
  ["P4E1", { packageMilli: 1000, multipleMilli: 350 }],
  ["P7E1", { packageMilli: 1000, multipleMilli: null }],
  ["P8E1", { packageMilli: 1000, multipleMilli: null }],
]);
const BAG = "P7E1";
const CARD = "P8E1";

const line = fc.record({
  kind: fc.constantFrom("P1E1", "P1E1", "P2E12", "P3E1", "P4E1", "promotion", "bag", "card", "gift"),
  unitCents: fc.integer({ min: 30, max: 30_000 }),
  quantity: fc.integer({ min: 1, max: 40 }),
  /** Shares of the line's own value that discounts of the line and of the order take off. */
  discounts: fc.array(fc.constantFrom(0.01, 0.033, 0.1, 0.25), { maxLength: 2 }),
});
const order = fc.record({
  lines: fc.oneof(
    { weight: 2, arbitrary: fc.array(line, { minLength: 1, maxLength: 30 }) },
    { weight: 1, arbitrary: fc.array(line, { minLength: 300, maxLength: 300 }) },
  ),
  freight: fc.integer({ min: 0, max: 5_000 }),
  tip: fc.constantFrom(0, 0, 777),
  rules: fc.record({
    quantityIn: fc.constantFrom("packages", "units"),
    promotionDiscount: fc.constantFrom("from-list", "from-promotion"),
  }),
});
type Generated = ReturnType<typeof order.generate>["value"];

const PROMO_CENTS = 1_999;
const NORMAL_CENTS = 2_499;
const mappingOf = (rules: Generated["rules"]): Mapping => ({
  erp: { salesChannel: 121, operation: 518, representative: 1, priceTable: "1" },
  companies: new Map([["gid://shopify/Location/1", 1]]),
  variants: new Map<string, string>(),
  paymentForms: [{ gateway: "cartao", seqFormaPagto: 3, instalments: null, submitWhile: [] }],
  skus: SKUS,
  settings: { ...ORDER_SETTINGS, rules: orderRules.parse(rules) },
  lineProducts: [
    { kind: "custom", name: "sacola", sku: BAG, priceCents: 0 },
    { kind: "gift-card", name: "*", sku: CARD, priceCents: 0 },
    { kind: "tip", name: "*", sku: CARD, priceCents: 0 },
    { kind: "free", name: "*", sku: "own", priceCents: 1 },
  ],
  promotions: [
    {
      company: 1,
      sku: "P1E1",
      normalCents: NORMAL_CENTS,
      promoCents: PROMO_CENTS,
      promoFrom: null,
      promoUntil: null,
      onSale: true,
    },
  ],
});

const text = (cents: number): string => (cents / 100).toFixed(2);
const money = (cents: number) => ({ shopMoney: { amount: text(cents) } });

interface Bought {
  readonly order: ReturnType<typeof readShopOrder>;
  readonly totalCents: number;
  /** seqProduto → thousandths of a package, or of a kg. */
  readonly milli: ReadonlyMap<number, number>;
}

function bought({ lines, freight, tip }: Generated): Bought {
  const milli = new Map<number, number>();
  const add = (sku: string, units: number) => {
    const seq = Number(/^P(\d+)E/.exec(sku)?.[1]);
    milli.set(seq, (milli.get(seq) ?? 0) + units * (SKUS.get(sku)?.multipleMilli ?? 1000));
  };
  let goods = 0;
  const shown = lines.map(({ kind, unitCents: drawn, quantity, discounts: shares }) => {
    const sku = kind === "promotion" || kind === "gift" ? "P1E1" : kind === "bag" ? BAG : kind === "card" ? CARD : kind;
    add(sku, quantity);
    const unitCents = kind === "promotion" ? PROMO_CENTS : drawn;
    const value = unitCents * quantity;
    const discounts = kind === "gift" ? [value] : shares.map((share) => Math.floor(value * share));
    goods += value - discounts.reduce((sum, cents) => sum + cents, 0);
    return {
      sku: kind === "bag" || kind === "card" ? null : sku,
      ...(kind === "bag" || kind === "card" ? { variant: null } : {}),
      title: kind === "bag" ? "Sacola" : "Café",
      isGiftCard: kind === "card",
      quantity,
      unit: text(unitCents),
      discounts: discounts.map(text),
    };
  });
  if (tip > 0) add(CARD, 1);
  const totalCents = goods + freight + tip;
  const answer = answerOf({
    lines: shown,
    total: text(totalCents),
    over: {
      currentShippingPriceSet: money(freight),
      totalTipReceivedSet: money(tip),
      transactions: [transactionOf({ amountSet: money(totalCents) })],
    },
  });
  return { order: readShopOrder(answer), totalCents, milli };
}

type Row = PedidoVenda["itemDto"][number];
/** Thousandths of a package, or of a kg: the price of a row is that of a package, also where the ERP counts units. */
const milliOf = ({ qtdPedida, qtdEmbalagem }: Row, { quantityIn }: Generated["rules"]): number =>
  Math.round((quantityIn === "units" ? qtdPedida / qtdEmbalagem : qtdPedida) * 1000);
const rowCents = (row: Row, rules: Generated["rules"]): number =>
  Math.round((milliOf(row, rules) * Math.round(row.vlrEmbInformado * 100)) / 1000);
const isWhole = (value: number, places: number): boolean =>
  Math.abs(value * 10 ** places - Math.round(value * 10 ** places)) < 1e-6;

it("O1, O19: rows of any order of up to 300 lines come to its money, its goods and the ERP's own identity", () => {
  let [submitted, large] = [0, 0];
  fc.assert(
    fc.property(order, (given) => {
      const { order: read, totalCents, milli } = bought(given);
      if (!read.ok) throw new Error(read.problems.join("; "));
      const judged = assess(read.order, mappingOf(given.rules), "2026-01-01T00:00:00Z");
      // Only gifts: nothing is left that could pay their cents.
      if (judged.kind === "onHold" && judged.hold.reason === "free-line") return;
      if (judged.kind !== "ready") throw new Error(JSON.stringify(judged));
      const { itemDto, vlrTotFrete, pagamentoDto } = judged.pedido;
      submitted += 1;
      if (given.lines.length === 300) large += 1;
      const paid = pagamentoDto.reduce((sum, { vlrPagto }) => sum + Math.round(vlrPagto * 100), 0);
      expect(paid).toBe(totalCents);
      expect(itemDto.reduce((sum, row) => sum + rowCents(row, given.rules), 0) + Math.round(vlrTotFrete * 100)).toBe(
        paid,
      );
      const sent = new Map<number, number>();
      for (const row of itemDto) {
        const { seqProduto } = row;
        sent.set(seqProduto, (sent.get(seqProduto) ?? 0) + milliOf(row, given.rules));
        const { vlrEmbTabPreco: list, vlrEmbTabPromoc: promo, vlrEmbInformado: charged, vlrEmbDesconto: off } = row;
        const base = promo > 0 && given.rules.promotionDiscount === "from-promotion" ? promo : list;
        const isRight =
          Math.round((base - off) * 100) === Math.round(charged * 100) &&
          off >= 0 &&
          charged >= 0.01 &&
          (promo === 0 || (promo <= list && list >= NORMAL_CENTS / 100)) &&
          [list, promo, charged, off].every((amount) => isWhole(amount, 2)) &&
          isWhole(row.qtdPedida, 3);
        if (!isRight) throw new Error(JSON.stringify(row));
      }
      expect(Object.fromEntries(sent)).toEqual(Object.fromEntries(milli));
    }),
    { numRuns: 100, seed: 14, endOnFailure: true },
  );
  expect([submitted > 90, large > 20]).toEqual([true, true]);
});
