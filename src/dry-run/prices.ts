/**
 * What the price lane would do with each due price at each target. Reads only the hub, which stores the last accepted
 * prices.
 */
import type { PricePair } from "../rules/drift/prices.ts";
import { readPriceTargets } from "../hub/prices/price-targets.ts";
import { readDuePrices, markPricesDue, type DuePrice } from "../hub/prices/shop-prices.ts";
import type { Instant } from "../ports.ts";
import { FAR_MS, pageOf, refused, type DryRunPreview, type Outcome } from "./outcome.ts";
import { baseAction, targetAction } from "../publish/prices/decide.ts";
import { dropEntry, priceEntry, priceKey } from "../publish/prices/entries.ts";

const ROWS = 250;

/** Promotions that begin or end become due as usual. */
export const previewPrices: DryRunPreview = {
  scope: "prices",
  async look({ db }, position, now) {
    if (position === "") {
      const { statements, isLast } = await markPricesDue(db, now);
      await db.batch(statements);
      if (!isLast) return pageOf([], position, false);
    }
    const [target = "", seqProduct = "-1", sku = ""] = position.split(":");
    const targets = (await readPriceTargets(db)).map((candidate) => candidate.target).sort();
    const at = target === "" ? targets[0] : targets.find((candidate) => candidate >= target);
    if (at === undefined) return pageOf([], position, true);
    const after = at === target ? { seqProduct: Number(seqProduct), sku } : { seqProduct: -1, sku: "" };
    const rows = await readDuePrices(db, at, after, now + FAR_MS, ROWS);
    const outcomes = rows.map((row) => priceOutcome(row, now));
    const last = rows.at(-1);
    if (last && rows.length === ROWS) return pageOf(outcomes, `${at}:${last.seqProduct}:${last.sku}`, false);
    const next = targets[targets.indexOf(at) + 1];
    return pageOf(outcomes, next === undefined ? `${at}:end` : `${next}:-1:`, next === undefined);
  },
};

function priceOutcome(row: DuePrice, now: Instant): Outcome {
  const key = priceKey(row);
  // After a call without a response Shopify's current price is unknown.
  const before =
    row.sentPriceCents === null || row.outcomeUnknown
      ? null
      : { priceCents: row.sentPriceCents, compareAtCents: row.sentCompareCents };
  const changed = ({ priceCents, compareAtCents }: PricePair): Outcome => ({
    kind: "changed",
    lines: [{ ...key, action: "change", field: "price", params: { before, after: { priceCents, compareAtCents } } }],
  });
  const step = row.target === "base" ? baseAction(row, now) : targetAction(row, now);
  switch (step.kind) {
    case "park":
      return { kind: "waiting" };
    case "shown":
      return { kind: "same" };
    case "set":
      return changed("intent" in step ? step.intent.price : step.price);
    case "remove":
      return {
        kind: "removed",
        lines: [{ ...key, action: "remove", field: "price", params: { before, after: null } }],
      };
    case "off":
      // A deactivated SKU is not sent and has no entry.
      return row.active ? refused(priceEntry(row, step.reason), before) : { kind: "same" };
    case "pendingApproval":
      return refused(dropEntry(row, step.lastCents, step.erpPriceCents), before);
    case "refuse":
      return refused(priceEntry(row, step.reason), before);
  }
}
