/**
 * What the catalogue lane would do with one due product, by the lane's own decisions (publish/catalog/plan.ts). Pure:
 * Shopify's current state was read before. A SKU that is left out is a record of its own, refused with its reason.
 */
import { planFields } from "../rules/catalog/field-ownership.ts";
import type { ShopProduct, ShopProductResult } from "../rules/catalog/shop-product.ts";
import { planTags } from "../rules/catalog/tags.ts";
import type { DryLine } from "../rules/record/dry-line.ts";
import type { DueProduct } from "../hub/catalog/shop-products.ts";
import type { Instant } from "../ports.ts";
import type { ShownProduct } from "../shopify/catalog/products-shown.ts";
import type { Channel } from "../shopify/setup/publications.ts";
import { refused, type Outcome } from "./outcome.ts";
import { channelLines, creationLine, fieldLines, partLines, refusalLine, setLines, tagLines } from "./product-lines.ts";
import { productEntry, skuEntry } from "../publish/catalog/entries.ts";
import { missingChannels, type ChosenChannels } from "../publish/catalog/channels.ts";
import {
  adopted,
  areVariantsDue,
  isSetDue,
  omittedOf,
  type OmittedSku,
  mayBePerKilo,
  mayHaveLostResponse,
  planChange,
  planCreation,
  textsDue,
  withFound,
} from "../publish/catalog/plan.ts";
import { desiredProduct } from "../publish/catalog/desired.ts";

/**
 * The state of a due product. `new`: not in Shopify. `known`: the hub knows its gid. `found`: to be created, but
 * already in Shopify under its number; its set goes before its fields. `lostCreate`: no longer wanted, but in Shopify
 * all the same.
 */
export interface Standing {
  readonly kind: "new" | "known" | "found" | "lostCreate";
  /** The hub's rows, with the gid of the lookup. */
  readonly due: DueProduct;
  /** The desired product; for `lostCreate` it is computed again with the variants found. */
  readonly wanted: ShopProductResult | null;
}

/** The state by the hub's data alone. */
export function standingOf(due: DueProduct, now: Instant): Standing {
  return { kind: due.productGid === null ? "new" : "known", due, wanted: desiredProduct(due, now) };
}

/** Whether Shopify is searched by the ERP's number: a create response may have been lost. */
export const asksByNumber = ({ kind, due, wanted }: Standing): boolean =>
  (kind === "new" && wanted?.kind === "product") || mayHaveLostResponse(due, wanted);

/** @param gid the product in Shopify under its number */
export const foundAs = ({ due, wanted }: Standing, gid: string): Standing => ({
  kind: mayHaveLostResponse(due, wanted) ? "lostCreate" : "found",
  due: { ...due, ...adopted(gid, due) },
  wanted,
});

/** Which parts of the product must be read. */
export function readsOf({ kind, due, wanted }: Standing, channels: ChosenChannels): "nothing" | "fields" | "all" {
  if (kind !== "known") return kind === "new" ? "nothing" : "all";
  if (wanted?.kind !== "product") return "nothing";
  if (isSetDue(wanted.product, due) || areVariantsDue(wanted.product, due)) return "all";
  const { fields, areTags } = textsDue(wanted.product, due, due.settings.owners);
  return fields.length > 0 || areTags || missingOf(due, channels).length > 0 ? "fields" : "nothing";
}

/** @param shown undefined: nothing to read; null: deleted in Shopify */
export function productOutcomes(
  standing: Standing,
  shown: ShownProduct | null | undefined,
  channels: ChosenChannels,
  now: Instant,
): readonly Outcome[] {
  const { kind, due } = standing;
  const { seqProduct } = due;
  const wanted = kind === "lostCreate" && shown ? desiredProduct(withFound(due, shown.variants), now) : standing.wanted;
  switch (wanted?.kind) {
    case undefined:
      return [{ kind: "waiting" }];
    case "nothing":
      return [{ kind: "same" }];
    case "refused":
      return [refused(productEntry(seqProduct, wanted.reason))];
    case "product":
      break;
  }
  const { product } = wanted;
  const leftOut = new Map<string, OmittedSku["reason"]>(
    omittedOf(due, wanted.leftOut).map(({ sku, reason }) => [sku, reason]),
  );
  const outcome = ((): Outcome => {
    if (kind === "new") {
      const creation = planCreation(product, due.settings.owners);
      return { kind: "created", lines: [creationLine(seqProduct, product, creation, channels.all)] };
    }
    if (shown === undefined) return { kind: "same" };
    if (shown === null) return refused(productEntry(seqProduct, "product-deleted"));
    const change = changeOf(standing, product, shown, missingOf(due, channels), now);
    for (const sku of change.deletedSkus) leftOut.set(sku, "variant-deleted");
    const { lines } = change;
    if (change.isRefused) return { kind: "refused", lines };
    return lines.length > 0 ? { kind: "changed", lines } : { kind: "same" };
  })();
  return [outcome, ...[...leftOut].map(([sku, reason]) => refused(skuEntry(seqProduct, sku, reason)))];
}

interface Change {
  readonly lines: readonly DryLine[];
  readonly isRefused: boolean;
  /** SKUs whose variant was found deleted and is only reported. */
  readonly deletedSkus: readonly string[];
}

/** In the lane's order: steps before a refusal would still be sent. */
function changeOf(
  { kind, due }: Standing,
  given: ShopProduct,
  shown: ShownProduct,
  missing: readonly Channel[],
  now: Instant,
): Change {
  const { seqProduct } = due;
  const { owners } = due.settings;
  const isPerKilo = mayBePerKilo(due);
  const before = kind === "found" ? [] : textLines(due, given, shown);
  const live = new Map(shown.variants.map((variant) => [variant.id, variant]));
  const known = new Map(due.variants.map(({ sku, variantGid }) => [sku, variantGid]));
  const lines = given.variants.flatMap((variant) => {
    const id = known.get(variant.sku);
    return id === undefined ? [] : [{ ...variant, id }];
  });
  const isVariants = areVariantsDue(given, due);
  // C7: a deleted variant makes the lane read the set again.
  if (isSetDue(given, due) || (isVariants && lines.some(({ id }) => !live.has(id)))) {
    const { deletedSkus, plan } = planChange(due, given, shown.variants, now);
    if (plan.kind !== "put") return { lines: [...before, refusalLine(seqProduct, plan)], isRefused: true, deletedSkus };
    const after = kind === "found" ? textLines(due, plan.product, shown) : [];
    const set = setLines(seqProduct, plan.lines, shown.variants, owners, isPerKilo);
    return {
      lines: [...before, ...set, ...after, ...channelLines({ seqProduct }, missing)],
      isRefused: false,
      deletedSkus,
    };
  }
  const parts = isVariants
    ? lines.flatMap((line) => {
        const variant = live.get(line.id);
        return variant ? partLines(seqProduct, line, variant, owners, isPerKilo) : [];
      })
    : [];
  return { lines: [...before, ...parts, ...channelLines({ seqProduct }, missing)], isRefused: false, deletedSkus: [] };
}

function textLines(due: DueProduct, product: ShopProduct, shown: ShownProduct): readonly DryLine[] {
  const { owners } = due.settings;
  const { values, tags } = product;
  const key = { seqProduct: due.seqProduct };
  const { fields, areTags } = textsDue(product, due, owners);
  const { send } = planFields(fields, values, shown.texts, due.sentValues, owners);
  return [
    ...fieldLines(key, send, values, shown.texts),
    ...(areTags && tags !== null ? tagLines(key, planTags(tags, shown.tags, due.sentTags)) : []),
  ];
}

function missingOf({ published }: DueProduct, { forProducts }: ChosenChannels): readonly Channel[] {
  const gids = forProducts.map(({ id }) => id);
  const missing = missingChannels(gids, published);
  return forProducts.filter(({ id }) => missing.includes(id));
}
