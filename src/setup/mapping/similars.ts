/** A person's list of similar products: checked whole, then stored. */
import type { Deps } from "../../deps.ts";
import { knownProducts, readSimilarState, saveSimilars, type SimilarState } from "../../hub/catalog/similars.ts";
import { readSimilars, similarsOf, type SimilarFault, type SimilarLine } from "../../rules/catalog/similars.ts";
import { auditMapping } from "./both-sides.ts";

/** Lines that the audit keeps, and numbers that an answer names. */
const SHOWN_MAX = 100;
const MARKED_MAX = 500;

export type SimilarsChanged =
  | {
      readonly kind: "changed";
      readonly products: number;
      /** Products whose list differs from the one before. */
      readonly changed: number;
      /** Numbers that the hub does not know: they count as soon as the ERP brings them. */
      readonly unknown: readonly number[];
    }
  | { readonly kind: "invalid"; readonly faults: readonly SimilarFault[] };

export const listSimilars = (db: D1Database): Promise<SimilarState> => readSimilarState(db, MARKED_MAX);

/** @param given a CSV as text, or lists */
export async function changeSimilars(
  deps: Pick<Deps, "db" | "clock" | "random" | "who">,
  given: string | readonly SimilarLine[],
): Promise<SimilarsChanged> {
  const { lines, faults } =
    typeof given === "string"
      ? readSimilars(given)
      : {
          lines: given.map((each) => ({ ...each, similars: similarsOf(each.seqProduct, each.similars) })),
          faults: [],
        };
  if (faults.length > 0) return { kind: "invalid", faults: faults.slice(0, SHOWN_MAX) };
  const named = [...new Set(lines.flatMap(({ seqProduct, similars }) => [seqProduct, ...similars]))];
  const known = await knownProducts(deps.db, named);
  const audit = auditMapping(deps, "similars", null, { products: lines.length, lines: lines.slice(0, SHOWN_MAX) });
  const changed = await saveSimilars(deps.db, lines, [audit]);
  const unknown = named.filter((seqProduct) => !known.has(seqProduct)).slice(0, SHOWN_MAX);
  return { kind: "changed", products: lines.length, changed, unknown };
}
