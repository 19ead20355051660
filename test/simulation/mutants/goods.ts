/** Deliberate defects of the catalogue's, the prices' and the stock's ways to the shop, one at a time. */
import { type Mutant, one } from "./mutant.ts";

export const GOODS_MUTANTS: readonly Mutant[] = [
  one(
    "unit-price-of-ten-kilos",
    "the price of goods by weight is shown for ten kilograms",
    "src/shopify/catalog/variant-input.ts",
    "referenceValue: 1,",
    "referenceValue: 10,",
  ),
  one(
    "weight-ten-times",
    "a variant weighs ten times what the ERP says",
    "src/shopify/catalog/variant-input.ts",
    "value: weightG / 1000,",
    "value: weightG / 100,",
  ),
  one(
    "barcode-of-nobody",
    "the lowest SKU of a barcode gives it up as well",
    "src/hub/barcodes.ts",
    "THEN NULL ELSE k.ean END`;",
    "THEN NULL ELSE nullif(k.ean, k.ean) END`;",
  ),
  {
    name: "made-at-a-cent",
    says: "a variant is made at one cent, and the price lane puts that right a minute later",
    edits: [
      {
        file: "src/shopify/catalog/product-set.ts",
        find: "price: centsText(price.priceCents)",
        replace: "price: centsText(1)",
      },
      {
        file: "src/crons/publish-product-set.ts",
        find: "      isMade && price\n",
        replace: "      isMade && price && !price\n",
      },
    ],
  },
  one(
    "bulk-answers-by-arrival",
    "the first answer of a bulk operation is the first line's",
    "src/crons/publish-bulk-collect.ts",
    "results.flatMap((each) => (each ? [[each.line, each.result] as const] : []))",
    "results.flatMap((each, index) => (each ? [[position - results.length + index, each.result] as const] : []))",
  ),
  one(
    "bulk-rows-not-held",
    "a price that is in a bulk job goes by single calls too",
    "src/hub/bulk-jobs.ts",
    "UPDATE shop_prices SET bulk_job = ?1, unsure = 1 FROM json_each(?2) AS j",
    "UPDATE shop_prices SET bulk_job = nullif(?1, ?1), unsure = 1 FROM json_each(?2) AS j",
  ),
  {
    name: "bulk-line-failed-is-sent",
    says: "a line that failed counts as sent: the job is done, after all",
    edits: [
      {
        file: "src/crons/publish-bulk-products.ts",
        find: 'return { ...outcome, end: { kind: "backOff" }, desk: [lineEntry("publish-catalog", line.record, words)] };',
        replace:
          'return { ...outcome, end: { kind: "sent" }, desk: [lineEntry("publish-catalog", line.record, words)] };',
      },
      {
        file: "src/crons/publish-bulk-prices.ts",
        find: "      this.pending([row], true);\n",
        replace:
          "      this.settle(row, { priceCents: row.sentPriceCents ?? 1, compareAtCents: null, nextChangeAt: null }, 1);\n",
      },
    ],
  },
  one(
    "bulk-lines-left-held",
    "lines without an answer are nobody's: the job is over",
    "src/crons/publish-bulk-settle.ts",
    "    if (left.length === 0) return true;\n",
    "    if (left.length >= 0) return true;\n",
  ),
  one(
    "price-marked-regardless-of-version",
    "a price is marked sent although the ERP said another while it was being sent",
    "src/hub/shop-prices.ts",
    "due = CASE WHEN version = j.value ->> 'version' THEN 0 ELSE due END\n         FROM json_each(?1) AS j WHERE ${SAME_KEY}`,\n    )\n    .bind(jsonRows(marks));",
    "due = CASE WHEN version = j.value ->> 'version' THEN 0 ELSE 0 END\n         FROM json_each(?1) AS j WHERE ${SAME_KEY}`,\n    )\n    .bind(jsonRows(marks));",
  ),
  one(
    "list-price-kept-when-gone",
    "a list keeps the price of what its company sells no more: only prices are sent",
    "src/crons/publish-price-lists.ts",
    "        return [{ row, variantGid: step.variantGid, price: null, settle: () => this.off(row) }];\n",
    "        if (row.leaving) return [{ row, variantGid: step.variantGid, price: null, settle: () => this.off(row) }];\n        this.off(row);\n        return [];\n",
  ),
  one(
    "document-of-the-due-company-alone",
    "the metafield is written of what is due, and the other companies' prices are gone from it",
    "src/crons/publish-price-metafields.ts",
    "      if (!row.due) continue; // its own turn comes; what is told now is right in any case\n",
    "      if (!row.due) {\n        prices.pop();\n        continue;\n      }\n",
  ),
  one(
    "former-price-believed",
    "a price as last accepted is not sent, although another was told meanwhile without an answer",
    "src/crons/publish-price-send.ts",
    "  !row.unsure && price.priceCents === row.sentPriceCents &&",
    "  price.priceCents === row.sentPriceCents &&",
  ),
  one(
    "document-by-place-in-the-list",
    "the metafield's companies are numbered as they come, not as the ERP numbers them",
    "src/catalog/price-document.ts",
    ".map(({ company, priceCents, compareAtCents, perKgCents }) => [\n      String(company),",
    ".map(({ priceCents, compareAtCents, perKgCents }, index) => [\n      String(index + 1),",
  ),
  one(
    "drop-guard-dropped",
    "a price that fell by nine tenths is a price",
    "src/catalog/price-decision.ts",
    "return askedCents * 100 < lastCents * (100 - dropMaxPercent);",
    "return askedCents > lastCents * 100 * dropMaxPercent;",
  ),
  one(
    "tags-set-not-added",
    "a product's tags are ours: whatever else stands there is taken away",
    "src/catalog/shop-tags.ts",
    " && (isCategoryTag(tag) || ours.has(low(tag))))",
    ")",
  ),
  one(
    "collection-by-title",
    "a category's collection takes products by its name, which is so much easier to read",
    "src/shopify/catalog/collections.ts",
    "values: [tag] } }],",
    "values: [title] } }],",
  ),
  one(
    "collection-not-renamed",
    "a collection that stands is done",
    "src/shopify/catalog/collections.ts",
    "    { collection: { id: gid, title } },\n",
    "    { collection: { id: gid } },\n",
  ),
  one(
    "branch-marks-itself-alone",
    "a category that moved concerns the products that hang right under it",
    "src/hub/categories.ts",
    "CROSS JOIN categories AS c ON c.parent = branch.seq)",
    "CROSS JOIN categories AS c ON c.parent = branch.seq AND c.parent < 0)",
  ),
  one(
    "gone-guard-dropped",
    "whatever the ERP no longer returns goes, be it half the shop",
    "src/hub/gone.ts",
    "AND c.n > gone_allowed THEN 'held'",
    "AND c.n > gone_allowed THEN 'marked'",
  ),
  {
    name: "gone-left-on-sale",
    says: "what is gone is switched off in the hub, and nobody tells the shop: neither of the product nor of its packages",
    edits: [
      {
        file: "src/hub/products.ts",
        find: "`UPDATE shop_products SET ${DUE_AGAIN} WHERE seq_product IN (SELECT CAST(key AS INTEGER) FROM (${gone}))`",
        replace:
          "`UPDATE shop_products SET ${DUE_AGAIN} WHERE seq_product < 0 AND seq_product IN (SELECT CAST(key AS INTEGER) FROM (${gone}))`",
      },
      {
        file: "src/hub/skus.ts",
        find: '`UPDATE shop_products SET ${DUE_AGAIN} WHERE seq_product IN (SELECT ${seqProductOf("key")} FROM (${gone}))`',
        replace:
          '`UPDATE shop_products SET ${DUE_AGAIN} WHERE seq_product < 0 AND seq_product IN (SELECT ${seqProductOf("key")} FROM (${gone}))`',
      },
    ],
  },
  one(
    "returned-goods-stay-off",
    "a record that comes back as it was is no change",
    "src/hub/products.ts",
    "`UPDATE products SET active = 0, hash = '${GONE_HASH}'\n",
    "`UPDATE products SET active = 0, hash = coalesce(hash, '${GONE_HASH}')\n",
  ),
  one(
    "dry-run-of-lanes-alone",
    "the dry run knows its lanes, and forgets the switch over all of them",
    "src/hub/dry-run.ts",
    "all || lanes.some((each) => each === lane);",
    "(all && lanes.length > 0) || lanes.some((each) => each === lane);",
  ),
  one(
    "level-not-activated",
    "a quantity makes its level, surely",
    "src/crons/publish-stock-levels.ts",
    "  await page.activate(everywhere);\n",
    "  void everywhere;\n",
  ),
  one(
    "levels-not-forgotten",
    "what Shopify held is what it holds, whatever orders did meanwhile",
    "src/hub/order-reservations.ts",
    "`UPDATE stock SET sent = NULL, sent_quantity = NULL, news = news + 1\n        WHERE company IN (SELECT value FROM json_each(?1)) AND sku IN",
    "`UPDATE stock SET sent = NULL, sent_quantity = NULL, news = news + 1\n        WHERE news < 0 AND company IN (SELECT value FROM json_each(?1)) AND sku IN",
  ),
  one(
    "drift-blind-to-prices",
    "the comparison looks at everything but what a variant costs",
    "src/crons/drift-expected.ts",
    "price: priceOf.get(sku) ?? null,",
    'price: priceOf.get(sku === "" ? sku : "") ?? null,',
  ),
  one(
    "drift-repair-changes-nothing",
    "repair makes the product due, which was sent as it is",
    "src/hub/drift-repair.ts",
    "const FIELDS_UNSENT = \"sent_fields = substr(sent_fields, instr(sent_fields, '.'))\";",
    'const FIELDS_UNSENT = "sent_fields = sent_fields";',
  ),
  one(
    "drift-repair-keeps-the-number",
    "a product that somebody deleted is sent again by the number it had",
    "src/hub/drift-repair.ts",
    "`product_gid = NULL, sent_set = NULL,",
    "`product_gid = product_gid, sent_set = NULL,",
  ),
  one(
    "merchant-overwritten",
    "whatever stands in Shopify is ours, so a merchant's texts are the ERP's again with its next change",
    "src/catalog/shop-ownership.ts",
    'if (known === null || there.trim() === "") return true;',
    "if (known === null || there.trim() !== hash) return true;",
  ),
  one(
    "deleted-product-keeps-its-variants",
    "a product that somebody deleted keeps its variants in the hub",
    "src/crons/publish-progress.ts",
    "    this.variants = [];\n",
    "    this.variants = null;\n",
  ),
];
