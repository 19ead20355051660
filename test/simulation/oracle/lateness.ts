/**
 * When: what the ERP says is in the shop within its load's pause, a minute of publishing, and one more. The pauses are read
 * from wrangler.toml. Judged at every minute of a morning (scenario/morning.ts), in which nothing goes wrong.
 */
import { productsOf, skusOf } from "../../../sim/consinco/view.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import type { Variant } from "../../../sim/shopify/records/products.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import { MINUTE_MS } from "../scenario/plan.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { wranglerToml } from "../scenario/wrangler.ts";
import { openMilli } from "./catalogue.ts";
import type { DeskRow } from "./desk.ts";
import type { JudgeContext } from "./judge.ts";
import { lastInstant, wantedPrice } from "./price.ts";
import { at as shown } from "./times.ts";

/** The publish of the next minute, and one more. */
const PUBLISH_MS = 2 * MINUTE_MS;

const boundOf = (load: string): number => {
  const pause = wranglerToml().pauses[load];
  if (pause === undefined) throw new Error(`wrangler.toml names no cron of ${load}`);
  return pause + PUBLISH_MS;
};

/** A finding of one minute, or that all was right in it. */
export interface Looked {
  readonly invariant: "price in time" | "promotion in time" | "stock in time";
  readonly isRight: boolean;
  readonly what: string;
}

/** The SKUs that stand in the shop as the ERP has them: what was not right before is not late now. */
export interface Watched {
  readonly prices: ReadonlySet<string>;
  readonly stock: ReadonlySet<string>;
}

const REFERENCE = 1;

/** Looks at the prices and the stock of company 1 now; what changed too short a time ago may be as it was. */
export function lookAtGoods(scenario: Scenario, watched: Watched | null, desk: readonly DeskRow[]): readonly Looked[] {
  const { systems, scheduler, priceHistory, stockHistory } = scenario;
  const now = scheduler.now();
  const products = new Map(productsOf(systems.erp.state).map((product) => [product.seqProduto, product]));
  const isYoung = (at: number, within: number) => watched !== null && at <= now && now - at <= within;
  const bulk = scenario.plan.features.bulk;
  // A bulk job is asked every minute, and the next one waits for its end.
  const slack = bulk === null ? 0 : 2 * (bulk.takesMs + PUBLISH_MS);
  return [...systems.shop.state.variants.values()].flatMap((variant): Looked[] => {
    const key = variant.item.sku ?? "";
    const view = skusOf(systems.erp.state, REFERENCE).find((each) => each.key === key);
    const product = view && products.get(view.seqProduto);
    if (!view || !product || !view.active || view.statusVenda !== "A") return [];
    const figures = priceHistory.filter((each) => each.key === key && each.company === REFERENCE);
    const boundaries = [view.promotion?.from ?? 0, view.promotion ? lastInstant(view.promotion.until) : 0];
    const looked: Looked[] = [];
    const isPriced =
      (watched?.prices.has(key) ?? true) &&
      !figures.some(({ at }) => isYoung(at, boundOf("prices") + slack)) &&
      !boundaries.some((at) => isYoung(at, PUBLISH_MS + slack));
    const wanted = wantedPrice(now, view, product, 0);
    if (isPriced && wanted !== null) {
      const isOfPromotion = boundaries.some((at) => isYoung(at, 30 * MINUTE_MS));
      looked.push({
        invariant: isOfPromotion ? "promotion in time" : "price in time",
        isRight: variant.price === wanted.price && variant.compareAtPrice === wanted.compareAt,
        what: `${key} at ${shown(now)}: should cost ${wanted.price} (instead of ${wanted.compareAt}); in the shop ${variant.price} (instead of ${variant.compareAtPrice})`,
      });
    }
    const counted = stockHistory.filter((each) => each.company === REFERENCE && each.seqProduto === view.seqProduto);
    const isCounted =
      (watched?.stock.has(key) ?? true) &&
      !counted.some(({ at }) => isYoung(at, boundOf("stock"))) &&
      !isBought(scenario, view.seqProduto, now);
    if (isCounted && !view.unlimited && variant.item.tracked) looked.push(stockOf(scenario, desk, variant, key));
    return looked;
  });
}

/** An order of this morning moves the stock on both sides, in steps of its own: of the variant, whatever SKU its line shows. */
const isBought = ({ systems, morningFrom }: Scenario, seqProduto: number, now: number): boolean => {
  const { orders, variants } = systems.shop.state;
  const isOf = (sku: string | null | undefined) => sku?.startsWith(`P${seqProduto}E`) ?? true;
  return [...orders.values()].some(
    ({ createdAt, lines }) =>
      createdAt >= (morningFrom ?? now) &&
      lines.some(({ sku, variantId }) => isOf(sku) || (variantId !== null && isOf(variants.get(variantId)?.item.sku))),
  );
};

function stockOf(scenario: Scenario, desk: readonly DeskRow[], variant: Variant, key: string): Looked {
  const { places, erp } = scenario.systems;
  const location = places.find(({ company }) => company === REFERENCE)?.locationId ?? "";
  const view = skusOf(erp.state, REFERENCE).find((each) => each.key === key);
  const product = productsOf(erp.state).find(({ seqProduto }) => seqProduto === view?.seqProduto);
  const unitMilli = product?.weighed ? (product.multipleMilli ?? 0) : (view?.qtdEmbalagem ?? 0) * 1000;
  const free = (view?.quantityMilli ?? 0) - openMilli({ scenario, desk }, view?.seqProduto ?? 0, location);
  const wanted = Math.max(0, Math.floor(free / unitMilli));
  const available = variant.item.levels.get(location)?.available;
  return {
    invariant: "stock in time",
    isRight: available === wanted,
    what: `${key} at ${shown(scenario.scheduler.now())}: ${available} in the shop, should be ${wanted}`,
  };
}

/** Its place and its goods are known at once, and the ERP can be asked for it. */
const isPlain = ({ plan, systems, bought }: Scenario, { id, lines }: Order): boolean =>
  plan.routingMs === 0 &&
  systems.erp.state.settings.orders.lookup === "there" &&
  bought.get(id)?.swapped.size === 0 &&
  lines.every(({ sku }) => sku !== null);

/** What was seen in the morning, and when its orders and their invoices arrived. */
export function judgeLateness({ scenario, check }: JudgeContext): void {
  for (const { invariant, isRight, what } of scenario.looked) check(invariant, isRight, () => what);
  const { morningFrom, systems, submitted } = scenario;
  if (morningFrom === null) return;
  const { shop, erp } = systems;
  for (const order of shop.state.orders.values()) {
    if (!scenario.sweptOnly.has(order.id) || !isPlain(scenario, order)) continue;
    const id = String(numberOfId(order.id));
    const sentAt = submitted.find(({ orderId }) => orderId === id)?.at;
    check(
      "order in time by the sweep",
      sentAt !== undefined && sentAt - order.createdAt <= boundOf("order-sweep") - MINUTE_MS, // nothing of it is published
      () =>
        `order ${order.name}: without a webhook, placed at ${shown(order.createdAt)}, submitted ${sentAt === undefined ? "never" : `at ${shown(sentAt)}`}`,
    );
  }
  const listed = new Map<string, number>();
  for (const { event, visibleFrom } of erp.state.orders.listings) {
    const chave = (event.item["notaFiscal"] as { readonly chave?: string } | null)?.chave;
    if (event.tipoEvento === "FATURADO" && chave !== undefined && visibleFrom >= morningFrom)
      listed.set(chave, Math.min(listed.get(chave) ?? Number.POSITIVE_INFINITY, visibleFrom));
  }
  for (const { at, effect } of shop.journal.effects("metafield")) {
    const since = listed.get(String(effect["value"]));
    if (effect["name"] !== "erp.nfe_chave" || since === undefined) continue;
    check(
      "invoice in time",
      at - since <= boundOf("order-events"),
      () => `an invoice was listed at ${shown(since)}, and stands on its order since ${shown(at)}`,
    );
  }
}
