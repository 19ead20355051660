import { PublicationsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../result.ts";

/** The catalog titles under which Shopify shows the online store, in the languages an admin of a Brazilian shop may have. */
export const ONLINE_STORE_TITLES: readonly string[] = ["Online Store", "Loja virtual", "Loja online"];

export type Publications =
  | {
      readonly kind: "publications";
      /** Where products are to be published. */
      readonly chosen: readonly string[];
      /** Those of them that publish by themselves, so that no call is needed. */
      readonly automatic: readonly string[];
    }
  | { readonly kind: "none"; readonly titles: readonly string[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/** The sales channels whose catalog has one of `titles`. */
export async function readPublications(
  admin: AdminClient,
  titles: readonly string[] = ONLINE_STORE_TITLES,
): Promise<Publications> {
  const result = await admin.run(PublicationsDocument, {}, { lane: "catalog" });
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const { nodes } = result.data.publications;
  const wanted = new Set(titles.map((title) => title.toLowerCase()));
  const chosen = nodes.filter(({ catalog }) => catalog !== null && wanted.has(catalog.title.toLowerCase()));
  if (chosen.length === 0) return { kind: "none", titles: nodes.map(({ catalog }) => catalog?.title ?? "?") };
  return {
    kind: "publications",
    chosen: chosen.map(({ id }) => id),
    automatic: chosen.filter(({ autoPublish }) => autoPublish).map(({ id }) => id),
  };
}
