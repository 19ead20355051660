/**
 * The inbox of the bucket: files that people or programs put there, named after a SKU or an EAN. A sweep finds them, and
 * so does R2's own message. The bytes are stored under their hash, then the row, and only then the file leaves the
 * inbox: after a crash the next sweep does the same again, with the same result.
 */
import type { Deps } from "../deps.ts";
import { closeEntries, openEntries } from "../hub/desk/desk.ts";
import { skusByName } from "../hub/images/subjects.ts";
import type { JobOutcome, Run } from "../job.ts";
import { reasonOf } from "../log.ts";
import { imageName, INBOX, type ImageName } from "../rules/images/image-name.ts";
import { PICTURE_BYTES_MAX, type PictureFault } from "../rules/images/inspect.ts";
import { inboxRef, type DeskEntry } from "../rules/record/desk-entry.ts";
import { acceptPicture, saveGiven, type AcceptedPicture } from "./accept.ts";
import { checkPlaceholders } from "./placeholders.ts";

/** Where refused files go, so that a sweep does not read them again. */
const REFUSED = "refused/";
const LISTED_MAX = 200;

export async function sweepInbox(deps: Deps, run: Run): Promise<JobOutcome> {
  const { images, log } = deps;
  try {
    const page = await images.list({ prefix: INBOX, limit: LISTED_MAX });
    const files = page.objects.filter(({ key }) => !key.endsWith("/"));
    if (files.length === 0) return "done";
    await takeFiles(deps, files, run);
    // What is left names no product yet; the next tick tries it again.
    return "done";
  } catch (error) {
    log.warn("images.inbox-failed", { reason: reasonOf(error) });
    return "done";
  }
}

interface InboxFile {
  readonly key: string;
  readonly size: number;
}

/** Takes these files of the inbox. Throws when R2 or D1 cannot be reached; what was taken stays taken. */
export async function takeFiles(
  deps: Deps,
  files: readonly InboxFile[],
  run: Pick<Run, "outOfTime"> = { outOfTime: () => false },
): Promise<void> {
  const { db } = deps;
  const named = files.map((file) => ({ file, name: imageName(file.key) }));
  const names = named.flatMap(({ name }) => name ?? []);
  const known = await skusByName(db, {
    skus: names.flatMap(({ sku }) => sku ?? []),
    eans: names.flatMap(({ ean }) => ean ?? []),
  });
  const unknown: DeskEntry[] = [];
  for (const { file, name } of named) {
    if (run.outOfTime()) return;
    const { key } = file;
    const about = { area: "image-inbox", ref: inboxRef(key) } as const;
    const sku = name && known.get(name.sku ?? name.ean ?? "");
    if (!name) unknown.push({ ...about, reason: "name-unreadable", params: { key } });
    else if (!sku) unknown.push({ ...about, reason: "product-unknown", params: { key } });
    else await takeFile(deps, file, sku, name);
  }
  if (unknown.length > 0) await openEntries(db, unknown, deps.clock.now()).run();
}

async function takeFile(deps: Deps, { key, size }: InboxFile, sku: string, { place }: ImageName): Promise<void> {
  const { db, images, clock } = deps;
  if (size > PICTURE_BYTES_MAX) return refuse(deps, key, null, "too-large");
  const object = await images.get(key);
  if (object === null) return; // taken by another run
  const bytes = new Uint8Array(await object.arrayBuffer());
  const taken: AcceptedPicture = await acceptPicture(deps, {
    from: "inbox",
    sku,
    place,
    source: { kind: "bytes", bytes },
  });
  if (taken.kind !== "accepted")
    return refuse(deps, key, bytes, taken.kind === "refused" ? taken.fault : "not-a-picture");
  const now = clock.now();
  await db.batch([...saveGiven(db, [taken], now), closeEntries(db, "image-inbox", [{ ref: inboxRef(key) }], now)]);
  await images.delete(key);
  if (taken.file) await checkPlaceholders(deps, [taken.file.content]);
}

/** The entry first: a file that is moved without one would be lost without notice. */
async function refuse(
  { db, images, clock }: Deps,
  key: string,
  bytes: Uint8Array<ArrayBuffer> | null,
  fault: PictureFault,
): Promise<void> {
  const entry = { area: "image-inbox", ref: inboxRef(key), reason: "image-refused", params: { key, fault } } as const;
  await openEntries(db, [entry], clock.now()).run();
  if (bytes) await images.put(`${REFUSED}${key.slice(INBOX.length)}`, bytes);
  await images.delete(key);
}
