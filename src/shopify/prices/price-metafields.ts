import { SetPriceMetafieldsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf, lineErrorOf, type LineError } from "../client/user-errors.ts";

/** The limit of metafieldsSet, all or none. */
export const METAFIELDS_MAX = 25;
const POINTS = { call: 10, variant: 2 } as const;

export type SetPricesResult =
  | { readonly kind: "accepted" }
  /** Nothing was written. `line` null: the error names none. */
  | {
      readonly kind: "errors";
      readonly errors: readonly LineError[];
    }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/** Sets `erp.precos` of variants. The same value again changes nothing, so the call is repeated freely. */
export async function setPriceMetafields(
  admin: AdminClient,
  variants: readonly { readonly variantGid: string; readonly value: string }[],
): Promise<SetPricesResult> {
  if (variants.length > METAFIELDS_MAX)
    throw new RangeError(`${variants.length} metafields in one call; Shopify takes ${METAFIELDS_MAX}`);
  const result = await admin.run(
    SetPriceMetafieldsDocument,
    {
      metafields: variants.map(({ variantGid, value }) => ({
        ownerId: variantGid,
        namespace: "erp",
        key: "precos",
        type: "json",
        value,
      })),
    },
    { priority: "prices", repeatable: true, costPoints: POINTS.call + variants.length * POINTS.variant },
  );
  const called = calledOf(
    result,
    (data) => data.metafieldsSet,
    () => true as const,
  );
  if (called.kind === "failed") return called;
  if (called.kind === "done") return { kind: "accepted" };
  return {
    kind: "errors",
    errors: called.errors.map((error) => lineErrorOf(error, "metafields", variants.length)),
  };
}
