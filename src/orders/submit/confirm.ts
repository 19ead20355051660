/** An order that the ERP may have: look it up before anything else. */
import { REF } from "../../rules/record/desk-entry.ts";
import { closeEntries } from "../../hub/desk/desk.ts";
import { closeOrderEntries } from "../../hub/orders/desk.ts";
import { moveOrder, type OrderRow } from "../../hub/orders/orders.ts";
import { findOrder } from "../../erp/records/pedido-venda.ts";
import { nextCheckAt, assertMove, isNotFoundFinal } from "../../rules/orders/state-machine.ts";
import { proceed, restart, type OrderView, type StepResult } from "../step.ts";
import { afterLookupFailure } from "../failures.ts";

export async function confirm(view: OrderView): Promise<StepResult> {
  const { deps, cause } = view;
  const { clock, erp, config, db } = deps;
  const row = await owned(view);
  const requestedAt = clock.now();
  const result = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId });
  if (result.ok) {
    const { seqPedido } = result.value;
    assertMove(row.state, "submitted");
    const entry = { step: "submitted", cause, outcome: "found-by-asking", detail: JSON.stringify({ seqPedido }) };
    const more = [
      closeEntries(db, "order-flow", [{ ref: REF.erp }], clock.now()),
      closeOrderEntries(db, row.orderId, ["erp-unclear", "erp-refused"], clock.now()),
    ];
    return restart(
      await moveOrder(deps, row, { state: "submitted", reason: null, seqPedido, attempts: 0 }, entry, more),
    );
  }
  const { failure } = result;
  if (failure.kind !== "notThere") return afterLookupFailure({ ...view, row }, failure);
  if (isNotFoundFinal(row.submittedAt, requestedAt)) return proceed(row, { kind: "notInErp" });
  const attempts = row.attempts + 1;
  return { kind: "done", row, attempts, nextAt: nextCheckAt(row.submittedAt ?? requestedAt, attempts, clock.now()) };
}

/**
 * A `submitting` order without a running submit is left from a crash. It becomes `uncertain`, like `failed` and `ready`
 * orders that need a lookup.
 */
async function owned({ deps, row, cause }: OrderView): Promise<OrderRow> {
  if (row.state === "uncertain") return row;
  assertMove(row.state, "uncertain");
  const outcome = row.state === "submitting" ? "found-submitting" : `from-${row.state}`;
  return moveOrder(deps, row, { state: "uncertain", reason: null, attempts: 0 }, { step: "uncertain", cause, outcome });
}
