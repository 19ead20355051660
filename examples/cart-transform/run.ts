/**
 * A Shopify Function (target cart.transform.run) that sells by the customer's store: each line costs what the metafield
 * erp.precos says for the company in the cart attribute "loja" (docs/price-targets.md). A line whose store has no price
 * keeps the shop's own. Shopify takes lineUpdate on the Plus plan and development stores only.
 */
interface Input {
  readonly cart: {
    readonly loja: { readonly value: string | null } | null;
    readonly lines: readonly {
      readonly id: string;
      readonly merchandise: {
        readonly __typename: string;
        readonly precos?: { readonly jsonValue: unknown } | null;
      };
    }[];
  };
}

export function run({ cart }: Input) {
  const store = cart.loja?.value ?? "";
  const operations = cart.lines.flatMap(({ id, merchandise }) => {
    const cents = priceCents(merchandise.precos?.jsonValue, store);
    if (cents === null) return [];
    return [
      { lineUpdate: { cartLineId: id, price: { adjustment: { fixedPricePerUnit: { amount: decimal(cents) } } } } },
    ];
  });
  return { operations };
}

/** Only a price above nought that is whole cents: anything else is no price. */
function priceCents(document: unknown, store: string): number | null {
  if (typeof document !== "object" || document === null || !Object.hasOwn(document, store)) return null;
  const entry: unknown = Reflect.get(document, store);
  if (typeof entry !== "object" || entry === null) return null;
  const price: unknown = Reflect.get(entry, "price");
  return typeof price === "number" && Number.isSafeInteger(price) && price > 0 ? price : null;
}

/** 399 → "3.99" */
const decimal = (cents: number): string => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
