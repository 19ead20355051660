/**
 * Price lists: fixed prices of a catalogue, changed ones only, 250 a call. A price that no longer applies is removed
 * (not for sale, no price, target unmapped); buyers of that catalogue then get the base price.
 *
 * The lane removes it even without a record of a send: a call whose response was lost may have set it.
 */
import { postponeTarget, type PriceTarget } from "../../hub/prices/price-targets.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { dropPricesOf, hasPricesToDrop, readDuePrices, type DuePrice } from "../../hub/prices/shop-prices.ts";
import type { Instant } from "../../ports.ts";
import { FIXED_PRICES_MAX, setFixedPrices, type FixedPrice } from "../../shopify/prices/fixed-prices.ts";
import type { LineError } from "../../shopify/client/user-errors.ts";
import { callAllOrNone, splitByErrors, type AfterCall } from "../lane/all-or-none-call.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";
import { inTurn } from "../lane/parallel.ts";
import { PricePage } from "./page.ts";
import { targetAction } from "./decide.ts";
import { listEntry, listKey } from "./entries.ts";

/** Limit of calls for one page: 250 lines halved eight times, plus a margin. Remaining lines are pending. */
const CALLS_MAX = 24;
const MINUTE_MS = 60_000;
/** An operator must repair a deleted list or one of another currency; the lane retries it hourly. */
const LIST_WRONG_MS = 3_600_000;
const LIST_WRONG: ReadonlySet<string> = new Set(["PRICE_LIST_NOT_FOUND", "PRICE_LIST_CURRENCY_MISMATCH"]);
/** Concerns the whole list and is temporary: another app is writing it. */
const isLocked = (code: string): boolean => code.endsWith("_LOCKED");

export async function publishPriceLists(lane: Lane, targets: readonly PriceTarget[]): Promise<LaneOutcome> {
  const now = lane.clock.now();
  const lists = targets.flatMap((target) =>
    target.kind === "priceList" && target.gid !== null && target.notBefore <= now
      ? [{ ...target, gid: target.gid }]
      : [],
  );
  let hasMore = false;
  for (const [index, list] of inTurn(lists, now).entries()) {
    // Each list takes at least one page: sixty lists would exceed D1's statements per invocation.
    if (index > 0 && lane.outOfTime()) return { kind: "more" };
    const outcome = await publishList(lane.part(index, lists.length), list);
    if (outcome.kind === "stopped") return outcome;
    hasMore ||= outcome.kind === "more";
  }
  return { kind: hasMore ? "more" : "done" };
}

type List = PriceTarget & { readonly gid: string };

async function publishList(lane: Lane, list: List): Promise<LaneOutcome> {
  const begun = lane.clock.now();
  let after = { seqProduct: -1, sku: "" };
  for (;;) {
    const rows = await readDuePrices(lane.db, list.target, after, begun, FIXED_PRICES_MAX);
    const last = rows.at(-1);
    if (!last) return { kind: "done" };
    const page = new ListPage(lane, list, lane.clock.now());
    await page.publish(rows);
    if (page.failure) return lane.stop(page.failure);
    if (page.isGone) return dropAll(lane, list);
    if (page.isPostponed || rows.length < FIXED_PRICES_MAX) return { kind: "done" };
    after = last;
    if (lane.outOfTime()) return { kind: "more" };
  }
}

/** The list was deleted in the shop, and is no longer in the mapping. */
async function dropAll(lane: Lane, { target }: List): Promise<LaneOutcome> {
  while (await hasPricesToDrop(lane.db, target)) {
    if (lane.outOfTime()) return { kind: "more" };
    await lane.write([dropPricesOf(lane.db, target)]);
  }
  return { kind: "done" };
}

interface Line extends FixedPrice {
  readonly row: DuePrice;
  /** Called once Shopify has accepted the line. */
  readonly onAccepted: () => void;
}

interface Group {
  readonly lines: readonly Line[];
}

class ListPage extends PricePage<Lane> {
  readonly #list: List;
  readonly #at: Instant;
  isPostponed = false;
  /** Unmapped, and deleted in the shop with all its prices. */
  isGone = false;

  constructor(lane: Lane, list: List, now: Instant) {
    super(lane, now);
    this.#list = list;
    this.#at = now;
  }

  async publish(rows: readonly DuePrice[]): Promise<void> {
    const lines = rows.flatMap((row) => this.#lineOf(row));
    const along = await this.#send(lines);
    await this.lane.write([...this.statements(), ...along]);
  }

  /** The line for a row; none when the row needs no call. */
  #lineOf(row: DuePrice): Line[] {
    const step = targetAction(row, this.#at);
    switch (step.kind) {
      case "remove":
        return [{ row, variantGid: step.variantGid, price: null, onAccepted: () => this.off(row) }];
      case "set": {
        const { variantGid, price, erpPriceCents } = step;
        return [{ row, variantGid, price, onAccepted: () => this.recordSent(row, price, erpPriceCents) }];
      }
      case "park":
        this.park(row, false);
        return [];
      case "shown":
        this.recordSent(row, step.price, step.erpPriceCents);
        return [];
      case "pendingApproval":
        this.keepPending(row, step);
        return [];
      case "refuse":
        this.refuse(row, step.reason);
        return [];
    }
  }

  /** @returns statements for the page's batch. */
  async #send(given: readonly Line[]): Promise<readonly D1PreparedStatement[]> {
    const { lane } = this;
    let isAccepted = false;
    const send = async (group: Group, waiting: readonly Group[]): Promise<AfterCall<Group, LineError | null>> => {
      const { lines } = group;
      const result = await setFixedPrices(lane.shopify, this.#list.gid, lines);
      switch (result.kind) {
        case "failed":
          this.failed(result.failure, rowsOf([group]));
          if (!this.failure) return { kind: "next", groups: [] };
          this.pending(rowsOf(waiting));
          return { kind: "end", end: null };
        case "accepted":
          isAccepted = true;
          for (const line of lines) line.onAccepted();
          return { kind: "next", groups: [] };
        case "errors": {
          const wrong = result.errors.find(({ code }) => isLocked(code) || LIST_WRONG.has(code));
          if (wrong) {
            this.pending(rowsOf([group, ...waiting]));
            return { kind: "end", end: wrong };
          }
          const { named, again } = splitByErrors(lines, result.errors);
          for (const [line, error] of named) this.#refused(line, error);
          return { kind: "next", groups: again.map((part) => ({ lines: part })) };
        }
      }
    };
    const leave = (groups: readonly Group[]) => this.pending(rowsOf(groups));
    const wrong = await callAllOrNone({ lines: given }, { callsMax: CALLS_MAX, send, leave });
    if (wrong) {
      this.isPostponed = true;
      return this.#putOff(wrong);
    }
    return isAccepted ? [closeEntries(lane.db, "publish-prices", [listKey(this.#list)], this.#at)] : [];
  }

  /** Removing a missing price, or the price of a missing variant, counts as done. */
  #refused(line: Line, { code, message }: LineError): void {
    if (line.price === null && (code === "PRICE_NOT_FIXED" || code === "VARIANT_NOT_FOUND")) line.onAccepted();
    else this.refusedByShop(line.row, { code, message });
  }

  #putOff({ code, message }: { readonly code: string; readonly message: string }): readonly D1PreparedStatement[] {
    const { lane } = this;
    const { target, removing } = this.#list;
    lane.log.warn("price-list.postponed", { target, code });
    if (isLocked(code)) return [postponeTarget(lane.db, target, this.#at + MINUTE_MS)];
    this.isGone = removing && code === "PRICE_LIST_NOT_FOUND";
    if (this.isGone) return [];
    return [
      postponeTarget(lane.db, target, this.#at + LIST_WRONG_MS),
      openEntries(lane.db, [listEntry(this.#list, { code, message })], this.#at),
    ];
  }
}

const rowsOf = (groups: readonly Group[]) => groups.flatMap(({ lines }) => lines.map(({ row }) => row));
