import { type TreeFault, treeFaults } from "../../rules/catalog/category-path.ts";
import { type CategoryRecord, type ErpCategoryRow, categoryRow } from "../../rules/catalog/category.ts";
import type { Deps } from "../../deps.ts";
import { erpCategory } from "../../erp/records/categories.ts";
import { CATEGORIES_DELISTING, upsertCategories, readTree } from "../../hub/catalog/categories.ts";
import { categoryRef, type EntryIn } from "../../rules/record/desk-entry.ts";
import { replaceOpenEntries } from "../../hub/desk/desk.ts";
import { listLoads } from "../../hub/loads/loads.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { pullEach } from "../pull-each.ts";
import { numberKeyOf, numberLabelOf } from "../parse-page.ts";
import type { PullKind } from "../pull-load.ts";

const kind: PullKind<CategoryRecord, ErpCategoryRow> = {
  area: "categories",
  collection: "categories",
  filters: () => ({}),
  reader: erpCategory,
  rule: categoryRow,
  label: ({ seqCategory }) => numberLabelOf(seqCategory, categoryRef),
  keyOf: numberKeyOf,
  upsert: (db, runId, { rows, offs }) => upsertCategories(db, runId, rows, offs),
  delisting: CATEGORIES_DELISTING,
};

/** Pulls Cadastros/Categoria into the hub, then checks the tree as a whole. */
export async function pullCategories(deps: Deps, run: Run): Promise<JobOutcome> {
  const outcome = await pullEach(deps, run, kind, [{ name: "categories", company: 0, segment: 0 }]);
  if (outcome === "done") await judgeTree(deps);
  return outcome;
}

/** A separate area on the desk: a page closes the entries of its right records, and no page sees the whole tree. */
const TREE_AREA = "category-tree";

/** Runs after every load run, so a run that crashed before its check is covered by the next. */
async function judgeTree({ db, clock }: Deps): Promise<void> {
  // During a run, a parent may be missing only because its page has not come yet.
  if ((await listLoads(db, "categories")).some(({ runId }) => runId !== null)) return;
  await replaceOpenEntries(db, TREE_AREA, treeFaults(await readTree(db)).map(entryOf), clock.now());
}

function entryOf({ node, kind: fault }: TreeFault): EntryIn<typeof TREE_AREA> {
  const about = { area: TREE_AREA, ref: categoryRef(node.seq) } as const;
  return fault === "parent-missing"
    ? { ...about, reason: "category-parent-missing", params: { name: node.name, parent: node.parent ?? 0 } }
    : { ...about, reason: "category-circle", params: { name: node.name } };
}
