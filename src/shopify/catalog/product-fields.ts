/** A product's plain fields, one text each, as sent and as shown. */
import type { ProductStatus, ProductUpdateInput } from "../generated/operations.ts";

export interface ProductTexts {
  readonly title?: string;
  /** HTML. */
  readonly description?: string;
  readonly vendor?: string;
  readonly productType?: string;
  readonly seoTitle?: string;
  readonly seoDescription?: string;
  readonly status?: string;
  /** gid of a category of Shopify's taxonomy; "" = none. */
  readonly taxonomy?: string;
  /** Our metafield: the ERP's category with those above it; never "" where it is sent. */
  readonly path?: string;
}

export const CATEGORY_PATH = { namespace: "erp", key: "categoria", type: "single_line_text_field" } as const;

/** Absent fields stay unchanged. */
export function fieldsInput(texts: ProductTexts) {
  const { title, description, vendor, productType, seoTitle, seoDescription, status, taxonomy, path } = texts;
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { descriptionHtml: description }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(productType === undefined ? {} : { productType }),
    ...(status === undefined ? {} : { status: statusOf(status) }),
    ...(taxonomy === undefined ? {} : { category: taxonomy || null }),
    ...(seoTitle === undefined && seoDescription === undefined
      ? {}
      : {
          seo: {
            ...(seoTitle === undefined ? {} : { title: seoTitle }),
            ...(seoDescription === undefined ? {} : { description: seoDescription }),
          },
        }),
    ...(path === undefined ? {} : { metafields: [{ ...CATEGORY_PATH, value: path }] }),
  } satisfies ProductUpdateInput;
}

export const textsOf = (product: {
  readonly title: string;
  readonly descriptionHtml: string;
  readonly vendor: string;
  readonly productType: string;
  readonly status: string;
  readonly seo: { readonly title: string | null; readonly description: string | null };
  readonly category: { readonly id: string } | null;
}) => ({
  title: product.title,
  description: product.descriptionHtml,
  vendor: product.vendor,
  productType: product.productType,
  status: product.status,
  seoTitle: product.seo.title ?? "",
  seoDescription: product.seo.description ?? "",
  taxonomy: product.category?.id ?? "",
});

function statusOf(text: string): ProductStatus {
  if (text === "ACTIVE" || text === "DRAFT") return text;
  throw new Error(`${text}: not a status that the ERP gives a product`);
}
