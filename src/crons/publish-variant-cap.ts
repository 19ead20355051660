/** Who may make variants in this run, and who waits for another day (C16). What is not a creation goes on. */
import { capPlan, creationsLeft, isCapped } from "../catalog/variant-cap.ts";
import { closeDesk, openDesk } from "../hub/desk.ts";
import { postponeProducts, type DueProduct } from "../hub/shop-products.ts";
import {
  blockCreations,
  countWaitingVariants,
  markWarned,
  nextDay,
  readVariantCap,
  saveShopSize,
  type VariantCap,
} from "../hub/variant-cap.ts";
import type { Instant } from "../ports.ts";
import type { AdminFailure } from "../shopify/result.ts";
import { readShopSize } from "../shopify/setup/shop-size.ts";
import type { Lane } from "./publish-lane.ts";
import { creationsBlockedEntry, VARIANTS_RECORD, variantPlanEntry } from "./publish-bulk-words.ts";

const CHECK_EVERY_MS = 3_600_000;
/** After a 429 in a shop that is at its limit. */
const BLOCK_MS = 3_600_000;

/** Variants a product would make: SKUs for sale that have none. */
export function newVariantsOf({ product, skus, variants }: DueProduct): number {
  if (product?.active !== true) return 0;
  const there = new Set(variants.map(({ sku }) => sku));
  return skus.filter(({ sku, active }) => active && !there.has(sku)).length;
}

export class CreationGate {
  readonly #lane: Lane;
  readonly #cap: VariantCap;
  #left: number;
  /** Variants that this run was let make. */
  #admitted = 0;

  constructor(lane: Lane, cap: VariantCap) {
    this.#lane = lane;
    this.#cap = cap;
    this.#left = lane.clock.now() < cap.blockedUntil ? 0 : creationsLeft(cap);
  }

  /** Keeps those that may go. The others wait for the next day, and are written down as pending with the lane's next batch. */
  async admit(products: readonly DueProduct[], now: Instant): Promise<readonly DueProduct[]> {
    if (this.#left === Number.POSITIVE_INFINITY) return products;
    const waits: DueProduct[] = [];
    const go = products.filter((due) => {
      const makes = newVariantsOf(due);
      if (makes === 0) return true;
      if (makes > this.#left) {
        waits.push(due);
        return false;
      }
      this.#left -= makes;
      this.#admitted += makes;
      return true;
    });
    if (waits.length > 0) {
      const { db } = this.#lane;
      const until = now < this.#cap.blockedUntil ? this.#cap.blockedUntil : nextDay(now);
      this.#lane.count({ due: waits.length, pending: waits.length });
      await this.#lane.write([
        postponeProducts(
          db,
          waits.map(({ seqProduct, version }) => ({ seqProduct, version })),
          until,
        ),
      ]);
      this.#lane.log.info("publish.variants-wait", { products: waits.length, until });
    }
    return go;
  }

  /** A 429 in a shop at its limit, or while it crosses it, is the limit: creations rest, and nothing else does. */
  async met(failure: AdminFailure, now: Instant): Promise<void> {
    const { plus, inShop } = this.#cap;
    if (failure.kind !== "throttled" || !isCapped({ plus, inShop: inShop + this.#admitted })) return;
    const { db } = this.#lane;
    await this.#lane.write([blockCreations(db, now + BLOCK_MS), openDesk(db, [creationsBlockedEntry()], now)]);
  }
}

/** Once an hour Shopify is asked how large the shop is; a plan that takes days is said once. */
export async function openGate(lane: Lane): Promise<CreationGate | AdminFailure> {
  const { db, clock } = lane;
  const now = clock.now();
  let cap = await readVariantCap(db, now);
  if (now - cap.checkedAt >= CHECK_EVERY_MS) {
    const size = await readShopSize(lane.shopify);
    if (!size.ok) return size.failure;
    const waiting = size.data.plus ? 0 : await countWaitingVariants(db);
    cap = { ...cap, ...size.data, waiting };
    const plan = capPlan(cap, waiting);
    await lane.write([
      saveShopSize(db, { ...size.data, waiting }, now),
      ...(plan && cap.warnedAt === null
        ? [openDesk(db, [variantPlanEntry(cap.inShop, waiting, plan)], now), markWarned(db, now)]
        : []),
      ...(!plan && cap.warnedAt !== null
        ? [closeDesk(db, "publish-catalog", [VARIANTS_RECORD], now), markWarned(db, null)]
        : []),
    ]);
  }
  return new CreationGate(lane, cap);
}
