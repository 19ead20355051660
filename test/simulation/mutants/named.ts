/** Defects that strangers thought of and that survived sixty nights of an earlier oracle, and more of their kind. */
import { type Mutant, one } from "./mutant.ts";

const MINUTES_AT_WORK = (lane: string): string =>
  `[(deps, until) => (new Date(deps.clock.now()).getUTCMinutes() < 20 ? ${lane}(deps, until) : Promise.resolve({ kind: "done" })),`;

export const NAMED_MUTANTS: readonly Mutant[] = [
  one(
    "order-time-in-utc",
    "an order's time is Shopify's own text, which is UTC",
    "src/rules/orders/pedido-venda.ts",
    "dtaHorPedidoCanalVenda: toErpTime(Date.parse(order.createdAt)),",
    "dtaHorPedidoCanalVenda: order.createdAt.slice(0, 19),",
  ),
  one(
    "telephone-and-email-dropped",
    "the ERP's customer has neither telephone nor e-mail",
    "src/rules/orders/people/customer.ts",
    'foneDdd1: phone?.ddd ?? "",\n    foneNro1: phone?.number ?? "",\n    email,\n    emailNfe: email,',
    'foneDdd1: "",\n    foneNro1: "",\n    email: "",\n    emailNfe: "",',
  ),
  one(
    "promotion-an-hour-longer",
    "a promotion ends an hour late",
    "src/rules/prices/shop-price.ts",
    "until !== null && now >= until;",
    "until !== null && now >= until + 3_600_000;",
  ),
  one(
    "discount-of-many-dropped",
    "the discount of a line of several units is left out of its price",
    "src/rules/orders/items/erp-items.ts",
    "return sharesOf(netCents(line), quantityMilli, isWeighed)",
    "return sharesOf(line.currentQuantity > 1 ? line.unitPriceCents * line.currentQuantity : netCents(line), quantityMilli, isWeighed)",
  ),
  one(
    "price-lane-twenty-minutes",
    "the lane of prices works in the first twenty minutes of an hour",
    "src/publish/run.ts",
    "[publishPrices,",
    MINUTES_AT_WORK("publishPrices"),
  ),
  one(
    "stock-lane-twenty-minutes",
    "the lane of stock works in the first twenty minutes of an hour",
    "src/publish/run.ts",
    "[publishStock,",
    MINUTES_AT_WORK("publishStock"),
  ),
  one(
    "promotion-an-hour-late",
    "a promotion begins an hour late",
    "src/rules/prices/shop-price.ts",
    "const inForce = terms.filter(({ from }) => from === null || now >= from);",
    "const inForce = terms.filter(({ from }) => from === null || now >= from + 3_600_000);",
  ),
  one(
    "customers-note-dropped",
    "the ERP gets no word of what the customer wrote",
    "src/rules/orders/pedido-venda.ts",
    'return erpText(`${first} ${order.note ?? ""}`, noteLength);',
    "return erpText(first, noteLength);",
  ),
  one(
    "window-in-utc",
    "the promised hour in the note is UTC",
    "src/rules/orders/people/promise.ts",
    "const [start, end] = [toErpTime(from), until === null ? null : toErpTime(until)];",
    "const [start, end] = [new Date(from).toISOString(), until === null ? null : new Date(until).toISOString()];",
  ),
  one(
    "word-on-a-line-dropped",
    "what to do where goods are missing stays in the shop",
    "src/rules/orders/items/erp-items.ts",
    "observacaoItem: erpText(lineNote(line, settings.rules), ITEM_NOTE_MAX),",
    'observacaoItem: "",',
  ),
  one(
    "code-is-the-product",
    "each row names the product's number in place of its barcode",
    "src/rules/orders/items/erp-items.ts",
    'codAcesso: erpText(line.barcode ?? "", 14) || String(key.seqProduct),',
    "codAcesso: String(key.seqProduct),",
  ),
  one(
    "one-instalment",
    "each payment has one instalment",
    "src/rules/orders/pedido-venda.ts",
    "nroParcela: card.instalments,",
    "nroParcela: 1,",
  ),
  one(
    "amounts-change-places",
    "two payments of one order have each the amount of the other",
    "src/rules/orders/pedido-venda.ts",
    "return mapped.map(({ payment, card, seqFormaPagto }) => ({",
    "return mapped.map(({ payment: own, card, seqFormaPagto }, n) => ({ own, payment: { ...own, cents: mapped.at(-1 - n).payment.cents }, card, seqFormaPagto })).map(({ payment, card, seqFormaPagto }) => ({",
  ),
  one(
    "discount-not-said",
    "the row's price is right, its discount is zero",
    "src/rules/orders/items/erp-items.ts",
    "vlrEmbDesconto: centsNumber((isOffPromotion ? promo : shown) - share.priceCents),",
    "vlrEmbDesconto: 0,",
  ),
  one(
    "invoice-value-in-whole-reais",
    "the value of an invoice loses its cents",
    "src/rules/orders/invoices.ts",
    'add("nfe_valor", "number_decimal", centsText(first.totalCents));',
    'add("nfe_valor", "number_decimal", centsText(first.totalCents - (first.totalCents % 100)));',
  ),
  one(
    "invoice-time-in-utc",
    "the time of an invoice is read as UTC",
    "src/rules/orders/invoices.ts",
    "isoSeconds(instantOf(issuedAt));",
    "isoSeconds(instantOf(issuedAt) - 3 * 3_600_000);",
  ),
  one(
    "series-of-the-invoice-left-out",
    "an invoice has no series",
    "src/rules/orders/invoices.ts",
    'add("nfe_serie", TEXT, first.series);',
    "",
  ),
  one(
    "events-each-half-hour",
    "events of the ERP are read in the first minutes of each half hour",
    "src/crons/order-events.ts",
    "run: pullEvents",
    'run: (deps, run) => (new Date(deps.clock.now()).getUTCMinutes() % 30 < 4 ? pullEvents(deps, run) : Promise.resolve("done"))',
  ),
];
