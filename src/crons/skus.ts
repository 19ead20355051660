import { type SkuRecord, type SkuRow, skuRow } from "../catalog/sku-row.ts";
import { erpSku, SKUS_PATH } from "../erp/skus.ts";
import { laySkus, SKUS_GONE } from "../hub/skus.ts";
import type { Job } from "./job.ts";
import { pullEach } from "./pull-each.ts";
import { skuKeyOf, skuLabelOf } from "./pull-page.ts";
import type { PullKind } from "./pull.ts";

const kind: PullKind<SkuRecord, SkuRow> = {
  path: SKUS_PATH,
  query: ({ division, segment }) => ({ NroDivisao: division, NroSegmento: segment }),
  reader: erpSku,
  rule: skuRow,
  label: skuLabelOf,
  keyOf: skuKeyOf,
  lay: (db, runId, { rows }, _key, now) => laySkus(db, runId, rows, now),
  gone: SKUS_GONE,
};

/** Pulls Cadastros/ProdutoSku into the hub. */
export const skus: Job = {
  name: "skus",
  run: (deps, run) => pullEach(deps, run, kind, [{ name: "skus", company: 0, segment: 0 }]),
};
