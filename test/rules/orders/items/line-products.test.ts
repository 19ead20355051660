import { expect, it } from "vitest";
import { assess } from "../../../../src/rules/orders/assess.ts";
import type { LineKind, LineProduct } from "../../../../src/rules/orders/items/line-products.ts";
import { ORDER_SETTINGS } from "../../../../src/rules/orders/settings.ts";
import { readShopOrder } from "../../../../src/rules/orders/shop-order.ts";
import { answerOf, type OrderShape } from "../shop-orders.ts";

const money = (amount: string) => ({ shopMoney: { amount } });
const SKUS = ["P1E1", "P1E12", "P5E1", "P900E1", "P901E1"];
const map = (kind: LineKind, sku: string, name = "*", priceCents = 0): LineProduct => ({ kind, name, sku, priceCents });

function judge(shape: OrderShape, lineProducts: readonly LineProduct[]) {
  const read = readShopOrder(answerOf(shape));
  if (!read.ok) throw new Error(read.problems.join("; "));
  return assess(
    read.order,
    {
      erp: { salesChannel: 121, operation: 518, representative: 1, priceTable: "1" },
      companies: new Map([["gid://shopify/Location/1", 1]]),
      variants: new Map(),
      paymentForms: [{ gateway: "cartao", seqFormaPagto: 3, instalments: null, submitWhile: [] }],
      skus: new Map(SKUS.map((sku) => [sku, { packageMilli: sku === "P1E12" ? 12_000 : 1000, multipleMilli: null }])),
      settings: ORDER_SETTINGS,
      lineProducts,
    },
    "2026-01-01T00:00:00Z",
  );
}
function rowsOf(shape: OrderShape, lineProducts: readonly LineProduct[]) {
  const judged = judge(shape, lineProducts);
  if (judged.kind !== "ready") throw new Error(JSON.stringify(judged));
  return judged.pedido.itemDto.map(({ seqProduto, qtdPedida, vlrEmbTabPreco, vlrEmbInformado, codAcesso }) => [
    seqProduto,
    qtdPedida,
    vlrEmbTabPreco,
    vlrEmbInformado,
    codAcesso,
  ]);
}
const EAN = "7896006716112";

const BAG = { sku: null, variant: null, title: " Sacola retornável", quantity: 3, unit: "0.50" } as const;
it("a custom line is the ERP's product by its title, without case and accents", () => {
  const shape = { lines: [{ quantity: 1 }, BAG], total: "26.40" };
  expect(rowsOf(shape, [map("custom", "P900E1", "sacola retornavel")])).toEqual([
    [1, 1, 24.9, 24.9, EAN],
    [900, 3, 0.5, 0.5, "900"],
  ]);
  expect(rowsOf(shape, [map("custom", "P901E1"), map("custom", "P900E1", "sacola retornavel")])[1]?.[0]).toBe(900);
  expect(rowsOf(shape, [map("custom", "P901E1")])[1]?.[0]).toBe(901);
});
it.each([
  ["with a title", { variantTitle: "5 kg" }],
  ["that was its product's only one (seed 38)", { vendor: "Marca" }],
])("O3: a line of a deleted variant %s, without a SKU, is held: any other line's row does not name it", (_, sold) => {
  const deleted = { ...BAG, title: "Arroz 5 kg", ...sold };
  const shape = { lines: [{ quantity: 1 }, deleted], total: "26.40" };
  expect(judge(shape, [map("custom", "P901E1")])).toMatchObject({
    kind: "onHold",
    hold: { reason: "sku-missing", titles: ["Arroz 5 kg"] },
  });
  // A row of its own title does.
  expect(rowsOf(shape, [map("custom", "P901E1"), map("custom", "P5E1", "arroz 5 kg")])[1]?.[0]).toBe(5);
});
it("O3: a custom line that no row names is held with its title", () => {
  const shape = { lines: [{ quantity: 1 }, BAG], total: "26.40" };
  expect(judge(shape, [map("custom", "P900E1", "embalagem")])).toMatchObject({
    hold: { reason: "sku-missing", titles: [" Sacola retornável"] },
  });
});

it("O10: a gift card that is sold is a product by its mapping, and no other line becomes one", () => {
  const shape = { lines: [{ quantity: 1 }, { isGiftCard: true, quantity: 1, unit: "50.00" }], total: "74.90" };
  expect(judge(shape, [])).toMatchObject({ hold: { reason: "gift-card-line" } });
  expect(rowsOf(shape, [map("gift-card", "P901E1")])).toEqual([
    [1, 1, 24.9, 24.9, EAN],
    [901, 1, 50, 50, "901"],
  ]);
});

const over = { totalTipReceivedSet: money("5.00"), currentTotalAdditionalFeesSet: money("1.20") };
it("O10: tip and fees are each a line of their product; without a row for both the order is held", () => {
  const shape = { total: "56.00", over };
  expect(judge(shape, [map("tip", "P900E1")])).toMatchObject({ hold: { reason: "fees-or-tip", cents: 120 } });
  expect(rowsOf(shape, [map("tip", "P900E1"), map("fee", "P901E1")])).toEqual([
    [1, 2, 24.9, 24.9, EAN],
    [900, 1, 5, 5, "900"],
    [901, 1, 1.2, 1.2, "901"],
  ]);
});
it("a tip that is a line of the order as well counts once", () => {
  const tip = { sku: null, variant: null, title: "Tip", quantity: 1, unit: "5.00" } as const;
  const shape = { lines: [{}, tip], total: "54.80", over: { totalTipReceivedSet: money("5.00") } };
  expect(rowsOf(shape, [map("tip", "P900E1")])).toEqual([
    [1, 2, 24.9, 24.9, EAN],
    [900, 1, 5, 5, "900"],
  ]);
});

const GIFT = { sku: "P5E1", quantity: 2, unit: "8.00", discounts: ["16.00"] } as const;
it("a gift is held, or sent free, or at a cent that the other lines pay; the total stays", () => {
  const shape = { lines: [{ quantity: 2 }, { sku: "P1E12", quantity: 1, unit: "10.00" }, GIFT], total: "59.80" };
  expect(judge(shape, [])).toMatchObject({ hold: { reason: "free-line", skus: ["P5E1"] } });
  expect(rowsOf(shape, [map("free", "own")])[2]).toEqual([5, 2, 8, 0, EAN]);
  expect(rowsOf(shape, [map("free", "own", "*", 1)])).toEqual([
    [1, 2, 24.9, 24.89, EAN],
    [1, 1, 10, 10, EAN],
    [5, 2, 8, 0.01, EAN],
  ]);
  expect(rowsOf(shape, [map("free", "own"), map("free", "P900E1", "P5E1", 1)])[2]).toEqual([900, 2, 8, 0.01, "900"]);
});
it("a gift listed at R$ 0,00 has its mapped price as its list price", () => {
  const shape = { lines: [{ quantity: 2 }, { sku: "P5E1", quantity: 1, unit: "0.00" }] };
  expect(judge(shape, [])).toMatchObject({ hold: { reason: "free-line" } });
  expect(rowsOf(shape, [map("free", "own", "*", 1)])).toEqual([
    [1, 1, 24.9, 24.89, EAN],
    [1, 1, 24.9, 24.9, EAN],
    [5, 1, 0.01, 0.01, EAN],
  ]);
});
it("where nothing is paid, or each piece by a cent, no line can pay for a gift: it is held", () => {
  const all = { lines: [{ quantity: 2, discounts: ["49.80"] }], total: "0.00", over: { transactions: [] } };
  expect(judge(all, [map("free", "own", "*", 1)])).toMatchObject({ hold: { reason: "free-line" } });
  expect(judge(all, [map("free", "own")])).toMatchObject({ kind: "ready" });
  const poor = { lines: [{ quantity: 9, unit: "0.01" }, GIFT], total: "0.09" };
  expect(judge(poor, [map("free", "own", "*", 1)])).toMatchObject({ hold: { reason: "free-line" } });
});

it("a bundle is its components, each by its own SKU and its part of the discount", () => {
  const shape = {
    lines: [
      { sku: "P1E1", quantity: 2, unit: "24.90", discounts: ["4.15"] },
      { sku: "P5E1", quantity: 1, unit: "8.00", discounts: ["0.67"] },
    ],
    total: "52.98",
  };
  expect(rowsOf(shape, [])).toEqual([
    [1, 1, 24.9, 22.82, EAN],
    [1, 1, 24.9, 22.83, EAN],
    [5, 1, 8, 7.33, EAN],
  ]);
});
