/**
 * Categories → collections: made once, renamed when the category is, put on the chosen channels. Which products are in one is
 * a matter of their tags, so a product or a branch that moves needs no call here; what a merchant excludes stays excluded.
 *
 * A crash after a creation and before its mark: the collection is found by the ERP's number. A creation whose answer was
 * lost may still be on its way, so it is looked for again only when it must have come or never will. Before a new name is told
 * the former one is forgotten: what an answer that was lost, or a crash, leaves is due whatever the category is called then.
 */
import type { ShopCollection } from "../../rules/catalog/collection.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import {
  invalidateTitles,
  markCollections,
  readDueCollections,
  type CollectionMark,
  type DueCollection,
} from "../../hub/catalog/shop-collections.ts";
import type { Clock, Instant } from "../../ports.ts";
import { createCollection, findCollection, renameCollection } from "../../shopify/catalog/collections.ts";
import { publish } from "../../shopify/catalog/product-update.ts";
import type { AdminClient, AdminFailure } from "../../shopify/client/result.ts";
import { codeOf, type Called } from "../../shopify/client/user-errors.ts";
import { missingChannels, publishedText } from "./channels.ts";
import { adoptedCollection, collectionOf } from "./collection-plan.ts";
import { collectionDeletedEntry, collectionKey, collectionRefusedEntry } from "./entries.ts";
import { backoffMs, stepAfter } from "../lane/failure-step.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";
import { inParallel } from "../lane/parallel.ts";

/** Collections whose marks are written together. */
const CHUNK = 24;
const WIDTH = 4;
/** Shopify may do what it was asked a good while after we stopped listening; a second creation meanwhile would be refused. */
const CREATION_SETTLES_MS = 120_000;

/** @returns what the lane ends with, or null: it goes on. */
export async function publishCollections(lane: Lane, channels: readonly string[]): Promise<LaneOutcome | null> {
  const { db, clock } = lane;
  const wanted = publishedText(channels);
  const due = await readDueCollections(db, wanted, clock.now());
  for (let from = 0; from < due.length; from += CHUNK) {
    const now = clock.now();
    const ends: CollectionEnd[] = [];
    let failure: AdminFailure | undefined;
    const chunk = await withoutOldTitles(lane, due.slice(from, from + CHUNK));
    await inParallel(chunk, WIDTH, async (each) => {
      if (failure) return;
      const end = await new OneCollection(lane.shopify, clock, each, channels).send();
      ends.push(end);
      failure ??= end.stop;
    });
    await lane.write(statements(lane, ends, now));
    if (failure) return lane.stop(failure);
    if (ends.every(({ kind }) => kind === "pending")) return { kind: "stopped", reason: "no answer", forShop: false };
    if (lane.outOfTime()) return { kind: "more" };
  }
  return null;
}

/**
 * A category may get its former name back after the new one was told and before that is marked: then the former one must
 * not count as standing there.
 */
async function withoutOldTitles(lane: Lane, due: readonly DueCollection[]): Promise<readonly DueCollection[]> {
  const renamed = due.filter(({ name, sentTitle }) => sentTitle !== null && sentTitle !== name);
  if (renamed.length === 0) return due;
  await lane.write([
    invalidateTitles(
      lane.db,
      renamed.map(({ seqCategory }) => seqCategory),
    ),
  ]);
  return due.map((each) => (renamed.includes(each) ? { ...each, sentTitle: null } : each));
}

interface CollectionEnd {
  readonly kind: "sent" | "refused" | "pending";
  readonly mark: CollectionMark;
  readonly desk: readonly DeskEntry[];
  readonly stop?: AdminFailure;
}

function statements(lane: Lane, ends: readonly CollectionEnd[], now: Instant): D1PreparedStatement[] {
  const count = (kind: CollectionEnd["kind"]) => ends.filter((end) => end.kind === kind).length;
  lane.count({ due: ends.length, sent: count("sent"), refused: count("refused"), pending: count("pending") });
  const desk = ends.flatMap((end) => end.desk);
  const right = ends.filter(({ kind }) => kind === "sent").map(({ mark }) => collectionKey(mark.seqCategory));
  return [
    markCollections(
      lane.db,
      ends.map(({ mark }) => mark),
    ),
    ...(desk.length > 0 ? [openEntries(lane.db, desk, now)] : []),
    ...(right.length > 0 ? [closeEntries(lane.db, "publish-catalog", right, now)] : []),
  ];
}

class OneCollection {
  readonly #shopify: AdminClient;
  readonly #clock: Clock;
  readonly #due: DueCollection;
  readonly #channels: readonly string[];
  #mark: CollectionMark;

  constructor(shopify: AdminClient, clock: Clock, due: DueCollection, channels: readonly string[]) {
    this.#shopify = shopify;
    this.#clock = clock;
    this.#due = due;
    this.#channels = channels;
    const { seqCategory, collectionGid, sentTitle, published } = due;
    this.#mark = { seqCategory, collectionGid, sentTitle, published, parkedReason: null, attempts: 0, notBefore: 0 };
  }

  async send(): Promise<CollectionEnd> {
    const { name } = this.#due;
    const wanted = collectionOf(this.#due);
    if (this.#mark.collectionGid === null) {
      const stopped = (await this.#adopt()) ?? (this.#mark.collectionGid === null ? await this.#make(wanted) : null);
      if (stopped) return stopped;
    }
    const gid = this.#mark.collectionGid ?? "";
    if (this.#mark.sentTitle !== name) {
      const renamed = await renameCollection(this.#shopify, gid, wanted.title);
      if (renamed.kind !== "done") return this.#ended(renamed);
      this.#note({ sentTitle: name });
    }
    const missing = missingChannels(this.#channels, this.#mark.published);
    if (missing.length > 0) {
      const published = await publish(this.#shopify, gid, missing);
      if (published.kind !== "done") return this.#ended(published);
    }
    // A channel that is no longer chosen is only forgotten: nothing is ever taken off a channel by itself.
    this.#note({ published: publishedText(this.#channels) });
    return { kind: "sent", mark: this.#mark, desk: [] };
  }

  /** What was made before, and nobody heard of it; its name may be an older one. */
  async #adopt(): Promise<CollectionEnd | null> {
    const found = await findCollection(this.#shopify, this.#due.seqCategory);
    if (found.kind === "failed") return this.#failed(found.failure);
    if (found.kind === "found") this.#note(adoptedCollection(this.#due, found));
    return null;
  }

  async #make(wanted: ShopCollection): Promise<CollectionEnd | null> {
    const made = await createCollection(this.#shopify, wanted);
    switch (made.kind) {
      case "done":
        this.#note({ collectionGid: made.value.gid, sentTitle: this.#due.name });
        return null;
      case "failed":
        return this.#failed(made.failure, made.failure.kind === "unknown" ? CREATION_SETTLES_MS : 0);
      case "userErrors": {
        // "Its address is taken": perhaps by ours, which came between the question and the creation.
        const stopped = await this.#adopt();
        return stopped ?? (this.#mark.collectionGid === null ? this.#ended(made) : null);
      }
    }
  }

  #note(part: Partial<CollectionMark>): void {
    this.#mark = { ...this.#mark, ...part };
  }

  #ended(called: Exclude<Called<unknown>, { kind: "done" }>): CollectionEnd {
    if (called.kind === "failed") return this.#failed(called.failure);
    const { seqCategory, name } = this.#due;
    if (this.#mark.collectionGid !== null && called.errors.some(({ message }) => /does not exist/i.test(message))) {
      this.#note({ parkedReason: "deleted", sentTitle: name });
      return { kind: "refused", mark: this.#mark, desk: [collectionDeletedEntry(seqCategory, name)] };
    }
    const [first] = called.errors;
    return this.#refused({
      code: first ? codeOf(first) : "USER_ERROR",
      message: called.errors.map(({ field, message }) => `${(field ?? []).join(".")}: ${message}`).join("\n"),
    });
  }

  /** @param waitMs the least to wait. What stops the lane is not this collection's fault: it goes first next time. */
  #failed(failure: AdminFailure, waitMs = 0): CollectionEnd {
    if (stepAfter(failure) === "refuse" && failure.kind === "refused") return this.#refused(failure);
    const stop = stepAfter(failure) === "stop" ? failure : undefined;
    const { attempts } = this.#due;
    const notBefore = this.#clock.now() + Math.max(backoffMs(attempts), waitMs);
    this.#note(stop ? { attempts } : { attempts: attempts + 1, notBefore });
    return { kind: "pending", mark: this.#mark, desk: [], ...(stop ? { stop } : {}) };
  }

  /** Tried again when the category gets another name. */
  #refused(error: { readonly code: string; readonly message: string }): CollectionEnd {
    const { seqCategory, name } = this.#due;
    this.#note({ parkedReason: "refused", sentTitle: name });
    return { kind: "refused", mark: this.#mark, desk: [collectionRefusedEntry(seqCategory, name, error)] };
  }
}
