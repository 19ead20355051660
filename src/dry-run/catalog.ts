/**
 * What the catalogue lane would do, decided by its own rules and compared with Shopify's current state: collections
 * first, as in the lane, then products. Read-only: a page of products takes one to four calls, a page of collections
 * one.
 */
import type { Deps } from "../deps.ts";
import { readCatalogSettings } from "../hub/catalog/settings.ts";
import { hasCategories } from "../hub/catalog/shop-collections.ts";
import { missingLoads } from "../hub/catalog/product-backlog.ts";
import { readDueProducts } from "../hub/catalog/shop-products.ts";
import type { Instant } from "../ports.ts";
import { findGidsByErp } from "../shopify/bulk/products-by-erp.ts";
import { findCollection } from "../shopify/catalog/collections.ts";
import { findByErp } from "../shopify/catalog/product-read.ts";
import { readShownProducts } from "../shopify/catalog/products-shown.ts";
import type { AdminFailure } from "../shopify/client/result.ts";
import { lacksDefinition } from "../shopify/setup/definitions.ts";
import { readPublications } from "../shopify/setup/publications.ts";
import { previewCollections } from "./collections.ts";
import { FAR_MS, pageOf, type DryRunPreview, type Previewed } from "./outcome.ts";
import { asksByNumber, foundAs, productOutcomes, readsOf, standingOf } from "./product.ts";
import { chosenChannels, type ChosenChannels } from "../publish/catalog/channels.ts";

const PRODUCTS = 48;
/** Prefix of a position among the collections; a position among the products is a number. */
const COLLECTION = "categoria ";
const FIRST_PRODUCT = "-1";
/** No record has this number: the query only tests whether lookups by number work. */
const NO_NUMBER = 0;

/** Created per invocation: channels are read once. */
export function previewCatalog(): DryRunPreview {
  let prepared: Prepared | undefined;
  return {
    scope: "catalog",
    async look(deps, position, now) {
      // Before the first loads end no set is complete, and the lane itself would not start.
      if ((await missingLoads(deps.db)).length > 0) return pageOf([], position, true);
      if (!prepared) {
        const read = await prepare(deps);
        if ("kind" in read) return read;
        prepared = read;
      }
      const { channels, hasCollections, hasNumbers } = prepared;
      const isAtCollections = position === "" || position.startsWith(COLLECTION);
      if (!isAtCollections || !hasCollections)
        return previewProducts(deps, prepared, isAtCollections ? -1 : Number(position), now);
      const after = position === "" ? -1 : Number(position.slice(COLLECTION.length));
      const looked = await previewCollections(deps, channels.all, hasNumbers.collections, after, now);
      if (looked.kind === "failed") return looked;
      return pageOf(looked.outcomes, looked.last === null ? FIRST_PRODUCT : `${COLLECTION}${looked.last}`, false);
    },
  };
}

interface Prepared {
  readonly channels: ChosenChannels;
  readonly hasCollections: boolean;
  /**
   * Whether the shop can be searched by the ERP's number. Before the lane's first run it cannot, and has none of our
   * records.
   */
  readonly hasNumbers: { readonly products: boolean; readonly collections: boolean };
}

type Failed = { readonly kind: "failed"; readonly failure: AdminFailure };

async function prepare({ db, shopify }: Deps): Promise<Prepared | Failed> {
  const { settings } = await readCatalogSettings(db);
  const hasCollections = settings.collections && (await hasCategories(db));
  const publications = await readPublications(shopify, settings.publications);
  if (publications.kind === "failed") return publications;
  const product = await findByErp(shopify, NO_NUMBER);
  if (product.kind === "failed" && !lacksDefinition(product.failure)) return product;
  const collection = await findCollection(shopify, NO_NUMBER);
  if (collection.kind === "failed" && !lacksDefinition(collection.failure)) return collection;
  const hasNumbers = { products: product.kind !== "failed", collections: collection.kind !== "failed" };
  return { channels: chosenChannels(publications), hasCollections, hasNumbers };
}

async function previewProducts(
  { db, shopify }: Deps,
  { channels, hasNumbers }: Prepared,
  after: number,
  now: Instant,
): Promise<Previewed> {
  const rows = await readDueProducts(db, after, now + FAR_MS, PRODUCTS);
  const alone = rows.map((due) => standingOf(due, now));
  const unknown = hasNumbers.products ? alone.filter(asksByNumber) : [];
  const found = await findGidsByErp(
    shopify,
    unknown.map(({ due }) => due.seqProduct),
  );
  if (!found.ok) return { kind: "failed", failure: found.failure };
  const standings = alone.map((standing) => {
    const gid = found.gids.get(standing.due.seqProduct);
    return gid === undefined ? standing : foundAs(standing, gid);
  });
  const refs = standings.flatMap((standing) => {
    const { productGid: gid, variants, skus } = standing.due;
    const reads = readsOf(standing, channels);
    if (gid === null || reads === "nothing") return [];
    return [
      {
        gid,
        variants: reads === "all" ? Math.max(variants.length, standing.kind === "known" ? 0 : skus.length) : null,
      },
    ];
  });
  const shown = await readShownProducts(shopify, refs);
  if (shown.kind === "failed") return shown;
  const gids = new Set(refs.map(({ gid }) => gid));
  const outcomes = standings.flatMap((standing) => {
    const { productGid: gid } = standing.due;
    const isRead = gid !== null && gids.has(gid);
    return productOutcomes(standing, isRead ? (shown.byGid.get(gid) ?? null) : undefined, channels, now);
  });
  return pageOf(outcomes, String(rows.at(-1)?.seqProduct ?? after), rows.length < PRODUCTS);
}
