/** After the picking: a bill of a part, the rest cancelled or billed, a document cancelled and replaced, goods handed over. */
import type { Order as ErpOrder } from "../../../sim/consinco/orders/orders.ts";
import { doDueWork } from "../../../sim/consinco/due-work.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import type { Scenario } from "../scenario/scenario.ts";

const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = MINUTE_MS / 2;

/** Decides once, at the order's birth, by streams of its own: what others draw stays as it is. */
export function backOffice(scenario: Scenario, order: Order): void {
  takeBack(scenario, order);
  handOver(scenario, order);
  const stream = scenario.streams(`back office of ${order.name}`);
  if (!stream.hits(0.4)) return;
  const at = scenario.scheduler.now() + stream.between(5, 45) * MINUTE_MS;
  if (at < scenario.plan.stormUntil) scenario.doAt(at, () => bill(scenario, String(numberOfId(order.id)), stream));
}

const heldOf = ({ systems }: Scenario, orderId: string): ErpOrder | undefined => {
  doDueWork(systems.erp.state);
  return systems.erp.state.orders.all.find(({ body }) => body.idPedidoCanalVenda === orderId);
};
const isOpen = ({ status, stage }: ErpOrder): boolean =>
  status === "Integrado" && (stage === "open" || stage === "picking");

function bill(scenario: Scenario, orderId: string, stream: RandomStream): void {
  const held = heldOf(scenario, orderId);
  const { control } = scenario.systems.erp;
  if (!held) return;
  const { seqPedido } = held;
  if (isOpen(held) && held.items.length > 1) {
    control.invoice({ seqPedido, only: 1 });
    scenario.story?.(`ERP: a part of order ${seqPedido} is invoiced`);
    later(() => {
      const now = heldOf(scenario, orderId);
      if (!now || !isOpen(now)) return;
      if (stream.hits(0.5)) control.cancel({ seqPedido, motivo: "Resto sem estoque" });
      else control.invoice({ seqPedido });
      scenario.story?.(`ERP: the rest of order ${seqPedido} is ${now.stage === "invoiced" ? "settled" : now.stage}`);
    });
  } else if (held.stage === "invoiced" && held.invoices.length === 1) {
    control.cancelInvoice({ seqPedido });
    scenario.story?.(`ERP: the invoice of order ${seqPedido} is cancelled`);
    if (stream.hits(0.7))
      later(() => {
        const now = heldOf(scenario, orderId);
        if (now && isOpen(now)) control.invoice({ seqPedido });
      });
  }

  function later(what: () => void): void {
    soon(scenario, stream.between(2, 20) * MINUTE_MS, what);
  }
}

/** Does it after so long, unless the storm is over by then: the calm is for what is under way. */
function soon(scenario: Scenario, ms: number, what: () => void): void {
  const at = scenario.scheduler.now() + ms;
  if (at < scenario.plan.stormUntil) scenario.doAt(at, what);
}

/** A document is cancelled soon after it was made. Then it is replaced, or the order is cancelled, or stays without one. */
function takeBack(scenario: Scenario, order: Order): void {
  const stream = scenario.streams(`document of ${order.name} taken back`);
  if (!stream.hits(0.2)) return;
  const [afterMs, nextAfterMs] = [stream.between(0, 8) * MINUTE_MS, stream.between(0, 10) * MINUTE_MS];
  const next = stream.pick(["replace", "cancel", "leave", "leave"] as const);
  const orderId = String(numberOfId(order.id));
  const { control } = scenario.systems.erp;
  const look = (): void => {
    const held = heldOf(scenario, orderId);
    if (held?.status === "Rejeitado" || held?.stage === "cancelled") return;
    if (held?.stage === "invoiced") soon(scenario, afterMs, act);
    else soon(scenario, LOOK_EVERY_MS, look);
  };
  const act = (): void => {
    const held = heldOf(scenario, orderId);
    if (held?.stage !== "invoiced" || held.invoices.length !== 1) return;
    control.cancelInvoice({ seqPedido: held.seqPedido });
    scenario.story?.(`ERP: the invoice of order ${held.seqPedido} is cancelled, then: ${next}`);
    if (next !== "leave") soon(scenario, nextAfterMs, goOn);
  };
  const goOn = (): void => {
    const held = heldOf(scenario, orderId);
    if (!held || !isOpen(held)) return;
    if (next === "replace") control.invoice({ seqPedido: held.seqPedido });
    else control.cancel({ seqPedido: held.seqPedido, motivo: "Nota cancelada" });
  };
  soon(scenario, LOOK_EVERY_MS, look);
}

/** The counter hands the goods over and says so in Shopify; then the ERP bills the order, or cancels it all the same. */
function handOver(scenario: Scenario, order: Order): void {
  const { story, systems } = scenario;
  const stream = scenario.streams(`counter of ${order.name}`);
  if (!stream.hits(0.08)) return;
  const isCancelled = stream.hits(0.6);
  const waitMs = stream.between(0, 3) * MINUTE_MS;
  const orderId = String(numberOfId(order.id));
  const look = (): void => {
    const held = heldOf(scenario, orderId);
    if (order.cancelledAt !== null || held?.status === "Rejeitado") return;
    if (held?.status !== "Integrado") return soon(scenario, LOOK_EVERY_MS, look);
    if (!isOpen(held)) return;
    for (const { id } of order.fulfillmentOrders.slice()) systems.shop.control.fulfill(id);
    story?.(`shop: the goods of order ${order.name} are handed over`);
    if (isCancelled) soon(scenario, waitMs, cancel);
  };
  const cancel = (): void => {
    const held = heldOf(scenario, orderId);
    if (!held || !isOpen(held) || held.invoices.length > 0) return;
    systems.erp.control.cancel({ seqPedido: held.seqPedido, motivo: "Cliente desistiu no balcão" });
    story?.(`ERP: order ${held.seqPedido} is cancelled after its goods were handed over`);
  };
  soon(scenario, LOOK_EVERY_MS, look);
}
