/**
 * One page of products, Shopify against the hub. What is due, in a bulk job or otherwise on its way is not compared. A
 * difference counts only when the hub, read again afterwards, still says the same: a publish, an order or a load that went
 * between the two readings is no drift.
 */
import {
  compareLevel,
  compareProduct,
  type ExpectedProduct,
  type Finding,
  type LiveLevel,
  type LiveProduct,
} from "../catalog/drift.ts";
import { valueHash, type Field } from "../catalog/shop-ownership.ts";
import type { Deps } from "../deps.ts";
import { productsInFlux, sentLevels, sentPrices, type SentLevel } from "../hub/drift.ts";
import { readProducts, type DueProduct } from "../hub/shop-products.ts";
import type { Instant } from "../ports.ts";
import { readLiveLevels } from "../shopify/drift/live-levels.ts";
import { readLiveProducts } from "../shopify/drift/live-products.ts";
import type { AdminFailure } from "../shopify/result.ts";
import { wantedOf } from "./publish-wanted.ts";

export interface Compared {
  readonly kind: "compared";
  readonly products: number;
  readonly variants: number;
  readonly levels: number;
  /** Products and levels that were not compared: on their way, or explained by an order in flight. */
  readonly skipped: number;
  readonly findings: readonly Finding[];
}

/** @param publication the channel whose products must be on it; null: none is asked about. */
export async function compareProducts(
  deps: Pick<Deps, "db" | "shopify" | "clock">,
  publication: string | null,
  seqProducts: readonly number[],
): Promise<Compared | { readonly kind: "failed"; readonly failure: AdminFailure }> {
  const { db, shopify, clock } = deps;
  const first = await readExpected(db, seqProducts, clock.now());
  const asked = first.products.map(({ gid, variants }) => ({ gid, variants }));
  const products = await readLiveProducts(shopify, publication, asked);
  if (products.kind === "failed") return products;
  const levels = new Map<string, LiveLevel>();
  for (const [location, rows] of Map.groupBy(first.levels, (row) => row.location)) {
    const read = await readLiveLevels(
      shopify,
      location,
      rows.map(({ item }) => item),
    );
    if (read.kind === "failed") return read;
    for (const [item, level] of read.byItem) levels.set(levelKey({ item, location }), level);
  }
  const found = compareAll(first, products.byGid, levels, clock.now());
  const again =
    found.findings.length === 0
      ? []
      : compareAll(
          await readExpected(db, [...new Set(found.findings.map(({ seqProduct }) => seqProduct))], clock.now()),
          products.byGid,
          levels,
          clock.now(),
        ).findings;
  const still = new Set(again.map(keyOf));
  return {
    kind: "compared",
    products: first.products.length,
    variants: first.products.reduce((sum, { variants }) => sum + variants, 0),
    levels: first.levels.length,
    skipped: seqProducts.length - first.products.length + found.inFlight,
    findings: found.findings.filter((finding) => still.has(keyOf(finding))),
  };
}

interface Expected {
  readonly products: readonly {
    readonly gid: string;
    readonly variants: number;
    readonly expected: ExpectedProduct;
  }[];
  readonly levels: readonly SentLevel[];
}

async function readExpected(db: D1Database, seqProducts: readonly number[], now: Instant): Promise<Expected> {
  const [rows, inFlux, prices, levels] = [
    await readProducts(db, seqProducts),
    await productsInFlux(db, seqProducts),
    await sentPrices(db, seqProducts, now),
    await sentLevels(db, seqProducts),
  ];
  const priceOf = new Map(prices.map(({ sku, priceCents, compareAtCents }) => [sku, { priceCents, compareAtCents }]));
  const products = rows.flatMap((due) => {
    if (due.productGid === null || inFlux.has(due.seqProduct)) return [];
    const variants = due.variants.map(({ sku, variantGid: gid }) => ({ sku, gid, price: priceOf.get(sku) ?? null }));
    const expected = { ...fieldsOf(due, now), seqProduct: due.seqProduct, variants };
    return [{ gid: due.productGid, variants: variants.length, expected }];
  });
  const compared = new Set(products.map(({ expected }) => expected.seqProduct));
  return { products, levels: levels.filter(({ seqProduct }) => compared.has(seqProduct)) };
}

/** Fields that Shopify last accepted as the ERP has them now; what the merchant decides is not compared. */
function fieldsOf(due: DueProduct, now: Instant): Pick<ExpectedProduct, "title" | "status" | "isPublished"> {
  const wanted = wantedOf(due, now);
  if (wanted?.kind !== "product") return { title: null, status: null, isPublished: null };
  const { title, status, values } = wanted.product;
  const isAccepted = (field: Extract<Field, "title" | "status">): boolean => {
    const owner = due.settings.owners[field];
    if (owner === "once" || owner === "merchant" || due.kept.includes(field)) return false;
    return due.sentValues?.[field]?.[0] === valueHash(field, values[field] ?? "");
  };
  return {
    title: isAccepted("title") ? title : null,
    status: isAccepted("status") ? status : null,
    isPublished: status === "ACTIVE" ? true : null,
  };
}

function compareAll(
  { products, levels }: Expected,
  live: ReadonlyMap<string, LiveProduct>,
  liveLevels: ReadonlyMap<string, LiveLevel>,
  now: Instant,
): { readonly findings: readonly Finding[]; readonly inFlight: number } {
  const findings = products.flatMap(({ gid, expected }) => compareProduct(expected, live.get(gid) ?? null));
  // A variant that is gone has no levels to speak of.
  const gone = new Set(findings.filter(({ kind }) => kind === "variant-missing").map(({ sku }) => sku));
  const goneProducts = new Set(
    findings.filter(({ kind }) => kind === "product-missing").map(({ seqProduct }) => seqProduct),
  );
  let inFlight = 0;
  for (const level of levels) {
    if (gone.has(level.sku) || goneProducts.has(level.seqProduct)) continue;
    const outcome = compareLevel(level, liveLevels.get(levelKey(level)) ?? null, now);
    if (outcome === "inFlight") inFlight += 1;
    else if (outcome !== "same") findings.push(outcome);
  }
  return { findings, inFlight };
}

const levelKey = ({ item, location }: { readonly item: string; readonly location: string }): string =>
  `${item}|${location}`;
const keyOf = ({ kind, seqProduct, sku, company, expected }: Finding): string =>
  [kind, seqProduct, sku, company, expected].join("|");
