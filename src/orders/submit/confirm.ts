/**
 * An order that the ERP may have: look it up before anything else.
 *
 * A second POST needs three things: the documented "not there", some minutes after the last POST, from a lookup that has
 * once found an order of this installation. Where one is missing, an operator decides at the error desk.
 */
import { openEntries } from "../../hub/desk/desk.ts";
import { eventsOf } from "../../hub/orders/erp-events.ts";
import { isLookupProven } from "../../hub/orders/lookup-proof.ts";
import { moveOrder, type OrderRow } from "../../hub/orders/orders.ts";
import { invalidateLevels, isReserved, reserve } from "../../hub/orders/reservations.ts";
import { findOrder, type ErpOrder } from "../../erp/records/pedido-venda.ts";
import { expectedOfOrder } from "../../rules/orders/ledger/sides.ts";
import { itemChanges, rowsOfItems } from "../../rules/orders/submitted-snapshot.ts";
import { callsSinceUnknown, perhapsMade } from "../../rules/orders/payment/calls.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import { ORDER_SETTINGS } from "../../rules/orders/settings.ts";
import { nextCheckAt, assertMove, isNotFoundFinal } from "../../rules/orders/state-machine.ts";
import { SECOND_IS_OVER_MS, seenMark } from "../../rules/orders/seen-mark.ts";
import { readShopOrder } from "../../rules/orders/shop-order.ts";
import { readOrderSummary } from "../../shopify/orders/order-metafields.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { editedFault } from "../edited.ts";
import { goodsOf } from "../goods-of.ts";
import { readSoldOrder } from "../sold-order.ts";
import { proceed, type OrderView, type StepResult } from "../step.ts";
import { afterLookupFailure, afterShopFailure } from "../failures.ts";
import { adopt } from "./adopt.ts";
import { isWithoutLookup } from "./no-lookup.ts";

/** Until the lookup is proven by another order, an order that waits for the proof is looked up this often, ms. */
const UNPROVEN_AGAIN_MS = 3_600_000;

export async function confirm(view: OrderView): Promise<StepResult> {
  const { deps, cause } = view;
  const { clock, erp, config, db } = deps;
  const row = await owned(view);
  const owner = { ...view, row };
  if (!config.erp.hasOrderLookup) return withoutLookup(owner, "erp-unconfirmed");
  // No POST is stored for this order, so "not there" needs no proof.
  const isNeverSent = row.submittedAt === null;
  const askedAt = clock.now();
  const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId }, row.seqPedido);
  const tooEarly = (): StepResult => {
    const attempts = row.attempts + 1;
    return { kind: "done", row, attempts, nextAt: nextCheckAt(row.submittedAt ?? askedAt, attempts, clock.now()) };
  };
  switch (lookup.kind) {
    case "found": {
      const { order, all } = lookup;
      const found = { seqPedido: order.seqPedido, all, isProof: true } as const;
      const since = await sinceUnknown(owner, order);
      if (!since.ok) return afterShopFailure(owner, since.failure);
      const { entries, paymentCalls } = since;
      return adopt(owner, row, { ...found, outcome: "found-by-asking", entries, paymentCalls });
    }
    case "notThere":
      if (!isNotFoundFinal(row.submittedAt, askedAt)) return tooEarly();
      if (isNeverSent || cause === "person" || (await isLookupProven(db, config.erp)))
        return proceed(row, { kind: "notInErp" });
      return withoutLookup(owner, "lookup-unproven");
    case "noLookup":
      if (!isNotFoundFinal(row.submittedAt, askedAt)) return tooEarly();
      if (!(await isLookupProven(db, config.erp))) return withoutLookup(owner, "lookup-unproven", lookup.status);
      return afterLookupFailure(owner, { kind: "unknown", message: `GET /PedidoVenda: HTTP ${lookup.status}` });
    case "failed":
      return afterLookupFailure(owner, lookup.failure);
  }
}

/**
 * A restored hub does not know what it submitted: the ERP's own rows show what an edit in Shopify changed. Where they
 * cannot be compared, the ledger does. Nor does it know whether card data went by a second call.
 */
async function sinceUnknown({ deps, row }: OrderView, found: FoundThere): Promise<Since> {
  const nothing = { ok: true, entries: [], paymentCalls: null } as const;
  if (row.submittedAt !== null) return nothing;
  const { db, clock, shopify } = deps;
  const read = await readOrder(shopify, row.orderId);
  if (read.kind === "failed") return { ok: false, failure: read.failure };
  const parsed = read.kind === "order" ? readShopOrder(read.order) : null;
  if (!parsed?.ok || parsed.order.isCancelled) return nothing;
  const { sold, hub } = await readSoldOrder(db, parsed.order, clock.now());
  const settings = { ...ORDER_SETTINGS, rules: hub.rules };
  const paymentCalls = perhapsMade(callsSinceUnknown(parsed.order, { ...hub, settings }), clock.now());
  const wanted = expectedOfOrder(sold, hub);
  const changes = wanted === null || found.items === null ? [] : itemChanges(found.items, rowsOfItems(wanted));
  const edited = { area: "orders", ref: row.orderId, ...editedFault(row, found.seqPedido, changes) } as const;
  return { ok: true, entries: changes.length === 0 ? [] : [edited], paymentCalls };
}

/** Null items: the ERP does not show them. */
type FoundThere = Pick<ErpOrder, "seqPedido" | "items">;
type Since =
  | { readonly ok: true; readonly entries: readonly DeskEntry[]; readonly paymentCalls: string | null }
  | { readonly ok: false; readonly failure: Parameters<typeof afterShopFailure>[1] };

/**
 * No usable lookup. The ERP's events and the Shopify order may still name the number. Otherwise an operator looks in the
 * ERP, and a retry submits the order again.
 */
async function withoutLookup(
  view: OrderView,
  reason: "erp-unconfirmed" | "lookup-unproven",
  status: number | null = null,
): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { clock, db, shopify } = deps;
  const named = (await eventsOf(db, row.orderId)).flatMap(({ event }) => event.seqPedido ?? []);
  const [first] = named;
  if (first !== undefined) return adoptUnproven(first, named, "found-by-event");
  const glance = await readOrderSummary(shopify, row.orderId);
  if (!glance.ok) return afterShopFailure(view, glance.failure);
  const shown = Number(glance.data?.metafields.get("seq_pedido") ?? 0);
  // After a second POST the number may be that of the first, which an operator did not find in the ERP.
  if (Number.isSafeInteger(shown) && shown > 0 && cause !== "person" && row.posts <= 1)
    return adoptUnproven(shown, [shown], "found-on-shop-order");
  // The hub knows of no POST, and a restored one may have forgotten it.
  const isFirst = row.submittedAt === null && cause !== "person";
  if (isFirst && status !== null && !(await isWithoutLookup(deps, status)))
    return afterLookupFailure(view, { kind: "unknown", message: `GET /PedidoVenda: HTTP ${status}` });
  const mayGoOn = row.submittedAt === null || cause === "person";
  if (mayGoOn && isNotFoundFinal(row.submittedAt, clock.now())) return proceed(row, { kind: "notInErp" });
  const again = reason === "lookup-unproven" ? clock.now() + UNPROVEN_AGAIN_MS : null;
  const follow = await followGoods(view);
  if (!follow.ok) return afterShopFailure(view, follow.failure);
  const seen = { ...row, shopUpdatedAt: follow.mark };
  const nextAt = follow.mark === null && row.shopUpdatedAt === null ? clock.now() + SECOND_IS_OVER_MS : again;
  if (row.reason === reason && follow.statements.length === 0) return { kind: "done", row: seen, nextAt };
  const entry = { area: "orders", ref: row.orderId, reason, params: { name: row.name ?? row.orderId } } as const;
  const moved = await moveOrder(deps, seen, { reason }, { step: "uncertain", cause, outcome: reason }, [
    ...follow.statements,
    openEntries(db, [entry], clock.now()),
  ]);
  return { kind: "done", row: moved, nextAt };

  async function adoptUnproven(seqPedido: number, all: readonly number[], outcome: string): Promise<StepResult> {
    const since = await sinceUnknown(view, { seqPedido, items: null });
    if (!since.ok) return afterShopFailure(view, since.failure);
    return adopt(view, row, { seqPedido, all, outcome, isProof: false, paymentCalls: since.paymentCalls });
  }
}

/**
 * An edit, a move or a cancellation changes Shopify's levels, so the hub's reservations follow, whatever the operator finds
 * in the ERP. The order is read only if `shopUpdatedAt` is null. An order that Shopify does not show keeps its goods.
 */
async function followGoods({ deps, row, mark: before }: OrderView): Promise<Followed> {
  const { db, clock, shopify } = deps;
  const kept = { ok: true, mark: row.shopUpdatedAt, statements: [] } as const;
  if (row.shopUpdatedAt !== null) return kept;
  const requestedAt = clock.now();
  const read = await readOrder(shopify, row.orderId);
  if (read.kind === "failed") return { ok: false, failure: read.failure };
  const parsed = read.kind === "order" ? readShopOrder(read.order) : null;
  if (!parsed?.ok) return kept;
  const { order } = parsed;
  if (order.updatedAt === before) return { ...kept, mark: before };
  const { sold, goods, touched } = await goodsOf(db, order, requestedAt);
  const mark = seenMark(order.updatedAt, requestedAt);
  const isSame = goods === null || (await isReserved(db, row.orderId, goods));
  const skus = sold.lines.flatMap(({ sku }) => sku ?? []);
  const stores = [...new Set([...touched, ...(row.company === null ? [] : [row.company])])];
  return {
    ok: true,
    mark,
    statements: [...(isSame ? [] : reserve(db, row.orderId, goods)), invalidateLevels(db, stores, skus)],
  };
}

type Followed =
  | { readonly ok: true; readonly mark: string | null; readonly statements: readonly D1PreparedStatement[] }
  | { readonly ok: false; readonly failure: Parameters<typeof afterShopFailure>[1] };

/**
 * A `submitting` order without a running submit is left from a crash. It becomes `uncertain`, like `failed` and `ready`
 * orders that need a lookup.
 */
async function owned({ deps, row, cause }: OrderView): Promise<OrderRow> {
  if (row.state === "uncertain") return row;
  assertMove(row.state, "uncertain");
  const outcome = row.state === "submitting" ? "found-submitting" : `from-${row.state}`;
  return moveOrder(deps, row, { state: "uncertain", reason: null, attempts: 0 }, { step: "uncertain", cause, outcome });
}
