/** Where an order is to be fulfilled from. */
import type { Core } from "../../core.ts";
import type { Variant } from "../../records/products.ts";
import type { Location } from "../../records/stock.ts";
import type { OrderSpec, Wanted } from "./order-spec.ts";

/** One location per line: all from one where possible, else split; or why it cannot be sold. */
export function assignLocations(core: Core, wanted: readonly Wanted[], spec: OrderSpec): Location[] | string {
  const needs = new Map<Variant, number>();
  const goods = wanted.flatMap(({ variant, quantity }) => (variant ? [{ variant, quantity }] : []));
  for (const { variant, quantity } of goods) needs.set(variant, (needs.get(variant) ?? 0) + quantity);
  const candidates = [...core.state.locations.values()].filter(
    ({ id, isActive, fulfillsOnlineOrders, isFulfillmentService }) =>
      isActive &&
      fulfillsOnlineOrders &&
      !isFulfillmentService &&
      (spec.locationId === undefined || id === spec.locationId),
  );
  if (spec.delivery?.method === "PICK_UP" && spec.locationId === undefined) return "pickup needs a location";
  const whole = candidates.find(({ id }) => [...needs].every(([variant, quantity]) => canServe(variant, id, quantity)));
  if (whole) return wanted.map(() => whole);
  const parts: Location[] = [];
  for (const { variant } of wanted) {
    const one = candidates.find(({ id }) => variant === null || canServe(variant, id, needs.get(variant) ?? 0));
    if (!one || spec.locationId !== undefined) return `${variant?.item.sku ?? variant?.id ?? ""}: not enough stock`;
    parts.push(one);
  }
  return parts;
}

const canServe = (variant: Variant, locationId: string, quantity: number): boolean => {
  const level = variant.item.levels.get(locationId);
  if (level && !level.isActive) return false; // an inactive level holds stock but does not sell
  if (!variant.item.tracked || variant.inventoryPolicy === "CONTINUE") return true;
  return (level?.available ?? 0) >= quantity;
};
