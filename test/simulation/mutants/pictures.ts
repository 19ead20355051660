/** Deliberate defects of the pictures' way to the shop, one at a time. */
import { type Mutant, one } from "./mutant.ts";

export const PICTURE_MUTANTS: readonly Mutant[] = [
  one(
    "picture-at-the-end",
    "our pictures stay in the order in which they were attached",
    "src/publish/images/place.ts",
    "if (isOpen() && plan.moves.length > 0)",
    "if (isOpen() && plan.moves.length > 99)",
  ),
  one(
    "picture-never-leaves",
    "a picture that the ERP removed stays on its product",
    "src/rules/images/media-plan.ts",
    "const detach = waits ? [] : stale;",
    "const detach = waits ? [] : stale.slice(99);",
  ),
  one(
    "picture-file-twice",
    "a create whose response was lost is sent again under another name",
    "src/shopify/images/files.ts",
    'duplicateResolutionMode: "RAISE_ERROR" as const,',
    'duplicateResolutionMode: "APPEND_UUID" as const,',
  ),
  one(
    "picture-not-fetched-again",
    "a picture that was replaced under its address is not asked for",
    "src/rules/images/image-row.ts",
    "rowHash(VERSION, [...Object.values(rest), changedAt])",
    "rowHash(VERSION, [...Object.values(rest), changedAt === null])",
  ),
  one(
    "picture-of-a-product-that-waits",
    "the creation of a product does not make its pictures due",
    "src/publish/catalog/marks.ts",
    "          markMediaOf(\n            db,\n            withSet.map(({ due }) => due.seqProduct),",
    "          markMediaOf(\n            db,\n            withSet.slice(99).map(({ due }) => due.seqProduct),",
  ),
  one(
    "picture-ready-unseen",
    "a file that becomes ready makes no product due",
    "src/publish/images/follow.ts",
    'state: "ready", nextAt: null, attempts: 0, marksDue: true',
    'state: "ready", nextAt: null, attempts: 0, marksDue: false',
  ),
];
