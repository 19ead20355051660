/** The gate that admits or postpones variant creation in a run (C16). All other changes pass. */
import { limitPlan, creationsRemaining, isCapped } from "../../rules/catalog/variant-limit.ts";
import { REF } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { postponeProducts } from "../../hub/catalog/product-marks.ts";
import { readProducts, type DueProduct } from "../../hub/catalog/shop-products.ts";
import {
  blockCreations,
  countPendingVariants,
  markWarningOpened,
  nextDay,
  readPendingProducts,
  readVariantLimit,
  saveShopSize,
  type VariantLimit,
} from "../../hub/catalog/variant-limit.ts";
import type { Instant } from "../../ports.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { readShopSize } from "../../shopify/setup/shop-size.ts";
import type { Lane } from "../lane/lane.ts";
import { creationsBlockedEntry, variantPlanEntry } from "./entries.ts";
import { variantsToCreate, desiredProduct } from "./desired.ts";

const CHECK_EVERY_MS = 3_600_000;
/** Up to this many products are checked by the product rule itself, which knows every reason to leave a package out. */
const LOOKS_MAX = 100;
/** After Shopify refused to make a variant in a shop that has reached its limit. */
export const BLOCK_MS = 3_600_000;

export class CreationGate {
  readonly #lane: Lane;
  readonly #cap: VariantLimit;
  #left: number;
  #blockedUntil: Instant;
  /** Variants already admitted in this run, by product: a product that did not fit bulk passes the gate again. */
  readonly #admitted = new Map<number, number>();

  constructor(lane: Lane, cap: VariantLimit) {
    this.#lane = lane;
    this.#cap = cap;
    this.#blockedUntil = cap.blockedUntil;
    this.#left = lane.clock.now() < cap.blockedUntil ? 0 : creationsRemaining(cap);
  }

  /**
   * Returns the products that may go. For an existing product only the new variants wait for the next day. A new
   * product waits whole and is counted as pending.
   */
  async admit(products: readonly DueProduct[], now: Instant): Promise<readonly DueProduct[]> {
    if (this.#left === Number.POSITIVE_INFINITY) return products;
    const until = now < this.#blockedUntil ? this.#blockedUntil : nextDay(now);
    const waits: DueProduct[] = [];
    const go = products.flatMap((due): DueProduct[] => {
      const skus = variantsToCreate(due, now);
      const before = this.#admitted.get(due.seqProduct) ?? 0;
      const makes = Math.max(0, skus.length - before);
      if (makes <= this.#left) {
        this.#left -= makes;
        this.#admitted.set(due.seqProduct, before + makes);
        return [due];
      }
      const rest: DueProduct = { ...due, waiting: { skus, until } };
      if (due.productGid !== null && desiredProduct(rest, now)?.kind === "product") return [rest];
      waits.push(due);
      return [];
    });
    if (waits.length > 0) {
      const { db } = this.#lane;
      this.#lane.count({ due: waits.length, pending: waits.length });
      await this.#lane.write([
        postponeProducts(
          db,
          waits.map(({ seqProduct, version }) => ({ seqProduct, version })),
          until,
        ),
      ]);
      this.#lane.log.info("publish.variant-limit", { products: waits.length, until });
    }
    return go;
  }

  /** A 429 in a shop at its limit, or while this run crosses it, means the limit is reached. Only creates pause. */
  async met(failure: AdminFailure, now: Instant): Promise<void> {
    const { plus, shopVariantCount } = this.#cap;
    const admitted = [...this.#admitted.values()].reduce((sum, makes) => sum + makes, 0);
    if (failure.kind !== "throttled" || !isCapped({ plus, shopVariantCount: shopVariantCount + admitted })) return;
    await this.close(now);
  }

  /** Shopify said so itself, beside HTTP 200: no new variant is made in this run. */
  async close(now: Instant): Promise<void> {
    this.#left = 0;
    this.#blockedUntil = now + BLOCK_MS;
    await this.#lane.write(closedGate(this.#lane.db, now));
  }
}

/** Creations pause for an hour, with one entry. Statements for the caller's batch. */
export const closedGate = (db: D1Database, now: Instant): D1PreparedStatement[] => [
  blockCreations(db, now + BLOCK_MS),
  openEntries(db, [creationsBlockedEntry()], now),
];

/** Reads the shop's size from Shopify once an hour. A plan that takes days is reported once. */
export async function openGate(lane: Lane): Promise<CreationGate | AdminFailure> {
  const { db, clock } = lane;
  const now = clock.now();
  let cap = await readVariantLimit(db, now);
  if (now - cap.checkedAt >= CHECK_EVERY_MS) {
    const size = await readShopSize(lane.shopify);
    if (!size.ok) return size.failure;
    const waiting = size.data.plus ? 0 : await countWaiting(lane, now);
    cap = { ...cap, ...size.data, waiting };
    const plan = limitPlan(cap, waiting);
    await lane.write([
      saveShopSize(db, { ...size.data, waiting }, now),
      ...(plan && cap.warningOpenedAt === null
        ? [openEntries(db, [variantPlanEntry(cap.shopVariantCount, waiting, plan)], now), markWarningOpened(db, now)]
        : []),
      // A 429 may have opened the entry without a plan.
      ...(!plan && (cap.warningOpenedAt !== null || cap.blockedUntil > 0)
        ? [closeEntries(db, "publish-catalog", [{ ref: REF.variants }], now), markWarningOpened(db, null)]
        : []),
    ]);
  }
  return new CreationGate(lane, cap);
}

/** Variants still to be created: exact when pending products are pending, so that the plan ends with the last variant. */
async function countWaiting({ db }: Lane, now: Instant): Promise<number> {
  const pending = await readPendingProducts(db, LOOKS_MAX + 1);
  if (pending.length > LOOKS_MAX) return countPendingVariants(db);
  const products = pending.length > 0 ? await readProducts(db, pending) : [];
  return products.reduce((sum, due) => sum + variantsToCreate(due, now).length, 0);
}
