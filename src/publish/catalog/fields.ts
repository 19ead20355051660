/**
 * Fields and tags of a product that exists in Shopify. The lane reads their current values first (4 points). A field
 * that a merchant edited stays theirs unless the ERP owns it; tags of other origin are never sent.
 */
import {
  fieldsAtCreation,
  planFields,
  withAccepted,
  withIntent,
  type FieldValues,
} from "../../rules/catalog/field-ownership.ts";
import type { ShopProduct } from "../../rules/catalog/shop-product.ts";
import { planTags } from "../../rules/catalog/tags.ts";
import { saveIntents, type ProductIntent } from "../../hub/catalog/product-marks.ts";
import type { DueProduct } from "../../hub/catalog/shop-products.ts";
import type { Instant } from "../../ports.ts";
import { readState } from "../../shopify/catalog/product-read.ts";
import { changeTags, updateProduct } from "../../shopify/catalog/product-update.ts";
import type { Lane } from "../lane/lane.ts";
import type { ProductOutcome, ProductSend } from "./progress.ts";
import { areVariantsDue, isSetDue, textsDue } from "./plan.ts";
import { desiredProduct } from "./desired.ts";

/** @returns null when every field is accepted or left to the merchant */
export async function sendFields(progress: ProductSend, product: ShopProduct): Promise<ProductOutcome | null> {
  const { shopify, due, accepted } = progress;
  const { values, tags, hashes } = product;
  const { productGid } = accepted;
  if (productGid === null || progress.accepted.sentFieldsHash === hashes.fields) return null;
  const { owners } = due.settings;
  const { fields, areTags } = textsDue(product, accepted, owners);
  if (fields.length > 0 || areTags) {
    const state = await readState(shopify, productGid);
    if (state.kind === "failed") return progress.stopped(state.failure);
    if (state.kind === "notFound") return progress.deleted();
    const plan = planFields(fields, values, state.texts, accepted.sentValues, owners);
    let shown: FieldValues = state.texts;
    if (plan.send.length > 0) {
      const texts = Object.fromEntries(plan.send.map((field) => [field, values[field] ?? ""]));
      const called = await updateProduct(shopify, productGid, texts);
      const ended = progress.failed(called);
      if (ended || called.kind !== "done") return ended;
      shown = { ...called.value, path: values.path ?? "" };
    }
    const done = [...plan.unchanged, ...plan.send];
    progress.keep(plan.kept, done);
    progress.accept({ sentValues: withAccepted(accepted.sentValues, done, values, shown) });
    if (areTags && tags !== null) {
      const tagPlan = planTags(tags, state.tags, accepted.sentTags);
      const ended = progress.failed(await changeTags(shopify, productGid, tagPlan));
      if (ended) return ended;
      progress.accept({ sentTags: tagPlan.sent });
    }
  }
  progress.accept({ sentFieldsHash: hashes.fields });
  return null;
}

/**
 * Stores what the lane is about to send. If the run dies after Shopify accepted it, the next run must not take our own
 * text for a merchant's edit. A record that returned to its earlier accepted value must then still be sent.
 * @returns the products as the hub now stores them
 */
export async function recordIntents(
  lane: Lane,
  products: readonly DueProduct[],
  now: Instant,
): Promise<readonly DueProduct[]> {
  const noted = products.map((due): DueProduct => ({ ...due, ...plannedIntent(due, now) }));
  const changed = noted.flatMap((due, index) => {
    const intent = intentOf(due);
    const { [index]: before } = products;
    return before && JSON.stringify(intent) === JSON.stringify(intentOf(before)) ? [] : [intent];
  });
  if (changed.length > 0) await lane.write([saveIntents(lane.db, changed)]);
  return noted;
}

const intentOf = (due: ProductIntent): ProductIntent => ({
  seqProduct: due.seqProduct,
  createStartedAt: due.createStartedAt,
  sentSet: due.sentSet,
  sentFieldsHash: due.sentFieldsHash,
  sentVariantsHash: due.sentVariantsHash,
  unitPriceSent: due.unitPriceSent,
  sentValues: due.sentValues,
  sentTags: due.sentTags,
});

function plannedIntent(due: DueProduct, now: Instant): Partial<ProductIntent> {
  const { productGid, createStartedAt, sentSet, sentFieldsHash, sentVariantsHash, sentValues, sentTags, settings } =
    due;
  const wanted = desiredProduct(due, now);
  if (wanted?.kind !== "product") return {};
  const { values, isWeighed } = wanted.product;
  // Weighed now or before: the price per kilogram that Shopify may hold by then is ours to remove.
  const unitPriceSent = isWeighed ? 1 : due.unitPriceSent;
  if (productGid === null)
    return {
      createStartedAt: createStartedAt ?? now,
      sentSet: null,
      sentFieldsHash: null,
      sentVariantsHash: null,
      unitPriceSent,
      sentValues: withIntent(sentValues ?? {}, fieldsAtCreation(values, settings.owners), values),
    };
  const { fields, areTags } = textsDue(wanted.product, due, settings.owners);
  return {
    sentSet: isSetDue(wanted.product, due) ? null : sentSet,
    sentFieldsHash: fields.length > 0 || areTags ? null : sentFieldsHash,
    sentVariantsHash: areVariantsDue(wanted.product, due) ? null : sentVariantsHash,
    unitPriceSent,
    ...(fields.length > 0 ? { sentValues: withIntent(sentValues, fields, values) } : {}),
    ...(areTags && sentTags !== null ? { sentTags: { ...sentTags, outcomeUnknown: true } } : {}),
  };
}
