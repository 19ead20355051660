/** Deliberate defects of the catalogue's, the prices' and the stock's ways to the shop, one at a time. */
import { type Mutant, one } from "./mutant.ts";

export const GOODS_MUTANTS: readonly Mutant[] = [
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
  one(
    "bulk-line-failed-is-sent",
    "a line that failed counts as sent: the job is done, after all",
    "src/crons/publish-bulk-products.ts",
    'return { ...outcome, end: { kind: "backOff" }, desk: [lineEntry("publish-catalog", line.record, words)] };',
    'return { ...outcome, end: { kind: "sent" }, desk: [lineEntry("publish-catalog", line.record, words)] };',
  ),
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
    'if (row.leaving || decision.kind === "gone") return [{ row, variantGid, price: null, settle: () => this.off(row) }];',
    'if (row.leaving) return [{ row, variantGid, price: null, settle: () => this.off(row) }];\n    if (decision.kind === "gone") {\n      this.off(row);\n      return [];\n    }',
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
];
