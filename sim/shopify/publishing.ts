/** publishablePublish and publishableUnpublish, for products and collections. */
import { only, type Doing, type MutationResolver, type UserError } from "./core.ts";
import type { Product } from "./records/products.ts";
import type { Collection } from "./records/publishing.ts";

interface PublishArguments {
  readonly id: string;
  readonly input: readonly {
    readonly publicationId?: string | null;
    readonly publishDate?: string | null;
    readonly channelId?: string | null;
  }[];
}

const publishing =
  (publish: boolean): MutationResolver =>
  ({ id, input }: PublishArguments, { core, effect }: Doing) => {
    const owner: Product | Collection | undefined = core.state.products.get(id) ?? core.state.collections.get(id);
    const shop = { __typename: "Shop", id: "gid://shopify/Shop/1" };
    const errors: UserError[] = [];
    if (!owner) errors.push({ field: ["id"], message: "Resource does not exist" });
    for (const [index, each] of input.entries()) {
      only(each, "PublicationInput", ["publicationId", "publishDate"]);
      if (!core.state.publications.has(each.publicationId ?? ""))
        errors.push({
          field: ["input", String(index), "publicationId"],
          message: "Publication does not exist or is not publishable",
        });
    }
    if (!owner || errors.length > 0) return { publishable: null, shop, userErrors: errors };
    for (const each of input) {
      const publicationId = each.publicationId ?? "";
      const was = owner.publishedOn.has(publicationId);
      if (publish && !was)
        owner.publishedOn.set(publicationId, each.publishDate ? Date.parse(each.publishDate) : core.now());
      if (!publish) owner.publishedOn.delete(publicationId);
      effect({ kind: publish ? "publish" : "unpublish", id, publication: publicationId, changed: was !== publish });
    }
    return { publishable: owner, shop, userErrors: [] };
  };

export const publishablePublish = publishing(true);

export const publishableUnpublish = publishing(false);
