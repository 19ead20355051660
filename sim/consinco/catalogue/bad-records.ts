/** Makes some records bad, as in real ERPs, each listed by kind and key. One fault per product, so that each can be tested by itself. */
import { brokenEan } from "./ean.ts";
import type { BadRecord, BadRecordKind, Product, Sku } from "./types.ts";

interface Soil {
  readonly products: Product[];
  readonly skus: Sku[];
  /** Share of SKUs, 0 to 1. From 200 products on at least one of each kind, unless 0. */
  readonly share: number;
  readonly chance: () => number;
  /** Draws the order of the kinds: a small catalogue has room for a few, and each must have its turn in some seed. */
  readonly kindChance: () => number;
}

interface Target {
  readonly product: Product;
  readonly sku: Sku;
  readonly chance: () => number;
  /** A clean SKU with an EAN, to copy it from. */
  readonly other: Sku | undefined;
}

/** Applies the fault and returns the load that shows it; null when this target cannot have it. */
type Stain = (target: Target) => BadRecord["load"] | null;

const PRODUCTS_FOR_ALL_KINDS = 200;

/** What a record of the kind `fourthDecimal` sends as its quantity, at every company. */
export const FOURTH_DECIMAL = 37.2505;

const STAINS: Record<BadRecordKind, Stain> = {
  missingPrice: priceStain(() => ({ precoNormal: undefined })),
  zeroPrice: priceStain(() => ({ precoNormal: 0, precoPromoc: 0 })),
  negativePrice: priceStain((sku) => ({ precoNormal: -sku.normalCents / 100 })),
  fractionOfCent: priceStain((sku) => ({ precoNormal: Number(`${Math.floor(sku.normalCents / 100)}.995`) })),
  promotionNotBelowNormal: priceStain((sku) => ({
    precoPromoc: (sku.normalCents + 100) / 100,
    dtaInicioPromoc: "2020-01-01T00:00:00",
    dtaFimPromoc: "2099-12-31T23:59:59",
  })),
  blankName: ({ product }) => {
    product.patch = { descCompleta: "   ", descReduzida: "", tituloEcommerce: null };
    return "products";
  },
  longName: ({ product }) => {
    const text = `${product.descCompleta} `.repeat(300).slice(0, 299) + "X";
    product.patch = { descCompleta: text, descReduzida: text, tituloEcommerce: null };
    return "products";
  },
  duplicateEan: ({ sku, other }) => {
    if (sku.codAcesso === null || !other?.codAcesso) return null;
    sku.codAcesso = other.codAcesso;
    return "skus";
  },
  badEan: ({ sku, chance }) => {
    if (sku.codAcesso === null) return null;
    sku.codAcesso = chance() < 0.5 ? brokenEan(sku.codAcesso) : `SEM GTIN ${sku.codAcesso.slice(-3)}`;
    return "skus";
  },
  invalidDate: ({ product, sku, chance }) => {
    if (chance() < 0.5) {
      product.patch = { dtaHorAlteracao: "0001-02-30T25:61:00" };
      return "products";
    }
    sku.patch = { dtaHorAlteracao: "31/02/2026" };
    return "skus";
  },
  negativeStock: ({ sku }) => {
    sku.stockPatch = { quantity: -7 };
    return "stock";
  },
  fourthDecimal: ({ sku }) => {
    sku.stockPatch = { quantity: FOURTH_DECIMAL };
    return "stock";
  },
  quantityInWords: ({ sku }) => {
    sku.stockPatch = { quantity: "37 UN" };
    return "stock";
  },
  unknownField: ({ product }) => {
    product.patch = { campoNovo: { versao: 2, itens: [1, 2] }, zzTeste: "ção" };
    return "products";
  },
};

function priceStain(patchOf: (sku: Sku) => Readonly<Record<string, unknown>>): Stain {
  return ({ sku }) => {
    sku.pricePatch = patchOf(sku);
    return "prices";
  };
}

export function addBadRecords({ products, skus, share, chance, kindChance }: Soil): BadRecord[] {
  const kinds = shuffled(Object.keys(STAINS) as BadRecordKind[], kindChance); // the record's own keys
  const wanted = Math.round(skus.length * share);
  const total = share > 0 && products.length >= PRODUCTS_FOR_ALL_KINDS ? Math.max(wanted, kinds.length) : wanted;
  const stained = new Set<number>();
  const dirt: BadRecord[] = [];
  let clean: Sku | undefined;
  let tries = total * 20 + 100; // a bound: small or already dirty catalogues end with fewer
  while (dirt.length < total && tries-- > 0) {
    const sku = skus[Math.floor(chance() * skus.length)];
    const product = sku && products[sku.product];
    const kind = kinds[dirt.length % kinds.length];
    if (!sku || !product || !kind || stained.has(sku.product) || sku === clean) continue;
    if (clean === undefined && sku.codAcesso !== null) {
      clean = sku;
      stained.add(sku.product); // kept clean: its code is the one that duplicates copy
      continue;
    }
    const load = STAINS[kind]({ product, sku, chance, other: clean });
    if (load === null) continue;
    stained.add(sku.product);
    dirt.push({ kind, load, key: load === "products" ? String(product.seqProduto) : sku.key });
  }
  return dirt;
}

const shuffled = <T>(list: readonly T[], chance: () => number): T[] =>
  list
    .map((each) => ({ each, place: chance() }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);
