/**
 * Asks the addresses of pictures that are due, two at a time, and stores what they serve. An unchanged picture costs a
 * conditional request. A picture that cannot be had leaves the one before and an entry on the desk.
 */
import type { Deps } from "../deps.ts";
import { closeEntries, openEntries } from "../hub/desk/desk.ts";
import { readDueFetches, saveFetches, type DueFetch, type FetchResult } from "../hub/images/fetches.ts";
import { storePicture } from "../hub/images/image-bytes.ts";
import { saveFiles, type StoredPicture } from "../hub/images/images.ts";
import { acquireLease, releaseLease, renewLease } from "../hub/loads/leases.ts";
import type { JobOutcome, Run } from "../job.ts";
import { reasonOf } from "../log.ts";
import { imageRef, type DeskEntry } from "../rules/record/desk-entry.ts";
import { eachAtOnce } from "../rules/work/at-once.ts";
import { fetchPicture, type Fetched } from "./fetch-picture.ts";
import { checkPlaceholders } from "./placeholders.ts";

/** Pictures of 20 MB in memory at once: two, with what reading one may take beside itself, stay below 100 MB. */
const WIDTH = 2;
const PAGE = 24;
/** Pages of one run: a page is some eight statements, and D1 takes 1,000 an invocation. */
const PAGES_MAX = 60;
/** Longer than a page whose addresses all run into their time limit. */
const LEASE_MS = 600_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** An unchanged picture is asked about once a week. */
const AGAIN_MS = 7 * DAY_MS;
/** Failures in a row before an address that does not answer is on the desk. */
const FAILURES_SHOWN = 3;

export async function fetchDue(deps: Deps, run: Run): Promise<JobOutcome> {
  const { db, clock } = deps;
  if ((await readDueFetches(db, clock.now(), 1)).length === 0) return "done";
  const lease = await acquireLease(db, "image-fetch", clock.now(), LEASE_MS);
  if (!lease) return "done";
  for (let page = 0; page < PAGES_MAX; page++) {
    const due = await readDueFetches(db, clock.now(), PAGE);
    if (due.length === 0) break;
    const { isDown } = await fetchPage(deps, due);
    const isLast = due.length < PAGE || isDown;
    if (isLast || run.outOfTime() || page === PAGES_MAX - 1) {
      await releaseLease(db, lease, clock.now());
      return isLast ? "done" : "more";
    }
    if (!(await renewLease(db, lease, clock.now(), LEASE_MS))) return "done";
  }
  await releaseLease(db, lease, clock.now());
  return "done";
}

/** @returns `isDown`: no address of the page answered, so the next page would not either */
async function fetchPage(deps: Deps, due: readonly DueFetch[]): Promise<{ readonly isDown: boolean }> {
  const { db, clock, log } = deps;
  const outcomes: Outcome[] = [];
  await eachAtOnce(due, WIDTH, async (one) => void outcomes.push(await fetchOne(deps, one)));
  const now = clock.now();
  const files = outcomes.flatMap(({ file }) => file ?? []);
  const entries = outcomes.flatMap(({ entry }) => entry ?? []);
  await db.batch([
    ...(files.length > 0 ? [saveFiles(db, files, now)] : []),
    ...saveFetches(
      db,
      outcomes.map(({ result }) => result),
    ),
    closeEntries(
      db,
      "image-fetch",
      outcomes.filter(({ entry, isFailure }) => entry !== null || !isFailure).map(({ due: one }) => keyOf(one)),
      now,
    ),
    ...(entries.length > 0 ? [openEntries(db, entries, now)] : []),
  ]);
  await checkPlaceholders(
    deps,
    files.map(({ content }) => content),
  );
  const failed = outcomes.filter(({ isFailure }) => isFailure).length;
  log.info("images.fetched", { asked: outcomes.length, stored: files.length, refused: entries.length, failed });
  return { isDown: failed === outcomes.length };
}

const keyOf = ({ seqProduct, source }: Pick<DueFetch, "seqProduct" | "source">) => ({
  seqProduct,
  ref: imageRef(source),
});

interface Outcome {
  readonly due: DueFetch;
  readonly result: FetchResult;
  readonly file: StoredPicture | null;
  readonly entry: DeskEntry | null;
  /** The address gave no answer. */
  readonly isFailure: boolean;
}

async function fetchOne(deps: Deps, due: DueFetch): Promise<Outcome> {
  const known = {
    etag: due.content === null ? null : due.etag,
    lastModified: due.content === null ? null : due.lastModified,
  };
  const fetched = await fetchPicture(deps, due.url ?? "", known);
  if (fetched.kind !== "picture") return withoutPicture(deps, due, fetched);
  const { bytes, type, width, height, etag, lastModified } = fetched;
  const now = deps.clock.now();
  try {
    const content = await storePicture(deps.images, bytes, type, now);
    return {
      due,
      result: { ...same(due), content, etag, lastModified, attempts: 0, refusals: 0, fetchAt: now + AGAIN_MS },
      file: { content, type, bytes: bytes.length, width, height },
      entry: null,
      isFailure: false,
    };
  } catch (error) {
    deps.log.warn("images.not-stored", { seqProduct: due.seqProduct, reason: reasonOf(error) });
    return withoutPicture(deps, due, { kind: "failed", message: "R2" });
  }
}

const same = ({ seqProduct, source, hash, etag, lastModified }: DueFetch) => ({
  seqProduct,
  source,
  hash,
  etag,
  lastModified,
  content: null,
});

const NO_TRIES: Pick<FetchResult, "attempts" | "refusals"> = { attempts: 0, refusals: 0 };

function withoutPicture({ clock }: Deps, due: DueFetch, fetched: Exclude<Fetched, { kind: "picture" }>): Outcome {
  const now = clock.now();
  const url = (due.url ?? "").slice(0, 255);
  const about = { area: "image-fetch", ...keyOf(due) } as const;
  const at = (fetchAt: number, entry: DeskEntry | null, tries = NO_TRIES, isFailure = false): Outcome => ({
    due,
    result: { ...same(due), ...tries, fetchAt },
    file: null,
    entry,
    isFailure,
  });
  const attempts = due.attempts + 1;
  const refusals = due.refusals + 1;
  // What was served may have been a server's page in place of the picture: soon again, then ever later, up to a day. An
  // outage before it does not count.
  const later = now + Math.min(DAY_MS, 15 * MINUTE_MS * 4 ** Math.min(refusals - 1, 4));
  const refused = (entry: DeskEntry) => at(later, entry, { attempts, refusals });
  switch (fetched.kind) {
    case "notModified":
      return at(now + AGAIN_MS, null);
    case "address":
      return refused({ ...about, reason: "image-address", params: { url, fault: fetched.fault } });
    case "refused":
      return refused({ ...about, reason: "image-refused", params: { url, fault: fetched.fault } });
    case "missing":
      return refused({ ...about, reason: "image-missing", params: { url, status: fetched.status } });
    case "failed": {
      const waitMs = Math.min(HOUR_MS, 5 * MINUTE_MS * 2 ** Math.min(attempts - 1, 10));
      const entry =
        attempts < FAILURES_SHOWN
          ? null
          : ({ ...about, reason: "image-unreachable", params: { url, attempts } } as const);
      return at(now + waitMs, entry, { attempts, refusals: due.refusals }, true);
    }
  }
}
