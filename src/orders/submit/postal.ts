/** Bairro and city of an address that lacks them, by its CEP. */
import type { Deps } from "../../deps.ts";
import { readPostalCode, saveLookedUp } from "../../hub/orders/postal-codes.ts";
import { viaCep } from "../../postal/cep-lookup.ts";
import type { Corrected } from "../../rules/orders/people/corrections.ts";
import { missingPlaceCep, type Postal } from "../../rules/orders/people/order-address.ts";
import type { OrderRules } from "../../rules/orders/settings.ts";
import type { ShopOrder } from "../../rules/orders/shop-order.ts";

const UNKNOWN = { district: null, city: null, uf: null };

/**
 * The chain's own table, then what an earlier lookup left, then one lookup. A crash before the answer is stored costs
 * one more lookup.
 */
export async function postalOf(
  { db, clock, fetch }: Pick<Deps, "db" | "clock" | "fetch">,
  order: ShopOrder,
  rules: OrderRules,
  corrected: Corrected,
): Promise<Postal> {
  const cep = missingPlaceCep(order, rules, corrected);
  if (cep === null) return null;
  const known = await readPostalCode(db, cep, clock.now());
  if (known?.isFresh === true || rules.cepLookup === "off") return known?.place ?? null;
  const answer = await viaCep({ fetch, clock })(cep);
  // An old answer is better than none.
  if (answer.kind === "unavailable") return known?.place ?? "unavailable";
  const place = answer.kind === "found" ? answer.place : UNKNOWN;
  await saveLookedUp(db, cep, place, clock.now());
  return place;
}
