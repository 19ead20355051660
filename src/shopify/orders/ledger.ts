/** The shop's side of the ledger: orders of a window page by page, or one by its id, each with all of its lines. */
import {
  LedgerLinesDocument,
  LedgerOneDocument,
  LedgerPageDocument,
  type LedgerOrderFragment,
} from "../generated/operations.ts";
import { titleAsSold } from "../../rules/orders/items/title-as-sold.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";

/** By when an order was made, or by when it last changed: a late payment or a cancellation belongs to the day it came. */
export type LedgerWindowBy = "created" | "changed";

export interface LedgerLine {
  readonly sku: string | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly currentQuantity: number;
  readonly isGiftCard: boolean;
}

/** An order as Shopify shows it. Amounts as Shopify writes them. */
export interface LedgerOrder {
  readonly orderId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly isCancelled: boolean;
  readonly isTest: boolean;
  readonly isEdited: boolean;
  readonly sourceName: string | null;
  readonly financialStatus: string | null;
  readonly total: string;
  readonly shipping: string;
  readonly refunded: string;
  /** Null: the lines could not be read whole, so nothing can be said about the order's goods. */
  readonly lines: readonly LedgerLine[] | null;
}

export type LedgerRead<T> =
  { readonly kind: "read"; readonly value: T } | { readonly kind: "failed"; readonly failure: AdminFailure };

export interface LedgerOrderPage {
  readonly orders: readonly LedgerOrder[];
  /** Cursor of the next page; null: this was the last one. */
  readonly next: string | null;
}

/** More pages of lines than an order can have: 500 lines, 100 a page. */
const LINE_PAGES_MAX = 10;
/** The catalogue's priority: orders, stock and prices never wait for the ledger. */
const OPTIONS = { priority: "catalog" } as const;

/**
 * One page of the window. Every status is asked for: an order that was cancelled or refunded after its payment is half of what the
 * ledger looks for.
 */
export async function ledgerPage(
  admin: AdminClient,
  by: LedgerWindowBy,
  window: { readonly since: string; readonly before: string },
  after: string | null,
): Promise<LedgerRead<LedgerOrderPage>> {
  const field = by === "created" ? "created_at" : "updated_at";
  const result = await admin.run(
    LedgerPageDocument,
    {
      query: `${field}:>='${window.since}' ${field}:<'${window.before}'`,
      sortKey: by === "created" ? "CREATED_AT" : "UPDATED_AT",
      ...(after === null ? {} : { after }),
    },
    OPTIONS,
  );
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const { nodes, pageInfo } = result.data.orders;
  if (pageInfo.hasNextPage && pageInfo.endCursor === null)
    return { kind: "failed", failure: { kind: "unknown", message: "a page of orders says more and has no cursor" } };
  const orders: LedgerOrder[] = [];
  for (const node of nodes) {
    const read = await whole(admin, node);
    if (read.kind === "failed") return read;
    orders.push(read.value);
  }
  return { kind: "read", value: { orders, next: pageInfo.hasNextPage ? pageInfo.endCursor : null } };
}

/** One order; null: Shopify does not show it. */
export async function ledgerOrder(admin: AdminClient, orderId: string): Promise<LedgerRead<LedgerOrder | null>> {
  const result = await admin.run(LedgerOneDocument, { id: `gid://shopify/Order/${orderId}` }, OPTIONS);
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const { order } = result.data;
  return order === null ? { kind: "read", value: null } : whole(admin, order);
}

const asSold = ({ vendor, ...line }: LedgerLine & { readonly vendor: string | null }): LedgerLine => ({
  ...line,
  variantTitle: titleAsSold({ ...line, vendor }),
});

/** The order with all of its lines; without lines when a page of them contradicts itself or the order changed meanwhile. */
async function whole(admin: AdminClient, node: LedgerOrderFragment): Promise<LedgerRead<LedgerOrder>> {
  const lines: LedgerLine[] = node.lineItems.nodes.map(asSold);
  let { pageInfo } = node.lineItems;
  let isWhole = true;
  for (let page = 2; pageInfo.hasNextPage && isWhole; page += 1) {
    if (pageInfo.endCursor === null || page > LINE_PAGES_MAX) {
      isWhole = false;
      break;
    }
    const next = await admin.run(LedgerLinesDocument, { id: node.id, after: pageInfo.endCursor }, OPTIONS);
    if (!next.ok) return { kind: "failed", failure: next.failure };
    const { order } = next.data;
    isWhole = order !== null && order.updatedAt === node.updatedAt;
    if (order === null) break;
    lines.push(...order.lineItems.nodes.map(asSold));
    ({ pageInfo } = order.lineItems);
  }
  return {
    kind: "read",
    value: {
      orderId: node.id.split("/").at(-1) ?? "",
      name: node.name,
      createdAt: node.createdAt,
      updatedAt: node.updatedAt,
      isCancelled: node.cancelledAt !== null,
      isTest: node.test,
      isEdited: node.edited,
      sourceName: node.sourceName,
      financialStatus: node.displayFinancialStatus,
      total: node.currentTotalPriceSet.shopMoney.amount,
      shipping: node.currentShippingPriceSet.shopMoney.amount,
      refunded: node.totalRefundedSet.shopMoney.amount,
      lines: isWhole ? lines : null,
    },
  };
}
