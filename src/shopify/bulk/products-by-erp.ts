import { ProductsByErpDocument, type ProductsByErpQueryVariables } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../result.ts";
import type { Heard } from "./stand-in.ts";

/** As many as the document has aliases. */
const ASKED_AT_ONCE = 40;
type Alias = keyof ProductsByErpQueryVariables;

/**
 * Which of these products the shop has, by the ERP's number: what `ProductByErp` answers one by one, at a fortieth of the
 * requests. A product may be there though the hub does not know: a creation's answer was lost.
 */
export async function findManyByErp(
  admin: AdminClient,
  seqProducts: readonly number[],
): Promise<{ readonly ok: true; readonly heard: readonly Heard[] } | { readonly ok: false; failure: AdminFailure }> {
  const heard: Heard[] = [];
  for (let from = 0; from < seqProducts.length; from += ASKED_AT_ONCE) {
    const numbers = seqProducts.slice(from, from + ASKED_AT_ONCE).map(String);
    const result = await admin.run(ProductsByErpDocument, variablesOf(numbers), {
      lane: "catalog",
      costPoints: ASKED_AT_ONCE,
    });
    if (!result.ok) return result;
    for (const [index, seqProduto] of numbers.entries()) {
      const product = result.data[`p${index}` as "p0"]; // as many aliases as variables
      heard.push({
        operation: "ProductByErp",
        variables: JSON.stringify({ seqProduto }),
        data: { productByIdentifier: product },
      });
    }
  }
  return { ok: true, heard };
}

/** Every alias wants a value: those beyond the last product ask for it again. */
function variablesOf(numbers: readonly string[]): ProductsByErpQueryVariables {
  const last = numbers.at(-1) ?? "0";
  return Object.fromEntries(
    Array.from({ length: ASKED_AT_ONCE }, (_, index) => [`v${index}`, numbers[index] ?? last]),
  ) as Record<Alias, string>;
}
