/** Creates a product or changes its variants, after reading those that Shopify currently has. */
import { withAccepted, type FieldValues } from "../../rules/catalog/field-ownership.ts";
import { type ShopProduct, type ShopProductResult } from "../../rules/catalog/shop-product.ts";
import type { VariantMark } from "../../hub/catalog/shop-variants.ts";
import type { Instant } from "../../ports.ts";
import { findByErp, readVariants, type LiveVariant } from "../../shopify/catalog/product-read.ts";
import { setProduct, type SetTarget, type SetVariant } from "../../shopify/catalog/product-set.ts";
import { concernsOnly } from "../../shopify/client/user-errors.ts";
import {
  adopted,
  mayBePerKilo,
  planChange,
  planCreation,
  variantParts,
  withFound,
  type SetLine,
  type SetPlanned,
} from "./plan.ts";
import type { ProductOutcome, ProductSend } from "./progress.ts";
import { desiredProduct } from "./desired.ts";
import { productEntry, shrinkEntry, skuEntry } from "./entries.ts";

export type SetOutcome =
  | { readonly kind: "ended"; readonly outcome: ProductOutcome }
  /** The product as it was sent. */
  | { readonly kind: "set"; readonly product: ShopProduct };

export async function sendSet(progress: ProductSend, product: ShopProduct, now: Instant): Promise<SetOutcome> {
  const { shopify, due } = progress;
  const { seqProduct } = due;
  let { productGid } = progress.accepted;
  if (productGid === null) {
    const found = await findByErp(shopify, seqProduct);
    if (found.kind === "failed") return ended(progress.stopped(found.failure));
    if (found.kind === "notFound") return create(progress, product);
    productGid = found.productGid;
    progress.accept(adopted(productGid, due));
  }
  const read = await readVariants(shopify, productGid);
  if (read.kind === "failed") return ended(progress.stopped(read.failure));
  if (read.kind === "notFound") return ended(progress.deleted());
  return change(progress, productGid, planChange(due, product, read.variants, now));
}

export type LostCreate =
  | { readonly kind: "ended"; readonly outcome: ProductOutcome }
  | { readonly kind: "looked"; readonly wanted: ShopProductResult | null };

/**
 * The product is no longer wanted, but an earlier create may have succeeded. If it did, the product is on sale and must
 * be removed. The desired state is computed again with the variants found.
 */
export async function recoverLostCreate(progress: ProductSend, now: Instant): Promise<LostCreate> {
  const { shopify, due } = progress;
  const product = await findByErp(shopify, due.seqProduct);
  if (product.kind === "failed") return ended(progress.stopped(product.failure));
  if (product.kind === "notFound") return { kind: "looked", wanted: desiredProduct(due, now) };
  const { productGid } = product;
  const read = await readVariants(shopify, productGid);
  if (read.kind === "failed") return ended(progress.stopped(read.failure));
  if (read.kind === "notFound") return { kind: "looked", wanted: desiredProduct(due, now) };
  progress.accept(adopted(productGid, due));
  return { kind: "looked", wanted: desiredProduct(withFound(due, read.variants), now) };
}

async function change(
  progress: ProductSend,
  productGid: string,
  { deletedSkus, plan }: SetPlanned,
): Promise<SetOutcome> {
  const { seqProduct } = progress.due;
  if (deletedSkus.length > 0) progress.deletedSkus = deletedSkus;
  for (const sku of deletedSkus) progress.report(skuEntry(seqProduct, sku, "variant-deleted"));
  if (plan.kind === "shrinks") return ended(progress.refuse(shrinkEntry(seqProduct, plan.live, plan.removed)));
  if (plan.kind === "refused") return ended(progress.refuse(productEntry(seqProduct, plan.reason)));
  const { product, lines } = plan;
  const set = await put(progress, { kind: "change", productGid }, product.optionName, lines);
  if (set) return ended(set);
  progress.accept({ sentSet: lines.length === product.variants.length ? product.hashes.set : null });
  progress.acceptVariants(product);
  return { kind: "set", product };
}

async function create(progress: ProductSend, product: ShopProduct): Promise<SetOutcome> {
  const { seqProduct, handle, values, hashes } = product;
  const { fields, texts, tags, lines } = planCreation(product, progress.due.settings.owners);
  const target: SetTarget = { kind: "create", seqProduct, handle, texts, tags };
  const set = await put(progress, target, product.optionName, lines, (shown) =>
    progress.accept({
      sentSet: lines.length === product.variants.length ? hashes.set : null,
      createStartedAt: null,
      sentFieldsHash: hashes.fields,
      sentVariantsHash: hashes.variants,
      sentUnitsHash: hashes.stock,
      unitPriceSent: product.isWeighed ? 1 : 0,
      sentValues: withAccepted({}, fields, values, shown),
      sentTags: { wanted: tags, theirs: [] },
      merchantFields: [],
      published: null,
    }),
  );
  return set ? ended(set) : { kind: "set", product };
}

/** @returns null when Shopify has accepted the set */
async function put(
  progress: ProductSend,
  target: SetTarget,
  optionName: string,
  lines: readonly SetLine[],
  accepted: (shown: FieldValues) => void = () => undefined,
): Promise<ProductOutcome | null> {
  const called = await progress.withUnitPrices(
    lines.map((line) => setLine(progress, line)),
    (variants) => sendLines(progress, target, optionName, variants),
  );
  const failed = progress.failed(called);
  if (failed || called.kind !== "done") return failed;
  const { productGid, variants, texts } = called.value;
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]));
  const marks = lines.flatMap((line) => {
    const live = bySku.get(line.sku);
    return live ? [markOf(progress, line, live)] : [];
  });
  if (marks.length < lines.length) return progress.end({ kind: "backOff" }); // the response does not match the request
  progress.accept({ productGid });
  // Tracking switched off by hand is seen here: the stock lane switches it on again, or leaves it for goods without a count.
  const untracked = lines.filter(({ id, sku }) => id !== null && bySku.get(sku)?.tracked === false);
  progress.stockDueSkus = untracked.map(({ sku }) => sku);
  progress.variants = marks;
  accepted(texts);
  return null;
}

/**
 * A location that Shopify does not take is a fault of a company's mapping, not of the product: the product is created
 * without its stock there. The stock lane then names the company, once.
 */
async function sendLines(
  progress: ProductSend,
  target: SetTarget,
  optionName: string,
  variants: readonly SetVariant[],
): ReturnType<typeof setProduct> {
  const called = await setProduct(progress.shopify, target, optionName, variants);
  if (!concernsOnly(called, ["locationId", "inventoryQuantities"])) return called;
  progress.isStockedLater = true;
  return setProduct(
    progress.shopify,
    target,
    optionName,
    variants.map((variant) => ({ ...variant, locations: [] })),
  );
}

function setLine(progress: ProductSend, line: SetLine): SetVariant {
  const { stockedAt, settings } = progress.due;
  const isNew = line.id === null;
  const stocked = isNew ? (stockedAt.get(line.sku) ?? []) : [];
  return {
    ...line,
    ...variantParts(line, settings.owners, isNew, mayBePerKilo(progress.accepted)),
    locations: stocked.map(({ location }) => location),
  };
}

function markOf({ due, isStockedLater }: ProductSend, { sku, price, id }: SetLine, live: LiveVariant): VariantMark {
  const { seqProduct, variants, prices, stockedAt } = due;
  const isMade = id === null;
  return {
    seqProduct,
    sku,
    variantGid: live.id,
    inventoryItemGid: live.inventoryItemGid,
    tracked: live.tracked,
    isNew: !variants.some((known) => known.sku === sku && known.variantGid === live.id),
    standingCents: isMade ? null : live.priceCents,
    companies: isMade && !isStockedLater ? (stockedAt.get(sku) ?? []).map(({ company }) => company) : [],
    price:
      isMade && price
        ? {
            version: prices.get(sku)?.version ?? null,
            priceCents: price.priceCents,
            compareCents: price.compareAtCents,
            nextChangeAt: price.nextChangeAt,
            erpPriceCents: price.erpPriceCents,
            pendingCents: price.pendingCents,
          }
        : null,
  };
}

const ended = (outcome: ProductOutcome) => ({ kind: "ended", outcome }) as const;
