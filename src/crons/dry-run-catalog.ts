/**
 * What the catalogue's lane would do, computed by its own rules and compared with what Shopify shows now. Reads only.
 */
import { compareProduct, type Finding } from "../catalog/drift.ts";
import { priceText } from "../catalog/drift-prices.ts";
import { fieldsDue, planFields, type Field } from "../catalog/shop-ownership.ts";
import type { ShopProduct } from "../catalog/shop-product.ts";
import type { DryLine } from "../hub/dry-run-report.ts";
import { missingLoads, readDueProducts, type DueProduct } from "../hub/shop-products.ts";
import type { Instant } from "../ports.ts";
import { readLiveProducts, TITLE_AND_VARIANTS, type LiveProduct } from "../shopify/drift/live-products.ts";
import { FAR_MS, pageOf, refused, type DryLook, type Outcome } from "./dry-run-outcome.ts";
import { wantedOf } from "./publish-wanted.ts";

const PRODUCTS = 48;

export const lookAtCatalog: DryLook = {
  lane: "catalog",
  async look({ db, shopify }, position, now) {
    // Before the first loads have ended no set is complete and the lane itself would not begin.
    if ((await missingLoads(db)).length > 0) return pageOf([], position, true);
    const rows = await readDueProducts(db, position === "" ? -1 : Number(position), now + FAR_MS, PRODUCTS);
    const asked = rows.flatMap(({ productGid: gid, variants }) =>
      gid === null ? [] : [{ gid, variants: variants.length }],
    );
    const live = await readLiveProducts(shopify, TITLE_AND_VARIANTS, asked);
    if (live.kind === "failed") return live;
    const outcomes = rows.map((due) =>
      productOutcome(due, due.productGid === null ? undefined : (live.byGid.get(due.productGid) ?? null), now),
    );
    return pageOf(outcomes, String(rows.at(-1)?.seqProduct ?? position), rows.length < PRODUCTS);
  },
};

/** @param live undefined: it was never created; null: somebody deleted it. */
function productOutcome(due: DueProduct, live: LiveProduct | null | undefined, now: Instant): Outcome {
  const record = `P${due.seqProduct}`;
  const wanted = wantedOf(due, now);
  switch (wanted?.kind) {
    case undefined:
      return { kind: "waiting" };
    case "nothing":
      return { kind: "same" };
    case "refused":
      return refused(record, wanted.reason);
    case "product":
      break;
  }
  const { product } = wanted;
  if (live === undefined)
    return {
      kind: "created",
      lines: [{ record, action: "create", field: "product", before: null, after: creationText(product) }],
    };
  if (live === null) return refused(record, "product-deleted");
  const isOtherSet = due.sentSet !== product.hashes.set;
  const { owners } = due.settings;
  const fields = fieldsDue(product.values, due.sentValues, owners, new Set(due.kept));
  const shown = { title: live.title, status: live.status };
  const { send } = planFields(fields.filter(isRead), product.values, shown, due.sentValues, owners);
  const known = new Map(due.variants.map(({ sku, variantGid }) => [sku, variantGid]));
  const findings = compareProduct(
    {
      seqProduct: due.seqProduct,
      title: send.includes("title") ? product.title : null,
      status: send.includes("status") ? product.status : null,
      channels: [],
      fields: [],
      tags: null,
      variants: isOtherSet
        ? product.variants.map(({ sku }) => ({
            sku,
            gid: known.get(sku) ?? null,
            price: null,
            barcode: null,
            weightG: null,
            document: null,
          }))
        : null,
    },
    live,
  );
  const isOtherParts = !isOtherSet && due.sentFields?.split(".")[1] !== product.hashes.variants;
  const rest = [...fields.filter((field) => !isRead(field)), ...(isOtherParts ? ["barcode, weight"] : [])];
  const lines = [
    ...findings.map((finding) => changeOf(record, finding)),
    // Of these the hub keeps digests only: that they would go is known, not what stands there now.
    ...(rest.length > 0
      ? [{ record, action: "change" as const, field: rest.join(", "), before: null, after: null }]
      : []),
  ];
  return lines.length > 0 ? { kind: "changed", lines } : { kind: "same" };
}

/** Compared with what Shopify shows, as the lane does: a title that somebody edited stays his. */
const isRead = (field: Field): boolean => field === "title" || field === "status";

function changeOf(record: string, { kind, expected, actual }: Finding): DryLine {
  const field = kind === "variant-missing" || kind === "variant-extra" ? "variant" : kind;
  return { record, action: "change", field, before: actual, after: expected };
}

const VARIANTS_SHOWN = 10;

function creationText({ title, status, variants }: ShopProduct): string {
  const shown = variants.slice(0, VARIANTS_SHOWN).map(({ sku, optionValue, price }) => {
    return `${sku} (${optionValue}) ${price ? priceText(price) : "–"}`;
  });
  const more = variants.length > VARIANTS_SHOWN ? ` … ${variants.length} variantes` : "";
  return `${title} · ${status} · ${shown.join(", ")}${more}`;
}
