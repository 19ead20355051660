/** Fulfilments: what is still to leave, a fulfilment made, a fulfilment cancelled. None of the writes has a key. */
import {
  CancelFulfillmentDocument,
  FulfillOrderDocument,
  LinesToFulfillDocument,
  OrderToFulfillDocument,
  type LineToFulfillFragment,
} from "../../generated/operations.ts";
import type { AdminClient, AdminResult } from "../../client/result.ts";
import { calledOf, type Called } from "../../client/user-errors.ts";
import type { FulfillmentNow } from "../../../rules/orders/back/status-plan.ts";
import type { FulfillmentOrderNow, LineNow } from "../../../rules/orders/back/fulfil-plan.ts";
import { FOLLOW_UP } from "../look.ts";

export interface OrderToFulfill {
  readonly updatedAt: string;
  readonly isCancelled: boolean;
  readonly fulfillments: readonly FulfillmentNow[];
  readonly fulfillmentOrders: readonly FulfillmentOrderNow[];
}

/** A split of single units makes many of them; more pages than this are a paging error. */
const PAGES_MAX = 20;
/** Of lines that one location has. */
const LINE_PAGES_MAX = 30;

/** Null: Shopify does not show the order. An order that changes between two pages is a failure: it is read again. */
export async function readOrderToFulfill(
  admin: AdminClient,
  orderId: string,
): Promise<AdminResult<OrderToFulfill | null>> {
  const id = `gid://shopify/Order/${orderId}`;
  const result = await admin.run(OrderToFulfillDocument, { id }, FOLLOW_UP);
  if (!result.ok) return result;
  const { order } = result.data;
  if (!order) return { ok: true, data: null };
  const fulfillmentOrders: FulfillmentOrderNow[] = [];
  let page = order.fulfillmentOrders;
  for (let pages = 1; ; pages += 1) {
    for (const { id: fulfillmentOrderId, status, assignedLocation, deliveryMethod, lineItems } of page.nodes) {
      const lines = await wholeList(admin, fulfillmentOrderId, lineItems);
      if (!lines.ok) return lines;
      fulfillmentOrders.push({
        id: fulfillmentOrderId,
        status,
        locationGid: assignedLocation.location?.id ?? null,
        method: deliveryMethod?.methodType ?? null,
        lines: lines.data,
      });
    }
    const { hasNextPage, endCursor: after } = page.pageInfo;
    if (!hasNextPage) break;
    if (after === null || pages >= PAGES_MAX) return unreadable("a list of fulfillment orders that does not end");
    const next = await admin.run(OrderToFulfillDocument, { id, after }, FOLLOW_UP);
    if (!next.ok) return next;
    if (next.data.order?.updatedAt !== order.updatedAt) return unreadable("the order changed while it was read");
    page = next.data.order.fulfillmentOrders;
  }
  return {
    ok: true,
    data: {
      updatedAt: order.updatedAt,
      isCancelled: order.cancelledAt !== null,
      fulfillments: order.fulfillments.map(({ id: fulfillmentId, status, displayStatus }) => ({
        id: fulfillmentId,
        isCancelled: status === "CANCELLED",
        shown: displayStatus,
      })),
      fulfillmentOrders,
    },
  };
}

interface Page {
  readonly nodes: readonly LineToFulfillFragment[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function wholeList(admin: AdminClient, id: string, first: Page): Promise<AdminResult<readonly LineNow[]>> {
  const lines = first.nodes.map(lineOf);
  let page: Page = first;
  for (let pages = 1; page.pageInfo.hasNextPage; pages += 1) {
    const { endCursor: after } = page.pageInfo;
    if (after === null || pages >= LINE_PAGES_MAX)
      return unreadable("a page of lines that says there is more, and not where");
    const result = await admin.run(LinesToFulfillDocument, { id, after }, FOLLOW_UP);
    if (!result.ok) return result;
    const next = result.data.fulfillmentOrder?.lineItems;
    if (!next) return unreadable("a fulfillment order that disappeared while it was read");
    lines.push(...next.nodes.map(lineOf));
    page = next;
  }
  return { ok: true, data: lines };
}

const lineOf = ({ id, remainingQuantity, lineItem }: LineToFulfillFragment): LineNow => ({
  id,
  remaining: remainingQuantity,
  sku: lineItem.sku?.trim() || null,
  variantGid: lineItem.variant?.id ?? null,
  title: lineItem.title,
  isGiftCard: lineItem.isGiftCard,
});

const unreadable = (what: string): AdminResult<never> => ({
  ok: false,
  failure: { kind: "unknown", message: `OrderToFulfill: ${what}` },
});

export interface NewFulfillment {
  readonly parts: readonly {
    readonly fulfillmentOrderId: string;
    readonly lines: readonly { readonly id: string; readonly quantity: number }[];
  }[];
  readonly tracking: { readonly number: string; readonly url: string | null } | null;
  readonly notify: boolean;
}

/** The tracking company that a customer reads; not a carrier's. */
const TRACKING_COMPANY = "Nota fiscal";

export interface Written {
  /** The fulfillment's. */
  readonly id: string;
  /** The order's after the write; null: the answer does not say. */
  readonly updatedAt: string | null;
}

/** All parts are at one location. An answer without the fulfillment's id is an unknown outcome (E20). */
export async function fulfillOrder(
  admin: AdminClient,
  { parts, tracking, notify }: NewFulfillment,
): Promise<Called<Written>> {
  const fulfillment = {
    lineItemsByFulfillmentOrder: parts.map(({ fulfillmentOrderId, lines }) => ({
      fulfillmentOrderId,
      fulfillmentOrderLineItems: lines.map(({ id, quantity }) => ({ id, quantity })),
    })),
    notifyCustomer: notify,
    ...(tracking === null
      ? {}
      : {
          trackingInfo: {
            company: TRACKING_COMPANY,
            number: tracking.number,
            ...(tracking.url === null ? {} : { url: tracking.url }),
          },
        }),
  };
  const result = await admin.run(FulfillOrderDocument, { fulfillment }, { ...FOLLOW_UP, repeatable: false });
  return calledOf(
    result,
    (data) => data.fulfillmentCreate,
    ({ fulfillment: made }) => (made?.id ? { id: made.id, updatedAt: made.order.updatedAt } : null),
  );
}

export async function cancelFulfillment(admin: AdminClient, id: string): Promise<Called<Written>> {
  const result = await admin.run(CancelFulfillmentDocument, { id }, { ...FOLLOW_UP, repeatable: false });
  return calledOf(
    result,
    (data) => data.fulfillmentCancel,
    ({ fulfillment }) => (fulfillment?.status === "CANCELLED" ? { id, updatedAt: fulfillment.order.updatedAt } : null),
  );
}
