/** Deliberate defects in what the ERP gets of an order's lines, its buyer and its cards. */
import { type Mutant, one } from "./mutant.ts";

export const LINE_MUTANTS: readonly Mutant[] = [
  one(
    "ledger-by-the-present-multiple",
    "the ledger counts goods by weight by the multiple that the ERP has now",
    "src/rules/orders/items/goods.ts",
    "const sold = soldWeight(line, known, sale);\n  return sold.kind",
    "const sold = soldWeight({ variantTitle: null }, { multipleMilli: known.multipleMilli }, sale);\n  return sold.kind",
  ),
  one(
    "tip-without-a-product",
    "a tip has no row in the ERP's order",
    "src/rules/orders/items/line-products.ts",
    '{ kind: "tip", title: "Gorjeta", cents: tipCents },',
    '{ kind: "tip", title: "Gorjeta", cents: tipCents * 0 },',
  ),
  one(
    "till-is-a-shop",
    "a sale of the till is submitted as an order of the shop",
    "src/rules/orders/assess.ts",
    'if (sourceName === "pos" && posOrders === "ignore")',
    'if (sourceName === "till" && posOrders === "ignore")',
  ),
  one(
    "gift-for-nothing",
    "a gift goes at a price of zero, whatever the mapping says",
    "src/rules/orders/items/line-products.ts",
    "(products.get(id)?.priceCents ?? 0) * currentQuantity;",
    "(products.get(id)?.priceCents ?? 0) * 0 * currentQuantity;",
  ),
  one(
    "gift-on-top",
    "the cent of a gift is not taken off the lines that pay it",
    "src/rules/orders/items/line-products.ts",
    "discountCents: line.discountCents + (partOf.get(line.id) ?? 0)",
    "discountCents: line.discountCents",
  ),
  one(
    "free-is-no-reason",
    "a line that costs nothing is submitted without a mapping",
    "src/rules/orders/items/line-products.ts",
    'if (unmapped.length > 0) return { reason: "free-line"',
    'if (unmapped.length > free.length) return { reason: "free-line"',
  ),
  one(
    "nsu-left-out",
    "the gateway's NSU is read and not sent in the body",
    "src/rules/orders/pedido-venda.ts",
    "...(isInBody && card.nsu !== null ? { nsu: card.nsu } : {}),",
    "",
  ),
  one(
    "second-call-forgotten",
    "with card data by the second call, the call is never noted as open",
    "src/orders/submit/evaluate.ts",
    "callsByRules(order, mapping);",
    "null;",
  ),
  one(
    "promotion-is-the-list-price",
    "of a line sold in a promotion the promotional price is the list price too",
    "src/rules/orders/items/erp-items.ts",
    "const listCents = promotion?.normalCents ?? soldAt;",
    "const listCents = promotion?.promoCents ?? soldAt;",
  ),
  one(
    "buyer-in-place-of-the-company",
    "the invoice of a CNPJ is made out to the person who bought",
    "src/rules/orders/people/customer.ts",
    'document.kind === "cnpj" ? companies.map(companyName)',
    'document.kind === "cpf" ? companies.map(companyName)',
  ),
];
