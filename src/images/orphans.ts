/**
 * Once a day: pictures that no source refers to are taken away a week later, first Shopify's file, then the row, then
 * the object. A file is deleted only where Shopify itself says that nothing uses it; a file of ours that is in use is
 * asked about in the same query, and where the answer has it, the search by use is not obeyed and nothing is deleted.
 */
import type { Deps } from "../deps.ts";
import { deletePictures, listPictures } from "../hub/images/image-bytes.ts";
import { deleteOrphans, markOrphans, readFileInUse, readOrphans, withoutRow } from "../hub/images/orphans.ts";
import { acquireLease } from "../hub/loads/leases.ts";
import { clearPosition, readPosition, savePosition } from "../hub/loads/portions.ts";
import type { Run } from "../job.ts";
import { reasonOf } from "../log.ts";
import { deleteFiles, FILES_MAX, findFiles } from "../shopify/images/files.ts";

const DAY_MS = 86_400_000;
const EVERY_MS = 23 * 3_600_000;
const GRACE_MS = 7 * DAY_MS;
const ROWS = 2_000;
/** Pictures that one day takes away, and objects that one day looks through. */
const ORPHANS_MAX = 500;
const OBJECTS = 500;
const OBJECT_PAGES = 40;
const LISTED = "image-objects";

export async function sweepOrphans(deps: Deps, run: Run): Promise<void> {
  const { db, clock, log } = deps;
  const lease = await acquireLease(db, "image-orphans", clock.now(), EVERY_MS);
  if (!lease) return;
  try {
    while (!run.outOfTime() && (await markOrphans(db, clock.now(), ROWS)));
    let deleted = 0;
    while (!run.outOfTime() && deleted < ORPHANS_MAX) {
      const some = await deleteSome(deps);
      if (some === 0) break;
      deleted += some;
    }
    const objects = await deleteObjects(deps, run);
    if (deleted + objects > 0) log.info("images.orphans-deleted", { pictures: deleted, objects });
  } catch (error) {
    log.warn("images.orphans-failed", { reason: reasonOf(error) });
  }
}

/** @returns how many pictures are gone */
async function deleteSome({ db, clock, images, shopify }: Deps): Promise<number> {
  const orphans = await readOrphans(db, clock.now() - GRACE_MS, FILES_MAX);
  const gids = orphans.flatMap(({ fileGid }) => fileGid ?? []);
  const free = new Set<string>();
  if (gids.length > 0) {
    const control = await readFileInUse(db);
    const ids = [...gids, ...(control === null ? [] : [control])].map((gid) => `id:${gid.split("/").at(-1) ?? ""}`);
    const found = await findFiles(shopify, `used_in:none AND (${ids.join(" OR ")})`);
    if (found.kind === "failed") return 0;
    if (control !== null && found.ids.includes(control)) return 0; // the search by use is not obeyed
    const unused = found.ids.filter((id) => gids.includes(id));
    if (unused.length > 0) {
      const deleted = await deleteFiles(shopify, unused);
      if (deleted.kind !== "accepted") return 0;
      for (const id of unused) free.add(id);
    }
  }
  const contents = orphans.filter(({ fileGid }) => fileGid === null || free.has(fileGid)).map(({ content }) => content);
  if (contents.length === 0) return 0;
  const gone = await deleteOrphans(db, contents);
  if (gone.length > 0) await deletePictures(images, gone);
  return gone.length;
}

/** Objects without a row: a crash between the put and the row. @returns how many are gone */
async function deleteObjects({ db, clock, images }: Deps, run: Run): Promise<number> {
  let deleted = 0;
  for (let page = 0; page < OBJECT_PAGES && !run.outOfTime(); page++) {
    const [cursor = null] = (await readPosition<[string]>(db, LISTED)) ?? [];
    const listed = await listPictures(images, cursor, OBJECTS);
    const old = listed.objects.filter(({ uploadedAt }) => uploadedAt < clock.now() - GRACE_MS);
    const orphans = await withoutRow(
      db,
      old.map(({ content }) => content),
    );
    if (orphans.length > 0) await deletePictures(images, orphans);
    deleted += orphans.length;
    await db.batch([listed.cursor === null ? clearPosition(db, LISTED) : savePosition(db, LISTED, [listed.cursor])]);
    if (listed.cursor === null) break;
  }
  return deleted;
}
