/** State → the record on the wire, native names. */
import type { Brand, Category, Company, Product } from "../catalogue/types.ts";
import type { Erp } from "../erp.ts";
import { fraction } from "../hash.ts";
import { toLocal } from "../local-time.ts";
import type { OfferTerms } from "../prices.ts";
import type { Item } from "./dialect.ts";

const DAY_MS = 86_400_000;

export function brandItem(brand: Brand): Item {
  return { seqMarca: brand.seqMarca, marca: brand.name, dtaHorAlteracao: toLocal(brand.changedAt), ativo: true };
}

export function categoryItem(category: Category): Item {
  return {
    seqCategoria: category.seqCategoria,
    seqCategoriaPai: category.parent,
    categoria: category.name,
    nivel: category.level,
    dtaHorAlteracao: toLocal(category.changedAt),
    ativo: category.active,
  };
}

export function companyItem(company: Company): Item {
  const { nroEmpresa } = company;
  return { id: nroEmpresa, companyId: nroEmpresa, branchId: nroEmpresa, descricao: company.name, ativo: true };
}

/** @param hasMore with similar products and the limit per sale */
export function productItem(product: Product, hasMore: boolean): Item {
  return patched(
    {
      seqProduto: product.seqProduto,
      descCompleta: product.descCompleta,
      descReduzida: product.descReduzida,
      tituloEcommerce: product.tituloEcommerce,
      descEcommerce: product.descEcommerce,
      seqMarca: product.seqMarca,
      seqCategoria: product.seqCategoria,
      pesavel: yesNo(product.weighed),
      pmtDecimal: yesNo(product.weighed),
      qtdMultiploVdaEcommerce: product.multipleMilli === null ? null : product.multipleMilli / 1000,
      palavraChaveEcommerce: product.keywords,
      indIntegraEcommerce: yesNo(product.integrates),
      ...(hasMore ? { similares: product.similars, qtdLimitePromocEcommerce: (product.limitMilli ?? 0) / 1000 } : {}),
      dtaHorInclusao: toLocal(product.createdAt),
      dtaHorAlteracao: toLocal(product.changedAt),
    },
    product.patch,
  );
}

export function skuItem(erp: Erp, skuIndex: number): Item {
  const { sku, product } = goods(erp, skuIndex);
  return patched(
    {
      seqProduto: product.seqProduto,
      qtdEmbalagem: sku.qtdEmbalagem,
      embalagem: sku.embalagem,
      codAcesso: sku.codAcesso,
      ativo: sku.active && product.integrates,
      indKit: yesNo(erp.settings.habits.similars && product.similars.length > 0),
      pesoBruto: sku.grossGrams / 1000,
      largura: sku.widthMm / 10,
      altura: sku.heightMm / 10,
      comprimento: sku.lengthMm / 10,
      nroEmpresa: 1,
      name: product.nomeEcommerce ?? product.patch?.["descReduzida"] ?? product.descReduzida,
      dtaHorInclusao: "2000-01-01T00:00:00",
      dtaHorAlteracao: toLocal(sku.changedAt),
    },
    sku.patch,
  );
}

export function priceItem(erp: Erp, company: number, segment: number, skuIndex: number): Item {
  const { sku, product } = goods(erp, skuIndex);
  const price = erp.prices.of(company, segment, skuIndex);
  return patched(
    {
      nroEmpresa: company,
      nroSegmento: segment,
      seqProduto: product.seqProduto,
      qtdEmbalagem: sku.qtdEmbalagem,
      precoNormal: price.normalCents / 100,
      precoPromoc: price.promotion === null ? 0 : price.promotion.cents / 100,
      dtaInicioPromoc: price.promotion && toLocal(price.promotion.from),
      dtaFimPromoc: price.promotion && toLocal(price.promotion.until),
      statusVenda: price.statusVenda,
      ...(erp.settings.habits.offers ? offerFields(price.offers) : {}),
      dtaHorAlteracao: toLocal(price.changedAt),
    },
    price.patch,
  );
}

const offerFields = ({ clubCents, from }: OfferTerms): Item => ({
  precoClube: clubCents / 100,
  promocaoAPartir: from.map(({ quantity, cents }) => ({ quantidade: quantity, preco: cents / 100 })),
});

export function stockItem(erp: Erp, company: number, skuIndex: number): Item {
  const { sku, product } = goods(erp, skuIndex);
  const level = erp.stock.of(company, sku.product);
  const counted = level.changedAt - Math.floor(fraction(erp.settings.seed ^ 0xc0, sku.product, company) * 60) * DAY_MS;
  return patched(
    {
      companyId: company,
      branchId: company,
      erpReferenceKey: product.seqProduto,
      productSKUERPReferenceKey: sku.key,
      warehouseERPReferenceKey: company,
      quantity: level.quantityMilli / 1000,
      unlimitedQuantity: yesNo(product.unlimited),
      dateOnBalanceSystem: toLocal(counted),
      erpLastChange: toLocal(level.changedAt),
    },
    sku.stockPatch,
  );
}

function goods(erp: Erp, skuIndex: number) {
  const sku = erp.catalogue.skus[skuIndex];
  const product = sku && erp.catalogue.products[sku.product];
  if (!product) throw new Error(`no SKU at ${skuIndex}`);
  return { sku, product };
}

const yesNo = (value: boolean) => (value ? "S" : "N");
const patched = (item: Item, patch: Item | null): Item => (patch === null ? item : { ...item, ...patch });
