import { fold } from "../../brazil/address-words.ts";
import { readPhone, type Phone } from "../../brazil/phone.ts";
import type { ShopOrder } from "../shop-order.ts";

/** The buyer's telephone, and a line for the order's note when another person receives the goods. */
export interface Recipient {
  readonly phone: Phone | null;
  readonly note: string;
}

/** "Maria S. Exemplo" and "MARIA EXEMPLO" are the same: first and last word decide. */
function isSamePerson(a: string, b: string): boolean {
  const [first, second] = [a, b].map((name) => fold(name).match(/[\p{L}\p{N}]+/gu) ?? []);
  return first?.[0] === second?.[0] && first?.at(-1) === second?.at(-1);
}

/**
 * The invoice goes to the buyer and the goods to the recipient. Of a gift the ERP's customer keeps the buyer's own
 * telephone; the recipient's name and telephone stand in the note.
 */
export function recipientOf(order: ShopOrder, buyer: string): Recipient {
  const { shippingAddress, billingAddress } = order;
  const name = shippingAddress?.name?.trim() ?? "";
  const isOther = name !== "" && !isSamePerson(name, buyer);
  const own = [order.phone, billingAddress?.phone];
  const phones = (isOther ? [...own, shippingAddress?.phone] : [shippingAddress?.phone, ...own]).map((phone) =>
    readPhone(phone ?? ""),
  );
  const phone = phones.find((read) => read !== null) ?? null;
  if (!isOther) return { phone, note: "" };
  const theirs = readPhone(shippingAddress?.phone ?? "");
  return { phone, note: `Destinatário: ${name}${theirs ? ` (${theirs.ddd}) ${theirs.number}` : ""}` };
}
