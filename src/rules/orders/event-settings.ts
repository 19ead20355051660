/** What an operator decides about the ERP's events; part of the rules of orders (`/api/orders/settings`). */
import * as z from "zod";

export const eventRules = {
  /** Hours after which an event whose order the hub does not know is shown at the error desk. */
  unknownOrderHours: z.number().positive().max(720).default(6),
};
