/** A few categories of Shopify's product taxonomy, as `nodes` and `taxonomy` answer them. */
import type { Resolvers } from "./core.ts";

export interface TaxonomyCategory {
  readonly id: string;
  readonly fullName: string;
  readonly isArchived: boolean;
}

const ROOT = "Food, Beverages & Tobacco";
const CATEGORIES: readonly TaxonomyCategory[] = [
  ["fb", ROOT],
  ["fb-1", `${ROOT} > Beverages`],
  ["fb-1-1", `${ROOT} > Beverages > Alcoholic Beverages`],
  ["fb-2", `${ROOT} > Food Items`],
  ["fb-2-1", `${ROOT} > Food Items > Bakery`],
  ["fb-2-2", `${ROOT} > Food Items > Candied Fruit`],
  ["fb-2-3", `${ROOT} > Food Items > Candy & Chocolate`],
].map(([id = "", fullName = ""]) => ({ id: `gid://shopify/TaxonomyCategory/${id}`, fullName, isArchived: false }));

export const taxonomyCategory = (id: string): TaxonomyCategory | undefined => CATEGORIES.find((each) => each.id === id);

const isBelow = (parent: string, id: string) =>
  id.startsWith(`${parent}-`) && !id.slice(parent.length + 1).includes("-");

export const taxonomyFields: Resolvers = {
  QueryRoot: { taxonomy: () => ({}) },
  Taxonomy: {
    categories: (_: unknown, { childrenOf }: { childrenOf?: string | null }) =>
      CATEGORIES.filter(({ id }) => (childrenOf ? isBelow(childrenOf, id) : !/-\d/.test(id))),
  },
};
