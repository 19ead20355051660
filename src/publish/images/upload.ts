/**
 * Pictures from R2 to Shopify's files: a target and a PUT each, then one fileCreate for all. Only fileCreate has a
 * lasting effect, and it is written down before it leaves: after a lost response the file is looked up by its name,
 * which is unique, so a second create would be refused.
 */
import { type FileMark, markFiles, type ShopFile } from "../../hub/images/files.ts";
import { objectKey, readPicture } from "../../hub/images/image-bytes.ts";
import { markLost } from "../../hub/images/lost.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { reasonOf } from "../../log.ts";
import { pictureRef } from "../../rules/record/desk-entry.ts";
import type { PictureType } from "../../rules/images/inspect.ts";
import { createFiles, FILES_MAX } from "../../shopify/images/files.ts";
import { stagePictures, uploadPicture, type PictureTarget } from "../../shopify/images/staged-upload.ts";
import { stepAfter } from "../lane/failure-step.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";

/** Bytes of pictures in memory at once, which a request holds three times (docs/decisions/058); one may have as many. */
const BYTES_MAX = 20 * 1024 * 1024;
/** Uploads at once; a Worker has six connections in total. */
const WIDTH = 4;
const SECOND_MS = 1_000;

const EXTENSIONS: Readonly<Record<PictureType, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/heic": "heic",
};

/** The file's name in Shopify: the same picture has the same name, in every call. */
export const fileName = ({ content, type }: Pick<ShopFile, "content" | "type">): string =>
  `gondola-${content.slice(0, 32)}.${EXTENSIONS[type as PictureType]}`;

export interface Upload {
  readonly file: ShopFile;
  /** Of the first product that shows it. */
  readonly alt: string;
}

/** Uploads pictures and creates their files. @returns null: the lane goes on */
export async function uploadPictures(lane: Lane, uploads: readonly Upload[]): Promise<LaneOutcome | null> {
  for (let from = 0; from < uploads.length; from += FILES_MAX) {
    const stopped = await uploadGroup(lane, uploads.slice(from, from + FILES_MAX));
    if (stopped) return stopped;
  }
  return null;
}

async function uploadGroup(lane: Lane, group: readonly Upload[]): Promise<LaneOutcome | null> {
  const { shopify, db, clock, log } = lane;
  const staged = await stagePictures(
    shopify,
    group.map(({ file }) => ({ name: fileName(file), type: file.type as PictureType, bytes: file.bytes })),
  );
  if (staged.kind === "failed") return lane.stop(staged.failure);
  if (staged.kind === "userErrors") {
    log.warn("images.not-staged", { reason: staged.errors[0]?.message ?? "" });
    return { kind: "stopped", reason: "no target", forShop: false };
  }
  const sent: (Upload & { readonly target: PictureTarget })[] = [];
  const lost: string[] = [];
  await withinBytes(group, async (upload, index) => {
    const target = staged.value[index];
    if (!target) return;
    const bytes = await readBytes(lane, upload.file.content);
    if (bytes === "unreachable") return;
    if (bytes === null) return void lost.push(upload.file.content);
    const problem = await uploadPicture(lane, target, bytes);
    if (problem === null) sent.push({ ...upload, target });
    else log.warn("images.not-uploaded", { object: objectKey(upload.file.content), reason: problem });
  });
  const now = clock.now();
  if (lost.length > 0)
    await lane.write([
      ...markLost(db, lost, now),
      openEntries(
        db,
        lost.map((content) => ({
          area: "image-fetch",
          ref: pictureRef(content),
          reason: "image-lost",
          params: { object: objectKey(content) },
        })),
        now,
      ),
    ]);
  if (sent.length === 0) return lost.length > 0 ? null : { kind: "stopped", reason: "no upload", forShop: false };
  return create(
    lane,
    sent.toSorted((a, b) => (a.file.content < b.file.content ? -1 : 1)),
  );
}

async function create(
  lane: Lane,
  sent: readonly (Upload & { readonly target: PictureTarget })[],
): Promise<LaneOutcome | null> {
  const { shopify, db, clock } = lane;
  const startedAt = clock.now();
  const mark = ({ file, alt }: Upload, over: Partial<FileMark>): FileMark => ({
    content: file.content,
    state: "creating",
    fileGid: null,
    createStartedAt: startedAt,
    nextAt: startedAt + 30 * SECOND_MS,
    attempts: 0,
    alt,
    marksDue: false,
    ...over,
  });
  await lane.write(
    markFiles(
      db,
      sent.map((upload) => mark(upload, {})),
    ),
  );
  const created = await createFiles(
    shopify,
    sent.map(({ file, alt, target }) => ({ name: fileName(file), source: target.resourceUrl, alt })),
  );
  const now = clock.now();
  const notCreated: Partial<FileMark> = { state: "stored", createStartedAt: null, nextAt: null, alt: null };
  switch (created.kind) {
    case "accepted": {
      const marks = sent.map((upload, index) =>
        mark(upload, { state: "processing", fileGid: created.ids[index] ?? null, nextAt: now + 2 * SECOND_MS }),
      );
      await lane.write(markFiles(db, marks));
      return null;
    }
    case "failed": {
      // Unknown: the rows stay "creating", and the next run looks the files up.
      if (created.failure.kind !== "unknown")
        await lane.write(
          markFiles(
            db,
            sent.map((upload) => mark(upload, notCreated)),
          ),
        );
      return stepAfter(created.failure) === "stop"
        ? lane.stop(created.failure)
        : { kind: "stopped", reason: created.failure.kind, forShop: false };
    }
    case "errors": {
      // All or none: what an error names is settled, and the others are sent again by the next visit of their products.
      const named = new Map(created.errors.flatMap((error) => (error.line === null ? [] : [[error.line, error]])));
      const marks = sent.map((upload, index) => {
        const code = named.get(index)?.code;
        if (code === "FILENAME_ALREADY_EXISTS") return mark(upload, { nextAt: now });
        return mark(upload, code === undefined ? notCreated : { ...notCreated, state: "failed" });
      });
      const refused = sent.flatMap(({ file }, index) => {
        const error = named.get(index);
        return error === undefined || error.code === "FILENAME_ALREADY_EXISTS" ? [] : [{ file, code: error.code }];
      });
      lane.log.warn("images.not-created", { reason: created.errors[0]?.message ?? "" });
      await lane.write([
        ...markFiles(db, marks),
        openEntries(
          db,
          refused.map(({ file, code }) => ({
            area: "publish-images",
            ref: pictureRef(file.content),
            reason: "file-failed",
            params: { code, object: objectKey(file.content) },
          })),
          now,
        ),
      ]);
      return named.size > 0 ? null : { kind: "stopped", reason: "files refused", forShop: false };
    }
  }
}

/** Null: the object is gone. */
async function readBytes(
  { images, log }: Lane,
  content: string,
): Promise<Uint8Array<ArrayBuffer> | null | "unreachable"> {
  try {
    return await readPicture(images, content);
  } catch (error) {
    log.warn("images.not-read", { object: objectKey(content), reason: reasonOf(error) });
    return "unreachable";
  }
}

/** At most WIDTH at once, and at most BYTES_MAX of pictures in memory. */
async function withinBytes(
  group: readonly Upload[],
  work: (upload: Upload, index: number) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let held = 0;
  for (const [index, upload] of group.entries()) {
    const { bytes } = upload.file;
    const mustWait = () => running.size > 0 && (running.size >= WIDTH || held + bytes > BYTES_MAX);
    while (mustWait()) await Promise.race(running);
    held += bytes;
    const piece: Promise<void> = work(upload, index).finally(() => {
      held -= bytes;
      running.delete(piece);
    });
    running.add(piece);
  }
  await Promise.all(running);
}
