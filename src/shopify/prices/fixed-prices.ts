import { centsText } from "../../rules/brazil/money.ts";
import { FixedPricesDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf, codeOf, lineOf, type LineError } from "../client/user-errors.ts";

/** Input arrays of the Admin API. */
export const FIXED_PRICES_MAX = 250;
/** The currency of the ERP and so of every list. */
export const LIST_CURRENCY = "BRL";

export interface FixedPrice {
  readonly variantGid: string;
  /** Null: the list must have no fixed price of this variant. */
  readonly price: { readonly priceCents: number; readonly compareAtCents: number | null } | null;
}

export type FixedPricesResult =
  | { readonly kind: "accepted" }
  /** Nothing was written. `line` null: the error names none. */
  | {
      readonly kind: "errors";
      readonly errors: readonly LineError[];
    }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/**
 * Sets and removes prices of one list, all or none. Setting is an upsert of both amounts, so the call is repeated
 * freely. Shopify answers PRICE_NOT_FIXED to the removal of an absent price, which counts as success.
 */
export async function setFixedPrices(
  admin: AdminClient,
  list: string,
  lines: readonly FixedPrice[],
): Promise<FixedPricesResult> {
  if (lines.length > FIXED_PRICES_MAX)
    throw new RangeError(`${lines.length} list prices in one call; Shopify takes ${FIXED_PRICES_MAX}`);
  const add: number[] = [];
  const drop: number[] = [];
  for (const [index, { price }] of lines.entries()) (price === null ? drop : add).push(index);
  const result = await admin.run(
    FixedPricesDocument,
    {
      list,
      add: add.flatMap((index) => {
        const line = lines[index];
        if (!line?.price) return [];
        const { priceCents, compareAtCents } = line.price;
        return [
          {
            variantId: line.variantGid,
            price: money(priceCents),
            compareAtPrice: compareAtCents === null ? null : money(compareAtCents),
          },
        ];
      }),
      delete: drop.map((index) => lines[index]?.variantGid ?? ""),
    },
    { priority: "prices", repeatable: true },
  );
  const called = calledOf(
    result,
    (data) => data.priceListFixedPricesUpdate,
    () => true as const,
  );
  if (called.kind === "failed") return called;
  if (called.kind === "done") return { kind: "accepted" };
  return {
    kind: "errors",
    errors: called.errors.map((error) => {
      const added = lineOf(error, "pricesToAdd", add.length);
      const dropped = lineOf(error, "variantIdsToDelete", drop.length);
      const line = added !== null ? add[added] : dropped !== null ? drop[dropped] : undefined;
      return { line: line ?? null, code: codeOf(error), message: error.message };
    }),
  };
}

const money = (cents: number) => ({ amount: centsText(cents), currencyCode: LIST_CURRENCY }) as const;
