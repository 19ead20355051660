/**
 * The price lane: due rows of `shop_prices` → each variant's own price, one product a call. Desired = f(row, now): Shopify
 * has no dated prices, so a promotion's first and last instant make its row due (P2).
 *
 * A crash after a call and before its mark: the row is still due, and the same price is sent again, which changes nothing.
 */
import { priceAt, type ShopPrice } from "../catalog/shop-price.ts";
import { unitMilliOf } from "../catalog/shop-rows.ts";
import type { Deps } from "../deps.ts";
import { closeDesk, openDesk, type DeskEntry } from "../hub/desk.ts";
import {
  backOffPrices,
  hasDuePrices,
  markPrices,
  parkPrices,
  readDuePrices,
  wakePrices,
  type DuePrice,
  type PriceMark,
} from "../hub/shop-prices.ts";
import { wakeProducts } from "../hub/shop-products.ts";
import { wakeStock } from "../hub/shop-variants.ts";
import type { Instant } from "../ports.ts";
import { setVariantPrices } from "../shopify/prices/variant-prices.ts";
import type { AdminFailure } from "../shopify/result.ts";
import { backOffMs, inParallel, runLane, stepAfter, type Lane, type LaneOutcome } from "./publish-lane.ts";
import { priceEntry, refusedEntry } from "./publish-words.ts";

const PAGE = 250;
/** Calls at once; a Worker has six connections for everything it does. */
const WIDTH = 4;

export async function publishPrices(deps: Deps, until: Instant): Promise<LaneOutcome> {
  if (!(await hasDuePrices(deps.db, deps.clock.now()))) return { kind: "done" };
  return runLane(deps, "publish-prices", until, async (lane) => {
    const now = lane.clock.now();
    await lane.write([wakePrices(lane.db, now)]);
    let after = { seqProduct: -1, sku: "" };
    for (;;) {
      const rows = await readDuePrices(lane.db, after, now, PAGE);
      const stopped = await publishPage(lane, rows, lane.clock.now());
      if (stopped) return stopped;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return { kind: "done" };
      after = last;
      if (lane.outOfTime()) return { kind: "more" };
    }
  });
}

type Price = Extract<ShopPrice, { kind: "price" }>;
interface PriceIntent {
  readonly row: DuePrice & { readonly productGid: string; readonly variantGid: string };
  readonly price: Price;
}

async function publishPage(lane: Lane, rows: readonly DuePrice[], now: Instant): Promise<LaneOutcome | null> {
  const page = new Page(lane, now);
  const intents: PriceIntent[] = [];
  for (const row of rows) {
    const price = desiredPrice(row, now);
    const { productGid, variantGid } = row;
    if (productGid === null || variantGid === null) page.park(row, price);
    else if (price.kind === "invalid") page.refuse(row, price.reason);
    else if (price.priceCents === row.sentPriceCents && price.compareAtCents === row.sentCompareCents)
      page.settle(row, price);
    else intents.push({ row: { ...row, productGid, variantGid }, price });
  }
  const byProduct = [...Map.groupBy(intents, ({ row }) => row.productGid)];
  await inParallel(byProduct, WIDTH, ([productGid, group]) => page.send(productGid, group));
  await lane.write(page.statements());
  return page.failure ? lane.stop(page.failure) : null;
}

function desiredPrice(row: DuePrice, now: Instant): ShopPrice {
  const { packageMilli } = row;
  if (packageMilli === null) return { kind: "invalid", reason: "price-missing" };
  return priceAt(row.price, row.weighed ? unitMilliOf(row, { packageMilli }) : null, now);
}

/** What one page comes to; written in one batch. */
class Page {
  readonly #lane: Lane;
  readonly #now: Instant;
  readonly #marks: PriceMark[] = [];
  readonly #parked: DuePrice[] = [];
  readonly #later: (DuePrice & { readonly notBefore: Instant })[] = [];
  readonly #desk: DeskEntry[] = [];
  readonly #closed: string[] = [];
  readonly #products = new Set<number>();
  readonly #stock = new Set<string>();
  failure: AdminFailure | undefined;

  constructor(lane: Lane, now: Instant) {
    this.#lane = lane;
    this.#now = now;
  }

  /** No variant yet: its creation carries the price. A price that makes its product possible wakes the product. */
  park(row: DuePrice, price: ShopPrice): void {
    this.#lane.count({ due: 1, pending: 1 });
    this.#parked.push(row);
    if (price.kind === "price" && row.active) this.#products.add(row.seqProduct);
  }

  /** P8: nothing is sent, the last price stays. What the ERP switched off is not for a person to mend. */
  refuse(row: DuePrice, reason: Extract<ShopPrice, { kind: "invalid" }>["reason"]): void {
    const isOff = reason === "not-on-sale";
    this.#lane.count({ due: 1, refused: 1 });
    if (row.active) this.#desk.push(priceEntry(row.sku, reason));
    // Not on sale: its stock goes to zero. Forgetting the price says so to the run that finds it on sale again.
    if (isOff) this.#stock.add(row.sku);
    this.#mark(row, isOff ? null : row.sentPriceCents, isOff ? null : row.sentCompareCents, null);
  }

  settle(row: DuePrice, price: Price): void {
    this.#lane.count({ due: 1, sent: 1 });
    this.#closed.push(row.sku);
    if (row.sentPriceCents === null) this.#stock.add(row.sku);
    this.#mark(row, price.priceCents, price.compareAtCents, price.nextChangeAt);
  }

  async send(productGid: string, group: readonly PriceIntent[]): Promise<void> {
    const rows = group.map(({ row }) => row);
    if (this.failure || this.#lane.outOfTime()) return this.#pending(rows);
    const result = await setVariantPrices(
      this.#lane.shopify,
      productGid,
      group.map(({ row, price }) => ({
        variantGid: row.variantGid,
        priceCents: price.priceCents,
        // P4: what has not changed is left out; P3: an ended promotion is cleared by null.
        compareAtCents:
          row.sentPriceCents !== null && price.compareAtCents === row.sentCompareCents
            ? undefined
            : price.compareAtCents,
      })),
    );
    if (result.kind === "failed") return this.#failed(result.failure, rows);
    for (const [index, { row, price }] of group.entries()) {
      const outcome = result.value[index];
      if (outcome?.kind === "refused") this.#refusedByShop(row, outcome);
      else this.settle(row, price);
    }
  }

  #failed(failure: AdminFailure, rows: readonly DuePrice[]): void {
    const step = stepAfter(failure);
    if (step === "refuse" && failure.kind === "refused") {
      for (const row of rows) this.#refusedByShop(row, failure);
      return;
    }
    if (step === "stop") this.failure ??= failure;
    this.#pending(rows, step === "backOff");
  }

  #pending(rows: readonly DuePrice[], isBackOff = false): void {
    this.#lane.count({ due: rows.length, pending: rows.length });
    if (isBackOff) for (const row of rows) this.#later.push({ ...row, notBefore: this.#now + backOffMs(row.attempts) });
  }

  #refusedByShop(row: DuePrice, error: { readonly code: string; readonly message: string }): void {
    this.#lane.count({ due: 1, refused: 1 });
    this.#desk.push(refusedEntry("publish-prices", row.sku, error));
    this.#mark(row, row.sentPriceCents, row.sentCompareCents, null);
  }

  #mark(row: DuePrice, priceCents: number | null, compareCents: number | null, nextChangeAt: Instant | null): void {
    const { seqProduct, sku, version } = row;
    this.#marks.push({ seqProduct, sku, version, priceCents, compareCents, nextChangeAt });
  }

  statements(): D1PreparedStatement[] {
    const { db } = this.#lane;
    return [
      ...(this.#marks.length > 0 ? [markPrices(db, this.#marks)] : []),
      ...(this.#parked.length > 0 ? [parkPrices(db, this.#parked)] : []),
      ...(this.#later.length > 0 ? [backOffPrices(db, this.#later)] : []),
      ...(this.#products.size > 0 ? [wakeProducts(db, [...this.#products])] : []),
      ...(this.#stock.size > 0 ? [wakeStock(db, [...this.#stock])] : []),
      ...(this.#desk.length > 0 ? [openDesk(db, this.#desk, this.#now)] : []),
      ...(this.#closed.length > 0 ? [closeDesk(db, "publish-prices", this.#closed, this.#now)] : []),
    ];
  }
}
