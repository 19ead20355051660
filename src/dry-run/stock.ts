/**
 * What the stock lane would do with each due quantity. Reads only the hub, which stores the last accepted quantities.
 */
import { desiredStock } from "../rules/stock/available-quantity.ts";
import { readStockCompanies } from "../hub/stock/companies.ts";
import { readDueStock, type DueStock } from "../hub/stock/due-stock.ts";
import { pageOf, refused, type DryRunPreview, type Outcome } from "./outcome.ts";
import { stockEntry, stockKey } from "../publish/stock/entries.ts";

const ROWS = 250;

export const previewStock: DryRunPreview = {
  scope: "stock",
  async look({ db }, position, _now) {
    const companies = await readStockCompanies(db);
    const [from = "0", sku = ""] = position.split(":");
    const at = companies.find(({ company }) => company >= Number(from));
    if (!at) return pageOf([], position, true);
    const after = at.company === Number(from) ? sku : "";
    const rows = await readDueStock(db, companies, at.company, after, ROWS);
    const isSent = at.enabled && at.location !== null;
    const outcomes = rows.map((row): Outcome => (isSent ? stockOutcome(row) : { kind: "waiting" }));
    const last = rows.at(-1);
    if (last && rows.length === ROWS) return pageOf(outcomes, `${at.company}:${last.sku}`, false);
    const next = companies[companies.indexOf(at) + 1];
    return pageOf(outcomes, next ? `${next.company}:` : `${at.company}:end`, !next);
  },
};

function stockOutcome(row: DueStock): Outcome {
  const key = stockKey(row);
  if (row.variant === null) return { kind: "waiting" };
  const desired = desiredStock(row);
  switch (desired.kind) {
    case "invalid":
      return refused(stockEntry(row, desired.reason));
    case "unlimited":
      if (!row.variant.tracked) return { kind: "same" };
      return {
        kind: "changed",
        lines: [{ ...key, action: "change", field: "tracked", params: { before: true, after: false } }],
      };
    case "units": {
      const before = row.sentQuantity;
      const after = desired.units;
      if (before === after && row.levelActive) return { kind: "same" };
      return { kind: "changed", lines: [{ ...key, action: "change", field: "available", params: { before, after } }] };
    }
  }
}
