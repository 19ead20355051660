/** How an installation serves its lists where no document says how. The default is the ERP of erp-wire. */
import type { Item } from "./dialect.ts";
import type { Erp } from "../erp.ts";
import { erpNow } from "../erp.ts";
import { toLocal } from "../local-time.ts";

export interface Habits {
  /** What a page without records is: a list without items, 204, or a 404 in the ERP's error shape. */
  readonly emptyIs: "list" | "noContent" | "notFound";
  /** Prices of another segment and stock of the warehouse 901 stand behind the record that was asked for. */
  readonly foreignRows: boolean;
  /** A promotion that begins in some days is a record of its own, behind the one of now. */
  readonly promotionRows: boolean;
  /** A SKU has one record a company, each with that company's `ativo`. */
  readonly skuPerCompany: boolean;
  /** A price has `precoClube` and `promocaoAPartir`; no public document shows an entry of the latter. */
  readonly offers: boolean;
  /** A product lists its similar products (`indKit` says only that there are some) and has a limit per sale. */
  readonly similars: boolean;
  /** What the number of the first page is, and what page 0 is where they begin at 1. */
  readonly firstPage: 0 | 1;
  readonly pageZero: "refused" | "asFirst" | "empty";
  /** `hasNext` says what would follow if the page were as long as asked for, though `pageSizeMax` cut it. */
  readonly hasNextByAsked: boolean;
  /** Every page is the whole list. */
  readonly unpaged: boolean;
}

export const HABITS_DEFAULTS: Habits = {
  emptyIs: "list",
  foreignRows: false,
  promotionRows: false,
  skuPerCompany: false,
  offers: false,
  similars: false,
  firstPage: 1,
  pageZero: "refused",
  hasNextByAsked: false,
  unpaged: false,
};

const DAY_MS = 86_400_000;

/** A record with what stands behind it. */
export function withCompanions(erp: Erp, collection: string, item: Item): Item[] {
  const { foreignRows, promotionRows, skuPerCompany } = erp.settings.habits;
  if (collection === "produtosku" && skuPerCompany) return ofCompanies(erp, item);
  const items = [item];
  const price = item["precoNormal"];
  if (collection === "tabelaprecoitem" && promotionRows && typeof price === "number" && price >= 1)
    items.push({
      ...item,
      precoPromoc: Math.round(price * 50) / 100,
      dtaInicioPromoc: toLocal(erpNow(erp) + 5 * DAY_MS),
      dtaFimPromoc: toLocal(erpNow(erp) + 9 * DAY_MS),
    });
  if (collection === "tabelaprecoitem" && foreignRows)
    items.push({ ...item, nroSegmento: Number(item["nroSegmento"]) + 7, precoNormal: 0.07, precoPromoc: 0 });
  if (collection === "produtoestoque" && foreignRows)
    items.push({ ...item, warehouseERPReferenceKey: 901, quantity: 0 }, { ...item, warehouseERPReferenceKey: 902 });
  return items;
}

function ofCompanies(erp: Erp, item: Item): Item[] {
  const key = `P${String(item["seqProduto"])}E${String(item["qtdEmbalagem"])}`;
  const { offAt = [] } = erp.catalogue.skus[erp.skuByKey.get(key) ?? -1] ?? {};
  return erp.catalogue.companies.map(({ nroEmpresa }) => ({
    ...item,
    nroEmpresa,
    ativo: item["ativo"] === true && !offAt.includes(nroEmpresa),
  }));
}
