/** Everything that the way back needs to know of one order, read now. */
import { actionsOf, type OrderAction } from "../../hub/orders/actions.ts";
import { readBackGoods, type BackGoods } from "../../hub/orders/back-goods.ts";
import type { HubMapping } from "../../hub/orders/mapping.ts";
import { readAsFound, readLastSubmitted } from "../../hub/orders/timeline.ts";
import { ownLinesOf } from "../../rules/orders/back/edit-intent.ts";
import type { OwnLine } from "../../rules/orders/back/alteration-plan.ts";
import type { UnitOf } from "../../rules/orders/back/billed.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { goodsOfLine, saleOf } from "../../rules/orders/items/goods.ts";
import { withLineProducts } from "../../rules/orders/items/line-products.ts";
import { netCents } from "../../rules/orders/money.ts";
import { readShopOrder, type ShopOrder } from "../../rules/orders/shop-order.ts";
import { SECOND_IS_OVER_MS } from "../../rules/orders/seen-mark.ts";
import { parseSnapshot, type SubmittedSnapshot } from "../../rules/orders/submitted-snapshot.ts";
import { readOrderBack, type OrderBack } from "../../shopify/orders/back/order-back.ts";
import { FOLLOW_UP } from "../../shopify/orders/look.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { afterShopFailure } from "../failures.ts";
import { readSoldOrder } from "../sold-order.ts";
import type { OrderView, StepResult } from "../step.ts";

export interface BackFacts {
  /** With each line as its variant was sold. */
  readonly order: ShopOrder;
  readonly back: OrderBack;
  readonly hub: HubMapping;
  readonly base: SubmittedSnapshot;
  /** What the ERP was sent is not known: the base is the order as this hub found it. Nothing is changed by it. */
  readonly isAsFound: boolean;
  readonly actions: readonly OrderAction[];
  readonly own: ReadonlyMap<string, OwnLine>;
  readonly mapped: ReadonlyMap<string, string>;
  readonly fixed: ReadonlyMap<string, readonly number[]>;
  readonly goods: ReadonlyMap<string, BackGoods>;
  readonly known: ReadonlyMap<string, UnitOf>;
}

export type FactsRead =
  | { readonly kind: "facts"; readonly facts: BackFacts }
  /** Shopify does not show the order, it is no order of ours, or what the ERP was sent of it is not known. */
  | { readonly kind: "nothing" }
  | { readonly kind: "wait"; readonly result: StepResult };

/**
 * @param skus goods that the ERP named, besides the order's own
 * @param mayBeFound the order as found may stand in for what the ERP was sent
 */
export async function readFacts(view: OrderView, skus: readonly string[], mayBeFound = false): Promise<FactsRead> {
  const { deps, row } = view;
  const { db, clock, shopify } = deps;
  const read = await readOrder(shopify, row.orderId, FOLLOW_UP);
  if (read.kind === "failed") return { kind: "wait", result: await afterShopFailure(view, read.failure) };
  const back = await readOrderBack(shopify, row.orderId);
  if (!back.ok) return { kind: "wait", result: await afterShopFailure(view, back.failure) };
  const parsed = read.kind === "order" ? readShopOrder(read.order) : null;
  if (parsed === null || !parsed.ok || back.data === null) return { kind: "nothing" };
  // It changed between the two readings.
  if (parsed.order.updatedAt !== back.data.updatedAt)
    return { kind: "wait", result: { kind: "done", row, nextAt: clock.now() + SECOND_IS_OVER_MS } };
  const submitted = await readLastSubmitted(db, row.orderId);
  const base = submitted ?? (mayBeFound ? await readAsFound(db, row.orderId) : null);
  if (base === null) return { kind: "nothing" };
  const { sold, hub } = await readSoldOrder(db, parsed.order, clock.now());
  const actions = await actionsOf(db, row.orderId);
  const goods = await readBackGoods(db, [...new Set([...skus, ...sold.lines.flatMap(({ sku }) => sku ?? [])])]);
  const edits = actions.filter(({ kind, state }) => kind === "edit" && state === "done");
  const own = ownLinesOf(edits.flatMap(({ outcome }) => outcome ?? []));
  const facts: BackFacts = {
    order: sold,
    ...lineProductsOf({ ...sold, lines: sold.lines.filter(({ id }) => !own.has(id)) }, hub),
    back: back.data,
    hub,
    base: parseSnapshot(base),
    isAsFound: submitted === null,
    actions,
    own,
    goods,
    known: unitsOf(sold, hub, goods),
  };
  return { kind: "facts", facts };
}

/** Which lines, and which money outside of the lines, stand for products of the ERP. */
function lineProductsOf(order: ShopOrder, hub: HubMapping): Pick<BackFacts, "mapped" | "fixed"> {
  const named = withLineProducts(order, hub.lineProducts);
  // A mapping that the order was submitted with is gone: its lines are their own SKUs'.
  if ("reason" in named) return { mapped: new Map(), fixed: new Map() };
  const skus = new Map(order.lines.map(({ id, sku }) => [id, sku]));
  const mapped = named.lines.filter(({ id, sku }) => sku !== null && skus.has(id) && skus.get(id) !== sku);
  const fixed = named.lines.filter(({ id }) => !skus.has(id));
  return {
    mapped: new Map(mapped.map(({ id, sku }) => [id, sku ?? ""])),
    fixed: new Map([...Map.groupBy(fixed, ({ sku }) => sku ?? "")].map(([sku, each]) => [sku, each.map(netCents)])),
  };
}

/** Of the order's lines as they were sold; of other goods as they are now. */
function unitsOf(
  order: ShopOrder,
  hub: HubMapping,
  goods: ReadonlyMap<string, BackGoods>,
): ReadonlyMap<string, UnitOf> {
  const units = new Map<string, UnitOf>(goods);
  for (const line of order.lines) {
    const key = parseSku(line.sku ?? "");
    if (key === null) continue;
    const { isWeighed, unitMilli } = goodsOfLine(line, key, hub.skus.get(key.sku), saleOf(order));
    const packageMilli = hub.skus.get(key.sku)?.packageMilli ?? key.packageMilli;
    units.set(key.sku, { packageMilli, multipleMilli: isWeighed ? unitMilli : null });
  }
  return units;
}
