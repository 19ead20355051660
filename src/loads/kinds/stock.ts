import { type StockRecord, type ErpStockRow, mergeStock, stockRow } from "../../rules/stock/stock-row.ts";
import { erpStock } from "../../erp/records/stock.ts";
import { companiesWithStock } from "../../hub/settings/companies.ts";
import { endCounted } from "../../hub/stock/stock-cuts.ts";
import { upsertStock, STOCK_DELISTING } from "../../hub/stock/erp-stock.ts";
import type { Deps } from "../../deps.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { pullEach } from "../pull-each.ts";
import { skuKeyOf, skuLabelOf } from "../parse-page.ts";
import type { PullKind } from "../pull-load.ts";

const kind: PullKind<StockRecord, ErpStockRow> = {
  area: "stock",
  collection: "stock",
  filters: ({ division, segment }, { company }) => ({ company, division, segment }),
  reader: erpStock,
  rule: (record, { company }) => stockRow(record, company),
  merge: mergeStock,
  label: skuLabelOf,
  keyOf: skuKeyOf,
  upsert: (db, runId, { rows }, _key, now) => [...endCounted(db, rows, now), ...upsertStock(db, runId, rows)],
  delisting: STOCK_DELISTING,
};

/** Pulls Cadastros/ProdutoEstoque into the hub, one mapped company (loja) at a time. */
export async function pullStock(deps: Deps, run: Run): Promise<JobOutcome> {
  const companies = await companiesWithStock(deps.db);
  return pullEach(
    deps,
    run,
    kind,
    companies.map((company) => ({ name: "stock", company, segment: 0 })),
  );
}
