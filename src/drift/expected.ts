/**
 * What Shopify should show by the hub: the last accepted values, as far as the ERP owns them and no send is in
 * progress.
 */
import type { ExpectedProduct } from "../rules/drift/compare.ts";
import { COMPARED_FIELDS, type ExpectedField } from "../rules/drift/fields.ts";
import { sentDocument } from "../rules/drift/prices.ts";
import { settingOf, valueHash, type Field } from "../rules/catalog/field-ownership.ts";
import type { ShopProduct } from "../rules/catalog/shop-product.ts";
import { areTagsDue } from "../rules/catalog/tags.ts";
import { productsInFlux, sentLevels, settledTracking, type SentLevel } from "../hub/drift/drift.ts";
import { sentDocumentParts, sentListPrices, sentPrices, type SentListPrice } from "../hub/drift/prices.ts";
import { readProducts, type DueProduct } from "../hub/catalog/shop-products.ts";
import type { Instant } from "../ports.ts";
import { readSettledMedia, type DueMedia } from "../hub/images/media.ts";
import { readSettledSpecifications, type DueSpecifications } from "../hub/images/specifications.ts";
import { channelsOf } from "../publish/catalog/channels.ts";
import { desiredProduct } from "../publish/catalog/desired.ts";
import { areVariantsDue } from "../publish/catalog/plan.ts";

export interface ComparisonScope {
  /** Compared sales channels, by gid. */
  readonly channels: readonly string[];
  /** Compared price lists, by target. */
  readonly lists: readonly string[];
}

export interface ExpectedPage {
  readonly products: readonly {
    readonly gid: string;
    readonly variants: number;
    readonly expected: ExpectedProduct;
  }[];
  readonly levels: readonly SentLevel[];
  readonly listPrices: readonly SentListPrice[];
  /** Of products that have, or had, a picture. */
  readonly media: readonly DueMedia[];
  /** Of products that have, or had, a specification. */
  readonly specifications: readonly DueSpecifications[];
}

export async function readExpected(
  db: D1Database,
  scope: ComparisonScope,
  seqProducts: readonly number[],
  now: Instant,
): Promise<ExpectedPage> {
  const [rows, inFlux, prices, listPrices, documents, levels, media, specifications, tracked] = [
    await readProducts(db, seqProducts),
    await productsInFlux(db, seqProducts),
    await sentPrices(db, seqProducts, now),
    await sentListPrices(db, seqProducts, scope.lists, now),
    await sentDocumentParts(db, seqProducts, now),
    await sentLevels(db, seqProducts),
    await readSettledMedia(db, seqProducts),
    await readSettledSpecifications(db, seqProducts),
    await settledTracking(db, seqProducts),
  ];
  const priceOf = new Map(prices.map(({ sku, priceCents, compareAtCents }) => [sku, { priceCents, compareAtCents }]));
  const products = rows.flatMap((due) => {
    if (due.productGid === null || inFlux.has(due.seqProduct)) return [];
    const wanted = desiredProduct(due, now);
    const product = wanted?.kind === "product" ? wanted.product : null;
    const parts = product === null ? new Map<string, Parts>() : partsOf(due, product);
    const variants = due.variants.map(({ sku, variantGid: gid }) => ({
      sku,
      gid,
      price: priceOf.get(sku) ?? null,
      barcode: parts.get(sku)?.barcode ?? null,
      weightG: parts.get(sku)?.weightG ?? null,
      document: sentDocument(documents.get(sku) ?? []),
      selling: {
        tracked: tracked.get(sku) ?? null,
        policy: due.settings.owners.policy === "erp" ? ("DENY" as const) : null,
        requiresShipping: true as const,
        taxable: due.settings.owners.taxable === "erp" ? (true as const) : null,
      },
    }));
    const expected = { ...fieldsOf(due, product, scope.channels), seqProduct: due.seqProduct, variants };
    return [{ gid: due.productGid, variants: variants.length, expected }];
  });
  const compared = new Set(products.map(({ expected }) => expected.seqProduct));
  const isCompared = ({ seqProduct }: { readonly seqProduct: number }) => compared.has(seqProduct);
  return {
    products,
    levels: levels.filter(isCompared),
    listPrices: listPrices.filter(isCompared),
    media: media.filter(isCompared),
    specifications: specifications.filter(isCompared),
  };
}

/** Fields whose last accepted value equals the ERP's current one; fields that the merchant decides are not compared. */
function fieldsOf(
  due: DueProduct,
  product: ShopProduct | null,
  channels: readonly string[],
): Omit<ExpectedProduct, "seqProduct" | "variants"> {
  if (product === null) return { title: null, status: null, channels: [], fields: [], tags: null };
  const { title, status, values, tags } = product;
  const accepted = (field: Field): readonly string[] => {
    const hashes = due.sentValues?.[field] ?? [];
    return hashes[0] === valueHash(field, values[field] ?? "") ? hashes : [];
  };
  const isAccepted = (field: Extract<Field, "title" | "status">): boolean => {
    const owner = due.settings.owners[field];
    if (owner === "once" || owner === "merchant" || due.merchantFields.includes(field)) return false;
    return accepted(field).length > 0;
  };
  const on = channelsOf(due.published);
  return {
    title: isAccepted("title") ? title : null,
    status: isAccepted("status") ? status : null,
    channels: status === "ACTIVE" ? channels.filter((channel) => on.includes(channel)) : [],
    // After a merchant's edit a field with another owner belongs to the merchant, so a difference means nothing.
    fields: COMPARED_FIELDS.flatMap((field): ExpectedField[] => {
      const hashes = accepted(field);
      if (due.settings.owners[settingOf(field)] !== "erp" || hashes.length === 0) return [];
      return [{ field, text: values[field] ?? "", accepted: hashes }];
    }),
    tags: tags === null || areTagsDue(tags, due.sentTags) ? null : due.sentTags,
  };
}

interface Parts {
  readonly barcode: string | null;
  readonly weightG: number | null;
}

/** Barcode and weight by SKU, where the ERP always owns them and Shopify accepted the current values. */
function partsOf(due: DueProduct, product: ShopProduct): ReadonlyMap<string, Parts> {
  if (areVariantsDue(product, due)) return new Map();
  const { barcode, weight } = due.settings.owners;
  return new Map(
    product.variants.map((variant) => [
      variant.sku,
      {
        barcode: barcode === "erp" ? variant.barcode : null,
        weightG: weight === "erp" ? variant.weightG : null,
      },
    ]),
  );
}
