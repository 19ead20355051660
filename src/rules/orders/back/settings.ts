/** What an operator decides about the way back from the ERP; part of the rules of orders (`/api/orders/settings`). */
import * as z from "zod";

export const alterationRules = {
  /** ALTERADO events change the Shopify order. Off: an operator does it, and marks the event. */
  applyAlterations: z.enum(["on", "off"]).default("on"),
  /** What the ERP bills above the customer's payment and the store bears, in cents of an order. Above it: the next rule. */
  absorbUpToCents: z.number().int().min(0).max(100_000).default(100),
  /** More than that above the payment: held, or shown on the order with Shopify's link to pay the rest. */
  aboveAbsorbed: z.enum(["hold", "link"]).default("hold"),
  /** Units taken off an order go back to Shopify's stock. Off, because the ERP counts its stock itself. */
  restockCuts: z.boolean().default(false),
  /**
   * A card that is only authorised is captured at what was billed. On, and without an effect unless a payment form
   * submits orders while they are authorised: such an order has no other way to its money.
   */
  capturePayments: z.enum(["on", "off"]).default("on"),
  /**
   * An order paid on delivery is marked as paid at its last invoice. Off: it stays pending, because the invoice is made
   * before the goods leave, and the money comes at the door.
   */
  markPaidOnInvoice: z.boolean().default(false),
  /** Shopify writes to the customer about an edit and a refund. */
  notifyAlterations: z.boolean().default(false),
} as const;
