/** What an operator decides about money; part of the rules of orders (`/api/orders/settings`). */
import * as z from "zod";
import { keyPart } from "./forms.ts";

/** Steps into a receipt, outermost first: `charge.card.nsu`, `charges.0.id`. */
const paths = z
  .array(z.string().regex(/^[^.\s]{1,60}(\.[^.\s]{1,60}){0,7}$/, "must be a path as charge.card.nsu"))
  .max(10)
  .default([]);
const names = z.array(z.string().trim().min(1).max(100)).max(10).default([]);
const CARD_FIELDS = ["nsu", "authorization", "brand", "network", "bin", "instalments"] as const;
export type CardField = (typeof CARD_FIELDS)[number];
const receipt = z.strictObject({
  /** A gateway as Shopify names it, or "*" for all. */
  gateway: z.string().trim().min(1).max(200).transform(keyPart),
  nsu: paths,
  authorization: paths,
  brand: paths,
  network: paths,
  bin: paths,
  instalments: paths,
});
const attributes = z.strictObject({
  nsu: names,
  authorization: names,
  brand: names,
  network: names,
  bin: names,
  instalments: names,
});

/** A year is as long as any order may wait. */
const hours = z.number().positive().max(8_760);

export const paymentRules = {
  /**
   * Card data (NSU, brand, authorisation) in the order's own body, or by the second call `POST /PedidoVenda/Pagamento`.
   * Forms, amounts and instalments are in the body in both.
   */
  paymentData: z.enum(["body", "call"]).default("body"),
  /** Where a gateway's receipt has card data. Gateways change their receipts without notice, so none by default. */
  paymentReceipts: z.array(receipt).max(50).default([]),
  /** Attributes of the order that say it; read only where one payment of the order can be meant. */
  paymentAttributes: attributes.default(() => attributes.parse({})),
  /** Brand as the receipt or Shopify names it, lower case → the ERP's code; others are sent by name. */
  cardBrands: z.record(z.string().trim().toLowerCase().min(1).max(60), z.string().trim().min(1).max(12)).default({}),
  /** Hours after which an unpaid order is shown at the error desk. */
  paymentWaitHours: z
    .strictObject({ pix: hours.default(2), boleto: hours.default(72), other: hours.default(24) })
    .default({ pix: 2, boleto: 72, other: 24 }),
  /** Hours after which an unpaid order reserves nothing any more; null: never. */
  paymentExpiryHours: z
    .strictObject({
      pix: hours.nullable().default(null),
      boleto: hours.nullable().default(null),
      other: hours.nullable().default(null),
    })
    .default({ pix: null, boleto: null, other: null }),
  /** Money given back without items before the submission: held, or submitted as a discount on the items. */
  amountRefunds: z.enum(["hold", "discount"]).default("hold"),
};
