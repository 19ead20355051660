/**
 * Compares one page of products, Shopify against the hub. Due rows, rows in a bulk job and sends in progress are not
 * compared. A difference counts only if the hub, read again afterwards, still expects the same: a publish, order or
 * load between the two reads is no drift.
 */
import {
  compareLevel,
  compareProduct,
  foundIn,
  type Finding,
  type LiveLevel,
  type LiveProduct,
} from "../rules/drift/compare.ts";
import { compareMedia } from "../rules/drift/media.ts";
import { compareSpecifications } from "../rules/drift/specifications.ts";
import type { LiveMedia } from "../rules/images/media-plan.ts";
import { compareListPrice, type PricePair } from "../rules/drift/prices.ts";
import type { Deps } from "../deps.ts";
import { ownFiles } from "../hub/images/files.ts";
import type { Instant } from "../ports.ts";
import { wantedOf } from "../publish/images/place.ts";
import { readLiveLevels } from "../shopify/drift/live-levels.ts";
import { readLiveListPrices } from "../shopify/drift/live-list-prices.ts";
import { readLiveProducts, type ReadSelection } from "../shopify/drift/live-products.ts";
import type { AdminFailure } from "../shopify/client/result.ts";
import { MEDIA_PRODUCTS_MAX, readMedia } from "../shopify/images/media.ts";
import { readFields } from "../shopify/images/specifications.ts";
import { readExpected, type ExpectedPage, type ComparisonScope } from "./expected.ts";

export interface Compared {
  readonly kind: "compared";
  readonly products: number;
  readonly variants: number;
  readonly levels: number;
  readonly listPrices: number;
  /**
   * Products, levels and list prices that were not compared: being sent, explained by an order in flight, or
   * unreadable.
   */
  readonly skipped: number;
  readonly findings: readonly Finding[];
}
interface Failed {
  readonly kind: "failed";
  readonly failure: AdminFailure;
}

export async function compareProducts(
  deps: Pick<Deps, "db" | "shopify" | "clock">,
  scope: ComparisonScope,
  seqProducts: readonly number[],
): Promise<Compared | Failed> {
  const { db, clock } = deps;
  const first = await readExpected(db, scope, seqProducts, clock.now());
  const live = await readLive(deps, scope, first);
  if (live.kind === "failed") return live;
  const found = compareAll(first, live, clock.now());
  const again =
    found.findings.length === 0
      ? []
      : compareAll(
          await readExpected(db, scope, [...new Set(found.findings.map(({ seqProduct }) => seqProduct))], clock.now()),
          live,
          clock.now(),
        ).findings;
  const still = new Set(again.map(keyOf));
  return {
    kind: "compared",
    products: first.products.length,
    variants: first.products.reduce((sum, { variants }) => sum + variants, 0),
    levels: first.levels.length,
    listPrices: first.listPrices.length,
    skipped: seqProducts.length - first.products.length + found.skipped,
    findings: found.findings.filter((finding) => still.has(keyOf(finding))),
  };
}

interface Live {
  readonly kind: "live";
  readonly products: ReadonlyMap<string, LiveProduct>;
  readonly levels: ReadonlyMap<string, LiveLevel>;
  /** By list; `isWhole` false: a missing price may exist all the same. */
  readonly lists: ReadonlyMap<
    string,
    { readonly byVariant: ReadonlyMap<string, PricePair>; readonly isWhole: boolean }
  >;
  /** By product. */
  readonly media: ReadonlyMap<string, readonly LiveMedia[]>;
  /** Ids of media that are files of ours. */
  readonly ownFiles: ReadonlySet<string>;
  /** Metafields by `owner key`, and the products and variants that Shopify has. */
  readonly specifications: { readonly byName: ReadonlyMap<string, string>; readonly owners: ReadonlySet<string> };
}

async function readLive(
  { db, shopify }: Pick<Deps, "db" | "shopify">,
  scope: ComparisonScope,
  page: ExpectedPage,
): Promise<Live | Failed> {
  const refs = page.products.map(({ gid, variants }) => ({ gid, variants }));
  const products = await readLiveProducts(shopify, selectionOf(scope, page), refs);
  if (products.kind === "failed") return products;
  const levels = new Map<string, LiveLevel>();
  for (const [location, rows] of Map.groupBy(page.levels, (row) => row.location)) {
    const read = await readLiveLevels(
      shopify,
      location,
      rows.map(({ item }) => item),
    );
    if (read.kind === "failed") return read;
    for (const [item, level] of read.byItem) levels.set(levelKey({ item, location }), level);
  }
  const lists: Map<string, { byVariant: ReadonlyMap<string, PricePair>; isWhole: boolean }> = new Map();
  const gids = refs.map(({ gid }) => gid);
  const variants = refs.reduce((sum, each) => sum + each.variants, 0);
  for (const list of new Set(page.listPrices.map((row) => row.list))) {
    const read = await readLiveListPrices(shopify, list, gids, variants);
    if (read.kind === "failed") return read;
    lists.set(list, read);
  }
  const media = await readLiveMedia(shopify, page);
  if (media.kind === "failed") return media;
  const ids = [...media.byProduct.values()].flatMap((list) => list.map(({ id }) => id));
  const own = ids.length === 0 ? new Set<string>() : await ownFiles(db, ids);
  const sent = page.specifications.flatMap((each) => each.sent);
  const specifications = await readFields(
    shopify,
    distinct(sent.map(({ owner }) => owner)),
    distinct(sent.map(({ key }) => key)),
  );
  if (specifications.kind === "failed") return specifications;
  return {
    kind: "live",
    products: products.byGid,
    levels,
    lists,
    media: media.byProduct,
    ownFiles: own,
    specifications,
  };
}

const distinct = (list: readonly string[]): readonly string[] => [...new Set(list)];

/** Only of products with pictures, because each costs points. */
async function readLiveMedia(
  shopify: Deps["shopify"],
  { media }: ExpectedPage,
): Promise<{ readonly kind: "media"; readonly byProduct: ReadonlyMap<string, readonly LiveMedia[]> } | Failed> {
  const byProduct = new Map<string, readonly LiveMedia[]>();
  const gids = media.flatMap(({ productGid }) => productGid ?? []);
  for (let from = 0; from < gids.length; from += MEDIA_PRODUCTS_MAX) {
    const read = await readMedia(shopify, gids.slice(from, from + MEDIA_PRODUCTS_MAX));
    if (read.kind === "failed") return read;
    for (const [gid, list] of read.byProduct) byProduct.set(gid, list);
  }
  return { kind: "media", byProduct };
}

/** Only fields with an expected value are read, because each costs points. */
function selectionOf({ channels }: ComparisonScope, { products }: ExpectedPage): ReadSelection {
  const variants = products.flatMap(({ expected }) => expected.variants ?? []);
  return {
    channels,
    hasSeo: products.some(({ expected }) => expected.fields.some(({ field }) => field.startsWith("seo"))),
    hasWeight: variants.some(({ weightG }) => weightG !== null),
    hasDocument: variants.some(({ document }) => document !== null),
  };
}

function compareAll(
  { products, levels, listPrices, media, specifications }: ExpectedPage,
  live: Live,
  now: Instant,
): { readonly findings: readonly Finding[]; readonly skipped: number } {
  const findings = products.flatMap(({ gid, expected }) => compareProduct(expected, live.products.get(gid) ?? null));
  // A deleted variant has no levels and no list prices.
  const missing = new Set(findings.filter(({ kind }) => kind === "variant-missing").map(({ sku }) => sku));
  const missingProducts = new Set(
    findings.filter(({ kind }) => kind === "product-missing").map(({ seqProduct }) => seqProduct),
  );
  const isThere = ({ sku, seqProduct }: { readonly sku: string; readonly seqProduct: number }): boolean =>
    !missing.has(sku) && !missingProducts.has(seqProduct);
  let skipped = 0;
  for (const level of levels.filter(isThere)) {
    const outcome = compareLevel(level, live.levels.get(levelKey(level)) ?? null, now);
    if (outcome === "inFlight") skipped += 1;
    else if (outcome !== "same") findings.push(outcome);
  }
  for (const row of listPrices.filter(isThere)) {
    const list = live.lists.get(row.list);
    const price = list?.byVariant.get(row.variantGid) ?? null;
    if (price === null && list?.isWhole !== true) skipped += 1;
    else findings.push(...[compareListPrice(row, price)].filter((finding) => finding !== null));
  }
  for (const { seqProduct, productGid, wanted, sent } of media) {
    const shown = live.media.get(productGid ?? "");
    if (shown)
      findings.push(...compareMedia({ wanted: wanted.map(wantedOf), sent }, shown, live.ownFiles, foundIn(seqProduct)));
  }
  for (const { seqProduct, sent, variants } of specifications) {
    const { byName, owners } = live.specifications;
    findings.push(...compareSpecifications(sent, variants, byName, owners, foundIn(seqProduct)));
  }
  return { findings, skipped };
}

const levelKey = ({ item, location }: { readonly item: string; readonly location: string }): string =>
  `${item}|${location}`;
const keyOf = ({ kind, seqProduct, sku, company, target, expected }: Finding): string =>
  [kind, seqProduct, sku, company, target, expected].join("|");
