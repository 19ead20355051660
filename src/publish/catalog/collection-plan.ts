/** The collection a due category becomes. Pure: the lane sends it, the dry run shows it. */
import { shopCollection, type ShopCollection } from "../../rules/catalog/collection.ts";
import type { DueCollection } from "../../hub/catalog/shop-collections.ts";

export const collectionOf = ({ seqCategory, name }: DueCollection): ShopCollection =>
  shopCollection({ seq: seqCategory, name });

/** Adopts a collection whose create response was lost; Shopify may show an older name. */
export const adoptedCollection = (
  due: DueCollection,
  found: { readonly gid: string; readonly title: string },
): Pick<DueCollection, "collectionGid" | "sentTitle"> => ({
  collectionGid: found.gid,
  sentTitle: found.title === collectionOf(due).title ? due.name : null,
});
