/** Deliberate defects in what keeps one Shopify order one ERP order. */
import { type Mutant, one } from "./mutant.ts";

export const ORDERS_ONCE_MUTANTS: readonly Mutant[] = [
  one(
    "any-404-is-not-there",
    "a web server's 404 page says that the ERP does not have the order",
    "src/erp/records/pedido-venda.ts",
    'return isDocumented ? { kind: "notThere" } : { kind: "noLookup", status };',
    'return isDocumented || status > 0 ? { kind: "notThere" } : { kind: "noLookup", status };',
  ),
  one(
    "any-answer-is-of-the-order",
    "a lookup's answer is not compared with the order asked for",
    "src/erp/records/pedido-venda.ts",
    "    pickText(each, names.salesChannel) === String(salesChannel) &&\n    pickText(each, names.orderId) === orderId\n",
    "    pickText(each, names.salesChannel) !== `${salesChannel}${orderId}`\n",
  ),
  one(
    "not-asked-before-the-first-post",
    "an order that was never submitted from here cannot be in the ERP",
    "src/orders/submit/ask-first.ts",
    "  if (!config.erp.hasOrderLookup) return byShown();\n",
    "  if (!config.erp.hasOrderLookup || row.submittedAt === null) return byShown();\n",
  ),
  one(
    "shown-number-ignored",
    "the number on the Shopify order is for people only",
    "src/rules/orders/shop-order.ts",
    "shownSeqPedido: order.seqPedido,",
    "shownSeqPedido: order.seqPedido === -1 ? order.seqPedido : null,",
  ),
  one(
    "second-post-in-silence",
    "a second POST of an order opens no entry",
    "src/orders/submit/submit.ts",
    "...nothingHolds(), ...again(), ...lookupThere()],",
    "...nothingHolds(), ...again().slice(0, 0), ...lookupThere()],",
  ),
  one(
    "doubled-in-silence",
    "an order that the ERP has twice opens no entry",
    "src/orders/doubled.ts",
    "  if (all.length < 2) return null;\n",
    "  if (all.length < 200) return null;\n",
  ),
  one(
    "lookup-proof-ignored",
    "'not there' counts from a lookup that has never found an order",
    "src/orders/submit/confirm.ts",
    '(isNeverSent || cause === "person" || (await isLookupProven(db, config.erp)))',
    '(isNeverSent || cause === "person" || (await isLookupProven(db, config.erp)) || row.posts > 0)',
  ),
  one(
    "unseen-import-in-silence",
    "without a lookup only events bring news, so an order without one waits for ever",
    "src/orders/submit/import-status.ts",
    "    if (of === undefined) return unseen();\n",
    '    if (of === undefined) return row.version < 0 ? unseen() : { kind: "done", row, nextAt: null };\n',
  ),
  one(
    "refunded-in-part-is-over",
    "an order of which something was refunded is missed by nothing when the ERP loses it",
    "src/rules/orders/ledger/compare.ts",
    'const WITHDRAWN: readonly (string | null)[] = ["REFUNDED", "VOIDED", "EXPIRED"];',
    'const WITHDRAWN: readonly (string | null)[] = ["PARTIALLY_REFUNDED", "REFUNDED", "VOIDED", "EXPIRED"];',
  ),
  one(
    "one-page-is-no-lookup",
    "where the lookup has never found an order, a server's 404 says that there is none",
    "src/orders/submit/no-lookup.ts",
    "  if (isAbsenceBelieved(before)) return true;\n",
    "  if (isAbsenceBelieved(before) || now > 0) return true;\n",
  ),
];
