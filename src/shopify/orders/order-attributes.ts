/** The attributes of the newest orders, for the page that says which of them are read. */
import type { AttributesOfOrder } from "../../rules/orders/people/attributes-check.ts";
import { OrderAttributesDocument, type OrderAttributesQuery } from "../generated/operations.ts";
import type { AdminClient, AdminResult, CallOptions } from "../client/result.ts";

const OPTIONS: CallOptions = { priority: "orders", isFollowUp: true };
const pairs = (list: readonly { readonly key: string; readonly value?: string | null }[]) =>
  list.map(({ key, value }) => ({ key, value: value ?? null }));

/** Of each order the first ten lines and five fields. */
export async function readAttributes(
  admin: AdminClient,
  wanted: number,
): Promise<AdminResult<readonly AttributesOfOrder[]>> {
  const found: AttributesOfOrder[] = [];
  for (let after: string | null = null; found.length < wanted;) {
    const result: AdminResult<OrderAttributesQuery> = await admin.run(
      OrderAttributesDocument,
      after === null ? {} : { after },
      OPTIONS,
    );
    if (!result.ok) return result;
    const { nodes, pageInfo }: OrderAttributesQuery["orders"] = result.data.orders;
    found.push(
      ...nodes.map(({ customAttributes, localizedFields, lineItems }) => ({
        order: pairs(customAttributes),
        checkout: pairs(localizedFields.nodes),
        lines: lineItems.nodes.flatMap((line) => pairs(line.customAttributes)),
      })),
    );
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    if (after === null) break;
  }
  return { ok: true, data: found.slice(0, wanted) };
}
