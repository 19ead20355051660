/** Files that Shopify processes, and creates whose response was lost: each is asked about until it is READY or FAILED. */
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import {
  type FileMark,
  markFiles,
  readDueFiles,
  type ShopFile,
  sumOfFiles,
  usedContents,
} from "../../hub/images/files.ts";
import { objectKey } from "../../hub/images/image-bytes.ts";
import { saveSetting } from "../../hub/settings/settings.ts";
import type { Instant } from "../../ports.ts";
import { pictureRef, REF, type DeskEntry } from "../../rules/record/desk-entry.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { deleteFiles, findFiles, readFileStates, type FileState } from "../../shopify/images/files.ts";
import { stepAfter } from "../lane/failure-step.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";
import { fileName } from "./upload.ts";
import { STORAGE_FULL } from "./storage.ts";

const PAGE = 100;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Shopify's search index has a file within minutes. Until then a missing file may still be one that is not indexed. */
const INDEX_LAG_MS = 10 * 60_000;
/** Failures that may pass are tried again: the storage may have taken no bytes. The others are final until the picture changes. */
const PASSING = new Set(["UNKNOWN", "IMAGE_DOWNLOAD_FAILURE", "MEDIA_TIMEOUT_ERROR", "INVALID_SIGNED_URL"]);
const FAILED_WAIT_MS = HOUR_MS / 2;
const FULL_WAIT_MS = 6 * HOUR_MS;

/** @returns null: the lane goes on */
export async function followFiles(lane: Lane): Promise<LaneOutcome | null> {
  for (;;) {
    const now = lane.clock.now();
    const due = await readDueFiles(lane.db, now, PAGE);
    if (due.length === 0) return null;
    const stopped = await followPage(lane, due, now);
    if (stopped) return stopped;
    if (due.length < PAGE) return null;
    if (lane.outOfTime()) return { kind: "more" };
  }
}

async function followPage(lane: Lane, due: readonly ShopFile[], now: Instant): Promise<LaneOutcome | null> {
  const { db, shopify } = lane;
  const marks: FileMark[] = [];
  const entries: DeskEntry[] = [];
  let stop: AdminFailure | null = null;
  const closed: { readonly ref: string }[] = [];
  const processing = due.flatMap((file) =>
    file.state === "processing" && file.fileGid !== null ? [file.fileGid] : [],
  );
  let states: ReadonlyMap<string, FileState> = new Map();
  if (processing.length > 0) {
    const read = await readFileStates(shopify, processing);
    if (read.kind === "failed") return lane.stop(read.failure);
    states = read.byId;
  }
  const failing = due.filter(({ fileGid }) => states.get(fileGid ?? "")?.kind === "failed");
  const used =
    failing.length === 0
      ? null
      : await usedContents(
          db,
          failing.map(({ content }) => content),
        );
  for (const file of due) {
    if (file.state === "creating") {
      const found = await findFiles(shopify, `filename:${fileName(file)}`);
      if (found.kind === "failed") return lane.stop(found.failure);
      marks.push(afterSearch(file, found.ids, now));
      continue;
    }
    if (file.state === "failed") {
      marks.push({ ...again(file), marksDue: true });
      continue;
    }
    const state = states.get(file.fileGid ?? "") ?? { kind: "gone" };
    switch (state.kind) {
      case "ready":
        marks.push({ ...kept(file), state: "ready", nextAt: null, attempts: 0, marksDue: true });
        closed.push({ ref: pictureRef(file.content) });
        break;
      case "processing":
        marks.push({
          ...kept(file),
          nextAt: now + waitMs(file.attempts),
          attempts: file.attempts + 1,
          marksDue: false,
        });
        break;
      case "gone":
        marks.push({ ...again(file), marksDue: true });
        break;
      case "failed": {
        const failed = await afterFailure(lane, file, state.code, now);
        if ("stop" in failed) stop ??= failed.stop;
        else marks.push(failed.mark);
        // Of a picture that nothing shows any more there is nothing to do.
        if (failed.entry.reason !== "file-failed" || used?.has(file.content) === true) entries.push(failed.entry);
      }
    }
  }
  await lane.write([
    ...markFiles(db, marks),
    ...(entries.length > 0 ? [openEntries(db, entries, now)] : []),
    ...(closed.length > 0 ? [closeEntries(db, "publish-images", closed, now)] : []),
  ]);
  return stop === null ? null : lane.stop(stop);
}

const kept = ({ content, state, fileGid, createStartedAt, alt }: ShopFile) => ({
  content,
  state,
  fileGid,
  createStartedAt,
  alt,
});
/** Sent anew when a product wants it. */
const again = ({ content }: ShopFile) => ({
  content,
  state: "stored" as const,
  fileGid: null,
  createStartedAt: null,
  nextAt: null,
  attempts: 0,
  alt: null,
});
/** 2 s, 4 s, 8 s … up to an hour. */
const waitMs = (attempts: number): number => Math.min(HOUR_MS, 2 * SECOND_MS * 2 ** Math.min(attempts, 12));

function afterSearch(file: ShopFile, ids: readonly string[], now: Instant): FileMark {
  const [id] = ids;
  if (id !== undefined)
    return { ...kept(file), state: "processing", fileGid: id, nextAt: now, attempts: 0, marksDue: false };
  // Not there long after the call: it had no effect. The name keeps a second create from making a second file.
  if ((file.createStartedAt ?? 0) + INDEX_LAG_MS < now) return { ...again(file), marksDue: true };
  return { ...kept(file), nextAt: now + 60 * SECOND_MS, attempts: file.attempts, marksDue: false };
}

async function afterFailure(
  lane: Lane,
  file: ShopFile,
  code: string,
  now: Instant,
): Promise<({ readonly mark: FileMark } | { readonly stop: AdminFailure }) & { readonly entry: DeskEntry }> {
  const about = { area: "publish-images", ref: pictureRef(file.content) } as const;
  const reported: DeskEntry = { ...about, reason: "file-failed", params: { code, object: objectKey(file.content) } };
  // Its name must be free for another try, so a file that Shopify did not delete keeps its row and is deleted later.
  const deleted = await deleteFiles(lane.shopify, [file.fileGid ?? ""]);
  if (deleted.kind === "failed" && stepAfter(deleted.failure) === "stop")
    return { stop: deleted.failure, entry: reported };
  if (deleted.kind !== "accepted") {
    const reason = deleted.kind === "failed" ? deleted.failure.kind : (deleted.errors[0]?.code ?? "");
    lane.log.warn("images.failed-file-stays", { object: objectKey(file.content), reason });
    const nextAt = now + Math.max(MINUTE_MS, waitMs(file.attempts));
    return { mark: { ...kept(file), nextAt, attempts: file.attempts + 1, marksDue: false }, entry: reported };
  }
  if (code === "FILE_STORAGE_LIMIT_EXCEEDED") {
    await saveSetting(lane.db, STORAGE_FULL, { until: now + FULL_WAIT_MS }, now).run();
    const megabytes = Math.round((await sumOfFiles(lane.db)) / 1_000_000);
    return {
      mark: { ...again(file), marksDue: true },
      entry: { area: "publish-images", ref: REF.shopify, reason: "storage-full", params: { megabytes } },
    };
  }
  const mayPass = PASSING.has(code);
  return {
    mark: {
      ...again(file),
      state: "failed",
      nextAt: mayPass ? now + FAILED_WAIT_MS : null,
      marksDue: true,
    },
    entry: reported,
  };
}
