/** An order's discount and its share on every line. */
import { allocate } from "../../money.ts";
import type { DiscountApplication, LineItem } from "../../records/order-lines.ts";
import type { OrderSpec } from "./order-spec.ts";

/** The discount of the order, then its gifts, as one application. */
export function discountOf(lines: readonly LineItem[], spec: OrderSpec): DiscountApplication[] {
  const isGift = lines.map((_, index) => spec.lines[index]?.isGift === true);
  const overAll = spread(lines, isGift, spec);
  const gifts = lines.filter((_, index) => isGift[index]);
  if (gifts.length === 0) return overAll;
  const index = overAll.length;
  for (const { allocations, unitPrice, quantity } of gifts) allocations.push({ index, amount: unitPrice * quantity });
  return [
    ...overAll,
    {
      __typename: "AutomaticDiscountApplication",
      index,
      allocationMethod: "EACH",
      targetSelection: "ENTITLED",
      targetType: "LINE_ITEM",
      code: "Brinde",
      title: "Brinde",
      description: null,
      percentage: 100,
      amount: gifts.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0),
    },
  ];
}

/** Spreads an order-level discount over the lines that cost something, to the cent. */
function spread(
  lines: readonly LineItem[],
  isGift: readonly boolean[],
  { discount }: OrderSpec,
): DiscountApplication[] {
  if (!discount) return [];
  const gross = lines.map(({ unitPrice, quantity }, index) => (isGift[index] ? 0 : unitPrice * quantity));
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
