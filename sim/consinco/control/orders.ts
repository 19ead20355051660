/** What the ERP's users and jobs do to orders. Orders are named by `seqPedido`. */
import { erpNow, type Erp } from "../erp.ts";
import type { LateAnswer, MixUp, Order } from "../orders/orders.ts";
import { repeatEvent } from "../orders/events.ts";
import {
  alterOrder,
  cancelInvoice,
  cancelOrder,
  importOrder,
  invoiceOrder,
  pickOrder,
  type Billing,
  type Change,
} from "../orders/order-lifecycle.ts";
import { doDueWork } from "../due-work.ts";

export function ordersControl(erp: Erp) {
  /** What fell due before the step comes before it. */
  const orderOf = (seqPedido: number): Order => {
    doDueWork(erp);
    const order = erp.orders.bySeq(seqPedido);
    if (!order) throw new Error(`no order ${seqPedido}`);
    return order;
  };

  const control = {
    /** Imports every pending order, oldest first. Returns how many became Integrado or Rejeitado. */
    importDue(): number {
      doDueWork(erp);
      const pending = erp.orders.all.filter((order) => order.status === "Pendente" && order.stage !== "cancelled");
      for (const order of pending) importOrder(erp, order);
      return pending.length;
    },
    /** Invoices every imported order that is open. Returns how many. */
    invoiceDue(): number {
      doDueWork(erp);
      const due = erp.orders.all.filter(open);
      for (const order of due) invoiceOrder(erp, order);
      return due.length;
    },
    importAndInvoiceDue(): { imported: number; invoiced: number } {
      return { imported: control.importDue(), invoiced: control.invoiceDue() };
    },
    pick: ({ seqPedido }: { seqPedido: number }) => pickOrder(erp, orderOf(seqPedido)),
    /** Cuts, real weights, added items: one ALTERADO event. */
    alter: ({ seqPedido, changes }: { seqPedido: number; changes: readonly Change[] }) =>
      alterOrder(erp, orderOf(seqPedido), changes),
    invoice: ({ seqPedido, ...how }: { seqPedido: number } & Billing) => invoiceOrder(erp, orderOf(seqPedido), how),
    /** The document named, or the last standing one, is cancelled. */
    cancelInvoice({ seqPedido, chave, motivo }: { seqPedido: number; chave?: string; motivo?: string }): void {
      const order = orderOf(seqPedido);
      const last = order.invoices.findLast(({ isCancelled }) => !isCancelled)?.chave;
      cancelInvoice(erp, order, chave ?? last ?? "", motivo ?? "Nota cancelada");
    },
    cancel: ({ seqPedido, motivo }: { seqPedido: number; motivo?: string }) =>
      cancelOrder(erp, orderOf(seqPedido), motivo ?? "Cancelado pela loja"),
    /** The next import is rejected with this message. Calls add up. */
    rejectNext({ mensagem }: { mensagem: string }): void {
      erp.orders.rejections.push(mensagem);
    },
    /** The next imports lose so many items without notice. */
    loseItems({ items }: { items: number }): void {
      erp.orders.itemsToLose += items;
    },
    /** The next answers are not the ones to their requests (orders/orders.ts, MixUp). Calls add up. */
    mixUp({ times = Number.POSITIVE_INFINITY, ...mixUp }: Omit<MixUp, "times"> & { times?: number }): void {
      erp.orders.mixUps.push({ ...mixUp, times });
    },
    clearMixUps(): void {
      erp.orders.mixUps.splice(0);
    },
    /** A restored backup: the ERP does not have the order any more. */
    loseOrder: ({ seqPedido }: { seqPedido: number }) => erp.orders.lose(orderOf(seqPedido)),
    /** The next `times` POSTs are answered 504, cut or left without an answer, and written only `afterMs` later. */
    commitLate({ times = 1, afterMs, answer = "504" }: { times?: number; afterMs: number; answer?: LateAnswer }): void {
      Object.assign(erp.orders.lateness, { times, afterMs, answer });
    },
    /** The order that was lost is keyed in again, under its own number. */
    bringBack: (order: Order) => erp.orders.bringBack(order),
    /** The order is keyed in once more by hand, under the same id. @returns the second's seqPedido */
    double({ seqPedido, isImported = true }: { seqPedido: number; isImported?: boolean }): number {
      const second = erp.orders.add(orderOf(seqPedido).body, erpNow(erp));
      if (isImported) importOrder(erp, second);
      return second.seqPedido;
    },
    repeatEvent({ seqEvento, afterMs = 0 }: { seqEvento: number; afterMs?: number }): void {
      const listing = erp.orders.listings.find(({ event }) => event.seqEvento === seqEvento);
      if (!listing) throw new Error(`no event ${seqEvento}`);
      repeatEvent(erp, listing.event, afterMs);
    },
  };
  return control;
}

const open = (order: Order) => order.status === "Integrado" && (order.stage === "open" || order.stage === "picking");
