/** Which of the ERP's specifications go to which metafields. */
import type { Deps } from "../deps.ts";
import { readMapping, readNames, saveMapping } from "../hub/images/specifications.ts";
import { nameKey, type SpecificationMapping } from "../rules/images/specifications.ts";

/** Names that the answer lists. */
const NAMES_MAX = 200;

export interface SpecificationState {
  readonly mapping: SpecificationMapping;
  /** What the ERP has, the most frequent first; `isMapped` false: it goes nowhere. */
  readonly names: readonly { readonly name: string; readonly records: number; readonly isMapped: boolean }[];
}

export async function listSpecifications(db: D1Database): Promise<SpecificationState> {
  const mapping = await readMapping(db);
  const mapped = new Set(mapping.map(({ name }) => nameKey(name)));
  const names = await readNames(db, NAMES_MAX);
  return { mapping, names: names.map((each) => ({ ...each, isMapped: mapped.has(nameKey(each.name)) })) };
}

/** Replaces the whole mapping. Metafields that were filled by the former one are removed from the shop. */
export async function replaceSpecifications(
  { db, clock }: Pick<Deps, "db" | "clock">,
  mapping: SpecificationMapping,
): Promise<SpecificationState> {
  await saveMapping(db, mapping, clock.now());
  return listSpecifications(db);
}
