/**
 * The ERP's catalogue of a scenario: a dozen products need no tree of a hundred and twenty categories, whose collections were
 * two thirds of all calls a scenario made. What is in use stays, with the branches above it, and a few others to move to.
 */
import { type CatalogueSize, generateCatalogue } from "../../../sim/consinco/catalogue/generate.ts";
import type { Catalogue } from "../../../sim/consinco/catalogue/types.ts";

const SPARE_CATEGORIES = 4;
const SPARE_BRANDS = 3;

export function smallCatalogue(size: CatalogueSize): Catalogue {
  const whole = generateCatalogue(size);
  const leaves = whole.categories.filter(({ level }) => level === 3);
  const keptCategories = new Set(spread(leaves, SPARE_CATEGORIES).map(({ seqCategoria }) => seqCategoria));
  const keptBrands = new Set(spread(whole.brands, SPARE_BRANDS).map(({ seqMarca }) => seqMarca));
  for (const { seqCategoria, seqMarca } of whole.products) {
    keptCategories.add(seqCategoria);
    keptBrands.add(seqMarca);
  }
  const parents = new Map(whole.categories.map(({ seqCategoria, parent }) => [seqCategoria, parent]));
  // A Set goes on through what is added while it is walked.
  for (const seqCategoria of keptCategories) {
    const parent = parents.get(seqCategoria) ?? null;
    if (parent !== null) keptCategories.add(parent);
  }
  return {
    ...whole,
    categories: whole.categories.filter(({ seqCategoria }) => keptCategories.has(seqCategoria)),
    brands: whole.brands.filter(({ seqMarca }) => keptBrands.has(seqMarca)),
  };
}

/** So many of the list, from all over it. */
function spread<T>(list: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, index) => index % step === 0).slice(0, count);
}
