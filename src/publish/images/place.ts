/**
 * Puts pictures in their place: media of a page of products are read, what differs is planned, and the calls go out in
 * an order in which a crash after any of them leaves a product with its pictures: attach, order, variants, detach.
 */
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { askAgain, type FileMark, markAlts, markFiles } from "../../hub/images/files.ts";
import { markMedia, saveMediaIntents, type DueMedia, type MediaMark } from "../../hub/images/media.ts";
import type { Instant } from "../../ports.ts";
import {
  altOf,
  mediaPlan,
  staleAlts,
  variantPictures,
  type LiveVariant,
  type MediaPlan,
  type WantedPicture,
} from "../../rules/images/media-plan.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import type { Called } from "../../shopify/client/user-errors.ts";
import { codeOf } from "../../shopify/client/user-errors.ts";
import { FILES_MAX, updateFiles, type FileChange } from "../../shopify/images/files.ts";
import {
  appendVariantMedia,
  detachVariantMedia,
  PAIRS_MAX,
  readMedia,
  readVariantMedia,
  reorderMedia,
  type VariantPair,
} from "../../shopify/images/media.ts";
import { callAllOrNone, splitByErrors, type AfterCall } from "../lane/all-or-none-call.ts";
import { backoffMs, stepAfter } from "../lane/failure-step.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";

/** Limit of calls for one group of files: 25 lines halved five times, plus a margin. */
const CALLS_MAX = 16;
interface Placing {
  readonly due: DueMedia;
  readonly productGid: string;
  readonly plan: MediaPlan;
  /** Files of ours that bear an earlier title. */
  readonly stale: readonly string[];
  /** Why it is not done. Empty: it is. */
  refusal: string | null;
  failure: AdminFailure | null;
}

/** @param waitMs when a product whose pictures are processed is looked at again, if no file of it makes it due before */
export async function placeMedia(
  lane: Lane,
  page: readonly DueMedia[],
  now: Instant,
  waitMs: number,
): Promise<LaneOutcome | null> {
  const { shopify } = lane;
  const gids = page.flatMap(({ productGid }) => productGid ?? []);
  const read = await readMedia(shopify, gids);
  if (read.kind === "failed") return lane.stop(read.failure);
  const variants = await liveVariants(lane, page);
  if ("kind" in variants) return lane.stop(variants);
  const placings: Placing[] = [];
  const gone: DueMedia[] = [];
  for (const due of page) {
    const live = read.byProduct.get(due.productGid ?? "");
    if (!live || due.productGid === null) {
      gone.push(due); // the catalogue lane reports it
      continue;
    }
    const plan = mediaPlan(due.wanted.map(wantedOf), live, variants.get(due.seqProduct) ?? [], due.sent);
    const stale = staleAlts(due.seqProduct, due.title, due.wanted, live, plan.attach);
    placings.push({ due, productGid: due.productGid, plan, stale, refusal: null, failure: null });
  }
  await lane.write([...intents(lane, placings), ...failedFiles(lane, placings, now)]);
  await attach(lane, placings);
  for (const placing of placings) await arrange(lane, placing);
  await detach(lane, placings);
  await retitle(lane, placings);
  return save(lane, placings, gone, now, waitMs);
}

export const wantedOf = ({ content, sku, state, fileGid }: DueMedia["wanted"][number]): WantedPicture => ({
  content,
  sku,
  fileGid: state === "ready" ? fileGid : null,
  isFailed: state === "failed",
});

/** Variants that have, or should have, a picture of their own: only these are read. */
async function liveVariants(
  lane: Lane,
  page: readonly DueMedia[],
): Promise<ReadonlyMap<number, readonly LiveVariant[]> | AdminFailure> {
  const asked = page.flatMap(({ seqProduct, wanted, variants, sent }) => {
    const ready = wanted.map(wantedOf);
    const own = variantPictures(
      ready,
      ready.flatMap(({ fileGid }) => fileGid ?? []),
    );
    return variants
      .filter(({ sku }) => own.has(sku) || sent.variants[sku] !== undefined)
      .map((variant) => ({ seqProduct, ...variant }));
  });
  if (asked.length === 0) return new Map();
  const read = await readVariantMedia(
    lane.shopify,
    asked.map(({ variantGid }) => variantGid),
  );
  if (read.kind === "failed") return read.failure;
  const live = asked.flatMap(({ seqProduct, sku, variantGid }) => {
    const mediaGid = read.byVariant.get(variantGid);
    return mediaGid === undefined ? [] : [{ seqProduct, sku, variantGid, mediaGid }];
  });
  return Map.groupBy(live, ({ seqProduct }) => seqProduct);
}

/** What is about to be attached counts as ours before the call: a lost response leaves nothing that no run removes. */
function intents({ db }: Lane, placings: readonly Placing[]): D1PreparedStatement[] {
  const rows = placings
    .filter(({ plan }) => plan.attach.length > 0 || plan.variantAppend.length > 0)
    .map(({ due, productGid, plan }) => ({
      seqProduct: due.seqProduct,
      productGid,
      sent: {
        ...due.sent,
        files: [
          ...due.sent.files.filter(({ gid }) => !plan.attach.includes(gid)),
          ...plan.attach.map((gid) => ({ gid, sure: false })),
        ],
        variants: {
          ...due.sent.variants,
          ...Object.fromEntries(plan.variantAppend.map(({ sku, mediaGid }) => [sku, mediaGid])),
        },
      },
    }));
  return rows.length > 0 ? [saveMediaIntents(db, rows)] : [];
}

/** A file that failed after it was ready is asked about again; what it says then is reported. */
function failedFiles({ db }: Lane, placings: readonly Placing[], now: Instant): D1PreparedStatement[] {
  const failed = placings.flatMap(({ due, plan }) =>
    due.wanted.filter(({ fileGid }) => fileGid !== null && plan.failed.includes(fileGid)),
  );
  const marks = failed.map(({ content, fileGid, createStartedAt, alt }): FileMark => ({
    content,
    state: "processing",
    fileGid,
    createStartedAt,
    nextAt: now,
    attempts: 0,
    alt,
    marksDue: false,
  }));
  const dropped = placings.flatMap(({ plan }) => plan.dropped);
  return [
    ...(marks.length > 0 ? markFiles(db, marks) : []),
    ...(dropped.length > 0 ? [askAgain(db, dropped, now)] : []),
  ];
}

const attach = (lane: Lane, placings: readonly Placing[]): Promise<void> =>
  change(
    lane,
    placings,
    ({ plan }) => plan.attach,
    (id, products) => ({ id, add: products }),
  );

/** Only where everything before it was accepted: an old picture leaves after the new one is there. */
const detach = (lane: Lane, placings: readonly Placing[]): Promise<void> =>
  change(
    lane,
    placings.filter(({ refusal, failure }) => refusal === null && failure === null),
    ({ plan }) => plan.detach,
    (id, products) => ({ id, remove: products }),
  );

/** A second call has no effect, so a crash before the mark repeats it. */
async function retitle(lane: Lane, placings: readonly Placing[]): Promise<void> {
  const stale = placings.filter(({ stale: files, refusal, failure }) => files.length > 0 && !refusal && !failure);
  if (stale.length === 0) return;
  const altOfFile = new Map(
    stale.flatMap(({ due, stale: files }) => files.map((id) => [id, altOf(due.title)] as const)),
  );
  await change(
    lane,
    stale,
    (placing) => placing.stale,
    (id) => ({ id, alt: altOfFile.get(id) ?? "" }),
  );
  const done = stale.filter(({ refusal, failure }) => !refusal && !failure);
  const alts = done.flatMap(({ stale: files }) =>
    files.map((fileGid) => ({ fileGid, alt: altOfFile.get(fileGid) ?? "" })),
  );
  if (alts.length > 0) await lane.write([markAlts(lane.db, alts)]);
}

interface Line {
  readonly change: FileChange;
  readonly placings: readonly Placing[];
}

function fail(lines: readonly Line[], failure: AdminFailure): void {
  for (const { placings } of lines) for (const placing of placings) placing.failure ??= failure;
}

interface FileOf {
  readonly id: string;
  readonly of: readonly Placing[];
}

/**
 * Files in an order that is each product's own, because Shopify appends them as they come: a file that several products
 * share goes when it is the next one of all of them. Where two products want two files in opposite orders, one of the files
 * goes twice, in two calls.
 */
function callsInOrder(
  placings: readonly Placing[],
  idsOf: (placing: Placing) => readonly string[],
): readonly (readonly FileOf[])[] {
  const queues = placings.map((placing) => ({ placing, ids: [...idsOf(placing)] }));
  const left = new Map<string, number>();
  for (const id of queues.flatMap(({ ids }) => ids)) left.set(id, (left.get(id) ?? 0) + 1);
  const calls: FileOf[][] = [];
  for (;;) {
    const heads = Map.groupBy(
      queues.filter(({ ids }) => ids.length > 0),
      ({ ids }) => ids[0] ?? "",
    );
    const [first] = heads;
    if (first === undefined) return calls;
    const [id, of] = [...heads].find(([each, ready]) => ready.length === left.get(each)) ?? first;
    for (const { ids } of of) ids.shift();
    left.set(id, (left.get(id) ?? 0) - of.length);
    const last = calls.at(-1);
    const isFull = last === undefined || last.length >= FILES_MAX || last.some((each) => each.id === id);
    const call = isFull ? [] : last;
    if (isFull) calls.push(call);
    call.push({ id, of: of.map(({ placing }) => placing) });
  }
}

/** One line a file, for all of its products; many files a call. */
async function change(
  lane: Lane,
  placings: readonly Placing[],
  idsOf: (placing: Placing) => readonly string[],
  changeOf: (id: string, products: readonly string[]) => FileChange,
): Promise<void> {
  const calls = callsInOrder(placings, idsOf);
  for (const call of calls) {
    const lines = call.map(({ id, of }): Line => ({
      change: changeOf(
        id,
        of.map(({ productGid }) => productGid),
      ),
      placings: of,
    }));
    const send = async (group: {
      readonly lines: readonly Line[];
    }): Promise<AfterCall<{ readonly lines: readonly Line[] }, null>> => {
      const result = await updateFiles(
        lane.shopify,
        group.lines.map((line) => line.change),
      );
      if (result.kind === "failed") fail(group.lines, result.failure);
      if (result.kind !== "errors") return { kind: "next", groups: [] };
      const { named, again } = splitByErrors(group.lines, result.errors);
      for (const [{ placings: of }, { code }] of named) for (const placing of of) placing.refusal ??= code;
      return { kind: "next", groups: again.map((part) => ({ lines: part })) };
    };
    await callAllOrNone(
      { lines },
      {
        callsMax: CALLS_MAX,
        send,
        leave: (groups) => {
          for (const { lines: left } of groups) fail(left, { kind: "unknown", message: "too many calls" });
        },
      },
    );
  }
}

/** Order and variants of one product. */
async function arrange(lane: Lane, placing: Placing): Promise<void> {
  const { plan, productGid } = placing;
  const step = async (called: Promise<Called<true>>): Promise<void> => {
    const result = await called;
    if (result.kind === "failed") placing.failure ??= result.failure;
    else if (result.kind === "userErrors") placing.refusal ??= codeOf(result.errors[0] ?? { field: null, message: "" });
  };
  const isOpen = () => placing.refusal === null && placing.failure === null;
  if (isOpen() && plan.moves.length > 0) await step(reorderMedia(lane.shopify, productGid, plan.moves));
  for (const pairs of chunks(plan.variantDetach))
    if (isOpen()) await step(detachVariantMedia(lane.shopify, productGid, pairs));
  for (const pairs of chunks(plan.variantAppend))
    if (isOpen()) await step(appendVariantMedia(lane.shopify, productGid, pairs));
}

const chunks = (pairs: readonly VariantPair[]): readonly (readonly VariantPair[])[] =>
  Array.from({ length: Math.ceil(pairs.length / PAIRS_MAX) }, (_, index) =>
    pairs.slice(index * PAIRS_MAX, (index + 1) * PAIRS_MAX),
  );

/** The next pass of the lane deletes the file. */
const DROPPED_MS = 180_000;

/** Codes of a file or a variant that changed since it was read: the next visit plans anew. */
const PASSING = new Set([
  "NON_READY_STATE",
  "NON_READY_MEDIA",
  "FILE_DOES_NOT_EXIST",
  "INVALID_FAILED_MEDIA_STATE",
  "MEDIA_CANNOT_BE_MODIFIED",
  "FILE_LOCKED",
  "MEDIA_DOES_NOT_EXIST",
  "MEDIA_DOES_NOT_EXIST_ON_PRODUCT",
  "MEDIA_IS_NOT_ATTACHED_TO_VARIANT",
  "PRODUCT_VARIANT_ALREADY_HAS_MEDIA",
  "REFERENCE_TARGET_DOES_NOT_EXIST",
]);
const UNREADY = new Set(["NON_READY_STATE", "NON_READY_MEDIA", "FILE_DOES_NOT_EXIST", "INVALID_FAILED_MEDIA_STATE"]);

async function save(
  lane: Lane,
  placings: readonly Placing[],
  gone: readonly DueMedia[],
  now: Instant,
  waitMs: number,
): Promise<LaneOutcome | null> {
  const { db } = lane;
  const marks: MediaMark[] = [];
  const entries: DeskEntry[] = [];
  const closed: { readonly seqProduct: number }[] = [];
  const unready: FileMark[] = [];
  const counts = { due: 0, sent: 0, refused: 0, pending: 0 };
  let stop: AdminFailure | null = null;
  for (const { due, productGid, plan, refusal, failure } of placings) {
    const { seqProduct, version, attempts } = due;
    const mark = (over: Partial<MediaMark>): MediaMark => ({
      seqProduct,
      version,
      productGid,
      sent: plan.sent,
      due: 0,
      notBefore: 0,
      attempts: 0,
      ...over,
    });
    counts.due += 1;
    const notSent = plan.attach.map((gid) => ({ gid, sure: false }));
    const before = {
      ...due.sent,
      files: [...due.sent.files.filter(({ gid }) => !plan.attach.includes(gid)), ...notSent],
      variants: plan.sent.variants,
    };
    if (failure !== null && stepAfter(failure) === "stop") {
      stop ??= failure;
      counts.pending += 1;
      marks.push(mark({ sent: before, due: 1, attempts }));
    } else if (failure !== null || (refusal !== null && PASSING.has(refusal))) {
      counts.pending += 1;
      if (refusal !== null && UNREADY.has(refusal))
        unready.push(
          ...due.wanted
            .filter(({ fileGid }) => fileGid !== null && plan.attach.includes(fileGid))
            .map((file) => asked(file, now)),
        );
      marks.push(mark({ sent: before, due: 1, notBefore: now + backoffMs(attempts), attempts: attempts + 1 }));
    } else if (refusal !== null) {
      counts.refused += 1;
      entries.push({ area: "publish-images", seqProduct, reason: "media-refused", params: { code: refusal } });
      marks.push(mark({ sent: before }));
    } else if (plan.waits) {
      counts.pending += 1;
      const isDropping = plan.dropped.length > 0;
      marks.push(mark({ due: 1, notBefore: now + (isDropping ? Math.min(waitMs, DROPPED_MS) : waitMs), attempts }));
    } else {
      counts.sent += 1;
      closed.push({ seqProduct });
      marks.push(mark({}));
    }
  }
  for (const { seqProduct, version, productGid, sent, attempts } of gone)
    marks.push({ seqProduct, version, productGid, sent, due: 2, notBefore: 0, attempts });
  lane.count(counts);
  await lane.write([
    markMedia(db, marks),
    ...(unready.length > 0 ? markFiles(db, unready) : []),
    ...(entries.length > 0 ? [openEntries(db, entries, now)] : []),
    ...(closed.length > 0 ? [closeEntries(db, "publish-images", closed, now)] : []),
  ]);
  if (stop) return lane.stop(stop);
  const isSilent = placings.length > 0 && placings.every(({ failure }) => failure !== null);
  return isSilent ? { kind: "stopped", reason: "no answer", forShop: false } : null;
}

/** Its state is asked again. */
const asked = ({ content, fileGid, createStartedAt, alt }: DueMedia["wanted"][number], now: Instant): FileMark => ({
  content,
  state: "processing",
  fileGid,
  createStartedAt,
  nextAt: now,
  attempts: 0,
  alt,
  marksDue: false,
});
