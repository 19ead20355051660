import { type StockRecord, type StockRow, stockRow } from "../rules/stock/stock-row.ts";
import { erpStock, STOCK_PATH } from "../erp/records/stock.ts";
import { companiesWithStock } from "../hub/settings/companies.ts";
import { layStock, STOCK_GONE } from "../hub/stock/erp-stock.ts";
import type { Job } from "../job.ts";
import { pullEach } from "../loads/pull-each.ts";
import { skuKeyOf, skuLabelOf } from "../loads/parse-page.ts";
import type { PullKind } from "../loads/pull-load.ts";

const kind: PullKind<StockRecord, StockRow> = {
  path: STOCK_PATH,
  query: ({ division, segment }, { company }) => ({ Nroempresa: company, NroDivisao: division, NroSegmento: segment }),
  reader: erpStock,
  rule: (record, { company }) => stockRow(record, company),
  label: skuLabelOf,
  keyOf: skuKeyOf,
  lay: (db, runId, { rows }) => layStock(db, runId, rows),
  gone: STOCK_GONE,
};

/** Pulls Cadastros/ProdutoEstoque into the hub, one mapped company (loja) at a time. */
export const stock: Job = {
  name: "stock",
  async run(deps, run) {
    const companies = await companiesWithStock(deps.db);
    return pullEach(
      deps,
      run,
      kind,
      companies.map((company) => ({ name: "stock", company, segment: 0 })),
    );
  },
};
