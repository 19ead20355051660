/** The ERP's state in plain records, for tests and oracles. Money in cents, quantities in thousandths, instants in epoch ms. */
import { erpNow, type Erp } from "./erp.ts";
import { orderItem } from "./orders/answers.ts";

export interface SkuView {
  readonly key: string;
  readonly seqProduto: number;
  readonly qtdEmbalagem: number;
  readonly codAcesso: string | null;
  /** At one company at least. */
  readonly active: boolean;
  readonly normalCents: number;
  readonly promotion: { readonly cents: number; readonly from: number; readonly until: number } | null;
  readonly statusVenda: "A" | "I";
  /** Of the whole product, in its base unit. */
  readonly quantityMilli: number;
  readonly unlimited: boolean;
  /** A dirty record of any load hides this value on the wire. */
  readonly dirty: boolean;
}

export const productsOf = (erp: Erp) => erp.catalogue.products.filter(({ delisted }) => !delisted);

export function skusOf(erp: Erp, company: number, segment = 1): SkuView[] {
  const views: SkuView[] = [];
  const { companies } = erp.catalogue;
  erp.catalogue.skus.forEach((sku, index) => {
    const product = erp.catalogue.products[sku.product];
    if (!product || product.delisted) return;
    const price = erp.prices.of(company, segment, index);
    views.push({
      key: sku.key,
      seqProduto: product.seqProduto,
      qtdEmbalagem: sku.qtdEmbalagem,
      codAcesso: sku.codAcesso,
      active: sku.active && product.integrates && companies.some(({ nroEmpresa }) => !sku.offAt.includes(nroEmpresa)),
      normalCents: price.normalCents,
      promotion: price.promotion,
      statusVenda: price.statusVenda,
      quantityMilli: erp.stock.of(company, sku.product).quantityMilli,
      unlimited: product.unlimited,
      dirty: [product.patch, sku.patch, price.patch, sku.stockPatch].some((patch) => patch !== null),
    });
  });
  return views;
}

const ordersOf = (erp: Erp) =>
  erp.orders.all.map((order) => ({
    ...orderItem(order),
    stage: order.stage,
    invoices: order.invoices,
    lostItems: order.items.filter(({ lost }) => lost).length,
    paymentData: order.paymentData,
  }));

export function stateOf(erp: Erp, company: number, segment: number) {
  return {
    now: erpNow(erp),
    company,
    products: productsOf(erp),
    skus: skusOf(erp, company, segment),
    dirt: erp.catalogue.dirt,
    orders: ordersOf(erp),
    events: erp.orders.listings,
  };
}
