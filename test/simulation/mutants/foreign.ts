/** Deliberate defects in how lists of a foreign ERP are read: rows of others, promotions as records, pages from 0. */
import { type Mutant, one } from "./mutant.ts";

export const FOREIGN_MUTANTS: readonly Mutant[] = [
  one(
    "price-of-another-segment",
    "a price belongs to the segment that was asked for, whatever it says",
    "src/rules/prices/price-row.ts",
    'if ((record.company ?? company) !== company || (record.segment ?? segment) !== segment) return { kind: "foreign" };',
    "",
  ),
  one(
    "stock-of-another-warehouse",
    "stock belongs to the company that was asked for, whatever it says",
    "src/rules/stock/stock-row.ts",
    'if ((record.company ?? company) !== company) return { kind: "foreign" };',
    "",
  ),
  one(
    "last-promotion-wins",
    "of several promotions of one SKU the last row counts",
    "src/loads/kinds/prices.ts",
    "merge: mergePrices,",
    "merge: (rows) => rows.at(-1) ?? mergePrices(rows),",
  ),
  one(
    "page-zero-unread",
    "every ERP counts its pages from 1",
    "src/loads/first-page.ts",
    "page === 1 && (firstPage === null ? isFull === 1 : firstPage < 0);",
    "page === 1 && (firstPage === null ? isFull === 2 : firstPage < -9);",
  ),
  one(
    "page-zero-forgotten",
    "the first page is page 0 in the first run only",
    "src/loads/pull-load.ts",
    "const asked = load.firstPage === 0 ?",
    "const asked = load.firstPage === 0 && load.isFull === 1 ?",
  ),
  one(
    "sku-company-forgets",
    "the last record of a SKU says for all companies whether it is sold",
    "src/rules/catalog/sku.ts",
    "const activity = { ...activityOf(before), ...activityOf(row.activity) };",
    "const activity = { ...activityOf(row.activity) };",
  ),
  one(
    "sku-off-at-one-company-sold",
    "a SKU that is off at one company is sold there all the same",
    "src/hub/stock/due-stock.ts",
    "COALESCE(${activity} ->> ('$.\"' || s.${stock.company} || '\"'), 1))`;",
    "COALESCE(${activity} ->> '$.nowhere', 1))`;",
  ),
  one(
    "sku-off-not-due",
    "what one company says of a SKU makes no stock due",
    "src/hub/catalog/skus.ts",
    "OR t.${skus.activity} IS NOT j.value ->> 'activity')`,",
    ")`,",
  ),
  one(
    "offers-alone-not-sent",
    "a club price that changes alone is not sent",
    "src/publish/prices/decide.ts",
    "erpPriceCents === row.erpPriceCents && offers === row.sentOffers",
    "erpPriceCents === row.erpPriceCents",
  ),
  one(
    "offers-of-a-kilogram",
    "offers of weighed goods are shown as those of 1 kg",
    "src/rules/prices/price-decision.ts",
    "shownOffers(row.offers, unitMilli, price.priceCents)",
    "shownOffers(row.offers, null, price.priceCents)",
  ),
  one(
    "option-for-one-package",
    "a product with one package shows the option too",
    "src/rules/catalog/shop-product.ts",
    "const hasOption = chosen.length > 1 || product.weighed;",
    "const hasOption = chosen.length > 0 || product.weighed;",
  ),
];
