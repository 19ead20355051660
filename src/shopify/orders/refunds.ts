/** Refunds of an order, as far as the ERP's side needs them: no note, no customer, no payment. */
import { OrderRefundsDocument, RefundLinesDocument } from "../generated/operations.ts";
import { parseCents } from "../../rules/brazil/money.ts";
import type { AdminClient, AdminResult } from "../client/result.ts";
import { FOLLOW_UP } from "./look.ts";

export interface ShopRefund {
  /** Shopify's numeric id. */
  readonly refundId: string;
  /** UTC with Z. */
  readonly refundedAt: string;
  readonly totalCents: number;
}

export interface RefundLine {
  readonly sku: string | null;
  /** In Shopify's units. */
  readonly quantity: number;
  readonly subtotalCents: number;
  /** Shopify's restockType: NO_RESTOCK, CANCEL, RETURN or LEGACY_RESTOCK. */
  readonly restock: string;
}

/** Refunds read at first, and at most: a list of so many has more. */
const REFUNDS = [10, 250] as const;
/** More pages of a refund's lines than this are a paging error. */
const PAGES_MAX = 20;

const idOf = (gid: string): string => gid.split("/").at(-1) ?? gid;

/** Empty also when Shopify does not show the order. */
export async function readRefunds(admin: AdminClient, orderId: string): Promise<AdminResult<readonly ShopRefund[]>> {
  for (const first of REFUNDS) {
    const result = await admin.run(OrderRefundsDocument, { id: `gid://shopify/Order/${orderId}`, first }, FOLLOW_UP);
    if (!result.ok) return result;
    const refunds = result.data.order?.refunds ?? [];
    if (refunds.length < first)
      return {
        ok: true,
        data: refunds.map(({ id, createdAt, processedAt, totalRefundedSet }) => ({
          refundId: idOf(id),
          refundedAt: createdAt ?? processedAt,
          totalCents: parseCents(totalRefundedSet.shopMoney.amount) ?? 0,
        })),
      };
  }
  return unknown(`order ${orderId} has ${REFUNDS[1]} refunds or more`);
}

/** All lines of one refund. */
export async function readRefundLines(
  admin: AdminClient,
  refundId: string,
): Promise<AdminResult<readonly RefundLine[]>> {
  const lines: RefundLine[] = [];
  let after: string | null = null;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const result: Awaited<ReturnType<typeof linesPage>> = await linesPage(admin, refundId, after);
    if (!result.ok) return result;
    const { nodes, pageInfo } = result.data.refund?.refundLineItems ?? NONE;
    for (const { lineItem, quantity, subtotalSet, restockType } of nodes)
      lines.push({
        sku: lineItem.sku?.trim() || null,
        quantity,
        subtotalCents: parseCents(subtotalSet.shopMoney.amount) ?? 0,
        restock: restockType,
      });
    if (!pageInfo.hasNextPage) return { ok: true, data: lines };
    after = pageInfo.endCursor ?? null;
  }
  return unknown(`more than ${PAGES_MAX} pages of the lines of refund ${refundId}`);
}

const NONE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } as const;

const linesPage = (admin: AdminClient, refundId: string, after: string | null) =>
  admin.run(RefundLinesDocument, { id: `gid://shopify/Refund/${refundId}`, after }, FOLLOW_UP);

const unknown = (message: string) => ({ ok: false, failure: { kind: "unknown", message } }) as const;
