/** A product's pictures as Shopify shows them, against those of the hub. Media of the merchant are never compared. */
import type { Finding, Found } from "./compare.ts";
import { isOrderOverdue, type LiveMedia, type SentMedia, type WantedPicture } from "../images/media-plan.ts";

/** Pictures of a product whose media are not due. */
export interface ExpectedMedia {
  readonly wanted: readonly WantedPicture[];
  readonly sent: SentMedia;
}

/**
 * An order that the merchant made is his. A file whose attaching has no known outcome, or was refused, is not compared:
 * the desk has it.
 * @param live in the order in which Shopify shows them
 * @param own ids among the live ones that are files of ours
 */
export function compareMedia(
  { wanted, sent }: ExpectedMedia,
  live: readonly LiveMedia[],
  own: ReadonlySet<string>,
  found: Found,
): readonly Finding[] {
  const ids = live.map(({ id }) => id);
  const unsure = new Set(sent.files.filter(({ sure }) => !sure).map(({ gid }) => gid));
  const skuOf = new Map(
    wanted.toReversed().flatMap(({ fileGid, sku }) => (fileGid === null ? [] : [[fileGid, sku] as const])),
  );
  const missing = [...skuOf].filter(([gid]) => !ids.includes(gid) && !unsure.has(gid));
  // Nothing of a failed file is shown, whatever the list of media says.
  const failed = [...skuOf].filter(([gid]) => live.some(({ id, isFailed }) => isFailed && id === gid));
  const extra = ids.filter((id) => own.has(id) && !skuOf.has(id) && !unsure.has(id));
  return [
    ...missing.map(([gid, sku]) => found("image-missing", sku, gid, null, gid)),
    ...failed.map(([gid, sku]) => found("image-missing", sku, gid, "FAILED", gid)),
    ...extra.map((id) => found("image-extra", "", null, id, id)),
    ...(isOrderOverdue(ids, sent)
      ? [found("image-order", "", placesOf(sent.order, ids), placesOf(ids, sent.order))]
      : []),
  ];
}

/** The last part of each id, of the media that both orders have. */
const placesOf = (list: readonly string[], other: readonly string[]): string =>
  list
    .filter((id) => other.includes(id))
    .map((id) => id.slice(id.lastIndexOf("/") + 1))
    .join(", ");
