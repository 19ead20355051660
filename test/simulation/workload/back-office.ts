/** The ERP's users after the picking: a bill of a part, the rest cancelled or billed, a document cancelled and replaced. */
import type { Order as ErpOrder } from "../../../sim/consinco/orders/orders.ts";
import { doDueWork } from "../../../sim/consinco/due-work.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { RandomStream } from "../scenario/random-streams.ts";
import type { Scenario } from "../scenario/scenario.ts";

const MINUTE_MS = 60_000;

/** Decides once, at the order's birth, by a stream of its own: what others draw stays as it is. */
export function backOffice(scenario: Scenario, order: Order): void {
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
    const at = scenario.scheduler.now() + stream.between(2, 20) * MINUTE_MS;
    if (at < scenario.plan.stormUntil) scenario.doAt(at, what);
  }
}
