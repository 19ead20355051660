/**
 * Card data of the payments by the second call, `POST /PedidoVenda/Pagamento`, once for each payment.
 *
 * `sending` is written BEFORE the call leaves. What a crash leaves:
 * - between the order's POST and this step: calls that are `due`. The order is confirmed first, then they are made.
 * - before or after the call: `sending`. The ERP is asked which payments of the order have an NSU, six minutes later,
 *   because an ERP may commit late. There: sent. Not there: made again. Where the ERP does not say: the error desk.
 */
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { coversOrder, readDryRun } from "../../hub/dry-run/dry-run.ts";
import { readHubMapping } from "../../hub/orders/mapping.ts";
import { moveOrder } from "../../hub/orders/orders.ts";
import { maskPersonal } from "../../erp/client/mask.ts";
import { findOrder, submitPayment } from "../../erp/records/pedido-venda.ts";
import { callBodyOf, openCall, withCall, type PaymentCallBody } from "../../rules/orders/payment/calls.ts";
import { REF, type DeskEntry } from "../../rules/record/desk-entry.ts";
import { ORDER_SETTINGS } from "../../rules/orders/settings.ts";
import { readShopOrder } from "../../rules/orders/shop-order.ts";
import { NOT_FOUND_FINAL_AFTER_MS, SUBMIT_DEADLINE_MS } from "../../rules/orders/state-machine.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { afterLookupFailure, afterShopFailure, DRY_RUN_RECHECK_MS } from "../failures.ts";
import { restart, type OrderView, type StepResult } from "../step.ts";
import { adopt } from "./adopt.ts";

export async function sendPaymentData(view: OrderView): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { db, clock, config, erp, log } = deps;
  const open = openCall(row.paymentCalls);
  if (open === null || row.seqPedido === null) throw new Error("payment data: no call is open");
  const { id, sendingSince } = open;
  const { seqPedido } = row;
  const named = { name: row.name ?? row.orderId, seqPedido, payment: id };
  const about = { area: "orders", ref: row.orderId } as const;
  if (sendingSince !== null) return askWhether(sendingSince);
  if (coversOrder(await readDryRun(db), "orders", row.orderId))
    return { kind: "done", row, nextAt: clock.now() + DRY_RUN_RECHECK_MS };
  const read = await readOrder(deps.shopify, row.orderId);
  if (read.kind === "failed") return afterShopFailure(view, read.failure);
  const body = read.kind === "order" ? await bodyOf(read.order) : null;
  if (body === null) return unconfirmed("not-in-shop");
  return send(body);

  async function bodyOf(given: unknown): Promise<PaymentCallBody | null> {
    const parsed = readShopOrder(given);
    if (!parsed.ok) return null;
    const hub = await readHubMapping(db, parsed.order.lines, clock.now());
    const mapping = { erp: config.erp, settings: { ...ORDER_SETTINGS, rules: hub.rules }, ...hub };
    return callBodyOf(seqPedido ?? 0, id, parsed.order, mapping);
  }

  async function send(body: PaymentCallBody): Promise<StepResult> {
    const sentAt = clock.now();
    const sending = await moveOrder(
      deps,
      row,
      { paymentCalls: withCall(row.paymentCalls, id, "sending", sentAt) },
      { step: "payment", cause, outcome: "sending" },
    );
    const result = await submitPayment(erp, body, { leavesUntil: sentAt + SUBMIT_DEADLINE_MS });
    if (result.ok) return close("sent", "accepted", [], sending);
    const { failure } = result;
    switch (failure.kind) {
      case "alreadyThere":
        return close("sent", "already-there", [], sending);
      case "refused": {
        const answer = maskPersonal(failure.message, [body.nsu, body.nroCartao]).slice(0, 500);
        const refused: DeskEntry = {
          ...about,
          reason: "payment-refused",
          params: { ...named, code: failure.code, answer },
        };
        return close("desk", "refused", [refused], sending);
      }
      case "unauthorized": {
        // Refused before the ERP read it.
        const back = { paymentCalls: withCall(row.paymentCalls, id, "due", sentAt) };
        const moved = await moveOrder(deps, sending, back, { step: "payment", cause, outcome: "unauthorized" });
        return { kind: "stop", row: moved, peer: "ERP", reason: "needs-reauth" };
      }
      case "notThere":
      case "unknown":
        log.warn("order.payment-unknown", { orderId: row.orderId, outcome: failure.kind });
        return { kind: "done", row: sending, nextAt: sentAt + NOT_FOUND_FINAL_AFTER_MS };
    }
  }

  async function askWhether(since: number): Promise<StepResult> {
    if (!config.erp.hasOrderLookup) return unconfirmed("no-lookup");
    const askedAt = clock.now();
    const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId }, seqPedido);
    if (lookup.kind === "failed") return afterLookupFailure(view, lookup.failure);
    // The number came from a response that was another order's, which no payment of this one reaches.
    if (lookup.kind === "found" && lookup.order.seqPedido !== seqPedido && row.state === "submitted") {
      const { order, all } = lookup;
      return adopt(view, row, { seqPedido: order.seqPedido, all, outcome: "number-corrected", isProof: true });
    }
    const payments = lookup.kind === "found" ? lookup.order.paymentsWithNsu : null;
    if (payments?.includes(id)) return close("sent", "found-by-asking", []);
    if (askedAt < since + NOT_FOUND_FINAL_AFTER_MS)
      return { kind: "done", row, nextAt: since + NOT_FOUND_FINAL_AFTER_MS };
    if (payments == null) return unconfirmed("not-shown");
    const again = { paymentCalls: withCall(row.paymentCalls, id, "due", askedAt) };
    return restart(await moveOrder(deps, row, again, { step: "payment", cause, outcome: "not-there" }));
  }

  function unconfirmed(outcome: string): Promise<StepResult> {
    return close("desk", outcome, [{ ...about, reason: "payment-unconfirmed", params: named }]);
  }

  async function close(
    state: "sent" | "desk",
    outcome: string,
    entries: readonly DeskEntry[],
    from = row,
  ): Promise<StepResult> {
    const now = clock.now();
    const changes = { paymentCalls: withCall(row.paymentCalls, id, state, now), attempts: 0 };
    const moved = await moveOrder(deps, from, changes, { step: "payment", cause, outcome }, [
      ...(entries.length > 0 ? [openEntries(db, entries, now)] : []),
      ...(state === "sent" ? [closeEntries(db, "order-flow", [{ ref: REF.erp }], now)] : []),
    ]);
    return restart(moved);
  }
}
