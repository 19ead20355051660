import * as z from "zod";
import type { KnownSkus } from "../items/goods.ts";
import { parseSku } from "../../catalog/sku-key.ts";
import type { OrderRules } from "../settings.ts";
import type { OrderState } from "../state-machine.ts";

/** What the ledger reads of an order in Shopify. It is stored between two steps of a run and holds no personal data. */
export type ShopSide = z.output<typeof shopSide>;

const shopSide = z.object({
  name: z.string(),
  /** Epoch ms. */
  createdAt: z.number(),
  changedAt: z.number(),
  isTest: z.boolean(),
  isCancelled: z.boolean(),
  /** Shopify no longer has it. Nothing else of it is known then. */
  isDeleted: z.boolean(),
  financialStatus: z.string().nullable(),
  totalCents: z.number(),
  shippingCents: z.number(),
  refundedCents: z.number(),
  /** SKU → the quantity that the ERP must have, thousandths of a package or of a kg; null: a SKU that the hub cannot convert. */
  items: z.record(z.string(), z.number()).nullable(),
});

/** Reads it back from the hub. Throws when we did not write it in this form: a defect of ours. */
export const parseShopSide = (json: string): ShopSide => shopSide.parse(JSON.parse(json));

/** The order's row in the hub. */
export interface HubSide {
  readonly state: OrderState;
  readonly reason: string | null;
  readonly seqPedido: number | null;
  readonly nroPedVenda: number | null;
  /** Epoch ms. */
  readonly submittedAt: number | null;
  readonly importedAt: number | null;
}

/** The ERP's answer about one order. `unknown`: no usable answer, which proves nothing. */
export type ErpSide =
  | { readonly kind: "unknown" }
  | { readonly kind: "notThere" }
  | {
      readonly kind: "found";
      /** Every number under which the ERP answered; usually one. */
      readonly seqPedidos: readonly number[];
      /** Of these, the numbers that the import rejected. */
      readonly rejected: readonly number[];
      /** Null: this installation's answer has no total. */
      readonly totalCents: number | null;
      /** SKU → quantity; null: the answer has no items. */
      readonly items: Readonly<Record<string, number>> | null;
    };

export interface ShopLineSide {
  readonly sku: string | null;
  readonly currentQuantity: number;
}

/**
 * The quantities that the ERP must have, computed from the shop's lines and not from what was sent.
 * @returns null when a SKU is unknown: its quantity in the ERP's unit cannot be computed
 */
export function expectedItems(
  lines: readonly ShopLineSide[],
  known: KnownSkus,
  { quantityIn }: Pick<OrderRules, "quantityIn">,
): Readonly<Record<string, number>> | null {
  const items: Record<string, number> = {};
  for (const { sku, currentQuantity } of lines) {
    if (currentQuantity === 0) continue;
    const key = parseSku(sku ?? "");
    const found = key === null ? undefined : known.get(key.sku);
    if (key === null || found === undefined) return null;
    const { multipleMilli } = found;
    const unitMilli = multipleMilli ?? (quantityIn === "packages" ? 1000 : found.packageMilli);
    items[key.sku] = (items[key.sku] ?? 0) + currentQuantity * unitMilli;
  }
  return items;
}
