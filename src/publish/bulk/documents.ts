import {
  ProductSetDocument,
  PublishDocument,
  VariantPricesDocument,
  VariantsUpdateDocument,
} from "../../shopify/generated/operations.ts";

/** The mutations of bulk jobs, by name. A job planned by an earlier release runs with this release's document. */
const DOCUMENTS: Readonly<Record<string, { toString(): string }>> = {
  ProductSet: ProductSetDocument,
  VariantsUpdate: VariantsUpdateDocument,
  Publish: PublishDocument,
  VariantPrices: VariantPricesDocument,
};

export function documentOf(kind: string): string {
  const document = DOCUMENTS[kind];
  if (!document) throw new Error(`no document for the bulk kind ${kind}`);
  return document.toString();
}
