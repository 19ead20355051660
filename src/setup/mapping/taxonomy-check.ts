/** Categories of a mapping that Shopify's taxonomy does not have, each with the nearest above it and what is below that. */
import type { Deps } from "../../deps.ts";
import type { Known } from "../../rules/work/near.ts";
import { readTaxonomy, readTaxonomyChildren } from "../../shopify/catalog/taxonomy.ts";
import type { UnknownId } from "./both-sides.ts";

/** So many unknown ids are looked at more closely. */
const NEAR_FOR = 5;
const NEAR_MAX = 5;

/** Without an answer of Shopify nothing is known, so every id is taken. */
export async function checkTaxonomy(
  { shopify }: Pick<Deps, "shopify">,
  wanted: readonly { readonly field: string; readonly id: string }[],
): Promise<readonly UnknownId[]> {
  const ids = [...new Set(wanted.map(({ id }) => id))];
  if (ids.length === 0) return [];
  const read = await readTaxonomy(shopify, ids).catch(() => null);
  if (read?.kind !== "categories") return [];
  const known = new Set(read.categories.map(({ id }) => id));
  const unknown: UnknownId[] = [];
  for (const { field, id } of wanted)
    if (!known.has(id))
      unknown.push({ field, value: id, near: unknown.length < NEAR_FOR ? await nearOf(shopify, id) : [] });
  return unknown;
}

/** `fb-2-99`: `fb-2`, else `fb`, with the first ones below it. */
async function nearOf(shopify: Deps["shopify"], id: string): Promise<readonly Known[]> {
  const steps = id.split("-");
  const above = steps.slice(1).map((_, index) => steps.slice(0, steps.length - 1 - index).join("-"));
  if (above.length === 0) return [];
  const read = await readTaxonomy(shopify, above).catch(() => null);
  if (read?.kind !== "categories") return [];
  const nearest = above.map((each) => read.categories.find((category) => category.id === each)).find((each) => each);
  return nearest ? [nearest, ...(await readTaxonomyChildren(shopify, nearest.id))].slice(0, NEAR_MAX) : [];
}
