/** Makes a product, or changes which variants it has, after looking at what Shopify really has. */
import { fieldsAtCreation, withAccepted, type FieldValues, type Owners } from "../catalog/shop-ownership.ts";
import {
  OPTION_NAME,
  wasWeighed,
  type ShopProduct,
  type ShopProductResult,
  type ShopVariant,
} from "../catalog/shop-product.ts";
import { planSet, type LiveVariant as Live } from "../catalog/shop-set.ts";
import type { DueProduct } from "../hub/shop-products.ts";
import type { VariantMark } from "../hub/shop-variants.ts";
import type { Instant } from "../ports.ts";
import { findByErp, readVariants, type LiveVariant } from "../shopify/catalog/product-read.ts";
import { setProduct, type SetTarget, type SetVariant } from "../shopify/catalog/product-set.ts";
import { variantGoneEntry } from "./publish-catalog-words.ts";
import type { ProductOutcome, Progress } from "./publish-progress.ts";
import { wantedOf } from "./publish-wanted.ts";
import { productEntry, shrinkEntry } from "./publish-words.ts";

export type SetOutcome =
  | { readonly kind: "ended"; readonly outcome: ProductOutcome }
  /** As it was made: without variants that somebody deleted, where those are only reported. */
  | { readonly kind: "set"; readonly product: ShopProduct };

type Line = ShopVariant & { readonly id: string | null };

export async function sendSet(progress: Progress, product: ShopProduct, now: Instant): Promise<SetOutcome> {
  const { shopify, due } = progress;
  const { seqProduct } = due;
  let { productGid } = progress.accepted;
  if (productGid === null) {
    const found = await findByErp(shopify, seqProduct);
    if (found.kind === "failed") return ended(progress.stopped(found.failure));
    if (found.kind === "gone") return create(progress, product);
    productGid = found.productGid;
    // Made by us a moment ago, and nobody heard: whatever stands there is ours.
    progress.accept({ productGid, sentValues: null, sentTags: null });
  }
  const read = await readVariants(shopify, productGid);
  if (read.kind === "failed") return ended(progress.stopped(read.failure));
  if (read.kind === "gone") return ended(progress.deleted());
  const left = withoutDeleted(progress, withFound(progress, product, read.variants, now), read.variants, now);
  if (left.kind === "ended") return left;
  return change(progress, productGid, left.product, read.variants);
}

export type Unheard =
  | { readonly kind: "ended"; readonly outcome: ProductOutcome }
  | { readonly kind: "looked"; readonly wanted: ShopProductResult | null };

/**
 * A product that is not to be made any more, though a creation was on its way: if it arrived, what stands there is on sale
 * and must be taken off. What the hub wants is asked again with the variants that were found.
 */
export async function findUnheard(progress: Progress, now: Instant): Promise<Unheard> {
  const { shopify, due } = progress;
  const product = await findByErp(shopify, due.seqProduct);
  if (product.kind === "failed") return ended(progress.stopped(product.failure));
  if (product.kind === "gone") return { kind: "looked", wanted: wantedOf(due, now) };
  const { productGid } = product;
  const read = await readVariants(shopify, productGid);
  if (read.kind === "failed") return ended(progress.stopped(read.failure));
  if (read.kind === "gone") return { kind: "looked", wanted: wantedOf(due, now) };
  progress.accept({ productGid, sentValues: null, sentTags: null });
  const variants = [...due.variants, ...foundOf(due, read.variants)];
  return { kind: "looked", wanted: wantedOf({ ...due, variants }, now) };
}

/**
 * Variants of the ERP's SKUs that stand there without the hub knowing them: a creation whose answer was lost. They belong
 * to the set whatever has become of them since; a package that was switched off meanwhile must not look like a shrinking.
 */
function withFound({ due }: Progress, product: ShopProduct, live: readonly LiveVariant[], now: Instant): ShopProduct {
  const found = foundOf(due, live);
  if (found.length === 0) return product;
  const wanted = wantedOf({ ...due, variants: [...due.variants, ...found] }, now);
  return wanted?.kind === "product" ? wanted.product : product;
}

function foundOf(due: DueProduct, live: readonly LiveVariant[]): DueProduct["variants"] {
  const known = new Set(due.variants.map(({ sku }) => sku));
  return due.skus.flatMap(({ sku }) => {
    const variant = known.has(sku) ? undefined : live.find((each) => each.sku === sku);
    return variant ? [{ sku, variantGid: variant.id, inventoryItemGid: variant.inventoryItemGid }] : [];
  });
}

/** C7, setting `report`: known variants that are not there any more leave the set until somebody asks for them. */
function withoutDeleted(progress: Progress, product: ShopProduct, live: readonly Live[], now: Instant): SetOutcome {
  const { due } = progress;
  if (due.settings.variantDeleted !== "report") return { kind: "set", product };
  const ids = new Set(live.map(({ id }) => id));
  const skus = new Set(live.map(({ sku }) => sku));
  const gone = due.variants
    .filter(({ sku, variantGid }) => !ids.has(variantGid) && !skus.has(sku))
    .map(({ sku }) => sku);
  if (gone.length === 0) return { kind: "set", product };
  progress.gone = gone;
  for (const sku of gone) progress.tell(variantGoneEntry(due.seqProduct, sku));
  const wanted = wantedOf(due, now, gone);
  if (wanted?.kind === "product") return { kind: "set", product: wanted.product };
  return ended(
    progress.refuse(productEntry(due.seqProduct, wanted?.kind === "refused" ? wanted.reason : "product-deleted")),
  );
}

async function change(
  progress: Progress,
  productGid: string,
  product: ShopProduct,
  live: readonly Live[],
): Promise<SetOutcome> {
  const { due } = progress;
  const known = new Map(due.variants.map(({ sku, variantGid }) => [sku, variantGid]));
  const barcodes = new Map(
    due.settings.matchBarcode ? product.variants.flatMap(({ sku, barcode }) => (barcode ? [[sku, barcode]] : [])) : [],
  );
  const skus = product.variants.map(({ sku }) => sku);
  const plan = planSet(skus, known, live, barcodes);
  if (plan.kind === "shrinks") return ended(progress.refuse(shrinkEntry(due.seqProduct, plan.live, plan.removed)));
  // A variant that somebody deleted comes back only with a price: without one it would be made at nought.
  const lines = product.variants
    .map((variant, index): Line => ({ ...variant, id: plan.ids[index] ?? null }))
    .filter(({ id, price }) => id !== null || price !== null);
  if (lines.length === 0) return ended(progress.refuse(productEntry(due.seqProduct, "no-price")));
  const set = await put(progress, { kind: "change", productGid }, lines);
  if (set) return ended(set);
  progress.accept({ sentSet: lines.length === product.variants.length ? product.hashes.set : null });
  progress.acceptHash("variants", product.hashes.variants);
  return { kind: "set", product };
}

async function create(progress: Progress, product: ShopProduct): Promise<SetOutcome> {
  const { seqProduct, handle, values, hashes } = product;
  const { owners } = progress.due.settings;
  const fields = fieldsAtCreation(values, owners);
  const texts = Object.fromEntries(fields.map((field) => [field, values[field] ?? ""]));
  const tags = product.tags ?? [];
  const lines = product.variants
    .filter(({ price }) => price !== null)
    .map((variant): Line => ({ ...variant, id: null }));
  const target: SetTarget = {
    kind: "create",
    seqProduct,
    handle,
    // A status that is the merchant's begins as a draft: he decides when it is shown.
    texts: owners.status === "merchant" ? { ...texts, status: "DRAFT" } : texts,
    tags,
  };
  const set = await put(progress, target, lines, (shown) =>
    progress.accept({
      sentSet: lines.length === product.variants.length ? hashes.set : null,
      sentFields: [hashes.fields, hashes.variants, hashes.stock].join("."),
      sentValues: withAccepted({}, fields, values, shown),
      sentTags: { wanted: tags, theirs: [] },
      kept: [],
      published: null,
    }),
  );
  return set ? ended(set) : { kind: "set", product };
}

/** @returns null when Shopify has the set. */
async function put(
  progress: Progress,
  target: SetTarget,
  lines: readonly Line[],
  accepted: (shown: FieldValues) => void = () => undefined,
): Promise<ProductOutcome | null> {
  const called = await setProduct(
    progress.shopify,
    target,
    OPTION_NAME,
    lines.map((line) => setLine(progress, line)),
  );
  const failed = progress.failed(called);
  if (failed || called.kind !== "done") return failed;
  const { productGid, variants, texts } = called.value;
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]));
  const marks = lines.flatMap((line) => {
    const live = bySku.get(line.sku);
    return live ? [markOf(progress, line, live)] : [];
  });
  if (marks.length < lines.length) return progress.end({ kind: "backOff" }); // an answer that is not what was asked for
  progress.accept({ productGid });
  progress.variants = marks;
  accepted(texts);
  return null;
}

function setLine(progress: Progress, line: Line): SetVariant {
  const { due } = progress;
  const places = line.id === null ? (due.stockedAt.get(line.sku) ?? []) : [];
  return {
    ...line,
    ...variantParts(progress, line, line.id === null),
    locations: places.map(({ location }) => location),
  };
}

/** The fields of a variant that are the ERP's to give: once = only when the variant is made. A price per kilogram is taken away once. */
export function variantParts(progress: Progress, variant: ShopVariant, isNew: boolean) {
  const { owners } = progress.due.settings;
  const isGiven = (owner: Owners["barcode"]) => owner === "erp" || (owner === "once" && isNew);
  return {
    barcode: isGiven(owners.barcode) ? variant.barcode : undefined,
    weightG: isGiven(owners.weight) ? variant.weightG : undefined,
    unitPriceG: variant.unitPriceG ?? (!isNew && wasWeighed(progress.hash("variants")) ? null : undefined),
  };
}

function markOf({ due }: Progress, { sku, price, id }: Line, live: LiveVariant): VariantMark {
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
    companies: isMade ? (stockedAt.get(sku) ?? []).map(({ company }) => company) : [],
    price:
      isMade && price
        ? {
            version: prices.get(sku)?.version ?? null,
            priceCents: price.priceCents,
            compareCents: price.compareAtCents,
            nextChangeAt: price.nextChangeAt,
            askedCents: price.askedCents,
            heldCents: price.heldCents,
          }
        : null,
  };
}

const ended = (outcome: ProductOutcome) => ({ kind: "ended", outcome }) as const;
