/** Card data of a payment, from the gateway's receipt, the order's attributes, and what Shopify itself knows. */
import type { OrderRules } from "../settings.ts";
import type { ShopOrder, ShopTransaction } from "../shop-order.ts";
import { keyPart } from "./forms.ts";
import type { CardField } from "./settings.ts";

export interface CardData {
  readonly instalments: number;
  readonly nsu: string | null;
  readonly authorization: string | null;
  /** The ERP's code of the brand, or the brand's name. */
  readonly brand: string | null;
  readonly network: string | null;
  readonly bin: string | null;
  /** Masked; never more than the first six and the last four digits. */
  readonly cardNumber: string | null;
}

/** What a value must look like; anything else is not what the path was meant for, and is left out. */
const FORMS: Readonly<Record<CardField, RegExp>> = {
  nsu: /^[A-Za-z0-9._-]{1,50}$/,
  authorization: /^[A-Za-z0-9._-]{1,20}$/,
  brand: /^.{1,60}$/,
  network: /^[A-Za-z0-9._ -]{1,12}$/,
  bin: /^\d{6}$/,
  instalments: /^\d{1,2}$/,
};
const BRAND_MAX = 12;

/**
 * @param isOnly the order has this one payment of its kind, so that the order's attributes can mean no other
 */
export function cardDataOf(
  transaction: ShopTransaction,
  order: ShopOrder,
  { paymentReceipts, paymentAttributes, cardBrands }: OrderRules,
  isOnly: boolean,
): CardData {
  // A capture's receipt may leave out what its authorisation's had.
  const parent = order.transactions.find(({ id }) => id === transaction.parentId);
  const sources = parent ? [transaction, parent] : [transaction];
  const gateway = keyPart(transaction.gateway ?? "");
  const rules = [
    ...paymentReceipts.filter((rule) => rule.gateway === gateway),
    ...paymentReceipts.filter((rule) => rule.gateway === "*"),
  ];
  const of = (field: CardField): string | null => {
    for (const source of sources)
      for (const rule of rules)
        for (const path of rule[field]) {
          const value = fitting(field, valueAt(source.receipt, path.split(".")));
          if (value !== null) return value;
        }
    if (!isOnly) return null;
    const wanted = paymentAttributes[field].map(keyPart);
    for (const { key, value } of order.customAttributes)
      if (wanted.includes(keyPart(key))) {
        const found = fitting(field, value);
        if (found !== null) return found;
      }
    return null;
  };
  const known = (field: "brand" | "accountNumber"): string | null =>
    sources.map((source) => source[field]).find((value) => value !== null && value.trim() !== "") ?? null;
  const brand = of("brand") ?? known("brand");
  const bin = of("bin");
  return {
    instalments: Math.max(1, Number(of("instalments") ?? 1)),
    nsu: of("nsu"),
    // Shopify deprecates its authorizationCode, and the successor paymentId is an identifier of Shopify's own: the acquirer
    // does not know it, so it is never submitted as an authorisation.
    authorization: of("authorization"),
    brand: brand === null ? null : (cardBrands[keyPart(brand)] ?? brand.slice(0, BRAND_MAX)),
    network: of("network"),
    bin,
    cardNumber: masked(known("accountNumber"), bin),
  };
}

function valueAt(value: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined) return value;
  return typeof value === "object" && value !== null && Object.hasOwn(value, first)
    ? valueAt((value as Readonly<Record<string, unknown>>)[first], rest)
    : null;
}

function fitting(field: CardField, value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim();
  // "6x", "6 parcelas".
  const given = field === "instalments" ? (/^\d{1,2}(?=\D|$)/.exec(text)?.[0] ?? "") : text;
  return FORMS[field].test(given) ? given : null;
}

/** Shopify's "•••• •••• •••• 4242" in the ERP's way: "123456######4242". */
function masked(shown: string | null, bin: string | null): string | null {
  const last = /(\d{4})\D*$/.exec(shown ?? "")?.[1];
  return last === undefined ? null : `${bin ?? "######"}######${last}`;
}
