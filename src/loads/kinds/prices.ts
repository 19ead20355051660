import { type PriceRecord, type ErpPriceRow, mergePrices, priceRow } from "../../rules/prices/price-row.ts";
import { erpPrice } from "../../erp/records/prices.ts";
import { priceTables } from "../../hub/settings/companies.ts";
import { upsertPrices, PRICES_DELISTING } from "../../hub/prices/prices.ts";
import type { Deps } from "../../deps.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { pullEach } from "../pull-each.ts";
import { skuKeyOf, skuLabelOf } from "../parse-page.ts";
import type { PullKind } from "../pull-load.ts";

const kind: PullKind<PriceRecord, ErpPriceRow> = {
  area: "prices",
  collection: "prices",
  filters: (_config, { company, segment }) => ({ company, segment }),
  reader: erpPrice,
  rule: priceRow,
  merge: mergePrices,
  label: skuLabelOf,
  keyOf: skuKeyOf,
  upsert: (db, runId, { rows, offs }, key) => upsertPrices(db, runId, key, rows, offs),
  delisting: PRICES_DELISTING,
};

/** Pulls Cadastros/TabelaPrecoItem of every (company, segment) that has a price target. */
export async function pullPrices(deps: Deps, run: Run): Promise<JobOutcome> {
  const tables = await priceTables(deps.db);
  return pullEach(
    deps,
    run,
    kind,
    tables.map(({ company, segment }) => ({ name: "prices", company, segment })),
  );
}
