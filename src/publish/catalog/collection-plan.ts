/** What a due category comes to as a collection. Pure: the lane sends it, the dry run shows it. */
import { shopCollection, type ShopCollection } from "../../rules/catalog/collection.ts";
import type { DueCollection } from "../../hub/catalog/shop-collections.ts";

export const collectionOf = ({ seqCategory, name }: DueCollection): ShopCollection =>
  shopCollection({ seq: seqCategory, name });

/** What was made before, and nobody heard of it; its name may be an older one. */
export const adoptedCollection = (
  due: DueCollection,
  found: { readonly gid: string; readonly title: string },
): Pick<DueCollection, "collectionGid" | "sentTitle"> => ({
  collectionGid: found.gid,
  sentTitle: found.title === collectionOf(due).title ? due.name : null,
});
