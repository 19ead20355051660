/** What an operator decides about the ERP's events; part of the rules of orders (`/api/orders/settings`). */
import * as z from "zod";

export const eventRules = {
  /** Hours after which an event whose order the hub does not know is shown at the error desk. */
  unknownOrderHours: z.number().positive().max(720).default(6),
  /**
   * A SKU that a store cut from so many orders since its last count, although the ERP shows stock, is held back there until
   * its next count. 0: off.
   */
  holdAfterCuts: z.number().int().min(0).max(50).default(0),
  /** Orders without news for two days are asked for one by one; the ERP must know the filter IdPedidoCanalVenda. */
  eventsByOrder: z.enum(["on", "off"]).default("off"),
  /** States on the way are tags of the order too: `erp:separacao`, `erp:despachado` … One stands at a time. */
  statusTags: z.boolean().default(false),
  /** Ready for pickup, dispatched and delivered go to the customer by Shopify's own notifications. */
  statusToCustomer: z.enum(["on", "off"]).default("off"),
};
