/** One product and its packages, drawn from a product family. */
import { BRAND_NAMES } from "./brands.ts";
import { ean13 } from "./ean.ts";
import { promotionOf } from "./promotions.ts";
import type { ProductFamily } from "./assortment.ts";
import type { Product, Sku } from "./types.ts";

const DAY_MS = 86_400_000;
/** The stamp the ERP gives a package that was never touched: 2000-01-01T00:00:00, local. */
const NEVER_TOUCHED = Date.UTC(2000, 0, 1, 3);

interface Draw {
  readonly family: ProductFamily;
  readonly now: number;
  readonly chance: () => number;
}

export function productOf(draw: Draw & { seqProduto: number; seqCategoria: number; firstSku: number }): Product {
  const { family, chance, now } = draw;
  const brandAt = Math.floor(chance() * BRAND_NAMES.length);
  const brand = BRAND_NAMES[brandAt] ?? "";
  const kind = pick(family.kinds, chance);
  const size = pick(family.sizes, chance);
  const sizeText = family.weighed ? "kg" : size;
  const fresh = family.weighed && chance() < 0.7; // produce is seldom branded on the label
  const name = fresh ? `${family.good} ${kind} ${sizeText}` : `${family.good} ${brand} ${kind} ${sizeText}`;
  const age = Math.floor(chance() * 900) * DAY_MS;
  const createdAt = wholeSeconds(now - age - 200 * DAY_MS);
  return {
    seqProduto: draw.seqProduto,
    descCompleta: name.toUpperCase(),
    descReduzida: name,
    tituloEcommerce: chance() < 0.15 ? `${family.good} ${kind} ${brand} – ${sizeText}` : null,
    nomeEcommerce: draw.seqProduto % 8 === 3 ? `${family.good} ${brand} ${size}` : null,
    descEcommerce:
      chance() < 0.8
        ? `${family.good} ${kind.toLowerCase()} da marca ${brand}. Conservar em local seco e arejado.`
        : null,
    seqMarca: brandAt + 1,
    seqCategoria: draw.seqCategoria,
    weighed: family.weighed,
    multipleMilli: family.weighed ? pick([100, 100, 250, 500, 1000], chance) : null,
    keywords: `${family.good};${brand};${family.category}`.toLowerCase(),
    integrates: chance() >= 0.015,
    unlimited: family.unlimited && chance() < 0.5,
    // The last one of the catalogue names one that no list has.
    similars: draw.seqProduto % 3 === 0 ? [draw.seqProduto + 1, draw.seqProduto + 2] : [],
    limitMilli: draw.seqProduto % 4 === 1 ? (family.weighed ? 2_500 : 6_000) : null,
    createdAt,
    changedAt: wholeSeconds(createdAt + Math.floor(chance() * (now - createdAt))),
    delisted: false,
    firstSku: draw.firstSku,
    skuCount: 0,
    patch: null,
  };
}

/** UN-1 (KG-1 when weighed), and for some goods a bundle of 6 or a case of 12, in order of size. */
export function skusOf(product: Product, productIndex: number, draw: Draw & { seed: number }): Sku[] {
  const { family, chance, now } = draw;
  const unitCents = priceEnding(family.minCents + Math.floor(chance() * (family.maxCents - family.minCents)));
  const grams = product.weighed ? 1000 : 80 + Math.floor(chance() * 2000);
  const sizes = [1];
  if (family.bundle6 && chance() < 0.5) sizes.push(6);
  if (family.case12 && chance() < 0.6) sizes.push(12);
  return sizes.map((qtdEmbalagem, at) => {
    const normalCents = qtdEmbalagem === 1 ? unitCents : priceEnding(Math.round(unitCents * qtdEmbalagem * 0.96));
    const touched = chance() < 0.6;
    const changedAt = touched ? wholeSeconds(now - 1000 - Math.floor(chance() * 200 * DAY_MS)) : NEVER_TOUCHED;
    const side = 60 + Math.floor(chance() * 240);
    return {
      product: productIndex,
      key: `P${product.seqProduto}E${qtdEmbalagem}`,
      qtdEmbalagem,
      embalagem: product.weighed
        ? "KG-1"
        : `${qtdEmbalagem === 1 ? "UN" : qtdEmbalagem === 6 ? "FD" : "CX"}-${qtdEmbalagem}`,
      codAcesso: product.weighed ? null : ean13(product.firstSku + at, draw.seed),
      active: chance() >= 0.03,
      offAt: [],
      grossGrams: grams * qtdEmbalagem,
      widthMm: side,
      heightMm: 40 + Math.floor(side * 1.2),
      lengthMm: qtdEmbalagem === 1 ? side : side * 2,
      changedAt,
      normalCents,
      promotion: promotionOf(normalCents, now, chance),
      priceChangedAt: wholeSeconds(now - 1000 - Math.floor(chance() * 90 * DAY_MS)),
      patch: null,
      pricePatch: null,
      stockPatch: null,
    };
  });
}

/** ProductFamily prices end in 9, as everywhere: 1234 → 1239. */
function priceEnding(cents: number): number {
  return cents - (cents % 10) + 9;
}

function pick<T>(from: readonly T[], chance: () => number): T {
  const drawn = from[Math.floor(chance() * from.length)];
  if (drawn === undefined) throw new Error("nothing to pick from");
  return drawn;
}

const wholeSeconds = (ms: number) => ms - (ms % 1000);
