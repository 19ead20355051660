import { EntitlementsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";

/** Of all kinds together, in every plan. */
export const MARKETS_MAX = 50;

/** What the shop's plan allows of one kind of market. */
export interface Entitlement {
  readonly isEnabled: boolean;
  /** Catalogues of this kind at most. */
  readonly catalogs: number;
}

/** `company`: catalogues assigned to B2B company locations directly. */
export type Entitlements = Readonly<Record<"location" | "region" | "company", Entitlement>>;

/** Read before a market or a catalogue is made: what the plan refuses later would leave a part behind. */
export async function readEntitlements(
  admin: AdminClient,
): Promise<
  | { readonly kind: "entitlements"; readonly value: Entitlements }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const result = await admin.run(EntitlementsDocument, {}, { priority: "prices" });
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const { b2b, markets } = result.data.shop.entitlements;
  const of = ({ enabled, catalogs }: (typeof markets)["retail"]): Entitlement => ({
    isEnabled: enabled && catalogs.enabled,
    catalogs: catalogs.limit,
  });
  const company = of(markets.b2b);
  return {
    kind: "entitlements",
    value: {
      location: of(markets.retail),
      region: of(markets.regions),
      company: { ...company, isEnabled: company.isEnabled && b2b.enabled },
    },
  };
}
