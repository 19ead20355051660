import type { Deps } from "../deps.ts";
import { closeEntries, openEntries } from "../hub/desk/desk.ts";
import { markPlaceholders, readShared, readSpread } from "../hub/images/fetches.ts";
import { objectKey } from "../hub/images/image-bytes.ts";
import { pictureRef, type DeskEntry } from "../rules/record/desk-entry.ts";

/** Unrelated products that may share a picture. One that more have is a "no picture" of the source. */
const UNRELATED_MAX = 5;

const isSpread = ({ products }: { readonly products: number }) => products > UNRELATED_MAX;

/** A picture that too many unrelated products have counts as none; one that they no longer share counts again. */
export async function checkPlaceholders({ db, clock }: Deps, contents: readonly string[]): Promise<void> {
  if (contents.length === 0) return;
  const spread = await readSpread(db, [...new Set(contents)]);
  const changed = spread.filter((each) => isSpread(each) !== (each.placeholder === 1));
  const entries = spread.filter(isSpread).map(({ content, products }): DeskEntry => ({
    area: "image-fetch",
    ref: pictureRef(content),
    reason: "placeholder",
    params: { object: objectKey(content), products },
  }));
  const over = changed.filter((each) => !isSpread(each)).map(({ content }) => ({ ref: pictureRef(content) }));
  if (changed.length === 0 && entries.length === 0) return;
  const now = clock.now();
  await db.batch([
    ...(changed.length > 0
      ? markPlaceholders(
          db,
          changed.map((each) => ({ content: each.content, placeholder: isSpread(each) ? 1 : 0 })),
        )
      : []),
    ...(entries.length > 0 ? [openEntries(db, entries, now)] : []),
    ...(over.length > 0 ? [closeEntries(db, "image-fetch", over, now)] : []),
  ]);
}

/** Rows of pictures that one run looks through. */
const ROWS = 2_000;

/** Looks through the next part of all pictures: those that came with their records, and those that are shared no more. */
export async function sweepPlaceholders(deps: Deps): Promise<void> {
  const { contents, done } = await readShared(deps.db, UNRELATED_MAX, ROWS);
  await checkPlaceholders(deps, contents);
  await deps.db.batch([done]);
}
