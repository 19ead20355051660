/**
 * The lane of pictures and specifications: sends texts to metafields, follows files that Shopify processes, uploads what
 * products of the shop want, and puts it in its place. It runs in an invocation of its own, after stock, prices and catalogue.
 */
import type { Deps } from "../../deps.ts";
import { readCatalogSettings } from "../../hub/catalog/settings.ts";
import { hasDueFiles } from "../../hub/images/files.ts";
import { hasDueMedia, readDueMedia, type DueMedia, type MediaMark } from "../../hub/images/media.ts";
import { markMedia } from "../../hub/images/media.ts";
import { hasDueSpecifications } from "../../hub/images/specifications.ts";
import { shownName } from "../../rules/catalog/names.ts";
import { shopTitle } from "../../rules/catalog/texts.ts";
import { altOf } from "../../rules/images/media-plan.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { RUN_BUDGET_MS } from "../../job.ts";
import { MEDIA_PRODUCTS_MAX } from "../../shopify/images/media.ts";
import { runLane, type Lane, type LaneOutcome } from "../lane/lane.ts";
import { followFiles } from "./follow.ts";
import { placeMedia } from "./place.ts";
import { publishSpecifications } from "./specifications.ts";
import { isStorageFull } from "./storage.ts";
import { uploadPictures, type Upload } from "./upload.ts";

/** Sends what is due of pictures to Shopify. */
export async function publishImages(deps: Deps, run: Run): Promise<JobOutcome> {
  const { db, clock } = deps;
  const now = clock.now();
  const isDue = (await hasDueMedia(db, now)) || (await hasDueFiles(db, now)) || (await hasDueSpecifications(db, now));
  if (!isDue) return "done";
  const outcome = await runLane(deps, "publish-images", run.startedAt + RUN_BUDGET_MS, work);
  return outcome.kind === "more" ? "more" : "done";
}

async function work(lane: Lane): Promise<LaneOutcome> {
  // A third of the time, and a page in any case: a first load of pictures takes many runs.
  const specifications = await publishSpecifications(lane.part(0, 3));
  if (specifications.kind === "stopped") return specifications;
  const pictures = await publishPictures(lane);
  return pictures.kind === "done" ? specifications : pictures;
}

async function publishPictures(lane: Lane): Promise<LaneOutcome> {
  const { settings } = await readCatalogSettings(lane.db);
  const followed = await followFiles(lane);
  if (followed) return followed;
  let after = -1;
  for (;;) {
    const now = lane.clock.now();
    const read = await readDueMedia(lane.db, after, now, MEDIA_PRODUCTS_MAX);
    const page = read.map((due) => ({ ...due, title: shopTitle(shownName(due.title, settings)) }));
    const stopped = await publishPage(lane, page, now);
    if (stopped) return stopped;
    after = page.at(-1)?.seqProduct ?? after;
    if (page.length < MEDIA_PRODUCTS_MAX) return { kind: "done" };
    if (lane.outOfTime()) return { kind: "more" };
  }
}

const FAILED_WAIT_MS = 300_000;
/** A file that becomes ready makes its products due; this is for a mark that was lost. */
const WAIT_MS = 3_600_000;
const FULL_WAIT_MS = 6 * 3_600_000;

async function publishPage(lane: Lane, page: readonly DueMedia[], now: number): Promise<LaneOutcome | null> {
  const { db } = lane;
  // A product that is not in Shopify yet waits without costing a read each run; its creation makes it due.
  const absent = page.filter(({ productGid }) => productGid === null);
  if (absent.length > 0)
    await lane.write([
      markMedia(
        db,
        absent.map((due) => parked(due)),
      ),
    ]);
  const there = page.filter(({ productGid }) => productGid !== null);
  if (there.length === 0) return null;
  const uploads = new Map<string, Upload>();
  for (const { wanted, title } of there)
    for (const file of wanted)
      if (file.state === "stored" && !uploads.has(file.content)) uploads.set(file.content, { file, alt: altOf(title) });
  const isFull = uploads.size > 0 && (await isStorageFull(db, now));
  if (uploads.size > 0 && !isFull) {
    const stopped = await uploadPictures(lane, [...uploads.values()]);
    if (stopped) {
      await lane.write([
        markMedia(
          db,
          there.map((due) => waiting(due, now + FAILED_WAIT_MS)),
        ),
      ]);
      return stopped;
    }
  }
  const waitMs = isFull ? FULL_WAIT_MS : WAIT_MS;
  // Nothing of it can be shown that is not shown already: its media are not even read.
  const idle = there.filter(isIdle);
  if (idle.length > 0) {
    lane.count({ due: idle.length, pending: idle.length });
    await lane.write([
      markMedia(
        db,
        idle.map((due) => waiting(due, now + waitMs)),
      ),
    ]);
  }
  const placed = there.filter((due) => !isIdle(due));
  return placed.length === 0 ? null : placeMedia(lane, placed, now, waitMs);
}

/** Some pictures are not ready, and those that are ready were sent. */
const isIdle = ({ wanted, sent }: DueMedia): boolean =>
  wanted.some(({ state }) => state !== "ready" && state !== "failed") &&
  wanted.every(
    ({ state, fileGid }) => state !== "ready" || sent.files.some(({ gid, sure }) => sure && gid === fileGid),
  );

const waiting = (due: DueMedia, notBefore: number): MediaMark => ({ ...parked(due), due: 1, notBefore });

const parked = ({ seqProduct, version, productGid, sent, attempts }: DueMedia): MediaMark => ({
  seqProduct,
  version,
  productGid,
  sent,
  due: 2,
  notBefore: 0,
  attempts,
});
