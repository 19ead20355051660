/** Deliberate defects of the pictures' way to the shop, one at a time. */
import { type Mutant, one } from "./mutant.ts";

export const PICTURE_MUTANTS: readonly Mutant[] = [
  one(
    "merchant's-picture-is-stale",
    "a picture that the merchant added is taken off as one of ours that is no longer wanted",
    "src/rules/images/media-plan.ts",
    "const stale = sent.files.map(({ gid }) => gid).filter(",
    "const stale = liveIds.filter(",
  ),
  one(
    "picture-keeps-the-old-title",
    "the text of a picture stays when its product's title changes",
    "src/rules/images/media-plan.ts",
    "picture.owner === seqProduct && picture.alt !== alt",
    "picture.owner === seqProduct && picture.alt === alt",
  ),
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
    "const detach = waits ? [] : stale.filter((gid) => !dropped.includes(gid));",
    "const detach = waits ? [] : stale.slice(99);",
  ),
  {
    name: "picture-file-twice",
    says: "a create whose response was lost is sent again without being looked up, and Shopify finds another name",
    edits: [
      {
        file: "src/shopify/images/files.ts",
        find: 'duplicateResolutionMode: "RAISE_ERROR" as const,',
        replace: 'duplicateResolutionMode: "APPEND_UUID" as const,',
      },
      {
        file: "src/publish/images/upload.ts",
        find: 'if (created.failure.kind !== "unknown")',
        replace: "if (created.failure)",
      },
    ],
  },
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
    "picture-replaced-unseen",
    "a picture that replaces another under its row makes no product due",
    "src/hub/images/fetches.ts",
    "AND i.${images.content} IS NOT j.value ->> 'content'`",
    "AND i.${images.content} IS NULL`",
  ),
  one(
    "failed-file-unseen",
    "a file that fails after it was ready is not asked about again",
    "src/rules/images/media-plan.ts",
    "isFailed && wanted.some(({ fileGid }) => fileGid === id)",
    "isFailed && wanted.every(({ fileGid }) => fileGid === id && fileGid === '')",
  ),
  one(
    "specification-stays",
    "a metafield stays in the shop when its record or its mapping leaves",
    "src/rules/images/specifications.ts",
    "return type === undefined || type !== field.type;",
    "return type !== undefined && type !== field.type;",
  ),
  one(
    "specification-by-the-former-mapping",
    "another mapping is stored, and no product is compared with it",
    "src/hub/images/specifications.ts",
    '"SELECT 0 AS scope")',
    '"SELECT 0 AS scope WHERE false")',
  ),
  one(
    "specification-once",
    "a text that changes in the ERP stays in the shop as it was first sent",
    "src/rules/images/specifications.ts",
    "!before?.sure || before.value !== field.value ||",
    "!before?.sure ||",
  ),
];
