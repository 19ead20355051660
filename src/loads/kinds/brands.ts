import { brandRef } from "../../rules/record/desk-entry.ts";
import { type BrandRecord, type ErpBrandRow, brandRow } from "../../rules/catalog/brand.ts";
import { erpBrand } from "../../erp/records/brands.ts";
import { BRANDS_DELISTING, upsertBrands } from "../../hub/catalog/brands.ts";
import type { Deps } from "../../deps.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { pullEach } from "../pull-each.ts";
import { numberKeyOf, numberLabelOf } from "../parse-page.ts";
import type { PullKind } from "../pull-load.ts";

const kind: PullKind<BrandRecord, ErpBrandRow> = {
  area: "brands",
  collection: "brands",
  filters: () => ({}),
  reader: erpBrand,
  rule: brandRow,
  label: ({ seqBrand }) => numberLabelOf(seqBrand, brandRef),
  keyOf: numberKeyOf,
  upsert: (db, runId, { rows, offs }) => upsertBrands(db, runId, rows, offs),
  delisting: BRANDS_DELISTING,
};

/** Pulls Cadastros/Marca into the hub. */
export const pullBrands = (deps: Deps, run: Run): Promise<JobOutcome> =>
  pullEach(deps, run, kind, [{ name: "brands", company: 0, segment: 0 }]);
