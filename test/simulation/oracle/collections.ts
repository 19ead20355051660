/** A product's place in the shop, compared with the ERP's brand and tree: vendor, type, tags, path, collections. */
import type { Category, Product as ErpProduct } from "../../../sim/consinco/catalogue/types.ts";
import type { Product } from "../../../sim/shopify/records/products.ts";
import { MERCHANT_TAG } from "../workload/catalogue-actors.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "shop stands as the ERP's tree";

export function judgePlace(
  { scenario, check }: JudgeContext,
  record: string,
  product: ErpProduct,
  shown: Product,
): void {
  const { brands, categories } = scenario.systems.erp.state.catalogue;
  const brand = brands.find(({ seqMarca }) => seqMarca === product.seqMarca);
  check(
    INVARIANT,
    brand === undefined || shown.vendor === brand.name,
    () => `${record}: vendor "${shown.vendor}", in the ERP "${brand?.name}"`,
  );
  const path = climb(categories, product.seqCategoria);
  const tags = shown.tags.filter((tag) => tag.startsWith("erp-cat-")).toSorted();
  const wanted = path.map(({ seqCategoria }) => `erp-cat-${seqCategoria}`).toSorted();
  check(
    INVARIANT,
    tags.join() === wanted.join(),
    () => `${record}: tagged ${tags.join(" ")}, by the ERP's tree ${wanted.join(" ")}`,
  );
  const isTagged = scenario.operator.tagged.has(shown.id);
  check(
    INVARIANT,
    !isTagged || shown.tags.includes(MERCHANT_TAG),
    () => `${record}: the merchant's own tag was removed`,
  );
  check(
    INVARIANT,
    shown.productType === (path[0]?.name ?? ""),
    () => `${record}: type "${shown.productType}", in the ERP "${path[0]?.name}"`,
  );
}

/** One collection a category, called as the ERP calls it, taking products by its tag. */
export function judgeCollections({ scenario, check }: JudgeContext): void {
  const { erp, shop } = scenario.systems;
  const collections = [...shop.state.collections.values()];
  for (const { seqCategoria, name, active } of erp.state.catalogue.categories) {
    if (!active) continue;
    const own = collections.filter(({ tags }) => tags.join() === `erp-cat-${seqCategoria}`);
    check(
      INVARIANT,
      own.length === 1 && own[0]?.title === name && own[0].publishedOn.size > 0,
      () => `category ${seqCategoria} (${name}): collections ${own.map(({ title }) => title).join(", ") || "none"}`,
    );
  }
}

/** The category first, then each above it. */
function climb(categories: readonly Category[], seqCategoria: number | null): readonly Category[] {
  const path: Category[] = [];
  let next = seqCategoria;
  while (next !== null && path.length < 20) {
    const here = categories.find((each) => each.seqCategoria === next);
    if (!here) break;
    path.push(here);
    next = here.parent;
  }
  return path;
}
