import { ActiveLocationsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";

const LOCATIONS_MAX = 250;

/** The locations that exist and are active. */
export async function readActiveLocations(
  admin: AdminClient,
  locations: readonly string[],
): Promise<
  | { readonly kind: "locations"; readonly active: ReadonlySet<string> }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const active = new Set<string>();
  for (let from = 0; from < locations.length; from += LOCATIONS_MAX) {
    const ids = locations.slice(from, from + LOCATIONS_MAX);
    const result = await admin.run(ActiveLocationsDocument, { ids }, { priority: "stock", costPoints: ids.length });
    if (!result.ok) return { kind: "failed", failure: result.failure };
    for (const node of result.data.nodes) if (node && "isActive" in node && node.isActive) active.add(node.id);
  }
  return { kind: "locations", active };
}
