/**
 * Closes desk entries of collections that are no longer wanted (category switched off, or collections disabled). When
 * such a collection is wanted again, a refused one is retried and a deleted one is reported again.
 */
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { deleteIdle, markTitleDue, readIdleCollections } from "../../hub/catalog/shop-collections.ts";
import { collectionDeletedEntry, collectionKey } from "./entries.ts";
import type { Lane } from "../lane/lane.ts";

/** @param areWanted whether the settings enable collections */
export async function closeIdleCollections(lane: Lane, areWanted: boolean): Promise<void> {
  const { db, clock } = lane;
  const rows = await readIdleCollections(db, areWanted);
  const unwanted = rows.filter(({ isWanted }) => !isWanted).map(({ seqCategory }) => seqCategory);
  const wantedAgain = rows.filter(({ isWanted }) => isWanted);
  const now = clock.now();
  await lane.write([
    ...(unwanted.length > 0
      ? [deleteIdle(db, unwanted), closeEntries(db, "publish-catalog", unwanted.map(collectionKey), now)]
      : []),
    ...(wantedAgain.length > 0
      ? [
          markTitleDue(db, wantedAgain),
          openEntries(
            db,
            wantedAgain.map(({ seqCategory, name }) => collectionDeletedEntry(seqCategory, name)),
            now,
          ),
        ]
      : []),
  ]);
}
