/**
 * The morning after: all is quiet, nothing goes wrong any more, and for half an hour people work. At every minute the shop is
 * compared with what the ERP says, less what was said too short a time ago. Half of the scenarios have one.
 */
import { doDueWork } from "../../../sim/consinco/due-work.ts";
import { productsOf, skusOf } from "../../../sim/consinco/view.ts";
import { readDesk } from "../oracle/desk.ts";
import { lookAtGoods, type Watched } from "../oracle/lateness.ts";
import { disturb, withWords } from "../workload/shapes.ts";
import { MINUTE_MS } from "./plan.ts";
import type { Scenario } from "./scenario.ts";

const MORNING_MINUTES = 27;

export async function morning(scenario: Scenario): Promise<void> {
  const { systems, streams, scheduler, story } = scenario;
  const { control, state } = systems.erp;
  const stream = streams("morning");
  const since = scheduler.now();
  const desk = await readDesk(scenario);
  const before = lookAtGoods(scenario, null, desk);
  const right = (isOf: (invariant: string) => boolean) =>
    new Set(
      before.filter(({ isRight, invariant }) => isRight && isOf(invariant)).map(({ what }) => what.split(" ")[0] ?? ""),
    );
  const watched: Watched = {
    prices: right((invariant) => invariant !== "stock in time"),
    stock: right((invariant) => invariant === "stock in time"),
  };
  scenario.morningFrom = since;
  scenario.calm.sureFrom(since);
  story?.(`MORNING: ${watched.prices.size} prices and ${watched.stock.size} figures of stock are watched`);
  const at = (minute: number, what: () => void) => scenario.doAt(since + minute * MINUTE_MS, what);
  const views = skusOf(state, 1).filter(({ key }) => watched.prices.has(key));
  const [dear, promoted] = stream.shuffled(views);
  const [counted] = stream.shuffled(skusOf(state, 1).filter(({ key }) => watched.stock.has(key)));
  if (dear)
    for (const minute of [1, 12])
      at(minute, () => {
        const normalCents = Math.max(20, Math.round(dear.normalCents * (0.8 + stream.chance() * 0.4)));
        control.setPrice({ key: dear.key, normalCents, company: 1 });
        story?.(`ERP: ${dear.key} costs ${normalCents} cents`);
      });
  if (promoted && promoted.normalCents > 40)
    at(1, () => {
      const begin = Math.floor(scheduler.now() / 1000) * 1000 + 9 * MINUTE_MS;
      const promotion = {
        cents: Math.round(promoted.normalCents * 0.7),
        from: begin,
        until: begin + stream.between(4, 9) * MINUTE_MS + 1000,
      };
      control.setPromotion({ key: promoted.key, promotion, company: 1 });
      story?.(`ERP: ${promoted.key} has a promotion of ${promotion.cents} cents`);
    });
  if (counted)
    for (const minute of [2, 13])
      at(minute, () => {
        const quantity = stream.between(20, 300);
        control.setStock({ seqProduto: counted.seqProduto, quantity, company: 1 });
        story?.(`ERP: product ${counted.seqProduto} is counted: ${quantity}`);
      });
  at(3, () => buy(scenario, counted?.seqProduto ?? 0, false));
  at(6, () => buy(scenario, counted?.seqProduto ?? 0, true));
  at(17, () => bill(scenario));
  for (let minute = 1; minute <= MORNING_MINUTES; minute += 1) {
    await scheduler.run({ until: since + minute * MINUTE_MS });
    scenario.looked.push(...lookAtGoods(scenario, watched, desk));
  }
}

/** An order that nothing stands in the way of; without its webhooks only the sweep finds it. */
function buy(scenario: Scenario, counted: number, isSweptOnly: boolean): void {
  const { systems, streams, scheduler, story } = scenario;
  const { shop, places } = systems;
  const locationId = places[0]?.locationId ?? "";
  const goods = [...shop.state.variants.values()].filter(({ item, price, productId }) => {
    const product = shop.state.products.get(productId);
    const seqProduto = Number(/^P(\d+)E/.exec(item.sku ?? "")?.[1]);
    const inErp = productsOf(systems.erp.state).find((each) => each.seqProduto === seqProduto);
    return (
      inErp !== undefined &&
      !inErp.delisted &&
      seqProduto !== counted &&
      product?.status === "ACTIVE" &&
      product.publishedOn.size > 0 &&
      price > 0 &&
      (!item.tracked || (item.levels.get(locationId)?.available ?? 0) > 1)
    );
  });
  const [variant] = streams(`order of a morning ${isSweptOnly ? "2" : "1"}`).shuffled(goods);
  if (!variant) return;
  if (isSweptOnly)
    for (const topic of ["ORDERS_CREATE", "ORDERS_PAID", "ORDERS_UPDATED"])
      shop.webhooks.disturb({ kind: "lose", topic, times: 1 });
  const spec = withWords(
    {
      lines: [{ variantId: variant.id, quantity: 2 }],
      payment: "card" as const,
      locationId,
      delivery: { method: "LOCAL" as const, priceCents: 990 },
      discount: { code: "BOMDIA", percent: 7 },
    },
    streams(`words of a morning ${isSweptOnly ? "2" : "1"}`),
    scheduler.now(),
  );
  const placed = shop.control.placeOrder(spec);
  shop.webhooks.clearDisturbances();
  if (!placed.ok) return;
  disturb(scenario, placed.order, spec);
  if (isSweptOnly) scenario.sweptOnly.add(placed.order.id);
  story?.(`customer: order ${placed.order.name} in the morning${isSweptOnly ? ", without webhooks" : ""}`);
}

/** The ERP's people bill what they have of the morning. */
function bill({ systems, morningFrom, story }: Scenario): void {
  const { state, control } = systems.erp;
  doDueWork(state);
  for (const { seqPedido, status, stage, postedAt } of state.orders.all)
    if (postedAt >= (morningFrom ?? 0) && status === "Integrado" && (stage === "open" || stage === "picking")) {
      control.invoice({ seqPedido });
      story?.(`ERP: order ${seqPedido} is invoiced in the morning`);
    }
}
