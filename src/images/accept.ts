/** Pictures that a person or a program gives: the bytes are checked and stored, then the row. */
import type { Deps } from "../deps.ts";
import { storePicture } from "../hub/images/image-bytes.ts";
import { type StoredPicture, upsertImages } from "../hub/images/images.ts";
import { givenRow, type ImageRow } from "../rules/images/image-row.ts";
import { inspectPicture, type PictureFault } from "../rules/images/inspect.ts";

export type GivenSource =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Checked already: https and on a host of the list. */
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "removed" };

export interface Given {
  readonly from: "api" | "inbox";
  readonly sku: string;
  /** 0: the main picture of the SKU. */
  readonly place: number;
  readonly source: GivenSource;
}

export type AcceptedPicture =
  | { readonly kind: "accepted"; readonly row: ImageRow; readonly file: StoredPicture | null }
  | { readonly kind: "refused"; readonly fault: PictureFault }
  | { readonly kind: "badName" };

/** Checks one picture and stores its bytes; `saveGiven` stores the rows. Throws when R2 cannot be reached. */
export async function acceptPicture(deps: Deps, { from, sku, place, source }: Given): Promise<AcceptedPicture> {
  if (source.kind !== "bytes") {
    const row = givenRow(from, { sku, place }, source.kind === "url" ? { url: source.url } : { removed: true });
    return row ? { kind: "accepted", row, file: null } : { kind: "badName" };
  }
  const { bytes } = source;
  const picture = inspectPicture(bytes, deps.config.images.modern);
  if (!picture.ok) return { kind: "refused", fault: picture.fault };
  const { type, width, height } = picture;
  const content = await storePicture(deps.images, bytes, type, deps.clock.now());
  const row = givenRow(from, { sku, place }, { content });
  return row
    ? { kind: "accepted", row, file: { content, type, bytes: bytes.length, width, height } }
    : { kind: "badName" };
}

/** The rows of accepted pictures, with their objects. No run counts them, so the id of the run is none. */
export const saveGiven = (
  db: D1Database,
  accepted: readonly { readonly row: ImageRow; readonly file: StoredPicture | null }[],
  now: number,
): D1PreparedStatement[] =>
  upsertImages(
    db,
    "",
    {
      pictures: accepted.map(({ row }) => row),
      files: accepted.flatMap(({ file }) => file ?? []),
      specifications: [],
    },
    now,
  );
