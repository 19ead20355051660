/** The calls of an order edit. Staged changes change nothing of the order; the commit does, and has no idempotency key. */
import {
  EditAddItemDocument,
  EditAddVariantDocument,
  EditBeginDocument,
  EditCommitDocument,
  EditQuantityDocument,
} from "../../generated/operations.ts";
import { centsText, parseCents } from "../../../rules/brazil/money.ts";
import type { AdminClient, AdminFailure, AdminResult } from "../../client/result.ts";
import { FOLLOW_UP } from "../look.ts";

export type EditAnswer<T> =
  | { readonly kind: "done"; readonly value: T }
  /** Shopify's own words. */
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

export interface EditSession {
  /** Of the calculated order. */
  readonly id: string;
  readonly lines: readonly { readonly id: string; readonly sku: string | null; readonly quantity: number }[];
  readonly totalCents: number;
}

/** Orders have 500 lines at most; a page of them is the largest that Shopify gives. */
const ONE_PAGE = "the order has more lines than one page of an edit";

export async function beginEdit(admin: AdminClient, orderId: string): Promise<EditAnswer<EditSession>> {
  const id = `gid://shopify/Order/${orderId}`;
  const result = await admin.run(EditBeginDocument, { id }, { ...FOLLOW_UP, repeatable: true });
  const answer = answered(result, (data) => data.orderEditBegin);
  if (answer.kind !== "done") return answer;
  const { calculatedOrder } = answer.value;
  if (!calculatedOrder) return { kind: "refused", message: "orderEditBegin: no calculated order" };
  if (calculatedOrder.lineItems.pageInfo.hasNextPage) return { kind: "refused", message: ONE_PAGE };
  const total = totalOf(calculatedOrder);
  if (total.kind !== "done") return total;
  const { nodes } = calculatedOrder.lineItems;
  return { kind: "done", value: { id: calculatedOrder.id, lines: nodes, totalCents: total.value } };
}

/** @returns the total that the order would have, in cents */
export async function stageQuantity(
  admin: AdminClient,
  variables: { readonly id: string; readonly line: string; readonly quantity: number; readonly restock: boolean },
): Promise<EditAnswer<number>> {
  const result = await admin.run(EditQuantityDocument, variables, { ...FOLLOW_UP, repeatable: true });
  return staged(answered(result, (data) => data.orderEditSetQuantity));
}

/** Not repeated: it would stand twice. @returns the total that the order would have, in cents */
export async function stageVariant(
  admin: AdminClient,
  variables: { readonly id: string; readonly variant: string; readonly quantity: number },
): Promise<EditAnswer<number>> {
  const result = await admin.run(EditAddVariantDocument, variables, { ...FOLLOW_UP, repeatable: false });
  return staged(answered(result, (data) => data.orderEditAddVariant));
}

/** Not repeated: it would stand twice. @returns the total that the order would have, in cents */
export async function stageItem(
  admin: AdminClient,
  { id, title, cents }: { readonly id: string; readonly title: string; readonly cents: number },
): Promise<EditAnswer<number>> {
  const price = { amount: centsText(cents), currencyCode: "BRL" as const };
  const result = await admin.run(EditAddItemDocument, { id, title, price }, { ...FOLLOW_UP, repeatable: false });
  return staged(answered(result, (data) => data.orderEditAddCustomItem));
}

/** Not repeated by the client: after a lost answer the order is read again. */
export async function commitEdit(
  admin: AdminClient,
  variables: { readonly id: string; readonly notify: boolean; readonly note: string },
): Promise<EditAnswer<null>> {
  const result = await admin.run(EditCommitDocument, variables, { ...FOLLOW_UP, repeatable: false });
  const answer = answered(result, (data) => data.orderEditCommit);
  if (answer.kind !== "done") return answer;
  // An answer without the order says nothing of it.
  if (!answer.value.order)
    return { kind: "failed", failure: { kind: "unknown", message: "orderEditCommit: no order" } };
  return { kind: "done", value: null };
}

interface Payload {
  readonly userErrors: readonly { readonly message: string }[];
}

/** A payload without userErrors, or what came in its place. */
export function answered<D, P extends Payload>(
  result: AdminResult<D>,
  payloadOf: (data: D) => P | null,
): EditAnswer<P> {
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const payload = payloadOf(result.data);
  if (payload === null)
    return { kind: "failed", failure: { kind: "unknown", message: "a mutation without a payload" } };
  if (payload.userErrors.length > 0)
    return { kind: "refused", message: payload.userErrors.map(({ message }) => message).join("; ") };
  return { kind: "done", value: payload };
}

interface Calculated {
  readonly totalPriceSet: { readonly shopMoney: { readonly amount: string } };
}

function staged(answer: EditAnswer<{ readonly calculatedOrder: Calculated | null }>): EditAnswer<number> {
  if (answer.kind !== "done") return answer;
  const { calculatedOrder } = answer.value;
  if (!calculatedOrder)
    return { kind: "failed", failure: { kind: "unknown", message: "a staged change without its calculated order" } };
  return totalOf(calculatedOrder);
}

function totalOf({ totalPriceSet }: Calculated): EditAnswer<number> {
  const value = parseCents(totalPriceSet.shopMoney.amount);
  if (value !== null) return { kind: "done", value };
  return { kind: "refused", message: "the calculated total is not an amount of whole cents" };
}
