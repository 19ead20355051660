import { productRow, type ProductRecord, type ErpProductRow } from "../../rules/catalog/product.ts";
import { erpProduct } from "../../erp/records/products.ts";
import { upsertProducts, PRODUCTS_DELISTING } from "../../hub/catalog/products.ts";
import type { Deps } from "../../deps.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { pullEach } from "../pull-each.ts";
import { numberKeyOf, productLabelOf } from "../parse-page.ts";
import type { PullKind } from "../pull-load.ts";

const kind: PullKind<ProductRecord, ErpProductRow> = {
  area: "products",
  collection: "products",
  filters: ({ division, categoryType }) => ({ division, categoryType }),
  reader: erpProduct,
  rule: productRow,
  needs: ["pesavel"],
  label: ({ seqProduct }) => productLabelOf(seqProduct),
  keyOf: numberKeyOf,
  upsert: (db, runId, { rows, offs }, { isFull }) => upsertProducts(db, runId, rows, offs, isFull === 1),
  delisting: PRODUCTS_DELISTING,
};

/** Pulls Cadastros/Produto into the hub. */
export const pullProducts = (deps: Deps, run: Run): Promise<JobOutcome> =>
  pullEach(deps, run, kind, [{ name: "products", company: 0, segment: 0 }]);
