/**
 * One product on its way to Shopify. The lane sends only differences from the last accepted values, by the narrowest
 * call.
 *
 *   no product yet          → looked up by the ERP's number (a create response may have been lost), else productSet;
 *                             also when the product is no longer wanted but an earlier create has no known outcome
 *   title, text, brand …    → read from Shopify, then productUpdate with the fields that the ERP owns
 *   category, keywords      → tagsAdd and tagsRemove for our own tags
 *   other set of variants   → live variants are read, the shrink guard decides, then productSet
 *   barcode, weight         → productVariantsBulkUpdate
 *   not yet on the channels → publishablePublish
 * A crash after any of these calls leaves the product due. A repeated call changes nothing, and a create is found by
 * its number.
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
import { ProductSend, type ProductOutcome } from "./progress.ts";
import { desiredProduct } from "./desired.ts";
import { productEntry } from "./entries.ts";

export type { ProductOutcome } from "./progress.ts";

/** @param publications channels that need a call, without those that publish new products automatically */
export async function publishOne(
  shopify: AdminClient,
  publications: readonly string[],
  due: DueProduct,
  now: Instant,
): Promise<ProductOutcome> {
  const progress = new ProductSend(shopify, due);
  let wanted = desiredProduct(due, now);
  if (mayHaveLostResponse(due, wanted)) {
    const recovered = await recoverLostCreate(progress, now);
    if (recovered.kind === "ended") return recovered.outcome;
    wanted = recovered.wanted;
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

/** @returns null when everything is accepted */
async function send(
  progress: ProductSend,
  given: ShopProduct,
  publications: readonly string[],
  now: Instant,
): Promise<ProductOutcome | null> {
  let product = given;
  // Fields first: a set held back by a guard must not keep a product on sale.
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
    const ended = await sendFields(progress, product); // no calls after a create; a found product may need them
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
    progress.stockDueSkus = product.variants.map(({ sku }) => sku); // those found untracked are among them
    progress.accept({ sentUnitsHash: product.hashes.stock });
  }
  return null;
}

/** Barcode, weight and unit price. `again`: a variant was deleted in Shopify, so the set must be read again (C7). */
async function sendVariants(
  progress: ProductSend,
  product: ShopProduct,
  mayLookAgain: boolean,
): Promise<ProductOutcome | "again" | null> {
  const { due, shopify } = progress;
  if (!areVariantsDue(product, progress.accepted)) return null;
  const ids = new Map(due.variants.map(({ sku, variantGid }) => [sku, variantGid]));
  const isPerKilo = mayBePerKilo(progress.accepted);
  const lines = product.variants.flatMap((variant) => {
    const id = ids.get(variant.sku);
    return id === undefined
      ? []
      : [{ ...variantParts(variant, due.settings.owners, false, isPerKilo), id, sku: variant.sku }];
  });
  const called = await progress.withUnitPrices(lines, (parts) => updateVariants(shopify, gidOf(progress), parts));
  if (mayLookAgain && called.kind === "userErrors" && called.errors.some(({ code }) => code === VARIANT_DELETED))
    return "again";
  const ended = progress.failed(called);
  if (!ended) progress.acceptVariants(product);
  return ended;
}

const VARIANT_DELETED = "PRODUCT_VARIANT_DOES_NOT_EXIST";

function gidOf({ accepted, due }: ProductSend): string {
  if (accepted.productGid === null) throw new Error(`P${due.seqProduct}: a set was accepted without a product`);
  return accepted.productGid;
}
