/** What orders in Brazil look like, by share: addresses, buyers, payments, gifts. */
import type { AddressForm } from "./address-forms.ts";
import type { OrderSpec } from "./order-spec.ts";

/** @returns the order with the shape that was drawn; a shape that does not fit it is left out. */
export function mixed(spec: OrderSpec, chance: () => number): OrderSpec {
  const addressShape = formOf(chance());
  const payment = paymentOf(chance());
  const isCompany = chance() < 0.1;
  const hasGift = chance() < 0.08;
  return {
    ...spec,
    ...(addressShape ? { addressShape } : {}),
    ...(payment ? { payment } : {}),
    ...(isCompany ? { isCompany } : {}),
    ...(hasGift && spec.lines.length > 1
      ? { lines: spec.lines.map((line, index) => (index === 0 ? { ...line, isGift: true } : line)) }
      : {}),
  };
}

/** Null: as the order has it. */
function formOf(drawn: number): AddressForm | null {
  if (drawn < 0.3) return "district";
  if (drawn < 0.5) return "complement-first";
  if (drawn < 0.55) return "brasilia";
  if (drawn < 0.575) return "highway";
  return drawn < 0.6 ? "farm" : null;
}

function paymentOf(drawn: number): OrderSpec["payment"] | null {
  if (drawn < 0.2) return "manual";
  if (drawn < 0.3) return "authorized";
  return drawn < 0.4 ? "two-gateways" : null;
}
