/** A supermarket's catalogue from a seed: the same seed, size and day give the same goods. */
import { seeded } from "../../kit/world.ts";
import { BRAND_NAMES } from "./brands.ts";
import { companiesOf } from "./companies.ts";
import { addBadRecords } from "./bad-records.ts";
import { productOf, skusOf } from "./products.ts";
import { ASSORTMENT, type ProductFamily } from "./assortment.ts";
import type { Brand, Catalogue, Category, Product, Sku } from "./types.ts";

export interface CatalogueSize {
  readonly seed: number;
  /** Products to make; `skus`, when given, decides instead. */
  readonly products?: number;
  /** Exactly so many SKUs, 10 to 200,000. */
  readonly skus?: number;
  /** 1 to 60. */
  readonly companies?: number;
  /** Share of SKUs made dirty, 0 to 1. */
  readonly badRecordShare?: number;
  /** Epoch ms: promotions begin and end around it, nothing was changed after it. */
  readonly now: number;
}

const PRODUCTS_DEFAULT = 300;
const SKUS_MAX = 200_000;
const COMPANIES_MAX = 60;
const DAY_MS = 86_400_000;

export function generateCatalogue(size: CatalogueSize): Catalogue {
  const { seed, now } = size;
  const companies = size.companies ?? 3;
  const wantedSkus = size.skus ?? Number.POSITIVE_INFINITY;
  const wantedProducts = size.skus === undefined ? (size.products ?? PRODUCTS_DEFAULT) : Number.POSITIVE_INFINITY;
  if (companies < 1 || companies > COMPANIES_MAX) throw new Error(`${companies} companies; 1 to ${COMPANIES_MAX}`);
  if (Math.min(wantedSkus, wantedProducts) > SKUS_MAX)
    throw new Error(`more than ${SKUS_MAX} SKUs or products asked for`);

  const chance = seeded(seed);
  const categories = categoryTree(now);
  const products: Product[] = [];
  const skus: Sku[] = [];
  let seqProduto = 100;
  while (products.length < wantedProducts && skus.length < wantedSkus) {
    seqProduto += 1 + Math.floor(chance() * 6);
    const familyIndex = Math.floor(chance() * ASSORTMENT.length);
    const family = ASSORTMENT[familyIndex];
    if (family === undefined) throw new Error("the assortment is empty");
    const product = productOf({
      family,
      seqProduto,
      seqCategoria: leafNumber(familyIndex),
      firstSku: skus.length,
      now,
      chance,
    });
    for (const sku of skusOf(product, products.length, { family, seed, now, chance })) {
      if (skus.length >= wantedSkus) break;
      skus.push(sku);
    }
    product.skuCount = skus.length - product.firstSku;
    products.push(product);
  }
  const dirt = addBadRecords({
    products,
    skus,
    share: size.badRecordShare ?? 0.03,
    chance: seeded(seed ^ 0x5eed),
    kindChance: seeded(Math.imul(seed, 0x9e3779b1) ^ 0xd127),
  });
  return { brands: brandsOf(now), categories, companies: companiesOf(companies), products, skus, dirt };
}

function brandsOf(now: number): Brand[] {
  return BRAND_NAMES.map((name, index) => ({
    seqMarca: index + 1,
    name: name.toUpperCase(),
    changedAt: wholeSeconds(now - (index + 30) * DAY_MS),
  }));
}

/** Departments 1…, groups 100…, leaves 1000…: the number shows the level. */
function categoryTree(now: number): Category[] {
  const changedAt = wholeSeconds(now - 400 * DAY_MS);
  const top = new Map<string, number>();
  const middle = new Map<string, number>();
  const tree: Category[] = [];
  const add = (seqCategoria: number, parent: number | null, name: string, level: 1 | 2 | 3) =>
    tree.push({ seqCategoria, parent, name, level, active: true, changedAt });
  ASSORTMENT.forEach((family: ProductFamily, index) => {
    if (!top.has(family.department)) {
      top.set(family.department, top.size + 1);
      add(top.size, null, family.department, 1);
    }
    const group = `${family.department}/${family.group}`;
    if (!middle.has(group)) {
      middle.set(group, 100 + middle.size);
      add(99 + middle.size, top.get(family.department) ?? null, family.group, 2);
    }
    add(leafNumber(index), middle.get(group) ?? null, family.category, 3);
  });
  return tree.sort((a, b) => a.seqCategoria - b.seqCategoria);
}

const leafNumber = (familyIndex: number) => 1000 + familyIndex;
const wholeSeconds = (ms: number) => ms - (ms % 1000);
