/** What the catalogue lane would do with the collection of each due category: create, rename, publish. Read-only. */
import { readDueCollections, type DueCollection } from "../hub/catalog/shop-collections.ts";
import type { Deps } from "../deps.ts";
import type { Instant } from "../ports.ts";
import {
  COLLECTIONS_AT_ONCE,
  findManyCollections,
  type FoundCollection,
} from "../shopify/catalog/collections-by-erp.ts";
import type { AdminFailure } from "../shopify/client/result.ts";
import type { Channel } from "../shopify/setup/publications.ts";
import { FAR_MS, type Outcome } from "./outcome.ts";
import { changeLine, channelLines, channelNames } from "./product-lines.ts";
import type { DryLine } from "../rules/record/dry-line.ts";
import { collectionKey } from "../publish/catalog/entries.ts";
import { missingChannels, publishedText } from "../publish/catalog/channels.ts";
import { adoptedCollection, collectionOf } from "../publish/catalog/collection-plan.ts";

export type CollectionsPreviewed =
  | { readonly kind: "looked"; readonly outcomes: readonly Outcome[]; readonly last: number | null }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/**
 * A page of categories after `after`. `last` null: no category is left.
 * @param hasNumbers whether the shop can be searched by the ERP's number
 */
export async function previewCollections(
  { db, shopify }: Pick<Deps, "db" | "shopify">,
  channels: readonly Channel[],
  hasNumbers: boolean,
  after: number,
  now: Instant,
): Promise<CollectionsPreviewed> {
  const wanted = publishedText(channels.map(({ id }) => id));
  const due = (await readDueCollections(db, wanted, now + FAR_MS)).filter(({ seqCategory }) => seqCategory > after);
  const page = due.slice(0, COLLECTIONS_AT_ONCE);
  // For the others the hub knows the current title.
  const unknown = page.filter(
    ({ collectionGid, sentTitle }) => hasNumbers && (collectionGid === null || sentTitle === null),
  );
  const found = await findManyCollections(
    shopify,
    unknown.map(({ seqCategory }) => seqCategory),
  );
  if (!found.ok) return { kind: "failed", failure: found.failure };
  const outcomes = page.map((category) => collectionOutcome(category, found.bySeq.get(category.seqCategory), channels));
  return { kind: "looked", outcomes, last: due.length > page.length ? (page.at(-1)?.seqCategory ?? null) : null };
}

/** @param found the collection under its number, where it was looked up */
function collectionOutcome(
  given: DueCollection,
  found: FoundCollection | undefined,
  channels: readonly Channel[],
): Outcome {
  const key = collectionKey(given.seqCategory);
  const wanted = collectionOf(given);
  const isNew = given.collectionGid === null && found === undefined;
  const due = given.collectionGid === null && found ? { ...given, ...adoptedCollection(given, found) } : given;
  const missing = missingChannels(
    channels.map(({ id }) => id),
    due.published,
  );
  if (isNew) {
    const params = { before: null, after: { title: wanted.title, channels: channelNames(channels) } };
    return { kind: "created", lines: [{ ...key, action: "create", field: "collection", params }] };
  }
  const title = due.sentTitle === null ? (found?.title ?? "") : collectionOf({ ...due, name: due.sentTitle }).title;
  const lines: readonly DryLine[] = [
    ...(title === wanted.title ? [] : [changeLine(key, "title", title, wanted.title)]),
    ...channelLines(
      key,
      channels.filter(({ id }) => missing.includes(id)),
    ),
  ];
  return lines.length > 0 ? { kind: "changed", lines } : { kind: "same" };
}
