import * as z from "zod";
import { multipleOf, saleOf, type KnownSkus } from "../items/goods.ts";
import { mappedSku, withLineProducts, type LineProduct, wasVariant } from "../items/line-products.ts";
import type { SaleTime } from "../items/sold-weight.ts";
import type { ShopLine, ShopOrder } from "../shop-order.ts";
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
  /** Sold at a till or as a draft, and by rule not submitted: the ERP has its own way to it. */
  isIgnored: z.boolean().default(false),
  isCancelled: z.boolean(),
  /** Shopify no longer has it. Nothing else of it is known then. */
  isDeleted: z.boolean(),
  financialStatus: z.string().nullable(),
  totalCents: z.number(),
  shippingCents: z.number(),
  refundedCents: z.number(),
  /** SKU → the quantity that the ERP must have, thousandths of a package or of a kg; null: a SKU that the hub cannot convert. */
  items: z.record(z.string(), z.number()).nullable(),
  /** An edit of ours added a line without a product; it is none of the items. */
  hasOwnLine: z.boolean().default(false),
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

/** What is read of a line before the order is read whole. */
export type ShopLineSide = Pick<ShopLine, "sku" | "title" | "variantTitle" | "currentQuantity" | "isGiftCard">;

/** What the hub reads lines with. */
export interface LineKnowledge {
  readonly skus: KnownSkus;
  readonly lineProducts: readonly LineProduct[];
  readonly rules: Pick<OrderRules, "quantityIn">;
}

/**
 * The quantities that the ERP must have, computed from the shop's lines and not from what was sent: goods by weight by
 * the multiple that their line was sold with.
 * @returns null when a line names no SKU that is known: its quantity in the ERP's unit cannot be computed
 */
export function expectedItems(
  lines: readonly ShopLineSide[],
  { skus, lineProducts, rules }: LineKnowledge,
  sale: SaleTime,
): Readonly<Record<string, number>> | null {
  const items: Record<string, number> = {};
  for (const line of lines) {
    if (line.currentQuantity === 0) continue;
    // It was sold as a variant: no mapping of lines without a product says what it is.
    if (line.sku === null && line.variantTitle !== null) return null;
    const key = parseSku(mappedSku(line, lineProducts) ?? "");
    const found = key === null ? undefined : skus.get(key.sku);
    if (key === null || found === undefined) return null;
    const packageMilli = rules.quantityIn === "packages" ? 1000 : found.packageMilli;
    const unitMilli = multipleOf(line, found, sale) ?? packageMilli;
    items[key.sku] = (items[key.sku] ?? 0) + line.currentQuantity * unitMilli;
  }
  return items;
}

/**
 * The same of an order that was read whole, its lines as sold: tips, fees and gifts stand for the ERP's products that the
 * mapping gives them.
 * @returns null also when a variant that was sold is deleted and its line shows no SKU
 */
export function expectedOfOrder(order: ShopOrder, known: LineKnowledge): Readonly<Record<string, number>> | null {
  const isNameless = order.lines.some((line) => line.sku === null && wasVariant(line) && line.currentQuantity > 0);
  if (isNameless) return null;
  const priced = withLineProducts(order, known.lineProducts);
  return "reason" in priced ? null : expectedItems(priced.lines, known, saleOf(order));
}
