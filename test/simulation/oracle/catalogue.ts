/** What a customer finds in the shop, compared with what the ERP last reported: by multiplication, division and comparison. */
import { productsOf, skusOf, type SkuView } from "../../../sim/consinco/view.ts";
import type { Product as ErpProduct, Sku } from "../../../sim/consinco/catalogue/types.ts";
import type { Product, Variant } from "../../../sim/shopify/records/products.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { JudgeContext } from "./judge.ts";
import { isHeldBack } from "./held-stock.ts";
import { applyDelisting } from "./delisted.ts";
import { judgeCollections, judgePlace } from "./collections.ts";
import { judgePackage } from "./package.ts";
import { lineUnitMilli, soldSku } from "./units.ts";
import { isPending, lastReadable, mayStayOff, wantedPrice } from "./price.ts";
import { judgeTargets } from "./targets.ts";

/** The company and segment whose prices are the shop's own (scenario/setup.ts). */
const REFERENCE = { company: 1, segment: 1 } as const;

export function judgeCatalogue(context: JudgeContext, isQuiet: boolean): void {
  if (!isQuiet) return; // what is still under way is a violation already
  judgeCollections(context);
  judgeTargets(context);
  applyDelisting(context);
  const { scenario, check } = context;
  const { shop, erp } = scenario.systems;
  const variants = new Map<string, Variant>();
  for (const variant of shop.state.variants.values()) {
    const sku = variant.item.sku ?? variant.id;
    check("shop shows what the ERP sells", !variants.has(sku), () => `${sku}: two variants in the shop`);
    variants.set(sku, variant);
  }
  const products = new Map(productsOf(erp.state).map((product) => [product.seqProduto, product]));
  for (const view of skusOf(erp.state, REFERENCE.company, REFERENCE.segment)) {
    const product = products.get(view.seqProduto);
    if (!product) continue;
    const index = erp.state.skuByKey.get(view.key) ?? -1;
    const dirt = {
      product: product.patch !== null,
      sku: erp.state.catalogue.skus[index]?.patch !== null,
      price: erp.state.prices.of(REFERENCE.company, REFERENCE.segment, index).patch !== null,
      stock: erp.state.catalogue.skus[index]?.stockPatch !== null,
    };
    judgeSku(context, { view, index, product, variant: variants.get(view.key), dirt });
  }
}

interface Case {
  readonly view: SkuView;
  /** Of the SKU in the ERP. */
  readonly index: number;
  readonly product: ErpProduct;
  readonly variant: Variant | undefined;
  readonly dirt: { readonly product: boolean; readonly sku: boolean; readonly price: boolean; readonly stock: boolean };
}

function judgeSku(context: JudgeContext, { view, index, product, variant, dirt }: Case): void {
  const { scenario, check } = context;
  const { shop, places, erp } = scenario.systems;
  const shopProduct = variant && shop.state.products.get(variant.productId);
  const isSold = view.active && view.statusVenda === "A";
  if (!isSold) {
    // Except when that record cannot be read.
    if (variant && shopProduct && !dirt.product && !dirt.sku && !dirt.price)
      check(
        "shop shows what the ERP sells",
        !canBeBought(variant, shopProduct),
        () => `${view.key}: not for sale in the ERP, and can be bought in the shop`,
      );
    return;
  }
  if (dirt.product || dirt.sku) return;
  if (!variant || !shopProduct) {
    if (!dirt.price)
      check("shop shows what the ERP sells", false, () => `${view.key}: sold by the ERP, not in the shop`);
    return;
  }
  const title = titleOf(product);
  check(
    "shop shows what the ERP sells",
    shopProduct.title === shownTitle(title) || isTyped(context, shopProduct, view.seqProduto),
    () => `${view.key}: called "${shopProduct.title}", in the ERP "${title}"`,
  );
  check(
    "shop shows what the ERP sells",
    (shopProduct.status === "ACTIVE" || isArchived(scenario, shopProduct)) && shopProduct.publishedOn.size > 0,
    () =>
      `${view.key}: sold by the ERP; in the shop ${shopProduct.status}, on ${shopProduct.publishedOn.size} channels`,
  );
  judgePlace(context, view.key, product, shopProduct);
  const sku = erp.state.catalogue.skus[index];
  if (sku) judgePackage(context, sku, product, shopProduct, variant);
  if (dirt.price) judgeLastPrice(context, view, product, variant);
  else judgePrice(context, view, product, variant);
  for (const { company, locationId } of places) {
    if (dirt.stock) continue;
    const here = skusOf(erp.state, company).find(({ key }) => key === view.key);
    if (!here) continue;
    const isOwn = [scenario.mapped.list, ...scenario.mapped.metafields].includes(company);
    // Switched off by a record that cannot be read: both results are right.
    if (isOwn && here.statusVenda !== "A" && erp.state.prices.of(company, 1, index).patch !== null) continue;
    check(
      "stock as the ERP says",
      variant.item.tracked === !here.unlimited,
      () =>
        `${view.key}: ${here.unlimited ? "without" : "with"} a count in the ERP, ${variant.item.tracked ? "counted" : "not counted"} in the shop`,
    );
    if (here.unlimited) continue;
    const unitMilli = product.weighed ? (product.multipleMilli ?? 0) : view.qtdEmbalagem * 1000;
    const free = here.quantityMilli - openMilli(context, view.seqProduto, locationId);
    const isSoldHere = (!isOwn || here.statusVenda === "A") && isSoldAt(scenario, sku, company);
    const wantedOf = (milli: number): number => (isSoldHere ? Math.max(0, Math.floor(milli / unitMilli)) : 0);
    const wanted = wantedOf(free);
    // Of a deleted variant whose line shows no SKU: only where the order was read before can the connector know the goods.
    const named = here.quantityMilli - openMilli(context, view.seqProduto, locationId, true);
    if (named !== free && variant.item.levels.get(locationId)?.available === wantedOf(named)) {
      context.excuse("stock: goods that nothing in Shopify names any more");
      continue;
    }
    const level = variant.item.levels.get(locationId);
    const isHeld = isHeldBack(context, view.key, company);
    const staysOff = [REFERENCE.company, ...(isOwn ? [company] : [])].some((each) =>
      mayStayOff(scenario.priceHistory, erp.journal.calls, each, view.key),
    );
    check(
      "stock as the ERP says",
      level !== undefined &&
        level.isActive &&
        ((level.available === wanted && !isHeld) || (level.available === 0 && (staysOff || isHeld))),
      () =>
        `${view.key} at company ${company}: ${here.quantityMilli / 1000} in the ERP, ${(here.quantityMilli - free) / 1000} in open orders, so ${isHeld ? "held back" : wanted}; the shop has ${level ? `${level.available}${level.isActive ? "" : ", inactive"}` : "no level"}`,
    );
  }
}

/** The order of the vendor's export. */
export const titleOf = ({ tituloEcommerce, nomeEcommerce, descReduzida }: ErpProduct): string =>
  tituloEcommerce ?? nomeEcommerce ?? descReduzida;

/** Without a record a company, the ERP does not say where a SKU is off. */
const isSoldAt = ({ systems }: Scenario, sku: Sku | undefined, company: number): boolean =>
  !systems.erp.state.settings.habits.skuPerCompany || sku?.offAt.includes(company) !== true;

/** As it is written, but for the one kind of name in capitals that the ERP's users give (workload/erp-actors.ts). */
export function shownTitle(title: string): string {
  const [, product, version] = /^PRODUTO (\d+) VERSÃO (\d+) C\/ GAS 2KG$/.exec(title) ?? [];
  return product === undefined ? title.replace(/\s+/g, " ").trim() : `Produto ${product} Versão ${version} com Gás 2KG`;
}

/** A title of the merchant stays (merchant.ts), unless an operator repaired it. */
const isTyped = ({ scenario: { operator } }: JudgeContext, { id, title }: Product, seqProduto: number): boolean =>
  operator.typed.get(`${id} title`)?.text === title && !operator.titlesRepaired.has(seqProduto);

/** What the merchant archived stays so. */
export const isArchived = ({ systems }: Scenario, { id, status }: Product): boolean =>
  status === "ARCHIVED" &&
  systems.shop.journal
    .effects("status-by-hand")
    .some(({ effect }) => effect["id"] === id && effect["status"] === status);

export function canBeBought(variant: Variant, product: Product): boolean {
  if (product.status !== "ACTIVE" || product.publishedOn.size === 0 || variant.price <= 0) return false;
  return [...variant.item.levels.values()].some(
    ({ isActive, available }) => isActive && (!variant.item.tracked || available > 0),
  );
}

function judgePrice(
  { scenario, desk, check }: JudgeContext,
  view: SkuView,
  product: ErpProduct,
  variant: Variant,
): void {
  const wanted = wantedPrice(scenario.scheduler.now(), view, product);
  if (!wanted || isPending(desk, { sku: view.key, target: "base" }, variant.price, wanted.price)) return;
  check(
    "price as the ERP says",
    variant.price === wanted.price && variant.compareAtPrice === wanted.compareAt,
    () =>
      `${view.key}: should cost ${wanted.price} (instead of ${wanted.compareAt}); in the shop ${variant.price} (instead of ${variant.compareAtPrice})`,
  );
}

/** The ERP's price cannot be read, so the last price that could be read stays. */
function judgeLastPrice(
  { scenario, desk, check }: JudgeContext,
  view: SkuView,
  product: ErpProduct,
  variant: Variant,
): void {
  const reported = scenario.priceHistory.filter(
    ({ company, key }) => company === REFERENCE.company && key === view.key,
  );
  const wanted = lastReadable(reported, scenario.plan).map((word) =>
    wantedPrice(scenario.scheduler.now(), word, product),
  );
  if (
    wanted.some(
      (each) => each === null || isPending(desk, { sku: view.key, target: "base" }, variant.price, each.price),
    )
  )
    return;
  check(
    "price as the ERP says",
    wanted.some((each) => each?.price === variant.price && each.compareAt === variant.compareAtPrice),
    () =>
      `${view.key}: cannot be read, last reported ${wanted.map((each) => each?.price).join(" or ") || "nothing"}; in the shop ${variant.price} (instead of ${variant.compareAtPrice})`,
  );
}

/**
 * Goods of the shop's orders at a location that the ERP has not taken off its stock: not imported, not cancelled, no test.
 * Those of an order that Shopify hides for its age, as the desk says, stay as they were when it last showed them.
 * @param onlyNamed without the goods of lines that show no SKU and whose variant is deleted
 */
export function openMilli(
  { scenario, desk }: Pick<JudgeContext, "scenario" | "desk">,
  seqProduto: number,
  locationId: string,
  onlyNamed = false,
): number {
  const { shop, erp } = scenario.systems;
  let open = 0;
  for (const order of shop.state.orders.values()) {
    const id = String(numberOfId(order.id));
    const isHidden = desk.some(
      ({ area, ref, reason, state }) =>
        area === "orders" && ref === id && reason === "order-out-of-reach" && state === "open",
    );
    const aged = isHidden ? scenario.bought.get(order.id)?.aged : null;
    const isHere = aged
      ? aged.locations.has(locationId)
      : order.fulfillmentOrders.some((each) => each.locationId === locationId);
    // Sales at a till and drafts reach the ERP by its own way: its figure counts.
    if (order.test || order.sourceName !== "web" || !isHere || (order.cancelledAt !== null && !aged)) continue;
    const erpOrder = erp.state.orders.all.find(({ body }) => body.idPedidoCanalVenda === id);
    if (erpOrder && (erpOrder.status === "Integrado" || erpOrder.stage === "cancelled")) continue;
    for (const line of order.lines) {
      if (onlyNamed && line.sku === null && !shop.state.variants.has(line.variantId ?? "")) continue;
      const quantity = aged ? (aged.quantities.get(line.id) ?? 0) : line.currentQuantity;
      const [, seq, packageText] = /^P(\d+)E(\d+)$/.exec(soldSku(scenario, order, line)) ?? [];
      if (Number(seq) !== seqProduto) continue;
      const product = erp.state.catalogue.products[erp.state.productBySeq.get(seqProduto) ?? -1];
      const sold = `P${seqProduto}E${packageText}`;
      open += quantity * (product?.weighed ? lineUnitMilli(scenario, order, line, sold) : Number(packageText) * 1000);
    }
  }
  return open;
}
