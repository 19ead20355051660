/** Categories of Shopify's product taxonomy, by their ids. */
import { TaxonomyByIdsDocument, TaxonomyChildrenDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";

export interface TaxonomyName {
  readonly id: string;
  readonly name: string;
}

/** The limit of `nodes`. */
const IDS_MAX = 250;

/** Of these ids those that Shopify has and has not archived. */
export async function readTaxonomy(
  admin: AdminClient,
  ids: readonly string[],
): Promise<
  | { readonly kind: "categories"; readonly categories: readonly TaxonomyName[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const categories: TaxonomyName[] = [];
  for (let from = 0; from < ids.length; from += IDS_MAX) {
    const result = await admin.run(
      TaxonomyByIdsDocument,
      { ids: ids.slice(from, from + IDS_MAX) },
      { priority: "catalog" },
    );
    if (!result.ok) return { kind: "failed", failure: result.failure };
    for (const node of result.data.nodes)
      if (node && "fullName" in node && !node.isArchived) categories.push({ id: node.id, name: node.fullName });
  }
  return { kind: "categories", categories };
}

/** The first categories below one; none where Shopify does not answer. */
export async function readTaxonomyChildren(admin: AdminClient, parent: string): Promise<readonly TaxonomyName[]> {
  const result = await admin.run(TaxonomyChildrenDocument, { parent }, { priority: "catalog" });
  return result.ok
    ? (result.data.taxonomy?.categories.nodes ?? []).map(({ id, fullName }) => ({ id, name: fullName }))
    : [];
}
