import { ProductsByErpDocument, type ProductsByErpQueryVariables } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import type { RecordedQuery } from "./recording-client.ts";

/** The number of aliases in the document. */
const READ_AT_ONCE = 40;
type Alias = keyof ProductsByErpQueryVariables;

type Found<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly failure: AdminFailure };
type Product = { readonly id: string } | null;

/**
 * Finds which of these products the shop has, by the ERP's number: `ProductByErp` for many, with a fortieth of the
 * requests. A product may exist although the hub does not know it, because a create response was lost.
 */
async function readByErp(
  admin: AdminClient,
  seqProducts: readonly number[],
): Promise<Found<{ readonly products: readonly (readonly [number, Product])[] }>> {
  const products: (readonly [number, Product])[] = [];
  for (let from = 0; from < seqProducts.length; from += READ_AT_ONCE) {
    const numbers = seqProducts.slice(from, from + READ_AT_ONCE);
    const result = await admin.run(ProductsByErpDocument, variablesOf(numbers.map(String)), {
      priority: "catalog",
      costPoints: READ_AT_ONCE,
    });
    if (!result.ok) return result;
    for (const [index, seq] of numbers.entries()) {
      const product = result.data[`p${index}` as "p0"]; // as many aliases as variables
      products.push([seq, product]);
    }
  }
  return { ok: true, products };
}

/** In the form of single calls, for replay by the recording client. */
export async function findManyByErp(
  admin: AdminClient,
  seqProducts: readonly number[],
): Promise<Found<{ readonly queries: readonly RecordedQuery[] }>> {
  const read = await readByErp(admin, seqProducts);
  if (!read.ok) return read;
  const queries = read.products.map(([seq, product]): RecordedQuery => ({
    operation: "ProductByErp",
    variables: JSON.stringify({ seqProduto: String(seq) }),
    data: { productByIdentifier: product },
  }));
  return { ok: true, queries };
}

/** The gids of the existing ones, by the ERP's number. */
export async function findGidsByErp(
  admin: AdminClient,
  seqProducts: readonly number[],
): Promise<Found<{ readonly gids: ReadonlyMap<number, string> }>> {
  const read = await readByErp(admin, seqProducts);
  if (!read.ok) return read;
  return { ok: true, gids: new Map(read.products.flatMap(([seq, product]) => (product ? [[seq, product.id]] : []))) };
}

/** Every alias needs a value: those beyond the last product repeat it. */
function variablesOf(numbers: readonly string[]): ProductsByErpQueryVariables {
  const last = numbers.at(-1) ?? "0";
  return Object.fromEntries(
    Array.from({ length: READ_AT_ONCE }, (_, index) => [`v${index}`, numbers[index] ?? last]),
  ) as Record<Alias, string>;
}
