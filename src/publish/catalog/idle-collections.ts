/**
 * What the desk says of a collection that nobody wants any more (its category is switched off, or collections are) is taken
 * back: a refused one is tried anew when it is wanted again, one that somebody deleted is then said again.
 */
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { deleteIdle, markTitleDue, readIdleCollections } from "../../hub/catalog/shop-collections.ts";
import { collectionDeletedEntry, collectionKey } from "./entries.ts";
import type { Lane } from "../lane/lane.ts";

/** @param areWanted whether collections are made at all */
export async function closeIdleCollections(lane: Lane, areWanted: boolean): Promise<void> {
  const { db, clock } = lane;
  const rows = await readIdleCollections(db, areWanted);
  const over = rows.filter(({ isWanted }) => !isWanted).map(({ seqCategory }) => seqCategory);
  const back = rows.filter(({ isWanted }) => isWanted);
  const now = clock.now();
  await lane.write([
    ...(over.length > 0
      ? [deleteIdle(db, over), closeEntries(db, "publish-catalog", over.map(collectionKey), now)]
      : []),
    ...(back.length > 0
      ? [
          markTitleDue(db, back),
          openEntries(
            db,
            back.map(({ seqCategory, name }) => collectionDeletedEntry(seqCategory, name)),
            now,
          ),
        ]
      : []),
  ]);
}
