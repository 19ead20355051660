/**
 * Categories → collections: created once, renamed with the category, published to the chosen channels. Tags decide
 * membership, so a moved product or branch needs no call here; a merchant's exclusions stay.
 *
 * A crash after a create and before its mark: the collection is found by the ERP's number. A create whose response was
 * lost may still be running, so the lane looks it up only after it must have finished. Before a rename is sent, the
 * stored title is cleared: after a lost response or a crash the collection stays due under any name.
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
import { eachJoined } from "../../shopify/client/joined-admin.ts";
import type { AdminClient, AdminFailure } from "../../shopify/client/result.ts";
import { codeOf, type Called } from "../../shopify/client/user-errors.ts";
import { missingChannels, publishedText } from "./channels.ts";
import { adoptedCollection, collectionOf } from "./collection-plan.ts";
import { collectionDeletedEntry, collectionKey, collectionRefusedEntry } from "./entries.ts";
import { backoffMs, hasFailed, stepAfter } from "../lane/failure-step.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";

/** Collections whose marks are written in one batch. */
const CHUNK = 48;
/** Shopify may complete a create long after our timeout; a second create before that would be refused. */
const CREATION_SETTLES_MS = 120_000;

/** @returns the lane's outcome, or null: the lane continues */
export async function publishCollections(lane: Lane, channels: readonly string[]): Promise<LaneOutcome | null> {
  const { db, clock } = lane;
  const wanted = publishedText(channels);
  const due = await readDueCollections(db, wanted, clock.now());
  for (let from = 0; from < due.length; from += CHUNK) {
    const now = clock.now();
    const ends: CollectionEnd[] = [];
    let failure: AdminFailure | undefined;
    const chunk = await withoutOldTitles(lane, due.slice(from, from + CHUNK));
    await eachJoined(lane.shopify, chunk, hasFailed, async (collection, shopify) => {
      const end = await new OneCollection(shopify, clock, collection, channels).send();
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
 * A category may return to its former name after the rename was sent and before it is marked. The former title must
 * then not count as current.
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
  return due.map((collection) => (renamed.includes(collection) ? { ...collection, sentTitle: null } : collection));
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
  const resolved = ends.filter(({ kind }) => kind === "sent").map(({ mark }) => collectionKey(mark.seqCategory));
  return [
    markCollections(
      lane.db,
      ends.map(({ mark }) => mark),
    ),
    ...(desk.length > 0 ? [openEntries(lane.db, desk, now)] : []),
    ...(resolved.length > 0 ? [closeEntries(lane.db, "publish-catalog", resolved, now)] : []),
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
    // A channel that is no longer chosen is only dropped from the hub: gondola never unpublishes from a channel.
    this.#note({ published: publishedText(this.#channels) });
    return { kind: "sent", mark: this.#mark, desk: [] };
  }

  /** Adopts a collection whose create response was lost; Shopify may show an older name. */
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
        // "Handle taken": possibly by our own create, which completed after the lookup.
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

  /**
   * A failure that stops the lane is not this collection's fault, so the collection keeps its place.
   * @param waitMs minimum wait
   */
  #failed(failure: AdminFailure, waitMs = 0): CollectionEnd {
    if (stepAfter(failure) === "refuse" && failure.kind === "refused") return this.#refused(failure);
    const stop = stepAfter(failure) === "stop" ? failure : undefined;
    const { attempts } = this.#due;
    const notBefore = this.#clock.now() + Math.max(backoffMs(attempts), waitMs);
    this.#note(stop ? { attempts } : { attempts: attempts + 1, notBefore });
    return { kind: "pending", mark: this.#mark, desk: [], ...(stop ? { stop } : {}) };
  }

  /** Tried again when the category's name changes. */
  #refused(error: { readonly code: string; readonly message: string }): CollectionEnd {
    const { seqCategory, name } = this.#due;
    this.#note({ parkedReason: "refused", sentTitle: name });
    return { kind: "refused", mark: this.#mark, desk: [collectionRefusedEntry(seqCategory, name, error)] };
  }
}
