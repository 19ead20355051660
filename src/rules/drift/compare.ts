/** Compares Shopify's state with the hub's desired state. Pure; the same for the drift report and the dry run. */
import { compareFields, comparePart, compareTags, type ExpectedField, type LiveFields } from "./fields.ts";
import { compareDocument, priceText, samePrice, type PricePair } from "./prices.ts";
import type { SentTags } from "../catalog/tags.ts";

export const DRIFT_KINDS = [
  /** The product was deleted in Shopify. */
  "product-missing",
  "title",
  "status",
  "vendor",
  "product-type",
  "seo",
  /** Tags of ours only; all others belong to the merchant or to other apps. */
  "tags",
  /** The product is missing on a sales channel where the lane published it. */
  "unpublished",
  "variant-missing",
  /** A variant that is not ours. */
  "variant-extra",
  "barcode",
  "weight",
  /** The SKU text of a variant of ours: an order for it would name other goods. */
  "sku",
  /** Tracking was switched: untracked goods are sold without limit. */
  "tracking",
  /** Sold beyond the stock. */
  "policy",
  /** The checkout asks for no address. */
  "shipping",
  "taxable",
  "price",
  /** A fixed price of a price list: a different one, or none. */
  "list-price",
  /** A price list of ours has a fixed price that the hub does not have. */
  "list-price-extra",
  /** The metafield `erp.precos`. */
  "price-metafield",
  /** A picture of the hub that the product does not show. */
  "image-missing",
  /** A file of ours that the hub does not have for the product. */
  "image-extra",
  /** Media stand as before our last order of them. */
  "image-order",
  /** A metafield that holds a specification of the ERP. */
  "specification",
  "stock",
  /**
   * The item is no longer stocked at the location: API 2026-10 accepts stock for it without an error and does not sell
   * it.
   */
  "level-inactive",
] as const;
export type DriftKind = (typeof DRIFT_KINDS)[number];

/** What a product lives by: the comparison puts it right at once, because each hour of it sells wrongly. */
export const CORRECTED_KINDS = [
  "sku",
  "tracking",
  "policy",
  "shipping",
  "taxable",
] as const satisfies readonly DriftKind[];

export interface Finding {
  readonly kind: DriftKind;
  readonly seqProduct: number;
  /** Empty: the product itself. */
  readonly sku: string;
  /** nroEmpresa; 0 where no company is meant. */
  readonly company: number;
  /** Distinguishes several: a price target (list-42), a channel's gid, a field; "" where only one exists. */
  readonly target: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

/** Null for values that are unknown, not ours, or not compared. */
export interface ExpectedProduct {
  readonly seqProduct: number;
  readonly title: string | null;
  readonly status: "ACTIVE" | "DRAFT" | null;
  /** Channels where the lane published it, by gid. */
  readonly channels: readonly string[];
  readonly fields: readonly ExpectedField[];
  readonly tags: SentTags | null;
  /** The complete set; null: a change is on its way. */
  readonly variants: readonly ExpectedVariant[] | null;
}

export interface ExpectedVariant {
  readonly sku: string;
  /** Null: Shopify has none of ours yet. */
  readonly gid: string | null;
  readonly price: PricePair | null;
  readonly barcode: string | null;
  readonly weightG: number | null;
  /** `erp.precos` as JSON. */
  readonly document: string | null;
  readonly selling: ExpectedSelling;
}

/** Null: not ours, or on its way. */
export interface ExpectedSelling {
  readonly tracked: boolean | null;
  readonly policy: "DENY" | null;
  readonly requiresShipping: true | null;
  readonly taxable: true | null;
}

export interface LiveProduct {
  readonly title: string;
  /** ACTIVE, DRAFT, ARCHIVED, UNLISTED … */
  readonly status: string;
  /** The requested channels that it is published on. */
  readonly channels: readonly string[];
  readonly fields: LiveFields;
  readonly tags: readonly string[];
  readonly variants: readonly LiveVariant[];
}

export interface LiveVariant {
  readonly gid: string;
  readonly sku: string | null;
  readonly price: PricePair;
  readonly barcode: string | null;
  /** Null: none, or not requested. */
  readonly weightG: number | null;
  /** Null: none, or not requested. */
  readonly document: string | null;
  readonly selling: {
    readonly tracked: boolean;
    readonly policy: string;
    readonly requiresShipping: boolean;
    readonly taxable: boolean;
  };
}

/** @param live null: Shopify has no such product. */
export function compareProduct(expected: ExpectedProduct, live: LiveProduct | null): readonly Finding[] {
  const found = foundIn(expected.seqProduct);
  if (live === null) return [found("product-missing", "", expected.title, null)];
  return [
    ...(expected.title !== null && expected.title.trim() !== live.title.trim()
      ? [found("title", "", expected.title, live.title)]
      : []),
    // A merchant archives a product on purpose: no lane reverts it, so it is no drift either.
    ...(expected.status !== null && expected.status !== live.status && live.status !== "ARCHIVED"
      ? [found("status", "", expected.status, live.status)]
      : []),
    ...compareFields(expected.fields, live.fields, found),
    ...compareTags(expected.tags, live.tags, found),
    ...expected.channels
      .filter((channel) => !live.channels.includes(channel))
      .map((channel) => found("unpublished", "", "sim", "não", channel)),
    ...(expected.variants === null ? [] : compareVariants(expected.variants, live.variants, found)),
  ];
}

export type Found = (
  kind: DriftKind,
  sku: string,
  expected: string | null,
  actual: string | null,
  target?: string,
) => Finding;

/** Findings of a product without a company. */
export const foundIn =
  (seqProduct: number): Found =>
  (kind, sku, expected, actual, target = "") => ({
    kind,
    seqProduct,
    sku,
    company: 0,
    target,
    expected: shortened(expected),
    actual: shortened(actual),
  });

/** An operator reads a finding, and a thousand of them share one row's parameter. */
const TEXT_MAX = 250;
const shortened = (text: string | null): string | null =>
  text === null || text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX - 1)}…`;

function compareVariants(
  expected: readonly ExpectedVariant[],
  live: readonly LiveVariant[],
  found: Found,
): readonly Finding[] {
  const taken = new Set<LiveVariant>();
  const findings: Finding[] = [];
  for (const variant of expected) {
    // The id decides: a variant whose SKU was changed by hand is still the variant we created.
    const there =
      live.find(({ gid }) => gid === variant.gid) ??
      live.find(
        (each) => each.sku === variant.sku && !taken.has(each) && !expected.some(({ gid }) => gid === each.gid),
      );
    if (!there) {
      findings.push(found("variant-missing", variant.sku, variant.sku, null));
      continue;
    }
    taken.add(there);
    if (variant.price !== null && !samePrice(variant.price, there.price))
      findings.push(found("price", variant.sku, priceText(variant.price), priceText(there.price)));
    if (there.gid === variant.gid && there.sku !== variant.sku)
      findings.push(found("sku", variant.sku, variant.sku, there.sku));
    findings.push(
      ...compareSelling(variant.sku, variant.selling, there.selling, found),
      ...comparePart("barcode", variant.sku, variant.barcode, there.barcode, found),
      ...comparePart("weight", variant.sku, textOf(variant.weightG), textOf(there.weightG), found),
      ...compareDocument(variant.sku, variant.document, there.document, found),
    );
  }
  for (const extra of live.filter((each) => !taken.has(each)))
    findings.push(found("variant-extra", extra.sku ?? "", null, extra.sku ?? extra.gid));
  return findings;
}

const SELLING = [
  ["tracking", "tracked"],
  ["policy", "policy"],
  ["shipping", "requiresShipping"],
  ["taxable", "taxable"],
] as const;

const compareSelling = (
  sku: string,
  expected: ExpectedSelling,
  live: LiveVariant["selling"],
  found: Found,
): readonly Finding[] =>
  SELLING.filter(([, field]) => expected[field] !== null && expected[field] !== live[field]).map(([kind, field]) =>
    found(kind, sku, shownValue(expected[field]), shownValue(live[field])),
  );

const shownValue = (value: string | boolean | null): string =>
  typeof value === "boolean" ? (value ? "sim" : "não") : (value ?? "");

/** Grams. */
const textOf = (weightG: number | null): string | null => (weightG === null ? null : String(weightG));

export interface ExpectedLevel {
  readonly seqProduct: number;
  readonly sku: string;
  readonly company: number;
  /** Whole units Shopify last accepted. */
  readonly units: number;
  /** Units our own orders hold at the company. */
  readonly reservedUnits: number;
}

export interface LiveLevel {
  readonly isActive: boolean;
  readonly available: number;
  /** Sold and not fulfilled yet: Shopify took it off `available` when the order was made. */
  readonly committed: number;
  /** Epoch ms of the last change of the quantity; null: Shopify does not say. */
  readonly changedAt: number | null;
}

/** The longest time until the hub knows an order, by its webhook or at the latest by the sweep. In ms. */
export const IN_FLIGHT_MS = 1_200_000;

/**
 * @param live null: no level at all
 * @returns `inFlight` when an order still unknown to the hub explains the difference: made a moment ago (fewer, by at
 * most the committed quantity) or undone a moment ago (more, by at most the hub's reservations)
 */
export function compareLevel(
  expected: ExpectedLevel,
  live: LiveLevel | null,
  now: number,
): "same" | "inFlight" | Finding {
  const { seqProduct, sku, company, units, reservedUnits } = expected;
  const found = (kind: DriftKind, actual: string | null): Finding => ({
    kind,
    seqProduct,
    sku,
    company,
    target: "",
    expected: String(units),
    actual,
  });
  if (live === null || !live.isActive) return found("level-inactive", live === null ? null : String(live.available));
  if (live.available === units) return "same";
  const isRecent = live.changedAt === null || now - live.changedAt < IN_FLIGHT_MS;
  const fewer = units - live.available;
  const isExplained = fewer > 0 ? fewer <= live.committed : -fewer <= reservedUnits;
  return isRecent && isExplained ? "inFlight" : found("stock", String(live.available));
}
