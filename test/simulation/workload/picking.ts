/** The picker at work, between the import and the bill: real weights, goods swapped, added, and one more than was ordered. */
import { doDueWork } from "../../../sim/consinco/due-work.ts";
import type { Change } from "../../../sim/consinco/orders/order-lifecycle.ts";
import type { Order as ErpOrder } from "../../../sim/consinco/orders/orders.ts";
import { skusOf } from "../../../sim/consinco/view.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { MINUTE_MS } from "../scenario/plan.ts";

const LOOK_EVERY_MS = MINUTE_MS / 2;

/** Decides at the order's birth, by a stream of its own. */
export function pickLater(scenario: Scenario, order: Order): void {
  const { plan, streams, scheduler, systems } = scenario;
  const stream = streams(`picking of ${order.name}`);
  if (!stream.hits(plan.features.picking)) return;
  // What the picker does is drawn now; when it is done depends on the import, which a late payment delays.
  const openFor = Math.floor(stream.chance() * ((systems.erp.state.settings.orders.invoiceAfterMs ?? 0) / 2));
  const orderId = String(numberOfId(order.id));
  const look = (): void => {
    const held = heldOf(scenario, orderId);
    const at = scheduler.now() + (held?.status === "Integrado" ? openFor : LOOK_EVERY_MS);
    if (at >= plan.stormUntil || held?.status === "Rejeitado" || order.cancelledAt !== null) return;
    scenario.doAt(at, held?.status === "Integrado" ? () => pick(scenario, orderId, stream) : look);
  };
  scenario.doAt(scheduler.now() + LOOK_EVERY_MS, look);
}

function heldOf({ systems }: Scenario, orderId: string): ErpOrder | undefined {
  const { state } = systems.erp;
  doDueWork(state);
  return state.orders.all.find(({ body }) => body.idPedidoCanalVenda === orderId);
}

function pick(scenario: Scenario, orderId: string, stream: RandomStream): void {
  const held = heldOf(scenario, orderId);
  const isOpen = held?.status === "Integrado" && (held.stage === "open" || held.stage === "picking");
  if (!held || !isOpen || held.items.some(({ lost, billedBy }) => lost || billedBy !== undefined)) return;
  const changes = changesOf(scenario, held, stream);
  if (changes.length === 0) return;
  scenario.systems.erp.control.alter({ seqPedido: held.seqPedido, changes });
  const text = changes.map(({ seqProduto, qtdEmbalagem, attended }) => `P${seqProduto}E${qtdEmbalagem} to ${attended}`);
  scenario.story?.(`ERP: order ${held.seqPedido} is picked: ${text.join(", ")}`);
}

function changesOf({ systems }: Scenario, { items, body }: ErpOrder, stream: RandomStream): readonly Change[] {
  const { state } = systems.erp;
  const isWeighed = (seqProduto: number): boolean =>
    state.catalogue.products[state.productBySeq.get(seqProduto) ?? -1]?.weighed === true;
  const item = stream.pick(items);
  const { seqProduto, qtdEmbalagem, orderedMilli, chargedCents } = item;
  const others = skusOf(state, body.nroEmpresa).filter(
    (sku) => !isWeighed(sku.seqProduto) && items.every((each) => each.seqProduto !== sku.seqProduto),
  );
  const other = others.length === 0 ? null : stream.pick(others);
  const what = stream.pick(["weight", "weight", "swap", "swap", "swap", "add", "more"] as const);
  const of = { seqProduto, qtdEmbalagem };
  const weighed = items.find((each) => isWeighed(each.seqProduto));
  switch (what) {
    case "weight": {
      if (!weighed) return [];
      const grams = Math.max(1, Math.round(weighed.orderedMilli * (0.88 + stream.chance() * 0.14)));
      return [{ seqProduto: weighed.seqProduto, qtdEmbalagem: weighed.qtdEmbalagem, attended: grams / 1000 }];
    }
    case "swap": {
      if (!other || isWeighed(seqProduto)) return [];
      const cents = Math.max(1, Math.round(chargedCents * (0.8 + stream.chance() * 0.25)));
      return [
        { ...of, attended: 0 },
        {
          seqProduto: other.seqProduto,
          qtdEmbalagem: other.qtdEmbalagem,
          attended: orderedMilli / 1000,
          chargedCents: cents,
        },
      ];
    }
    case "add":
      return other
        ? [
            {
              seqProduto: other.seqProduto,
              qtdEmbalagem: other.qtdEmbalagem,
              attended: 1,
              chargedCents: stream.pick([30, 90, 1_500]),
            },
          ]
        : [];
    case "more":
      return isWeighed(seqProduto) ? [] : [{ ...of, attended: orderedMilli / 1000 + 1 }];
  }
}
