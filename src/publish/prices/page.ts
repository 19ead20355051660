/** The results of a page of prices, for any target: written in one batch. */
import { decidePrice, lastErpPrice, type Price, type PriceDecision } from "../../rules/prices/price-decision.ts";
import type { DeskEntry, EntryKey } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { chunksOf } from "../../hub/d1/chunks.ts";
import {
  backoffPrices,
  dropPrices,
  markPrices,
  parkPrices,
  type DuePrice,
  type PriceKey,
  type PriceMark,
} from "../../hub/prices/shop-prices.ts";
import { markVariantsDue, markTheseProductsDue } from "../../hub/catalog/product-marks.ts";
import { markStockDue } from "../../hub/catalog/shop-variants.ts";
import type { Instant } from "../../ports.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { backoffMs, stepAfter } from "../lane/failure-step.ts";
import type { Counts, Deadline, Lane } from "../lane/lane.ts";
import { dropEntry, priceEntry, priceKey, refusedEntry } from "./entries.ts";

/** Codes for a deleted variant or product, from a variant's own price and from price lists. */
const DELETED: ReadonlySet<string> = new Set([
  "PRODUCT_DOES_NOT_EXIST",
  "PRODUCT_VARIANT_DOES_NOT_EXIST",
  "VARIANT_NOT_FOUND",
]);
/** A metafield without its owner has no code of its own (schema: MetafieldsSetUserErrorCode). */
const MAY_BE_DELETED = "INVALID";
/** Not caused by the record: a Shopify failure, or a concurrent write (schema: MetafieldsSetUserErrorCode). */
const MAY_PASS: ReadonlySet<string> = new Set(["INTERNAL_ERROR", "STALE_OBJECT"]);
/** After this many tries such an error counts as the record's own. */
const PASSING_TRIES_MAX = 5;

export interface Intent {
  readonly row: DuePrice & { readonly productGid: string; readonly variantGid: string };
  readonly price: Price;
  readonly erpPriceCents: number;
}

/** What a page of prices needs of its lane. A page that only records or replays calls has no deadline of its own. */
export type PageLane = Pick<Lane, "db"> & Counts & Deadline;

export class PricePage<Host extends PageLane = PageLane> {
  readonly lane: Host;
  readonly #now: Instant;
  readonly #marks: PriceMark[] = [];
  readonly #parked: DuePrice[] = [];
  readonly #dropped: DuePrice[] = [];
  readonly #later: (PriceKey & { readonly notBefore: Instant })[] = [];
  readonly #desk: DeskEntry[] = [];
  readonly #closed: EntryKey[] = [];
  readonly #products = new Set<number>();
  readonly #stock = new Set<string>();
  readonly #recheck = new Set<number>();
  /** Set when a call failed for a reason outside any record: nothing more is sent. */
  failure: AdminFailure | undefined;

  constructor(lane: Host, now: Instant) {
    this.lane = lane;
    this.#now = now;
  }

  /** No variant yet: its create carries the price. A price that makes its product publishable makes the product due. */
  park(row: DuePrice, marksProductDue: boolean): void {
    this.lane.count({ due: 1, pending: 1 });
    if (row.removing) return void this.#dropped.push(row); // without a variant no target can hold this price
    this.#parked.push(row);
    if (marksProductDue) this.#products.add(row.seqProduct);
  }

  /** P8: nothing is sent, the last price stays. */
  refuse(row: DuePrice, reason: "price-zero" | "price-missing"): void {
    this.lane.count({ due: 1, refused: 1 });
    if (row.active) this.#desk.push(priceEntry(row, reason));
    this.#keep(row, null, null);
  }

  /**
   * The price fell too far: the last price stays until an operator approves it or the ERP changes it. The row becomes
   * due again at its next change.
   */
  keepPending(
    row: DuePrice,
    { price, erpPriceCents, lastCents }: Extract<PriceDecision, { kind: "pendingApproval" }>,
  ): void {
    this.lane.count({ due: 1, refused: 1 });
    this.#desk.push(dropEntry(row, lastCents, erpPriceCents));
    this.#keep(row, price.nextChangeAt, erpPriceCents);
  }

  /**
   * Not for sale, or no price: this target shows none. The last ERP price is kept for the next comparison. Kept without
   * a sent price, it makes stock due when the SKU is on sale again.
   * @param entry opened where the last price stays visible, as the shop's own: an operator may have to act
   */
  off(row: DuePrice, entry?: DeskEntry): void {
    this.lane.count(entry ? { due: 1, refused: 1 } : { due: 1, sent: 1 });
    if (row.removing) {
      // this company no longer decides whether the SKU is on sale
      if (row.price?.onSale === false) this.#stock.add(row.sku);
      return void this.#dropped.push(row);
    }
    if (entry) this.#desk.push(entry);
    else this.#closed.push(priceKey(row));
    // Not on sale: its stock becomes zero.
    if (row.sentPriceCents !== null || row.erpPriceCents === null) this.#stock.add(row.sku);
    this.#mark(row, {
      priceCents: null,
      compareCents: null,
      nextChangeAt: null,
      erpPriceCents: lastErpPrice(row) ?? 0,
      pendingCents: null,
      offers: null,
      outcomeUnknown: false,
    });
  }

  /** @param offers what the metafield shows besides, as JSON; other targets show none */
  recordSent(row: DuePrice, price: Price, erpPriceCents: number, offers: string | null = null): void {
    this.lane.count({ due: 1, sent: 1 });
    this.#closed.push(priceKey(row));
    if (row.sentPriceCents === null && (row.target === "base" || row.erpPriceCents !== null)) this.#stock.add(row.sku);
    this.#mark(row, {
      priceCents: price.priceCents,
      compareCents: price.compareAtCents,
      nextChangeAt: price.nextChangeAt,
      erpPriceCents,
      pendingCents: null,
      offers,
      outcomeUnknown: false,
    });
  }

  refusedByShop(row: DuePrice, error: { readonly code: string; readonly message: string }): void {
    const mayPass = row.attempts < PASSING_TRIES_MAX;
    if (DELETED.has(error.code) || (error.code === MAY_BE_DELETED && mayPass)) {
      // C7: a merchant deleted it. The catalogue lane checks, and creates it again (with its price) or reports it.
      this.#recheck.add(row.seqProduct);
      return this.pending([row], true);
    }
    if (MAY_PASS.has(error.code) && mayPass) return this.pending([row], true);
    this.#desk.push(refusedEntry(row, error));
    // The target may still hold the value to be removed: retried until it or its variant is deleted.
    if (row.removing) return this.pending([row], true);
    this.lane.count({ due: 1, refused: 1 });
    // Shopify may accept a later price: the row becomes due again at its next change.
    const decision = decidePrice(row, this.#now);
    const isPrice = decision.kind === "publish" || decision.kind === "pendingApproval";
    this.#keep(row, isPrice ? decision.price.nextChangeAt : null, null);
  }

  /** Handles a call that failed as a whole. */
  failed(failure: AdminFailure, rows: readonly DuePrice[]): void {
    const step = stepAfter(failure);
    if (step === "refuse" && failure.kind === "refused") {
      for (const row of rows) this.refusedByShop(row, failure);
      return;
    }
    if (step === "stop") this.failure ??= failure;
    this.pending(rows, step === "backOff");
  }

  pending(rows: readonly DuePrice[], isBackOff = false): void {
    this.lane.count({ due: rows.length, pending: rows.length });
    if (isBackOff) for (const row of rows) this.#later.push({ ...row, notBefore: this.#now + backoffMs(row.attempts) });
  }

  open(entry: DeskEntry): void {
    this.#desk.push(entry);
  }

  #keep(row: DuePrice, nextChangeAt: Instant | null, pendingCents: number | null): void {
    const { sentPriceCents: priceCents, sentCompareCents: compareCents, sentOffers: offers, outcomeUnknown } = row;
    this.#mark(row, {
      priceCents,
      compareCents,
      nextChangeAt,
      erpPriceCents: lastErpPrice(row),
      pendingCents,
      offers,
      outcomeUnknown,
    });
  }

  #mark(row: DuePrice, what: Omit<PriceMark, keyof PriceKey | "version">): void {
    const { target, seqProduct, sku, version } = row;
    this.#marks.push({ target, seqProduct, sku, version, ...what });
  }

  statements(): D1PreparedStatement[] {
    const { db } = this.lane;
    return [
      // 100 variants of sixty companies are one page of the metafield.
      ...chunked(this.#marks, (marks) => markPrices(db, marks)),
      ...chunked(this.#parked, (rows) => parkPrices(db, rows)),
      ...chunked(this.#dropped, (rows) => dropPrices(db, rows)),
      ...chunked(this.#later, (rows) => backoffPrices(db, rows)),
      ...(this.#products.size > 0 ? [markTheseProductsDue(db, [...this.#products])] : []),
      ...(this.#recheck.size > 0 ? [markVariantsDue(db, [...this.#recheck])] : []),
      ...(this.#stock.size > 0 ? [markStockDue(db, [...this.#stock])] : []),
      ...chunksOf(this.#desk).map((entries) => openEntries(db, entries, this.#now)),
      ...(this.#closed.length > 0 ? [closeEntries(db, "publish-prices", this.#closed, this.#now)] : []),
    ];
  }
}

/** Each part fits one D1 parameter. */
const chunked = <Row>(rows: readonly Row[], statement: (part: readonly Row[]) => D1PreparedStatement) =>
  rows.length > 0 ? chunksOf(rows).map(statement) : [];
