/**
 * What a dry run finds: due rows a page at a time, computed by the publish's own rules and compared with what Shopify was
 * sent (prices, stock) or shows now (products). Reads only, but for promotions that begin or end: they become due as ever.
 */
import { compareProduct, type Finding } from "../catalog/drift.ts";
import { priceText } from "../catalog/drift-prices.ts";
import { decidePrice } from "../catalog/price-decision.ts";
import { fieldsDue, planFields, type Field } from "../catalog/shop-ownership.ts";
import type { ShopProduct } from "../catalog/shop-product.ts";
import { desiredStock } from "../catalog/shop-stock.ts";
import type { Deps } from "../deps.ts";
import type { DryLane } from "../hub/dry-run.ts";
import type { DryCounts, DryLine, DryPage } from "../hub/dry-run-report.ts";
import { readPriceTargets } from "../hub/price-targets.ts";
import { readDuePrices, wakePrices, type DuePrice } from "../hub/shop-prices.ts";
import { missingLoads, readDueProducts, type DueProduct } from "../hub/shop-products.ts";
import { readDueStock, readStockCompanies, type StockRow } from "../hub/stock-publish.ts";
import type { Instant } from "../ports.ts";
import { readLiveProducts, TITLE_AND_VARIANTS, type LiveProduct } from "../shopify/drift/live-products.ts";
import type { AdminFailure } from "../shopify/result.ts";
import { priceRecord, stockRecord } from "./publish-words.ts";
import { wantedOf } from "./publish-wanted.ts";

export type Looked =
  { readonly kind: "page"; readonly page: DryPage } | { readonly kind: "failed"; readonly failure: AdminFailure };

export interface DryLook {
  readonly lane: DryLane;
  /** @param position where the last page ended; empty: at the beginning. */
  look(deps: Deps, position: string, now: Instant): Promise<Looked>;
}

const PRODUCTS = 48;
const ROWS = 250;
/** Rows that back off are due too: what would go in the end is what is shown. */
const FAR_MS = 86_400_000;

/** What one record comes to. */
type Outcome =
  | { readonly kind: "created" | "changed" | "refused"; readonly lines: readonly DryLine[] }
  | { readonly kind: "waiting" | "same" };

function pageOf(outcomes: readonly Outcome[], position: string, isLast: boolean): Looked {
  const counts: { -readonly [K in keyof DryCounts]: number } = {
    created: 0,
    changed: 0,
    refused: 0,
    waiting: 0,
    same: 0,
  };
  for (const { kind } of outcomes) counts[kind] += 1;
  const lines = outcomes.flatMap((outcome) => ("lines" in outcome ? outcome.lines : []));
  return { kind: "page", page: { lines, counts, position, isLast } };
}

const refused = (
  record: string,
  reason: string,
  before: string | null = null,
  after: string | null = null,
): Outcome => ({
  kind: "refused",
  lines: [{ record, action: "refuse", field: reason, before, after }],
});

export const lookAtCatalog: DryLook = {
  lane: "catalog",
  async look({ db, shopify }, position, now) {
    // Before the first loads have ended no set is complete and the lane itself would not begin.
    if ((await missingLoads(db)).length > 0) return pageOf([], position, true);
    const rows = await readDueProducts(db, position === "" ? -1 : Number(position), now + FAR_MS, PRODUCTS);
    const asked = rows.flatMap(({ productGid: gid, variants }) =>
      gid === null ? [] : [{ gid, variants: variants.length }],
    );
    const live = await readLiveProducts(shopify, TITLE_AND_VARIANTS, asked);
    if (live.kind === "failed") return live;
    const outcomes = rows.map((due) =>
      productOutcome(due, due.productGid === null ? undefined : (live.byGid.get(due.productGid) ?? null), now),
    );
    return pageOf(outcomes, String(rows.at(-1)?.seqProduct ?? position), rows.length < PRODUCTS);
  },
};

/** @param live undefined: it was never created; null: somebody deleted it. */
function productOutcome(due: DueProduct, live: LiveProduct | null | undefined, now: Instant): Outcome {
  const record = `P${due.seqProduct}`;
  const wanted = wantedOf(due, now);
  switch (wanted?.kind) {
    case undefined:
      return { kind: "waiting" };
    case "nothing":
      return { kind: "same" };
    case "refused":
      return refused(record, wanted.reason);
    case "product":
      break;
  }
  const { product } = wanted;
  if (live === undefined)
    return {
      kind: "created",
      lines: [{ record, action: "create", field: "product", before: null, after: creationText(product) }],
    };
  if (live === null) return refused(record, "product-deleted");
  const isOtherSet = due.sentSet !== product.hashes.set;
  const { owners } = due.settings;
  const fields = fieldsDue(product.values, due.sentValues, owners, new Set(due.kept));
  const shown = { title: live.title, status: live.status };
  const { send } = planFields(fields.filter(isRead), product.values, shown, due.sentValues, owners);
  const known = new Map(due.variants.map(({ sku, variantGid }) => [sku, variantGid]));
  const findings = compareProduct(
    {
      seqProduct: due.seqProduct,
      title: send.includes("title") ? product.title : null,
      status: send.includes("status") ? product.status : null,
      channels: [],
      fields: [],
      tags: null,
      variants: isOtherSet
        ? product.variants.map(({ sku }) => ({
            sku,
            gid: known.get(sku) ?? null,
            price: null,
            barcode: null,
            weightG: null,
            document: null,
          }))
        : null,
    },
    live,
  );
  const isOtherParts = !isOtherSet && due.sentFields?.split(".")[1] !== product.hashes.variants;
  const rest = [...fields.filter((field) => !isRead(field)), ...(isOtherParts ? ["barcode, weight"] : [])];
  const lines = [
    ...findings.map((finding) => changeOf(record, finding)),
    // Of these the hub keeps digests only: that they would go is known, not what stands there now.
    ...(rest.length > 0
      ? [{ record, action: "change" as const, field: rest.join(", "), before: null, after: null }]
      : []),
  ];
  return lines.length > 0 ? { kind: "changed", lines } : { kind: "same" };
}

/** Compared with what Shopify shows, as the lane does: a title that somebody edited stays his. */
const isRead = (field: Field): boolean => field === "title" || field === "status";

function changeOf(record: string, { kind, expected, actual }: Finding): DryLine {
  const field = kind === "variant-missing" || kind === "variant-extra" ? "variant" : kind;
  return { record, action: "change", field, before: actual, after: expected };
}

const VARIANTS_SHOWN = 10;

function creationText({ title, status, variants }: ShopProduct): string {
  const shown = variants.slice(0, VARIANTS_SHOWN).map(({ sku, optionValue, price }) => {
    return `${sku} (${optionValue}) ${price ? priceText(price) : "–"}`;
  });
  const more = variants.length > VARIANTS_SHOWN ? ` … ${variants.length} variantes` : "";
  return `${title} · ${status} · ${shown.join(", ")}${more}`;
}

export const lookAtPrices: DryLook = {
  lane: "prices",
  async look({ db }, position, now) {
    if (position === "") await wakePrices(db, now).run();
    const [target = "", seqProduct = "-1", sku = ""] = position.split(":");
    const targets = (await readPriceTargets(db)).map((each) => each.target).sort();
    const at = target === "" ? targets[0] : targets.find((each) => each >= target);
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
  const record = priceRecord(row);
  const before =
    row.sentPriceCents === null
      ? null
      : priceText({ priceCents: row.sentPriceCents, compareAtCents: row.sentCompareCents });
  if (row.productGid === null || row.variantGid === null) return { kind: "waiting" };
  if (row.leaving)
    return { kind: "changed", lines: [{ record, action: "change", field: "price", before, after: null }] };
  const decision = decidePrice(row, now);
  switch (decision.kind) {
    case "publish": {
      const after = priceText(decision.price);
      if (after === before) return { kind: "same" };
      return { kind: "changed", lines: [{ record, action: "change", field: "price", before, after }] };
    }
    case "hold":
      return refused(record, "price-drop", String(decision.lastCents), String(decision.askedCents));
    case "gone":
    case "refuse":
      return refused(record, decision.reason, before);
  }
}

export const lookAtStock: DryLook = {
  lane: "stock",
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

function stockOutcome(row: StockRow): Outcome {
  const record = stockRecord(row.company, row.sku);
  if (row.variant === null) return { kind: "waiting" };
  const desired = desiredStock(row);
  switch (desired.kind) {
    case "invalid":
      return refused(record, desired.reason);
    case "unlimited":
      if (!row.variant.tracked) return { kind: "same" };
      return {
        kind: "changed",
        lines: [{ record, action: "change", field: "tracked", before: "sim", after: "não" }],
      };
    case "units": {
      const before = row.sentQuantity === null ? null : String(row.sentQuantity);
      const after = String(desired.units);
      if (before === after && row.levelActive) return { kind: "same" };
      return { kind: "changed", lines: [{ record, action: "change", field: "available", before, after }] };
    }
  }
}
