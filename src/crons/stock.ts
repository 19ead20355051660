import { type StockRecord, type StockRow, stockRow } from "../catalog/stock-row.ts";
import { erpStock, STOCK_PATH } from "../erp/stock.ts";
import { companiesWithStock } from "../hub/companies.ts";
import { layStock, STOCK_GONE } from "../hub/stock-pull.ts";
import type { Job } from "./job.ts";
import { pullEach } from "./pull-each.ts";
import { skuKeyOf, skuLabelOf } from "./pull-page.ts";
import type { PullKind } from "./pull.ts";

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
