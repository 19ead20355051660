import * as fc from "fast-check";
import { expect, it } from "vitest";
import { assess, type Assessment } from "../../../src/rules/orders/assess.ts";
import { apportion } from "../../../src/rules/orders/items/apportion.ts";
import { formOf, type PaymentForm } from "../../../src/rules/orders/payment/forms.ts";
import { waitOf } from "../../../src/rules/orders/payment/waiting.ts";
import type { Mapping, PedidoVenda } from "../../../src/rules/orders/pedido-venda.ts";
import { DEFAULT_ORDER_RULES, ORDER_SETTINGS, orderRules } from "../../../src/rules/orders/settings.ts";
import { readShopOrder, type ShopOrder } from "../../../src/rules/orders/shop-order.ts";
import { renderEntry } from "../../../src/messages/render.ts";
import { holdEntry } from "../../../src/rules/orders/holds.ts";
import { answerOf, transactionOf, type OrderShape } from "./shop-orders.ts";

const form = (gateway: string, seqFormaPagto: number, over: Partial<PaymentForm> = {}): PaymentForm => ({
  gateway,
  seqFormaPagto,
  instalments: null,
  submitWhile: [],
  ...over,
});
const FORMS = [
  form("cartao", 3),
  form("cartao", 6, { instalments: { from: 2, to: 12 } }),
  form("cartao", 7, { instalments: { from: 2, to: 6 } }),
  form("cartao:debito", 8),
  form("pagamento na entrega", 1, { submitWhile: ["pending"] }),
  form("adyen", 9, { submitWhile: ["authorized"] }),
  form("gift_card", 20),
];
const settingsOf = (rules: Record<string, unknown> = {}) => ({ ...ORDER_SETTINGS, rules: orderRules.parse(rules) });
const mapping = (rules: Record<string, unknown> = {}): Mapping => ({
  erp: { salesChannel: 121, operation: 518, representative: 1, priceTable: "1" },
  companies: new Map([["gid://shopify/Location/1", 1]]),
  variants: new Map<string, string>(),
  paymentForms: FORMS,
  skus: new Map([
    ["P1E1", { packageMilli: 1000, multipleMilli: null }],
    ["P1E12", { packageMilli: 12_000, multipleMilli: null }],
    ["P9E1", { packageMilli: 1000, multipleMilli: 250 }],
  ]),
  settings: settingsOf(rules),
});
function orderOf(shape: OrderShape): ShopOrder {
  const read = readShopOrder(answerOf(shape));
  if (!read.ok) throw new Error(read.problems.join("; "));
  return read.order;
}
const judge = (shape: OrderShape, rules: Record<string, unknown> = {}): Assessment =>
  assess(orderOf(shape), mapping(rules), "2026-01-01T00:00:00Z");
function pedidoOf(shape: OrderShape, rules: Record<string, unknown> = {}): PedidoVenda {
  const judged = judge(shape, rules);
  if (judged.kind !== "ready") throw new Error(JSON.stringify(judged));
  return judged.pedido;
}
const cents = (value: number) => ({ shopMoney: { amount: (value / 100).toFixed(2) } });
const transaction = (n: number, kind: string, status: string, amount: number, over: Record<string, unknown> = {}) =>
  transactionOf({ id: `gid://shopify/OrderTransaction/${n}`, kind, status, amountSet: cents(amount), ...over });
const child = (n: number) => ({ parentTransaction: { id: `gid://shopify/OrderTransaction/${n}` } });
const money = (status: string, transactions: unknown[], over: Record<string, unknown> = {}): OrderShape => ({
  over: { displayFinancialStatus: status, transactions, ...over },
});

it.each([
  ["cartao", null, 1, 3],
  ["cartao", null, 4, 7],
  ["cartao", null, 10, 6],
  ["cartao", null, 13, 3],
  ["cartao", "debito", 4, 8],
  ["outro", null, 1, undefined],
])("the form of %s, method %s, in %i: %s, by the row that says most", (gateway, method, instalments, expected) => {
  const asked = { gateway, method, instalments };
  expect(formOf(asked, FORMS)?.seqFormaPagto).toBe(expected);
  expect(formOf(asked, FORMS.toReversed())?.seqFormaPagto).toBe(expected);
});

const onDelivery = { gateway: "Pagamento na entrega" };
it.each<[string, OrderShape, string]>([
  ["pay on delivery, mapped", money("PENDING", [transaction(1, "SALE", "PENDING", 4_980, onDelivery)]), "ready"],
  ["a PIX, whose form does not say so", money("PENDING", [transaction(1, "SALE", "PENDING", 4_980)]), "waitingPayment"],
  [
    "authorised, mapped",
    money("AUTHORIZED", [transaction(1, "AUTHORIZATION", "SUCCESS", 4_980, { gateway: "adyen" })]),
    "ready",
  ],
  [
    "authorised, a form for pending only",
    money("AUTHORIZED", [transaction(1, "AUTHORIZATION", "SUCCESS", 4_980, onDelivery)]),
    "waitingPayment",
  ],
  [
    "an authorisation for less than the total",
    money("AUTHORIZED", [transaction(1, "AUTHORIZATION", "SUCCESS", 4_979, { gateway: "adyen" })]),
    "waitingPayment",
  ],
  ["no transaction yet", money("PENDING", []), "waitingPayment"],
  [
    "gift card, and the rest on delivery",
    money("PARTIALLY_PAID", [
      transaction(1, "SALE", "SUCCESS", 1_000, { gateway: "gift_card" }),
      transaction(2, "SALE", "PENDING", 3_980, onDelivery),
    ]),
    "ready",
  ],
  [
    "gift card, and less than the rest on delivery since an edit",
    money("PARTIALLY_PAID", [
      transaction(1, "SALE", "SUCCESS", 1_000, { gateway: "gift_card" }),
      transaction(2, "SALE", "PENDING", 2_000, { ...onDelivery, manualPaymentGateway: true }),
    ]),
    "ready",
  ],
  [
    "on delivery, taken at the door before an edit added to it",
    money("PARTIALLY_PAID", [
      transaction(1, "SALE", "PENDING", 2_000, { ...onDelivery, manualPaymentGateway: true }),
      transaction(2, "SALE", "SUCCESS", 2_000, { ...onDelivery, manualPaymentGateway: true, ...child(1) }),
    ]),
    "onHold",
  ],
  [
    "less than the total by a gateway that takes its own amount",
    money("PENDING", [transaction(1, "SALE", "PENDING", 2_000, onDelivery)]),
    "waitingPayment",
  ],
  [
    "gift card, and the rest by PIX",
    money("PARTIALLY_PAID", [
      transaction(1, "SALE", "SUCCESS", 1_000, { gateway: "gift_card" }),
      transaction(2, "SALE", "PENDING", 3_980),
    ]),
    "onHold",
  ],
  [
    "a part captured, the rest authorised",
    money("PARTIALLY_PAID", [
      transaction(1, "AUTHORIZATION", "SUCCESS", 4_980, { gateway: "adyen" }),
      transaction(2, "CAPTURE", "SUCCESS", 1_500, { gateway: "adyen", ...child(1) }),
    ]),
    "ready",
  ],
  [
    "the authorisation was voided",
    money("AUTHORIZED", [
      transaction(1, "AUTHORIZATION", "SUCCESS", 4_980, { gateway: "adyen" }),
      transaction(2, "VOID", "SUCCESS", 4_980, { gateway: "adyen", ...child(1) }),
    ]),
    "waitingPayment",
  ],
])("submitted on a promise: %s", (_, shape, kind) => {
  const judged = judge(shape);
  expect(judged.kind).toBe(kind);
  if (judged.kind === "ready")
    expect(judged.pedido.pagamentoDto.reduce((sum, { vlrPagto }) => sum + Math.round(vlrPagto * 100), 0)).toBe(4_980);
});

it("an abandoned attempt to pay is not submitted beside the one that stands", () => {
  const attempts = [1, 2].map((n) => transaction(n, "SALE", "PENDING", 4_980, onDelivery));
  expect(pedidoOf(money("PENDING", attempts)).pagamentoDto).toMatchObject([{ idPagtoCanalVenda: "2", vlrPagto: 49.8 }]);
});

it("a transaction without a gateway has a name that can be mapped", () => {
  const judged = judge(money("PAID", [transaction(1, "SALE", "SUCCESS", 4_980, { gateway: "" })]));
  expect(judged).toMatchObject({ hold: { reason: "gateway-unmapped", gateways: ["(vazio)"] } });
});

const RECEIPTS = {
  paymentReceipts: [
    {
      gateway: "Cartao",
      nsu: ["charge.acquirer.nsu", "nsu"],
      authorization: ["charge.auth"],
      brand: ["card.brand"],
      instalments: ["installments"],
      bin: ["card.bin"],
    },
  ],
  paymentAttributes: { instalments: ["Parcelas"], nsu: ["NSU"] },
  cardBrands: { Visa: "1" },
};
const receipt = {
  charge: { acquirer: { nsu: 987_654 }, auth: "A1B2" },
  card: { brand: "VISA", bin: "411111" },
  installments: "6x",
};

it("card data comes from the receipt by the paths of its gateway, as text or as an object", () => {
  for (const receiptJson of [receipt, JSON.stringify(receipt)])
    expect(
      pedidoOf(money("PAID", [transaction(1, "SALE", "SUCCESS", 4_980, { receiptJson })]), RECEIPTS).pagamentoDto,
    ).toEqual([
      {
        idPagtoCanalVenda: "1",
        seqFormaPagto: 7,
        vlrPagto: 49.8,
        nroParcela: 6,
        nsu: "987654",
        codBandeira: "1",
        nroAutorizacao: "A1B2",
      },
    ]);
});

it("a capture takes what only its authorisation's receipt has; a receipt of another form says nothing", () => {
  const captured = [
    transaction(1, "AUTHORIZATION", "SUCCESS", 4_980, { receiptJson: receipt }),
    transaction(2, "CAPTURE", "SUCCESS", 4_980, { receiptJson: {}, ...child(1) }),
  ];
  expect(pedidoOf(money("PAID", captured), RECEIPTS).pagamentoDto).toMatchObject([{ nsu: "987654", nroParcela: 6 }]);
  for (const receiptJson of [null, "{", "[]", 7, { charge: "x", installments: { a: 1 } }, { nsu: "x".repeat(51) }])
    expect(
      pedidoOf(money("PAID", [transaction(1, "SALE", "SUCCESS", 4_980, { receiptJson })]), RECEIPTS).pagamentoDto,
    ).toEqual([{ idPagtoCanalVenda: "1", seqFormaPagto: 3, vlrPagto: 49.8, nroParcela: 1 }]);
});

it("an identifier of Shopify's own is never submitted as the authorisation", () => {
  const own = { paymentId: "rAbC12345", authorizationCode: "pi_3Abc", receiptJson: { nsu: "55" } };
  const [payment] = pedidoOf(money("PAID", [transaction(1, "SALE", "SUCCESS", 4_980, own)]), RECEIPTS).pagamentoDto;
  expect(payment).toMatchObject({ nsu: "55" });
  expect(payment).not.toHaveProperty("nroAutorizacao");
});

it("attributes are read where one payment is meant, never where two could be", () => {
  const customAttributes = [
    { key: "parcelas ", value: "3" },
    { key: "NSU", value: "55" },
  ];
  const one = money("PAID", [transaction(1, "SALE", "SUCCESS", 4_980)], { customAttributes });
  expect(pedidoOf(one, RECEIPTS).pagamentoDto).toMatchObject([{ nroParcela: 3, nsu: "55", seqFormaPagto: 7 }]);
  const two = money("PAID", [transaction(1, "SALE", "SUCCESS", 1_000), transaction(2, "SALE", "SUCCESS", 3_980)], {
    customAttributes,
  });
  for (const paid of pedidoOf(two, RECEIPTS).pagamentoDto) expect(paid).toMatchObject({ nroParcela: 1 });
  expect(JSON.stringify(pedidoOf(two, RECEIPTS).pagamentoDto)).not.toContain("nsu");
});

it("with the second call the body has forms, amounts and instalments, and no card data", () => {
  const paid = money("PAID", [transaction(1, "SALE", "SUCCESS", 4_980, { receiptJson: receipt })]);
  expect(pedidoOf(paid, { ...RECEIPTS, paymentData: "call" }).pagamentoDto).toEqual([
    { idPagtoCanalVenda: "1", seqFormaPagto: 7, vlrPagto: 49.8, nroParcela: 6 },
  ]);
});

const refunded = (refund: number, over: Record<string, unknown> = {}) =>
  money(
    "PARTIALLY_REFUNDED",
    [transaction(1, "SALE", "SUCCESS", 4_980), transaction(2, "REFUND", "SUCCESS", refund, child(1))],
    over,
  );

it("money given back without items is held with words that fit, whether or not Shopify calls it outstanding", () => {
  for (const outstanding of [0, 500]) {
    const judged = judge(refunded(500, { totalOutstandingSet: cents(outstanding) }));
    expect(judged).toEqual({ kind: "onHold", hold: { reason: "amount-refunded", cents: 500 } });
    if (judged.kind !== "onHold") continue;
    expect(renderEntry(holdEntry("1", "#1", judged.hold), "pt-BR").message).toMatch(/devolução parcial de R\$\s5,00: /);
  }
});

it("by setting, money given back without items is a discount on the items, to the cent", () => {
  const pedido = pedidoOf(
    { ...refunded(501), lines: [{ quantity: 1 }, { quantity: 1 }] },
    { amountRefunds: "discount" },
  );
  expect(pedido.itemDto.map(({ vlrEmbInformado }) => vlrEmbInformado)).toEqual([22.39, 22.4]);
  expect(pedido.pagamentoDto).toMatchObject([{ vlrPagto: 44.79 }]);
});

it("an edited order whose money is missing is not called a refund", () => {
  expect(judge(refunded(500, { edited: true, totalOutstandingSet: cents(500) }))).toMatchObject({
    hold: { reason: "partially-paid" },
  });
});

const HOUR = 3_600_000;
it.each([
  ["PIX", { gateway: "mercado_pago_pix" }, 2],
  ["PIX by its method", { paymentDetails: { paymentMethodName: "pix" } }, 2],
  ["boleto", { gateway: "Boleto Bancário" }, 72],
  ["anything else", onDelivery, 24],
])("%s waits so many hours before the desk shows it", (_, over, hours) => {
  const order = orderOf(money("PENDING", [transaction(1, "SALE", "PENDING", 4_980, over)]));
  const made = Date.parse(order.createdAt);
  const at = (time: number, rules: Record<string, unknown> = {}) => waitOf(order, orderRules.parse(rules), made + time);
  expect(at(hours * HOUR - 1)).toEqual({ kind: "waits", nextAt: made + hours * HOUR });
  expect(at(hours * HOUR)).toEqual({ kind: "overdue", nextAt: null });
  const expiry = { paymentExpiryHours: { pix: 100, boleto: 100, other: 100 } };
  expect(at(hours * HOUR, expiry)).toEqual({ kind: "overdue", nextAt: made + 100 * HOUR });
  expect(at(100 * HOUR, expiry)).toEqual({ kind: "expired", nextAt: null });
});

it("the defaults are two hours for PIX, three days for boleto, a day for the rest, and no end", () => {
  const { paymentWaitHours, paymentExpiryHours } = DEFAULT_ORDER_RULES;
  expect(paymentWaitHours).toEqual({ pix: 2, boleto: 72, other: 24 });
  expect(paymentExpiryHours).toEqual({ pix: null, boleto: null, other: null });
});

it("shares add up to the cent, and none is more than a cent from its exact part", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 5_000_00 }), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 0, max: 100_000 }),
      (weights, given) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const off = Math.min(given, total);
        const shares = apportion(off, weights);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(off);
        shares.forEach((share, index) => {
          const weight = weights[index] ?? 0;
          expect(Math.abs(share - (total === 0 ? 0 : (weight * off) / total))).toBeLessThan(1);
          expect(share).toBeLessThanOrEqual(weight);
        });
      },
    ),
    { numRuns: 200, seed: 14 },
  );
});

const line = fc.record({
  /** P9E1 is sold by 250 g: its rows are kilograms. */
  sku: fc.constantFrom("P1E1", "P1E12", "P9E1"),
  unitCents: fc.integer({ min: 1, max: 30_000 }),
  /** What is left; an edit took `cut` more away, and Shopify's discount still covers those. */
  quantity: fc.integer({ min: 1, max: 40 }),
  cut: fc.constantFrom(0, 0, 0, 1, 2, 5),
  discountShare: fc.constantFrom(0, 0, 0.05, 0.1, 0.333, 1),
});
const generated = fc.record({
  lines: fc.oneof(
    { weight: 9, arbitrary: fc.array(line, { minLength: 1, maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(line, { minLength: 300, maxLength: 300 }) },
  ),
  freight: fc.integer({ min: 0, max: 5_000 }),
  /** How the money came: cuts of the total, in thousandths. */
  cuts: fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 3 }),
  ways: fc.array(fc.constantFrom("sale", "gift", "capture", "authorized", "delivery"), { minLength: 4, maxLength: 4 }),
  refund: fc.constantFrom(0, 0, 1, 250, 1_999),
  tip: fc.constantFrom(0, 0, 500),
  /** What the ERP gets for a line that costs nothing. */
  freeAt: fc.constantFrom(0, 1),
});

/** Quantity × price, as the ERP multiplies. */
const rowCents = ({ qtdPedida, vlrEmbInformado }: PedidoVenda["itemDto"][number]) =>
  Math.round((Math.round(qtdPedida * 1000) * Math.round(vlrEmbInformado * 100)) / 1000);

it("O1, O22: payments, items and freight of any order make the same total, to the cent", () => {
  let submitted = 0;
  fc.assert(
    fc.property(generated, ({ lines, freight, cuts, ways, refund, tip, freeAt }) => {
      const priced = lines.map(({ sku, unitCents, quantity, cut, discountShare }) => {
        const discount = Math.floor(unitCents * (quantity + cut) * discountShare);
        return {
          sku,
          quantity: quantity + cut,
          currentQuantity: quantity,
          unit: (unitCents / 100).toFixed(2),
          net: unitCents * quantity - (discount * quantity) / (quantity + cut),
          discounts: [(discount / 100).toFixed(2)],
        };
      });
      // Shopify's total counts each part of a cent: no line says which of them got it.
      const goods = Math.floor(priced.reduce((sum, { net }) => sum + net, 0) + 1e-6);
      const total = goods + freight + tip;
      if (total === 0) return;
      const marks = [0, ...cuts.map((cut) => Math.floor((total * cut) / 1000)).toSorted((a, b) => a - b), total];
      const parts = marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0));
      const promised = parts.some(
        (part, index) => part > 0 && ["authorized", "delivery"].includes(ways[index] ?? "sale"),
      );
      const transactions = parts.flatMap((part, index) => {
        const n = 10 * (index + 1);
        if (part === 0) return [];
        switch (ways[index] ?? "sale") {
          case "gift":
            return [transaction(n, "SALE", "SUCCESS", part, { gateway: "gift_card" })];
          case "capture":
            return [
              transaction(n, "AUTHORIZATION", "SUCCESS", part, { gateway: "adyen" }),
              transaction(n + 1, "CAPTURE", "SUCCESS", part, { gateway: "adyen", ...child(n) }),
            ];
          case "authorized":
            return [transaction(n, "AUTHORIZATION", "SUCCESS", part, { gateway: "adyen" })];
          case "delivery":
            return [transaction(n, "SALE", "PENDING", part, onDelivery)];
          case "sale":
            return [transaction(n, "SALE", "SUCCESS", part)];
        }
      });
      const back = promised || refund >= goods ? 0 : refund;
      const given = back > 0 ? [transaction(99, "REFUND", "SUCCESS", back)] : [];
      const order = orderOf({
        lines: priced,
        total: (total / 100).toFixed(2),
        over: {
          currentShippingPriceSet: cents(freight),
          totalTipReceivedSet: cents(tip),
          displayFinancialStatus: promised ? "PARTIALLY_PAID" : back > 0 ? "PARTIALLY_REFUNDED" : "PAID",
          transactions: [...transactions, ...given],
        },
      });
      const judged = assess(
        order,
        {
          ...mapping({ amountRefunds: "discount" }),
          lineProducts: [
            { kind: "free", name: "*", sku: "own", priceCents: freeAt },
            { kind: "tip", name: "*", sku: "P1E1", priceCents: 0 },
          ],
        },
        "2026-01-01T00:00:00Z",
      );
      // Nothing is left that could pay for what is given away.
      if (judged.kind === "onHold" && judged.hold.reason === "free-line" && freeAt > 0) return;
      if (judged.kind !== "ready") throw new Error(JSON.stringify(judged));
      const { pedido } = judged;
      submitted += 1;
      const isCheap = ({ net, currentQuantity }: (typeof priced)[number]) =>
        net > 0 && net < 2 * currentQuantity + back;
      if (!priced.some(isCheap))
        for (const { vlrEmbInformado } of pedido.itemDto) expect(vlrEmbInformado).toBeGreaterThanOrEqual(freeAt / 100);
      const paid = pedido.pagamentoDto.reduce((sum, { vlrPagto }) => sum + Math.round(vlrPagto * 100), 0);
      const items = pedido.itemDto.reduce((sum, item) => sum + rowCents(item), 0);
      expect(paid).toBe(total - back);
      expect(Math.round(pedido.vlrTotFrete * 100)).toBe(freight);
      expect(items + freight).toBe(paid);
    }),
    { numRuns: 100, seed: 14 },
  );
  expect(submitted).toBeGreaterThan(80);
});
