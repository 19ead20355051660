/** The collections of /Cadastros: filter by change, order by key or by change, cut into pages, spell in the installation's dialect. */
import { failure, json, notFound } from "../answer.ts";
import type { Erp } from "../erp.ts";
import { fromLocal } from "../local-time.ts";
import { ALIASES, envelope, spell, type CollectionName, type Item } from "./dialect.ts";
import { SLOTS } from "../pictures.ts";
import { imageChangedAt, imageItem } from "./images.ts";
import { saysMoreIn } from "../speech/speech.ts";
import { pageRange } from "./paging.ts";
import { withCompanions } from "./habits.ts";
import type { Query } from "./query.ts";
import { brandItem, categoryItem, companyItem, priceItem, productItem, skuItem, stockItem } from "./records.ts";

/** Rows of a collection by their place in key order. */
interface Rows {
  readonly count: number;
  /** Epoch ms of the last change; null = the row is not shown. */
  changedAt(index: number): number | null;
  item(index: number): Item;
}

const VIEWS_MAX = 64;

export function collectionPage(erp: Erp, name: string, query: Query): Response {
  if (!isCollection(name)) return notFound(`Cadastros/${name}`);
  const since = sinceOf(query);
  if (since === null) return failure(400, "FILTRO", "DtaHorAlteracao não é data e hora");
  const { habits } = erp.settings;
  const asked = query.integer("page") ?? habits.firstPage;
  const isZero = asked === 0 && habits.firstPage === 1;
  const page = isZero && habits.pageZero === "asFirst" ? 1 : asked + 1 - habits.firstPage;
  const sizeAsked = query.integer("pagesize") ?? erp.settings.dialect.pageSizeDefault;
  const size = habits.unpaged ? Number.MAX_SAFE_INTEGER : Math.min(sizeAsked, erp.settings.dialect.pageSizeMax);
  if (isZero && habits.pageZero === "empty") return json(envelope([], false, erp.settings.dialect));
  if (!(page >= 1 && size >= 1)) return failure(400, "PAGINA", "Page e PageSize começam em 1");

  const company = query.integer("nroempresa");
  const perCompany = name === "tabelaprecoitem" || name === "produtoestoque";
  if (perCompany && company === null) return failure(400, "FILTRO", "informe NroEmpresa");
  if (perCompany && company !== null && erp.settings.forbiddenCompanies.includes(company))
    return failure(403, "SEM_PERMISSAO", `usuário sem permissão na empresa ${company}`);
  const segment = query.integer("nrosegmento") ?? erp.settings.segments[0] ?? 1;
  const division = query.integer("nrodivisao") ?? erp.settings.division;
  const known =
    erp.settings.segments.includes(segment) &&
    division === erp.settings.division &&
    (!perCompany || erp.catalogue.companies.some(({ nroEmpresa }) => nroEmpresa === company));

  const rows = rowsOf(erp, name, company ?? 1, segment);
  const view = known ? viewOf(erp, `${name}|${company}|${segment}|${since}`, rows, since) : new Int32Array(0);
  const quirk = erp.quirks.take(name, page, erp.random.quirks);
  const { dialect } = erp.settings;
  const { shortPages } = dialect;
  const saysMore = saysMoreIn(erp.settings.speech);
  const ask = { count: view.length, page: habits.unpaged ? 1 : page, size, shortPages, saysMore };
  const range = pageRange({ ...ask, quirk });
  const plain = pageRange({ ...ask, quirk: null });
  const isEnd = range.start === range.end || (quirk?.kind === "repeat" && !saysMore);
  if (isEnd && plain.start < plain.end) erp.quirks.emptied.push({ path: name, page });
  const items = Array.from(view.subarray(range.start, range.end), (index) =>
    withCompanions(erp, name, rows.item(index)).map((item) => spell(item, name, dialect)),
  ).flat();
  if (items.length === 0 && !range.hasNext && erp.settings.habits.emptyIs !== "list")
    return erp.settings.habits.emptyIs === "noContent" ? new Response(null, { status: 204 }) : notFound("registro");
  const hasNext = habits.hasNextByAsked ? page * sizeAsked < view.length : range.hasNext;
  return json(envelope(items, hasNext, dialect));
}

const isCollection = (name: string): name is CollectionName => Object.hasOwn(ALIASES, name);

function sinceOf(query: Query): number | null {
  const text = query.text("dtahoralteracao");
  return text === null ? Number.NEGATIVE_INFINITY : fromLocal(text);
}

/** Indices of the rows changed at or after `since`, kept until a record changes: the pages of one run are read one after another. */
function viewOf(erp: Erp, key: string, rows: Rows, since: number): Int32Array {
  const known = erp.views.get(key);
  if (known?.version === erp.version) return known.rows;
  const matching = new Int32Array(rows.count);
  let found = 0;
  for (let index = 0; index < rows.count; index++) {
    const changedAt = rows.changedAt(index);
    if (changedAt !== null && changedAt >= since) matching[found++] = index;
  }
  if (erp.views.size >= VIEWS_MAX) erp.views.clear();
  const view = matching.slice(0, found);
  if (erp.settings.dialect.orderedBy === "change")
    view.sort((one, other) => (rows.changedAt(one) ?? 0) - (rows.changedAt(other) ?? 0) || one - other);
  erp.views.set(key, { version: erp.version, rows: view });
  return view;
}

function rowsOf(erp: Erp, name: CollectionName, company: number, segment: number): Rows {
  const { brands, categories, companies, products, skus } = erp.catalogue;
  const isDelistedSku = (index: number) => products[skus[index]?.product ?? -1]?.delisted ?? true;
  const shownSku = (changedAt: (index: number) => number) => (index: number) =>
    isDelistedSku(index) ? null : changedAt(index);
  switch (name) {
    case "marca":
      return listed(brands, brandItem, ({ changedAt }) => changedAt);
    case "categoria":
      return listed(categories, categoryItem, ({ changedAt }) => changedAt);
    case "tabelapreco":
      return listed(companies, companyItem, () => Number.POSITIVE_INFINITY); // no stamp: always listed
    case "produto":
      return listed(
        products,
        (product) => productItem(product, erp.settings.habits.similars),
        (product) => (product.delisted ? null : product.changedAt),
      );
    case "produtosku":
      return {
        count: skus.length,
        changedAt: shownSku((index) => skus[index]?.changedAt ?? 0),
        item: (index) => skuItem(erp, index),
      };
    case "tabelaprecoitem":
      return {
        count: skus.length,
        changedAt: shownSku((index) => erp.prices.changedAt(company, segment, index)),
        item: (index) => priceItem(erp, company, segment, index),
      };
    case "produtoestoque":
      return {
        count: skus.length,
        changedAt: shownSku((index) => erp.stock.changedAt(company, skus[index]?.product ?? -1)),
        item: (index) => stockItem(erp, company, index),
      };
    case "produtoskuespecificacao":
      return imageRows(erp);
  }
}

const productAt = (row: number) => Math.floor(row / SLOTS);

/** Row = product × slot; slots that a product does not fill are not shown. */
function imageRows(erp: Erp): Rows {
  const { products } = erp.catalogue;
  return {
    count: products.length * SLOTS,
    changedAt: (row) => {
      const product = products[productAt(row)];
      return product && !product.delisted ? imageChangedAt(erp, product, productAt(row), row % SLOTS) : null;
    },
    item: (row) => {
      const product = products[productAt(row)];
      if (!product) throw new Error(`no image at ${row}`);
      return imageItem(erp, product, productAt(row), row % SLOTS);
    },
  };
}

function listed<T>(list: readonly T[], item: (entry: T) => Item, changedAt: (entry: T) => number | null): Rows {
  const at = (index: number): T => {
    const entry = list[index];
    if (entry === undefined) throw new Error(`no row at ${index}`);
    return entry;
  };
  return { count: list.length, changedAt: (index) => changedAt(at(index)), item: (index) => item(at(index)) };
}
