/**
 * One product on its way to Shopify: only what differs from what was last accepted is sent, by the narrowest call.
 *
 *   no product yet          → looked up by the ERP's number (a creation's answer may have been lost), else productSet;
 *                             also where nothing is to be made any more, if a creation was once on its way
 *   title, text, brand …    → what Shopify shows is read, then productUpdate with the fields that are the ERP's
 *   category, keywords      → tagsAdd and tagsRemove of our own tags
 *   other set of variants   → what Shopify really has is read, the shrink guard asked, then productSet
 *   barcode, weight         → productVariantsBulkUpdate
 *   not yet on the channels → publishablePublish
 *
 * A crash after any of them leaves a due product: each call given again changes nothing, and a creation is found by its number.
 */
import type { ShopProduct } from "../../rules/catalog/shop-product.ts";
import type { DueProduct } from "../../hub/catalog/shop-products.ts";
import type { Instant } from "../../ports.ts";
import { publish, updateVariants } from "../../shopify/catalog/product-update.ts";
import type { AdminClient } from "../../shopify/client/result.ts";
import { channelsOf, missingChannels, publishedText } from "./channels.ts";
import { sendFields } from "./fields.ts";
import { areVariantsDue, isSetDue, omittedOf, mayBePerKilo, mayHaveLostResponse, variantParts } from "./plan.ts";
import { recoverLostCreate, sendSet } from "./variant-set.ts";
import { Progress, type ProductOutcome } from "./progress.ts";
import { desiredProduct } from "./desired.ts";
import { productEntry } from "./entries.ts";

export type { ProductOutcome } from "./progress.ts";

/** @param publications channels that need a call; those that take new products by themselves are not among them. */
export async function publishOne(
  shopify: AdminClient,
  publications: readonly string[],
  due: DueProduct,
  now: Instant,
): Promise<ProductOutcome> {
  const progress = new Progress(shopify, due);
  let wanted = desiredProduct(due, now);
  if (mayHaveLostResponse(due, wanted)) {
    const unheard = await recoverLostCreate(progress, now);
    if (unheard.kind === "ended") return unheard.outcome;
    wanted = unheard.wanted;
  }
  switch (wanted?.kind) {
    case undefined:
      return progress.end({ kind: "parked" });
    case "nothing":
      return progress.end({ kind: "sent" });
    case "refused":
      return progress.refuse(productEntry(due.seqProduct, wanted.reason));
    case "product":
      progress.leaveOut(omittedOf(due, wanted.leftOut));
      return (await send(progress, wanted.product, publications, now)) ?? progress.end({ kind: "sent" });
  }
}

/** @returns null when everything is accepted. */
async function send(
  progress: Progress,
  given: ShopProduct,
  publications: readonly string[],
  now: Instant,
): Promise<ProductOutcome | null> {
  let product = given;
  // Fields first: a set that a guard holds back must not keep a product on sale.
  const isThere = progress.accepted.productGid !== null;
  if (isThere) {
    const ended = await sendFields(progress, product);
    if (ended) return ended;
  }
  for (let isAgain = false; ; isAgain = true) {
    if (progress.accepted.productGid === null || isSetDue(product, progress.accepted) || isAgain) {
      const set = await sendSet(progress, product, now);
      if (set.kind === "ended") return set.outcome;
      product = set.product;
    }
    const ended = await sendVariants(progress, product, !isAgain);
    if (ended !== "again") {
      if (ended) return ended;
      break;
    }
  }
  const productGid = gidOf(progress);
  if (!isThere) {
    const ended = await sendFields(progress, product); // settled at creation, unless it was found
    if (ended) return ended;
  }
  const { published } = progress.accepted;
  const missing = missingChannels(publications, published);
  if (missing.length > 0) {
    const ended = progress.failed(await publish(progress.shopify, productGid, missing));
    if (ended) return ended;
    progress.accept({ published: publishedText([...channelsOf(published), ...missing]) });
  }
  if (progress.accepted.sentUnitsHash !== product.hashes.stock) {
    progress.wake = product.variants.map(({ sku }) => sku);
    progress.accept({ sentUnitsHash: product.hashes.stock });
  }
  return null;
}

/** Barcode, weight and unit price. `again`: a variant is not there any more, so the set has to be looked at (C7). */
async function sendVariants(
  progress: Progress,
  product: ShopProduct,
  mayLookAgain: boolean,
): Promise<ProductOutcome | "again" | null> {
  const { due, shopify } = progress;
  if (!areVariantsDue(product, progress.accepted)) return null;
  const ids = new Map(due.variants.map(({ sku, variantGid }) => [sku, variantGid]));
  const isPerKilo = mayBePerKilo(progress.accepted);
  const lines = product.variants.flatMap((variant) => {
    const id = ids.get(variant.sku);
    return id === undefined ? [] : [{ ...variantParts(variant, due.settings.owners, false, isPerKilo), id }];
  });
  const called = await updateVariants(shopify, gidOf(progress), lines);
  if (mayLookAgain && called.kind === "userErrors" && called.errors.some(({ code }) => code === VARIANT_GONE))
    return "again";
  const ended = progress.failed(called);
  if (!ended) progress.acceptVariants(product);
  return ended;
}

const VARIANT_GONE = "PRODUCT_VARIANT_DOES_NOT_EXIST";

function gidOf({ accepted, due }: Progress): string {
  if (accepted.productGid === null) throw new Error(`P${due.seqProduct}: a set was accepted without a product`);
  return accepted.productGid;
}
