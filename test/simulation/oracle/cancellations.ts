/** Cancellations by the ERP: each has one defined end, and the connector cancels nothing else. */
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { JudgeContext } from "./judge.ts";

export function judgeCancellations({ scenario, desk, check }: JudgeContext): void {
  const { shop, erp } = scenario.systems;
  const listings = erp.state.orders.listings.map(({ event }) => event);
  const cancelled = new Map<string, number[]>();
  for (const { seqEvento, tipoEvento, item } of listings) {
    if (tipoEvento !== "CANCELADO" || item["notaFiscal"] !== null) continue;
    const orderId = item["idPedidoCanalVenda"] as string;
    const events = cancelled.get(orderId) ?? [];
    if (!events.includes(seqEvento)) cancelled.set(orderId, [...events, seqEvento]);
  }
  for (const order of shop.state.orders.values()) {
    const orderId = String(numberOfId(order.id));
    const events = cancelled.get(orderId) ?? [];
    const asked = shop.journal.effects("cancel-asked").filter(({ effect }) => effect["id"] === order.id);
    check(
      "cancelled once",
      events.length > 0 || asked.length === 0,
      () => `order ${order.name}: orderCancel was called, and the ERP never cancelled it`,
    );
    const isRest = erp.state.orders.all.some(
      ({ body, stage, items }) =>
        body.idPedidoCanalVenda === orderId &&
        stage !== "cancelled" &&
        items.some(({ billedBy }) => billedBy !== undefined),
    );
    for (const seqEvento of events) judgeEnd(order, seqEvento, isRest);
  }

  /** @param isRest a part of it is billed: the order lives, and what it comes to is judged in alterations.ts */
  function judgeEnd(order: Order, seqEvento: number, isRest: boolean): void {
    const open = desk.filter(
      ({ area, ref, state }) => area === "events" && ref === String(seqEvento) && state === "open",
    );
    const isCancelled = order.cancelledAt !== null;
    check(
      "cancelled once",
      open.length <= 1 && (isCancelled || isRest || open.length === 1),
      () =>
        `order ${order.name}: cancelled in the ERP (event ${seqEvento}), ${isCancelled ? "cancelled" : "alive"} in Shopify, entries: ${open.map(({ reason }) => reason).join(", ") || "none"}`,
    );
  }
}
