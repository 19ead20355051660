/** The ledger names what differs between the shop's orders and the ERP's, by plain arithmetic over both, and nothing else. */
import type { Order as ErpOrder } from "../../../sim/consinco/orders/orders.ts";
import { totalsOf } from "../../../sim/shopify/orders/order-totals.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import { isAlive, ofOrder, type LedgerFindings, type LedgerRun } from "../scenario/ledger.ts";
import type { JudgeContext } from "./judge.ts";
import { chargedLines, isExtra, OF_ALTERATION } from "./units.ts";

const INVARIANT = "the ledger names every difference";

export function judgeLedger(context: JudgeContext, findings: LedgerFindings | undefined): void {
  if (findings === undefined) return;
  const { scenario, check } = context;
  const { shop, erp, service } = scenario.systems;
  const isLost = ({ lines }: Order): boolean =>
    lines.some(
      (line) =>
        line.sku === null && !(isExtra(line) && service !== null) && !shop.state.variants.has(line.variantId ?? ""),
    );
  const expected = [...shop.state.orders.values()].flatMap((order) => {
    const id = String(numberOfId(order.id));
    const all = ofOrder(erp.state.orders.all, id).filter(isAlive);
    // Of an order that is there twice the ledger compares one of the two.
    const [held, second] = all;
    if (!held) return [];
    const found = second ? [] : differencesOf(context, order, held);
    const isCancelled = order.cancelledAt !== null;
    return [...found, ...(second ? [...(isCancelled ? ["cancelled-alive"] : []), "twice-in-erp"] : [])].map(
      (kind) => `${kind} ${id}`,
    );
  });
  const twice = expected.filter((each) => each.startsWith("twice-in-erp"));
  const mayDiffer = new Set(
    twice.flatMap((each) => ["total-differs", "items-differ"].map((kind) => each.replace("twice-in-erp", kind))),
  );
  const isExactly = (found: LedgerRun | null, wanted: readonly string[]): found is LedgerRun =>
    found !== null && text(found.differences.filter((each) => !mayDiffer.has(each))) === text(wanted);
  const { asTheyWere, lost, doubled } = findings;
  check(INVARIANT, asTheyWere !== null, () => "the ledger did not end");
  if (asTheyWere === null) return;
  check(
    INVARIANT,
    isExactly(asTheyWere, expected),
    () => `it names ${text(asTheyWere.differences)}, there are ${text(expected)}`,
  );
  check(INVARIANT, asTheyWere.closes, () => "its counts do not close");
  // A line that carries money alone, or whose variant is gone, names no goods: such an order is not compared, and is counted.
  const unnamed = [...shop.state.orders.values()].filter((order) => isMoneyOnly(order) || isLost(order)).length;
  check(
    INVARIANT,
    asTheyWere.notCompared <= unnamed,
    () => `${asTheyWere.notCompared} orders were not compared in calm, ${unnamed} have a line that names no goods`,
  );
  for (const [kind, one] of [
    ["missing-in-erp", lost],
    ["twice-in-erp", doubled],
  ] as const) {
    if (one === null) continue;
    const { orderId, found } = one;
    const ofOne = kind === "twice-in-erp" ? expected : expected.filter((each) => !each.endsWith(` ${orderId}`));
    // All of its money went back: that the ERP has it no more is no difference.
    const isOver =
      kind === "missing-in-erp" && isRefundedInFull(shop.state.orders.get(`gid://shopify/Order/${orderId}`));
    const wanted = isOver ? ofOne : [...ofOne, `${kind} ${orderId}`];
    check(
      INVARIANT,
      isExactly(found, wanted),
      () => `${kind} ${orderId}: it names ${text(found?.differences ?? [])}, there are ${text(wanted)}`,
    );
  }
}

const text = (differences: readonly string[]): string => differences.toSorted().join(", ") || "nothing";

function isRefundedInFull(order: Order | undefined): boolean {
  if (order === undefined) return false;
  const { received, refunded } = totalsOf(order, true);
  return received > 0 && refunded >= received;
}

const isMoneyOnly = ({ lines }: Order): boolean => lines.some(({ title }) => OF_ALTERATION.test(title));

function differencesOf({ scenario }: JudgeContext, order: Order, held: ErpOrder): readonly string[] {
  if (!isAlive(held)) return [];
  if (order.cancelledAt !== null) return ["cancelled-alive"];
  const { state } = scenario.systems.erp;
  const kept = held.items.filter(({ lost }) => !lost);
  const isAltered = state.orders.listings.some(
    ({ event: { seqPedido, tipoEvento, item } }) =>
      seqPedido === held.seqPedido &&
      (tipoEvento === "ALTERADO" || (tipoEvento === "CANCELADO" && item["notaFiscal"] === null)),
  );
  const skuOf = ({ seqProduto, qtdEmbalagem }: (typeof kept)[number]) => `P${seqProduto}E${qtdEmbalagem}`;
  const charged = chargedLines(scenario, order);
  const skus = new Set([...charged.map(({ sku }) => sku), ...kept.map(skuOf)]);
  const differs =
    !isMoneyOnly(order) &&
    [...skus].some((sku) => {
      const inShop = charged
        .filter((line) => line.sku === sku)
        .reduce((sum, { units, unitMilli }) => sum + units * unitMilli, 0);
      const rows = kept.filter((item) => skuOf(item) === sku);
      const ordered = rows.reduce((sum, { orderedMilli }) => sum + orderedMilli, 0);
      const attended = rows.reduce((sum, { attendedMilli }) => sum + attendedMilli, 0);
      return inShop !== ordered && !(isAltered && inShop === attended);
    });
  const cents = (of: "orderedMilli" | "attendedMilli") =>
    kept.reduce((sum, item) => sum + Math.round((item[of] * item.chargedCents) / 1000), 0);
  const { total, refunded } = totalsOf(order, true);
  const gap = held.body.freightCents + cents("attendedMilli") - total;
  const cut = isAltered ? cents("attendedMilli") - cents("orderedMilli") : 0;
  const returned = held.invoices.length > 0 ? refunded : 0;
  const isKnown = [0, cut, -cut].some((known) => gap === known || gap === known + returned);
  return [
    ...(state.settings.orders.lookupTotal && !isKnown ? ["total-differs"] : []),
    ...(differs ? ["items-differ"] : []),
  ];
}
