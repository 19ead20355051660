import {
  type SkuRecord,
  type ErpSkuRow,
  mergeSkus,
  skuRow,
  withActivity,
  withoutName,
} from "../../rules/catalog/sku.ts";
import { erpSku } from "../../erp/records/skus.ts";
import { readSkuFacts, upsertSkus, SKUS_DELISTING } from "../../hub/catalog/skus.ts";
import type { Deps } from "../../deps.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { pullEach } from "../pull-each.ts";
import { skuKeyOf, skuLabelOf } from "../parse-page.ts";
import type { PullKind } from "../pull-load.ts";
import type { Prepare } from "../read-whole.ts";

/** Each company may have a record of its own, on any page and in any run: the hub has what the others said. */
const prepare: Prepare<ErpSkuRow, ErpSkuRow> = async ({ db }, parsed) => {
  const facts = await readSkuFacts(
    db,
    parsed.filter(({ activity, name }) => activity !== null || name !== null),
  );
  const rows = parsed.map((row) => {
    const { activity = null, shortName = null } = facts.get(row.sku) ?? {};
    const full = withActivity(row, activity);
    return full.name !== null && full.name === shortName ? withoutName(full) : full;
  });
  return { kind: "prepared", rows, refused: [] };
};

const kind: PullKind<SkuRecord, ErpSkuRow> = {
  area: "skus",
  collection: "skus",
  filters: ({ division, segment }) => ({ division, segment }),
  reader: erpSku,
  rule: skuRow,
  distinct: ({ company }) => String(company ?? 0),
  merge: mergeSkus,
  prepare,
  label: skuLabelOf,
  keyOf: skuKeyOf,
  upsert: (db, runId, { rows }, _key, now) => upsertSkus(db, runId, rows, now),
  delisting: SKUS_DELISTING,
};

/** Pulls Cadastros/ProdutoSku into the hub. */
export const pullSkus = (deps: Deps, run: Run): Promise<JobOutcome> =>
  pullEach(deps, run, kind, [{ name: "skus", company: 0, segment: 0 }]);
