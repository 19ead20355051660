import { type SkuRecord, type ErpSkuRow, skuRow } from "../../rules/catalog/sku.ts";
import { erpSku } from "../../erp/records/skus.ts";
import { upsertSkus, SKUS_DELISTING } from "../../hub/catalog/skus.ts";
import type { Deps } from "../../deps.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { pullEach } from "../pull-each.ts";
import { skuKeyOf, skuLabelOf } from "../parse-page.ts";
import type { PullKind } from "../pull-load.ts";

const kind: PullKind<SkuRecord, ErpSkuRow> = {
  area: "skus",
  collection: "skus",
  filters: ({ division, segment }) => ({ division, segment }),
  reader: erpSku,
  rule: skuRow,
  label: skuLabelOf,
  keyOf: skuKeyOf,
  upsert: (db, runId, { rows }, _key, now) => upsertSkus(db, runId, rows, now),
  delisting: SKUS_DELISTING,
};

/** Pulls Cadastros/ProdutoSku into the hub. */
export const pullSkus = (deps: Deps, run: Run): Promise<JobOutcome> =>
  pullEach(deps, run, kind, [{ name: "skus", company: 0, segment: 0 }]);
