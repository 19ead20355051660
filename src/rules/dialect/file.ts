/** The dialect as a file: its lines, and the order's body, which the rules of orders keep. */
import * as z from "zod";
import { isWholeBody, orderBodyRules } from "../orders/items/order-body.ts";
import { DEFAULT_ORDER_RULES, type OrderRules } from "../orders/settings.ts";
import { dialectLines } from "./lines.ts";

export const dialectFile = dialectLines.extend({
  /** Absent: as it is. What it names is also a rule of orders (`/api/orders/settings`). */
  order: z
    .strictObject({
      orderBody: orderBodyRules.refine(isWholeBody, "leaves out what every order needs").optional(),
      paymentData: z.enum(["body", "call"]).optional(),
      quantityIn: z.enum(["packages", "units"]).optional(),
      promotionDiscount: z.enum(["from-list", "from-promotion"]).optional(),
      windowField: z.string().max(61).nullable().optional(),
    })
    .optional(),
});
export type DialectFile = Readonly<z.output<typeof dialectFile>>;

const OF_ORDER = ["orderBody", "paymentData", "quantityIn", "promotionDiscount", "windowField"] as const;

/** What of the rules of orders the file has: those that are not the default. */
export function orderPart(rules: OrderRules): NonNullable<DialectFile["order"]> | undefined {
  const differing = OF_ORDER.filter(
    (name) => JSON.stringify(rules[name]) !== JSON.stringify(DEFAULT_ORDER_RULES[name]),
  );
  return differing.length === 0 ? undefined : Object.fromEntries(differing.map((name) => [name, rules[name]]));
}
