/** Before the go-live: an order that the ERP has from another integration says what its `qtdPedida` counts. */
import type { Deps } from "../deps.ts";
import { findOrder } from "../erp/records/pedido-venda.ts";
import { readHubMapping } from "../hub/orders/mapping.ts";
import { skuOf } from "../rules/catalog/sku-key.ts";
import { compareQuantities, type ComparedLine } from "../rules/orders/items/quantity-check.ts";
import { liveLines } from "../rules/orders/money.ts";
import { readShopOrder } from "../rules/orders/shop-order.ts";
import { readOrder } from "../shopify/orders/read-order.ts";

export type QuantityCheck =
  | {
      readonly kind: "compared";
      readonly setting: "packages" | "units";
      /** Null: no line has a package of several pieces, or they contradict each other. */
      readonly says: "packages" | "units" | null;
      readonly lines: readonly ComparedLine[];
    }
  | { readonly kind: "not-in-shop" | "not-in-erp" | "no-answer" };

/** Reads the order in Shopify and in the ERP; writes nothing. */
export async function checkQuantities(
  { db, clock, config, erp, shopify }: Pick<Deps, "db" | "clock" | "config" | "erp" | "shopify">,
  orderId: string,
): Promise<QuantityCheck> {
  const read = await readOrder(shopify, orderId);
  if (read.kind === "failed") return { kind: "no-answer" };
  const shown = read.kind === "order" ? readShopOrder(read.order) : null;
  if (shown === null || !shown.ok) return { kind: "not-in-shop" };
  const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId });
  if (lookup.kind === "failed") return { kind: "no-answer" };
  const items = lookup.kind === "found" ? lookup.order.items : null;
  if (items === null) return { kind: "not-in-erp" };
  const { skus, rules } = await readHubMapping(db, shown.order.lines, clock.now());
  const bought = summed(
    liveLines(shown.order).flatMap(({ sku, currentQuantity }) => (sku ? [[sku, currentQuantity]] : [])),
  );
  const inErp = summed(items.map((item) => [skuOf(item.seqProduto, item.packageMilli), item.orderedMilli]));
  const lines = compareQuantities(bought, inErp, skus);
  const said = new Set(lines.map(({ says }) => says).filter((says) => says !== "unclear"));
  const [first] = said;
  return { kind: "compared", setting: rules.quantityIn, says: said.size === 1 && first ? first : null, lines };
}

function summed(pairs: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [key, value] of pairs) sums.set(key, (sums.get(key) ?? 0) + value);
  return sums;
}
