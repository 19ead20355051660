import type { Deps } from "../deps.ts";
import { openEntries } from "../hub/desk/desk.ts";
import { requeueOnHold } from "../hub/orders/orders.ts";
import { readCompanies, saveCompanies, type CompanyMapping, type CompanyShown } from "../hub/settings/mappings.ts";
import { leftEntry, readAbandoned, type AbandonedLocation } from "../hub/stock/abandoned-locations.ts";
import type { DeskEntry } from "../rules/record/desk-entry.ts";

/** A location that a company left with its stock on sale, and the entry that the desk holds of it. */
export interface LocationLeft extends AbandonedLocation {
  readonly entry: DeskEntry;
}

export type CompaniesMapped =
  | {
      readonly kind: "mapped";
      readonly companies: readonly (CompanyShown & {
        /** Stock still on sale at a location that no longer belongs to the company. */
        readonly left: LocationLeft | null;
      })[];
    }
  | { readonly kind: "companyTwice" }
  | { readonly kind: "locationTaken"; readonly locationGid: string; readonly holder: number; readonly company: number };

/**
 * Maps companies to locations; companies that are not named keep their mapping. The next due run evaluates the orders on
 * hold because their location had no company.
 * @param audit the row of this change, for its own batch
 */
export async function mapCompanies(
  { db, clock }: Pick<Deps, "db" | "clock">,
  given: readonly CompanyMapping[],
  audit: readonly D1PreparedStatement[],
): Promise<CompaniesMapped> {
  const conflict = await conflictOf(db, given);
  if (conflict) return conflict;
  // Stock left on sale needs an operator: a typing error in a mapping must not empty a store.
  const left = (await readAbandoned(db, given)).map((location) => ({ ...location, entry: leftEntry(location) }));
  const entries = left.map(({ entry }) => entry);
  await saveCompanies(db, given, clock.now(), [
    ...(entries.length > 0 ? [openEntries(db, entries, clock.now())] : []),
    requeueOnHold(db, ["location-unmapped"], clock.now()),
    ...audit,
  ]);
  const companies = (await readCompanies(db)).map((company) => ({
    ...company,
    left: left.find((location) => location.company === company.company) ?? null,
  }));
  return { kind: "mapped", companies };
}

/** One location belongs to one company: with two, the company of an order's lines would be unclear. */
async function conflictOf(
  db: D1Database,
  given: readonly CompanyMapping[],
): Promise<Exclude<CompaniesMapped, { kind: "mapped" }> | null> {
  const named = new Set(given.map(({ company }) => company));
  if (named.size < given.length) return { kind: "companyTwice" };
  const others = (await readCompanies(db)).filter(({ company }) => !named.has(company));
  const holders = new Map<string, number>();
  for (const { company, locationGid } of [...others, ...given]) {
    if (locationGid === null) continue;
    const holder = holders.get(locationGid);
    if (holder !== undefined) return { kind: "locationTaken", locationGid, holder, company };
    holders.set(locationGid, company);
  }
  return null;
}
