import { OrderSweepDocument } from "../generated/operations.ts";
import type { AdminClient, AdminResult } from "../client/result.ts";

export interface SweptOrder {
  readonly orderId: string;
  /** ISO instant, UTC. */
  readonly updatedAt: string;
}

export interface SweptPage {
  readonly orders: readonly SweptOrder[];
  /** Cursor of the next page; null: this was the last one. */
  readonly next: string | null;
}

/** One page of the orders that were touched since `since` (ISO instant, inclusive), least recently touched first. */
export async function sweepPage(
  admin: AdminClient,
  since: string,
  after: string | null,
): Promise<AdminResult<SweptPage>> {
  const variables = { query: `updated_at:>='${since}'`, ...(after === null ? {} : { after }) };
  const result = await admin.run(OrderSweepDocument, variables, { priority: "orders" });
  if (!result.ok) return result;
  const { nodes, pageInfo } = result.data.orders;
  return {
    ok: true,
    data: {
      orders: nodes.map(({ id, updatedAt }) => ({ orderId: id.split("/").at(-1) ?? "", updatedAt })),
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    },
  };
}
