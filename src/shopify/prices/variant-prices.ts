import { centsText } from "../../rules/brazil/money.ts";
import { VariantPricesDocument } from "../generated/operations.ts";
import type { AdminClient } from "../client/result.ts";
import { calledOf, codeOf, lineOf, type Called } from "../client/user-errors.ts";

/** Input arrays of the Admin API. */
const PRICES_MAX = 250;
const POINTS = { call: 10, variant: 0.2 } as const;

export interface PriceLine {
  readonly variantGid: string;
  readonly priceCents: number;
  /** Null clears it; undefined = unchanged, left out. */
  readonly compareAtCents?: number | null | undefined;
}

export type PriceOutcome =
  { readonly kind: "sent" } | { readonly kind: "refused"; readonly code: string; readonly message: string };

/**
 * Sets prices of one product's variants. Each line has its own outcome (partial updates). The same prices again change
 * nothing, so the call is repeated after a lost response.
 * @returns one outcome for each line, in order
 */
export async function setVariantPrices(
  admin: AdminClient,
  productGid: string,
  lines: readonly PriceLine[],
): Promise<Exclude<Called<readonly PriceOutcome[]>, { kind: "userErrors" }>> {
  if (lines.length > PRICES_MAX)
    throw new RangeError(`${lines.length} prices in one call; Shopify takes ${PRICES_MAX}`);
  const result = await admin.run(
    VariantPricesDocument,
    {
      productId: productGid,
      variants: lines.map(({ variantGid, priceCents, compareAtCents }) => ({
        id: variantGid,
        price: centsText(priceCents),
        ...(compareAtCents === undefined
          ? {}
          : { compareAtPrice: compareAtCents === null ? null : centsText(compareAtCents) }),
      })),
    },
    { priority: "prices", repeatable: true, costPoints: Math.ceil(POINTS.call + lines.length * POINTS.variant) },
  );
  const called = calledOf(
    result,
    (data) => data.productVariantsBulkUpdate,
    () => true as const,
  );
  if (called.kind === "failed") return called;
  const outcomes: PriceOutcome[] = lines.map(() => ({ kind: "sent" }));
  for (const error of called.kind === "userErrors" ? called.errors : []) {
    const refused: PriceOutcome = { kind: "refused", code: codeOf(error), message: error.message };
    const line = lineOf(error, "variants", lines.length);
    // An error without a line (such as a deleted product) applies to every line: no price was accepted.
    for (const index of line === null ? outcomes.keys() : [line]) outcomes[index] = refused;
  }
  return { kind: "done", value: outcomes };
}
