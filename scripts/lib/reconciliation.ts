/** Do the counts close? Compared with what the two simulators saw and hold, not only with the Worker's own tables. */
import { skusOf } from "../../sim/consinco/view.ts";
import type { Order } from "../../sim/shopify/records/orders.ts";
import type { Report } from "../../src/hub/report/report.ts";
import { erpIdOf, hasInvoice, INVOICE_FIELD, lanesOf } from "./first-sync.ts";
import { comparePictures, type PictureCounts } from "./pictures.ts";
import type { Simulators } from "./simulators.ts";

export interface OrderCounts {
  readonly placed: number;
  readonly inErp: number;
  /** On both sides. */
  readonly cancelled: number;
  readonly invoiced: number;
  readonly shownInShopify: number;
}

export interface Reconciliation {
  /** What does not close, each naming the record; empty when all does. */
  readonly problems: readonly string[];
  readonly orders: OrderCounts;
  /** SKU at a company whose stock and price were compared one to one. */
  readonly compared: number;
  readonly pictures: PictureCounts;
}

/**
 * @param exact false after a crash: a page may have been served twice, so "read" may be less than served.
 * @param cancelled of the orders: those that were cancelled, so that no invoice is due
 */
export function close({
  simulators,
  report,
  orders,
  exact = true,
  cancelled = new Set(),
}: {
  readonly simulators: Simulators;
  readonly report: Report;
  readonly orders: readonly Order[];
  readonly exact?: boolean;
  readonly cancelled?: ReadonlySet<Order>;
}): Reconciliation {
  const catalogue = compareCatalogue(simulators);
  const pictures = comparePictures(simulators);
  const problems = [
    ...loadProblems(report, simulators, exact),
    ...laneProblems(report),
    ...orderProblems(orders, cancelled, simulators),
    ...catalogue.problems,
    ...pictures.problems,
  ];
  const { journal, state } = simulators.consinco;
  const ids = new Set(orders.map(erpIdOf));
  return {
    problems,
    compared: catalogue.compared,
    pictures: pictures.counts,
    orders: {
      placed: orders.length,
      inErp: journal.orders().filter((record) => ids.has(record.idPedidoCanalVenda) && record.accepted.length > 0)
        .length,
      cancelled: state.orders.all.filter(
        ({ stage, body }) =>
          stage === "cancelled" &&
          orders.some((order) => order.cancelledAt !== null && erpIdOf(order) === body.idPedidoCanalVenda),
      ).length,
      invoiced: state.orders.all.filter((order) => order.stage === "invoiced").length,
      shownInShopify: orders.filter(hasInvoice).length,
    },
  };
}

/** Our load → the collection it reads. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  brands: "Marca",
  categories: "Categoria",
  products: "Produto",
  skus: "ProdutoSku",
  prices: "TabelaPrecoItem",
  stock: "ProdutoEstoque",
  images: "ProdutoSkuEspecificacao",
};

function loadProblems({ loads }: Report, { served }: Simulators, exact: boolean): string[] {
  const problems = loads.flatMap((load) => {
    const label = load.company === 0 ? load.name : `${load.name}, company ${load.company}`;
    const sum = load.changed + load.unchanged + load.refused;
    return [
      ...(load.read === sum ? [] : [`load ${label}: ${load.read} read, but ${sum} changed, unchanged or refused`]),
      ...(load.failedRuns === 0 ? [] : [`load ${label}: ${load.failedRuns} runs failed`]),
    ];
  });
  for (const [name, collection] of Object.entries(COLLECTIONS)) {
    const read = loads.filter((load) => load.name === name).reduce((sum, load) => sum + load.read, 0);
    const given = [...served]
      .filter(([key]) => key.toLowerCase().startsWith(`${collection.toLowerCase()}/`))
      .reduce((sum, [, items]) => sum + items, 0);
    if (read === 0) problems.push(`load ${name}: read nothing`);
    if (exact ? read !== given : read > given)
      problems.push(`load ${name}: reports ${read} read, but the ERP served ${given}`);
  }
  return problems;
}

function laneProblems({ lanes, backlog }: Report): string[] {
  return [
    ...(lanes.length > 0 ? [] : ["publish: no lane has run"]),
    ...lanes.flatMap(({ lane, due, sent, refused, pending, failedRuns }) => [
      ...(due === sent + refused + pending
        ? []
        : [`${lane}: ${due} due, but ${sent + refused + pending} sent, refused or pending`]),
      ...(failedRuns === 0 ? [] : [`${lane}: ${failedRuns} runs failed`]),
    ]),
    ...lanesOf(backlog).flatMap(({ lane, rows }) => (rows === 0 ? [] : [`${lane}: ${rows} still due`])),
  ];
}

function orderProblems(
  orders: readonly Order[],
  cancelled: ReadonlySet<Order>,
  { consinco, shopify }: Simulators,
): string[] {
  const writes = new Map<string, number>();
  for (const { effect } of shopify.journal.effects("metafield"))
    if (effect["name"] === INVOICE_FIELD && effect["changed"] === true)
      writes.set(String(effect["owner"]), (writes.get(String(effect["owner"])) ?? 0) + 1);
  const known = new Set(orders.map(erpIdOf));
  return [
    ...consinco.journal
      .orders()
      .filter(({ idPedidoCanalVenda: id, accepted }) => accepted.length > 0 && !known.has(id))
      .map(({ idPedidoCanalVenda: id }) => `ERP order of ${id}: no such paid order in Shopify`),
    ...orders.flatMap((order) => {
      const accepted = consinco.journal.order(erpIdOf(order)).accepted;
      const held = consinco.state.orders.all.filter(({ body }) => body.idPedidoCanalVenda === erpIdOf(order));
      const chave = held[0]?.invoices[0]?.chave;
      const shown = order.metafields.get(INVOICE_FIELD)?.value;
      const once = cancelled.has(order) ? 0 : 1;
      return [
        ...(accepted.length === 1 && held.length === 1
          ? []
          : [`order ${order.name}: ${accepted.length} orders in the ERP`]),
        ...((chave === undefined) === cancelled.has(order) && shown === chave
          ? []
          : [`order ${order.name}: its invoice is not the one Shopify shows`]),
        ...((writes.get(order.id) ?? 0) === once
          ? []
          : [`order ${order.name}: invoice written ${writes.get(order.id) ?? 0} times`]),
      ];
    }),
  ];
}

/** Every SKU that is sold, clean in every load and counted: Shopify's level at each company, and its price, must be the ERP's. */
function compareCatalogue({ consinco, shopify, mappings }: Simulators): { problems: string[]; compared: number } {
  const variants = new Map([...shopify.state.variants.values()].map((variant) => [variant.item.sku, variant]));
  const products = new Map(consinco.state.catalogue.products.map((product) => [product.seqProduto, product]));
  const now = Date.now();
  const problems: string[] = [];
  let compared = 0;
  for (const { company, locationId } of mappings)
    for (const sku of skusOf(consinco.state, company)) {
      const product = products.get(sku.seqProduto);
      if (sku.dirty || !sku.active || sku.unlimited || sku.statusVenda !== "A" || !product) continue;
      const label = `${sku.key} at company ${company}`;
      const variant = variants.get(sku.key);
      if (!variant) {
        problems.push(`${label}: sold by the ERP, not in Shopify`);
        continue;
      }
      compared += 1;
      const unitMilli = product.weighed ? (product.multipleMilli ?? 1000) : sku.qtdEmbalagem * 1000;
      const wanted = Math.max(0, Math.floor(sku.quantityMilli / unitMilli));
      const level = variant.item.levels.get(locationId);
      if (level?.available !== wanted || !level.isActive)
        problems.push(`${label}: ${wanted} in the ERP, ${level?.available ?? "no level"} in Shopify`);
      if (company !== mappings[0]?.company) continue; // the shop's price is the reference company's
      const promotion = sku.promotion;
      const listCents = promotion && promotion.from <= now && now < promotion.until ? promotion.cents : sku.normalCents;
      const wantedCents = product.weighed ? Math.round((listCents * unitMilli) / 1000) : listCents;
      if (variant.price !== wantedCents)
        problems.push(`${label}: ${wantedCents} cents in the ERP, ${variant.price} in Shopify`);
    }
  if (compared === 0) problems.push("catalogue: no SKU could be compared");
  return { problems, compared };
}
