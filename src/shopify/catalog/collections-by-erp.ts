import { CollectionsByErpDocument, type CollectionsByErpQueryVariables } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";

/** The number of aliases in the document. */
export const COLLECTIONS_AT_ONCE = 40;
type Alias = keyof CollectionsByErpQueryVariables;

export interface FoundCollection {
  readonly gid: string;
  readonly title: string;
}

/** Finds which of these categories have a collection in the shop, by the ERP's number: `findCollection` for many. */
export async function findManyCollections(
  admin: AdminClient,
  seqCategories: readonly number[],
): Promise<
  | { readonly ok: true; readonly bySeq: ReadonlyMap<number, FoundCollection> }
  | { readonly ok: false; readonly failure: AdminFailure }
> {
  const bySeq = new Map<number, FoundCollection>();
  for (let from = 0; from < seqCategories.length; from += COLLECTIONS_AT_ONCE) {
    const numbers = seqCategories.slice(from, from + COLLECTIONS_AT_ONCE);
    const result = await admin.run(CollectionsByErpDocument, variablesOf(numbers), {
      priority: "catalog",
      costPoints: COLLECTIONS_AT_ONCE,
    });
    if (!result.ok) return result;
    for (const [index, seq] of numbers.entries()) {
      const collection = result.data[`c${index}` as "c0"]; // as many aliases as variables
      if (collection) bySeq.set(seq, { gid: collection.id, title: collection.title });
    }
  }
  return { ok: true, bySeq };
}

/** Every alias needs a value: those beyond the last category repeat it. */
function variablesOf(numbers: readonly number[]): CollectionsByErpQueryVariables {
  const last = String(numbers.at(-1) ?? 0);
  return Object.fromEntries(
    Array.from({ length: COLLECTIONS_AT_ONCE }, (_, index) => [`v${index}`, numbers[index]?.toString() ?? last]),
  ) as Record<Alias, string>;
}
