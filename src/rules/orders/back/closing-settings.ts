/** What an operator decides about cancellations and fulfilments; part of the rules of orders (`/api/orders/settings`). */
import * as z from "zod";

export const CANCEL_REASONS = ["CUSTOMER", "DECLINED", "FRAUD", "INVENTORY", "OTHER", "STAFF"] as const;

export const closingRules = {
  /** A cancellation by the ERP cancels the Shopify order. Off: an operator does it, and marks the event. */
  applyCancellations: z.enum(["on", "off"]).default("on"),
  /** The reason that Shopify stores; the ERP's own words go to the staff's note. */
  cancelReason: z.enum(CANCEL_REASONS).default("OTHER"),
  /** What the customer paid goes back over the same payments, or stays until a person decides. */
  cancelRefund: z.enum(["original", "none"]).default("original"),
  /** The goods go back to Shopify's stock. Off, because the ERP counts its stock itself. */
  restockCancellations: z.boolean().default(false),
  /** Shopify informs the customer of the cancellation. */
  notifyCancellations: z.boolean().default(true),
  /** An invoice fulfils what it bills, where Shopify has it. Off: the store's people do. */
  fulfilInvoices: z.enum(["on", "off"]).default("on"),
  /** The invoice of goods to be picked up fulfils them too. Off: they leave when they are picked up. */
  fulfilPickups: z.boolean().default(false),
  /** Shopify mails the customer that the goods are on their way, with the invoice's number and page. */
  notifyFulfilments: z.boolean().default(false),
  /** The fulfilment shows the invoice as its tracking number, with its public page; or nothing. */
  fulfilmentTracking: z.enum(["invoice", "none"]).default("invoice"),
} as const;
