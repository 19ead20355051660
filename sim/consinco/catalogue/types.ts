/** What the simulated ERP knows of goods. Money in cents, quantities in thousandths, instants in epoch ms. */

/** Fields that replace those of a wire record to make it bad; `undefined` removes the field. */
export type Patch = Readonly<Record<string, unknown>>;

export interface Brand {
  readonly seqMarca: number;
  name: string;
  changedAt: number;
}

export interface Category {
  readonly seqCategoria: number;
  parent: number | null;
  name: string;
  readonly level: 1 | 2 | 3;
  active: boolean;
  changedAt: number;
}

export interface Product {
  readonly seqProduto: number;
  descCompleta: string;
  descReduzida: string;
  tituloEcommerce: string | null;
  /** Nome Produto E-Commerce: only the SKU's record has it, as its `name`. */
  nomeEcommerce: string | null;
  descEcommerce: string | null;
  seqMarca: number;
  seqCategoria: number;
  /** Sold by weight: price per kg, stock in kg. */
  readonly weighed: boolean;
  multipleMilli: number | null;
  keywords: string;
  integrates: boolean;
  /** `unlimitedQuantity` is "S": the ERP does not control its stock for e-commerce. */
  unlimited: boolean;
  /** Numbers of similar products, for `indKit`. */
  similars: readonly number[];
  /** `qtdLimitePromocEcommerce`; null: no limit. */
  limitMilli: number | null;
  readonly createdAt: number;
  changedAt: number;
  /** No longer in any answer. */
  delisted: boolean;
  /** Its SKUs are consecutive, from this index. */
  readonly firstSku: number;
  skuCount: number;
  patch: Patch | null;
}

export interface Promotion {
  readonly cents: number;
  readonly from: number;
  readonly until: number;
}

export interface Sku {
  /** Index in `products`. */
  readonly product: number;
  /** "P919E12". */
  readonly key: string;
  readonly qtdEmbalagem: number;
  readonly embalagem: string;
  codAcesso: string | null;
  active: boolean;
  /** Companies at which it is off although it is active. */
  offAt: readonly number[];
  readonly grossGrams: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly lengthMm: number;
  changedAt: number;
  /** At company 1, segment 1; the others are derived (../prices.ts). */
  readonly normalCents: number;
  readonly promotion: Promotion | null;
  readonly priceChangedAt: number;
  patch: Patch | null;
  pricePatch: Patch | null;
  stockPatch: Patch | null;
}

export interface Company {
  readonly nroEmpresa: number;
  readonly name: string;
  /** IBGE code of the state, the first two characters of its invoices' keys. */
  readonly stateCode: string;
  /** 14 characters; every third company has letters, as the tax office gives since July 2026. */
  readonly cnpj: string;
}

export type BadRecordKind =
  | "missingPrice"
  | "zeroPrice"
  | "negativePrice"
  | "fractionOfCent"
  | "promotionNotBelowNormal"
  | "blankName"
  | "longName"
  | "duplicateEan"
  | "badEan"
  | "invalidDate"
  | "negativeStock"
  | "fourthDecimal"
  | "quantityInWords"
  | "unknownField";

/** One record made bad on purpose, so that a test can check how it was handled. */
export interface BadRecord {
  readonly kind: BadRecordKind;
  readonly load: "products" | "skus" | "prices" | "stock";
  /** "P919E12", or the product's number for a record of `Cadastros/Produto`. */
  readonly key: string;
}

export interface Catalogue {
  readonly brands: Brand[];
  readonly categories: Category[];
  readonly companies: Company[];
  readonly products: Product[];
  readonly skus: Sku[];
  readonly dirt: readonly BadRecord[];
}
