/** Every picture of the ERP that a shop can show must be on its product, byte for byte and in its order. */
import { fileOf, PACKAGE_SLOT, pictureIn } from "../../sim/consinco/pictures.ts";
import type { Simulators } from "./simulators.ts";

export interface PictureCounts {
  readonly given: number;
  /** Broken in some way, or of a format that Shopify may refuse. */
  readonly bad: number;
  readonly placed: number;
}

/** From so many unrelated products on, a picture counts as none. */
const SHARED_MAX = 5;

export function comparePictures({ consinco, shopify }: Pick<Simulators, "consinco" | "shopify">): {
  readonly problems: readonly string[];
  readonly counts: PictureCounts;
} {
  const erp = consinco.state;
  const shop = new Map(
    [...shopify.state.products.values()].map((product) => [
      product.metafields.get("erp.seq_produto")?.value ?? "",
      product,
    ]),
  );
  const slots = Array.from({ length: PACKAGE_SLOT + 1 }, (_, slot) => slot);
  const all = erp.catalogue.products.flatMap((product, index) =>
    product.delisted ? [] : slots.map((slot) => ({ product, slot, picture: pictureIn(erp, product, index, slot) })),
  );
  const shared = all.filter(({ picture }) => picture?.fault === "placeholder").length;
  const isGood = (picture: (typeof all)[number]["picture"]) =>
    picture !== null &&
    picture.type !== "webp" &&
    (picture.fault === null || (picture.fault === "placeholder" && shared <= SHARED_MAX));
  const problems: string[] = [];
  const counts = { given: 0, bad: 0, placed: 0 };
  for (const [product, of] of Map.groupBy(all, (each) => each.product)) {
    const inShop = shop.get(String(product.seqProduto));
    if (!inShop) continue;
    const given = of.filter(({ picture }) => picture !== null);
    const wanted = given.filter(({ picture }) => isGood(picture));
    const shown = inShop.mediaIds.map((id) => shopify.state.files.get(id)?.bytes ?? new Uint8Array());
    const placed = wanted.filter(
      ({ slot, picture }, index) =>
        picture !== null && Buffer.from(fileOf(product, slot, picture).bytes).equals(shown[index] ?? new Uint8Array()),
    ).length;
    counts.given += given.length;
    counts.bad += given.length - wanted.length;
    counts.placed += placed;
    if (placed !== wanted.length || shown.length !== wanted.length)
      problems.push(
        `P${product.seqProduto}: ${placed} of ${wanted.length} pictures in their place, ${shown.length} shown`,
      );
  }
  if (counts.placed === 0) problems.push("pictures: none is in the shop");
  return { problems, counts };
}
