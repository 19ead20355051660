/** Lets happen what is due by now: late commits, imports and invoices by themselves. Called at every request; no timers. */
import { erpNow, type Erp } from "./erp.ts";
import { commitLate } from "./orders/intake.ts";
import { importOrder, invoiceOrder } from "./orders/order-lifecycle.ts";
import type { Order } from "./orders/orders.ts";

export function doDueWork(erp: Erp): void {
  const { late } = erp.orders;
  if (late.length > 0) {
    const now = erp.world.now();
    const due = late.filter(({ dueAt }) => dueAt <= now);
    if (due.length > 0) {
      late.splice(0, late.length, ...late.filter(({ dueAt }) => dueAt > now));
      for (const commit of due.sort((a, b) => a.dueAt - b.dueAt)) commitLate(erp, commit);
    }
  }
  const { importAfterMs, invoiceAfterMs } = erp.settings.orders;
  if (importAfterMs === null) return;
  const now = erpNow(erp);
  for (const order of erp.orders.all) {
    if (order.status === "Pendente" && now >= order.postedAt + importAfterMs) importOrder(erp, order);
    if (invoiceAfterMs === null || order.status !== "Integrado" || order.importedAt === null) continue;
    const open = order.stage === "open" || order.stage === "picking";
    if (isForPeople(order)) continue;
    if (open && now >= order.importedAt + invoiceAfterMs) invoiceOrder(erp, order);
  }
}

/** A document was cancelled for a reason: whether the order is billed again is for the ERP's people. */
export const isForPeople = ({ invoices }: Order): boolean => invoices.some(({ isCancelled }) => isCancelled);
