/** What the ERP's users do to the catalogue: each change stamps what it touches with the ERP's clock. */
import type { Brand, Category, Product, Promotion, Sku } from "../catalogue/types.ts";
import { erpNow, type Erp } from "../erp.ts";
import { pictureIn, slotKey, type Picture } from "../pictures.ts";
import type { OfferTerms, Price } from "../prices.ts";

/** Where a price or a stock level is changed; absent = everywhere. */
interface Place {
  readonly company?: number | undefined;
  readonly segment?: number | undefined;
}

export function productsControl(erp: Erp) {
  const companiesAt = ({ company }: Place) =>
    company === undefined ? erp.catalogue.companies.map(({ nroEmpresa }) => nroEmpresa) : [company];
  const segmentsAt = ({ segment }: Place) => (segment === undefined ? erp.settings.segments : [segment]);

  function changePrice(key: string, place: Place, change: (price: Price) => Partial<Price>): void {
    const { index } = skuOf(erp, key);
    for (const company of companiesAt(place))
      for (const segment of segmentsAt(place)) {
        const price = erp.prices.of(company, segment, index);
        erp.prices.set(company, segment, index, { ...price, ...change(price), changedAt: erpNow(erp) });
      }
    erp.version += 1;
  }

  function changeProduct(seqProduto: number, change: (product: Product) => void): void {
    const product = productOf(erp, seqProduto);
    change(product);
    product.changedAt = erpNow(erp);
    erp.version += 1;
  }

  function changeSku(key: string, change: (sku: Sku) => void): void {
    const { sku } = skuOf(erp, key);
    change(sku);
    sku.patch = null; // any change through the control makes the record valid
    sku.changedAt = erpNow(erp);
    erp.version += 1;
  }

  return {
    /** Price of the package (of 1 kg when weighed); also cleans a dirty price. The promotion stays unless it is not below the new price. */
    setPrice(change: Place & { key: string; normalCents: number }): void {
      changePrice(change.key, change, ({ promotion }) => ({
        normalCents: change.normalCents,
        promotion: promotion && promotion.cents < change.normalCents ? promotion : null,
        patch: null,
      }));
    },
    /** `promotion: null` ends it at once. */
    setPromotion(change: Place & { key: string; promotion: Promotion | null }): void {
      changePrice(change.key, change, () => ({ promotion: change.promotion, patch: null }));
    },
    /** The club's price and prices by quantity; the price itself stays. */
    setOffers(change: Place & { key: string; offers: OfferTerms }): void {
      changePrice(change.key, change, () => ({ offers: change.offers, patch: null }));
    },
    /** In the product's base unit: units or kg, three places. Cleans dirty stock, which is a change at every company. */
    setStock(change: { seqProduto: number; quantity: number; company?: number }): void {
      const product = productOf(erp, change.seqProduto);
      const index = productIndexOf(erp, change.seqProduto);
      const isDirty = skusOf(erp, product).some(({ stockPatch }) => stockPatch !== null);
      const counted = companiesAt(change);
      for (const company of isDirty ? companiesAt({}) : counted)
        erp.stock.set(company, index, {
          quantityMilli: counted.includes(company)
            ? Math.round(change.quantity * 1000)
            : erp.stock.of(company, index).quantityMilli,
          changedAt: erpNow(erp),
        });
      for (const sku of skusOf(erp, product)) sku.stockPatch = null;
      erp.version += 1;
    },
    /** Descriptions of the product; also cleans a dirty record. */
    setTitle(change: { seqProduto: number; title: string }): void {
      changeProduct(change.seqProduto, (product) => {
        product.descReduzida = change.title;
        product.descCompleta = change.title.toUpperCase();
        product.tituloEcommerce = null;
        product.nomeEcommerce = null;
        product.patch = null;
      });
    },
    /** Kilograms of goods by weight that the shop sells as one unit, thousandths. */
    setMultiple(change: { seqProduto: number; multipleMilli: number }): void {
      changeProduct(change.seqProduto, (product) => (product.multipleMilli = change.multipleMilli));
    },
    /** The products that the ERP calls similar; `indKit` of its packages follows. */
    setSimilars(change: { seqProduto: number; similars: readonly number[] }): void {
      changeProduct(change.seqProduto, (product) => {
        product.similars = change.similars;
        for (const sku of skusOf(erp, product)) sku.changedAt = erpNow(erp);
      });
    },
    /** How much of it one sale may have, in thousandths of its base unit; null: any. */
    setSaleLimit(change: { seqProduto: number; limitMilli: number | null }): void {
      changeProduct(change.seqProduto, (product) => (product.limitMilli = change.limitMilli));
    },
    moveCategory(change: { seqProduto: number; seqCategoria: number }): void {
      const { seqCategoria } = categoryOf(erp, change.seqCategoria);
      changeProduct(change.seqProduto, (product) => (product.seqCategoria = seqCategoria));
    },
    moveBrand(change: { seqProduto: number; seqMarca: number }): void {
      changeProduct(change.seqProduto, (product) => (product.seqMarca = brandOf(erp, change.seqMarca).seqMarca));
    },
    renameBrand(change: { seqMarca: number; name: string }): void {
      Object.assign(brandOf(erp, change.seqMarca), { name: change.name, changedAt: erpNow(erp) });
      erp.version += 1;
    },
    renameCategory(change: { seqCategoria: number; name: string }): void {
      Object.assign(categoryOf(erp, change.seqCategoria), { name: change.name, changedAt: erpNow(erp) });
      erp.version += 1;
    },
    /** The category goes, with all below it, under another one of the level above. */
    moveBranch(change: { seqCategoria: number; parent: number }): void {
      const category = categoryOf(erp, change.seqCategoria);
      if (categoryOf(erp, change.parent).level !== category.level - 1)
        throw new Error(`category ${change.seqCategoria} cannot hang under ${change.parent}`);
      Object.assign(category, { parent: change.parent, changedAt: erpNow(erp) });
      erp.version += 1;
    },
    /** One package: its `ativo` and, at every company, its `statusVenda`. */
    /** At one company only: the package's sale status there (3-flag rule, 5.3). */
    setSoldAt(change: { key: string; company: number; sold: boolean }): void {
      changeSku(change.key, (sku) => {
        const others = sku.offAt.filter((company) => company !== change.company);
        sku.offAt = change.sold ? others : [...others, change.company];
      });
    },
    setActive(change: { key: string; active: boolean }): void {
      changeSku(change.key, (sku) => (sku.active = change.active));
      const { index } = skuOf(erp, change.key);
      for (const company of companiesAt({}))
        for (const segment of segmentsAt({})) {
          const price = erp.prices.of(company, segment, index);
          erp.prices.set(company, segment, index, {
            ...price,
            statusVenda: change.active ? "A" : "I",
            changedAt: erpNow(erp),
          });
        }
      erp.version += 1;
    },
    /** `statusVenda` alone: the package is sold there, or no more. */
    setOnSale(change: Place & { key: string; isSold: boolean }): void {
      changePrice(change.key, change, () => ({ statusVenda: change.isSold ? "A" : "I" }));
    },
    /** `indIntegraEcommerce` of the product; its packages follow. */
    setIntegrates(change: { seqProduto: number; integrates: boolean }): void {
      changeProduct(change.seqProduto, (product) => {
        product.integrates = change.integrates;
        for (const sku of skusOf(erp, product)) sku.changedAt = erpNow(erp);
      });
    },
    /** Delisted: no longer in any answer, without a last change. Back: as if just changed. */
    setDelisted(change: { seqProduto: number; delisted: boolean }): void {
      changeProduct(change.seqProduto, (product) => {
        product.delisted = change.delisted;
        for (const sku of skusOf(erp, product)) sku.changedAt = erpNow(erp);
      });
    },
    /** A picture of the product: what is given is changed, and the picture is drawn anew. `slot` 0 is the main one. */
    setPicture(change: { seqProduto: number; slot: number } & Partial<Omit<Picture, "version">>): void {
      const { seqProduto, slot, ...given } = change;
      const product = productOf(erp, seqProduto);
      const now = pictureIn(erp, product, productIndexOf(erp, seqProduto), slot);
      const { version = 0, ...kept } = now ?? { form: "url" as const, type: "png" as const, fault: null };
      const picture = { ...kept, ...given, version: version + 1 };
      erp.pictures.set(slotKey(seqProduto, slot), { picture, changedAt: erpNow(erp) });
      erp.version += 1;
    },
    /** The picture is taken away: its record is listed as switched off. */
    removePicture({ seqProduto, slot }: { seqProduto: number; slot: number }): void {
      productOf(erp, seqProduto);
      erp.pictures.set(slotKey(seqProduto, slot), { picture: null, changedAt: erpNow(erp) });
      erp.version += 1;
    },
    /** The text of the product's specification; null: its record is listed as switched off. */
    setSpecification({ seqProduto, value }: { seqProduto: number; value: string | null }): void {
      productOf(erp, seqProduto);
      erp.specifications.set(seqProduto, { value, changedAt: erpNow(erp) });
      erp.version += 1;
    },
    /** Sales at the tills, from the ERP's own random stream: each takes 1 to 3 units, or up to 1.5 kg, never below zero. Returns how many sold. */
    runTill({ sales, company }: { sales: number; company?: number }): number {
      const companies = companiesAt({ company });
      const { products } = erp.catalogue;
      const random = erp.random.till;
      let sold = 0;
      for (let sale = 0; sale < sales; sale++) {
        const at = companies[Math.floor(random() * companies.length)] ?? 1;
        const index = Math.floor(random() * products.length);
        const wantedMilli = products[index]?.weighed
          ? 5 * (1 + Math.floor(random() * 300))
          : 1000 * (1 + Math.floor(random() * 3));
        const { quantityMilli } = erp.stock.of(at, index);
        const takenMilli = Math.min(wantedMilli, quantityMilli);
        if (takenMilli <= 0) continue;
        erp.stock.set(at, index, { quantityMilli: quantityMilli - takenMilli, changedAt: erpNow(erp) });
        sold += 1;
      }
      erp.version += 1;
      return sold;
    },
  };
}

function productIndexOf(erp: Erp, seqProduto: number): number {
  const index = erp.productBySeq.get(seqProduto);
  if (index === undefined) throw new Error(`no product ${seqProduto}`);
  return index;
}

function brandOf(erp: Erp, seqMarca: number): Brand {
  const brand = erp.catalogue.brands.find((each) => each.seqMarca === seqMarca);
  if (!brand) throw new Error(`no brand ${seqMarca}`);
  return brand;
}

function categoryOf(erp: Erp, seqCategoria: number): Category {
  const category = erp.catalogue.categories.find((each) => each.seqCategoria === seqCategoria);
  if (!category) throw new Error(`no category ${seqCategoria}`);
  return category;
}

function productOf(erp: Erp, seqProduto: number): Product {
  const product = erp.catalogue.products[productIndexOf(erp, seqProduto)];
  if (!product) throw new Error(`no product ${seqProduto}`);
  return product;
}

function skuOf(erp: Erp, key: string): { sku: Sku; index: number } {
  const index = erp.skuByKey.get(key);
  const sku = index === undefined ? undefined : erp.catalogue.skus[index];
  if (index === undefined || !sku) throw new Error(`no SKU ${key}`);
  return { sku, index };
}

const skusOf = (erp: Erp, product: Product) =>
  erp.catalogue.skus.slice(product.firstSku, product.firstSku + product.skuCount);
