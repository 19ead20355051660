/** An order's discount and its share on every line. */
import { allocate } from "../../money.ts";
import type { DiscountApplication, LineItem } from "../../records/order-lines.ts";
import type { OrderSpec } from "./order-spec.ts";

/** Spreads an order-level discount over the lines to the cent. */
export function discountOf(lines: readonly LineItem[], { discount }: OrderSpec): DiscountApplication[] {
  if (!discount) return [];
  const gross = lines.map(({ unitPrice, quantity }) => unitPrice * quantity);
  const sum = gross.reduce((a, b) => a + b, 0);
  const amount = Math.min(
    sum,
    discount.percent === undefined ? (discount.amountCents ?? 0) : Math.round((sum * discount.percent) / 100),
  );
  for (const [index, part] of allocate(amount, gross).entries())
    if (part > 0) lines[index]?.allocations.push({ index: 0, amount: part });
  const title = discount.code ?? discount.title ?? "Desconto";
  return [
    {
      __typename: discount.code === undefined ? "ManualDiscountApplication" : "DiscountCodeApplication",
      index: 0,
      allocationMethod: "ACROSS",
      targetSelection: "ALL",
      targetType: "LINE_ITEM",
      code: title,
      title,
      description: null,
      percentage: discount.percent ?? null,
      amount,
    },
  ];
}
