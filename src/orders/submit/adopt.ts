/**
 * The ERP's number becomes the order's number. The hub keeps each number for one order (a unique index), so a number that
 * another order holds goes to the error desk with both orders, and is not stored a second time.
 */
import { REF, type DeskEntry } from "../../rules/record/desk-entry.ts";
import { d1ErrorKind } from "../../hub/d1/error.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { closeOrderEntries } from "../../hub/orders/desk.ts";
import { saveLookupProof } from "../../hub/orders/lookup-proof.ts";
import { addToTimeline } from "../../hub/orders/timeline.ts";
import { moveAndRelease, moveOrder, orderOfNumber, type OrderRow } from "../../hub/orders/orders.ts";
import type { SubmittedSnapshot } from "../../rules/orders/submitted-snapshot.ts";
import { assertMove, backoffMs, FOLLOW_UP_AFTER_MS } from "../../rules/orders/state-machine.ts";
import { doubledEntry, RESOLVED_BY_NUMBER } from "../doubled.ts";
import { restart, type OrderView, type StepResult } from "../step.ts";

interface Adoption {
  readonly seqPedido: number;
  /** Every number that is known for this order. */
  readonly all?: readonly number[];
  readonly outcome: string;
  /** The number comes from a lookup, which names channel and order: the lookup works. */
  readonly isProof: boolean;
  /** What the desk shows besides. */
  readonly entries?: readonly DeskEntry[];
  /** Second calls of an order whose submission the hub does not know; absent: those that the row has. */
  readonly paymentCalls?: string | null;
  /** The order as Shopify shows it, of a submission that this hub does not know and no lookup shows. */
  readonly asFound?: SubmittedSnapshot;
  /** The number came with a POST's response: when another order holds it, the lookup follows at once. */
  readonly isOfPost?: boolean;
}

export async function adopt(
  view: OrderView,
  row: OrderRow,
  { seqPedido, all = [seqPedido], outcome, isProof, isOfPost = false, entries = [], paymentCalls, asFound }: Adoption,
): Promise<StepResult> {
  const { deps, cause } = view;
  const { db, clock, config, log } = deps;
  assertMove(row.state, "submitted");
  const now = clock.now();
  const name = row.name ?? row.orderId;
  const entry = { step: "submitted", cause, outcome, detail: JSON.stringify({ seqPedido }) };
  const doubled = doubledEntry(row, all);
  const shown = [...(doubled ? [doubled] : []), ...entries];
  try {
    const calls = paymentCalls == null || row.paymentCalls !== null ? {} : { paymentCalls };
    const changes = { state: "submitted", reason: null, seqPedido, attempts: 0, heldAt: null, ...calls } as const;
    const more = [
      closeEntries(db, "order-flow", [{ ref: REF.erp }, { ref: REF.shopify }], now),
      closeOrderEntries(db, row.orderId, RESOLVED_BY_NUMBER, now),
      ...(isProof ? [saveLookupProof(db, config.erp, now)] : []),
      ...(asFound
        ? [addToTimeline(db, row.orderId, { step: "found", cause, outcome, detail: JSON.stringify(asFound) }, now)]
        : []),
      ...(shown.length > 0 ? [openEntries(db, shown, now)] : []),
    ];
    // The order has arrived. What follows has its own pass, after the orders that have not.
    const nextAt = isOfPost ? now + FOLLOW_UP_AFTER_MS : null;
    const { row: moved, isReleased } = isOfPost
      ? await moveAndRelease(deps, row, changes, entry, more, nextAt)
      : { row: await moveOrder(deps, row, changes, entry, more), isReleased: false };
    log.info("order.submitted", { orderId: row.orderId, seqPedido, outcome });
    if (isReleased) return { kind: "released", row: moved, nextAt };
    return isOfPost ? { kind: "done", row: moved, nextAt } : restart(moved);
  } catch (error) {
    if (d1ErrorKind(error) !== "constraint") throw error;
    const holder = await orderOfNumber(db, seqPedido);
    if (holder === null || holder.orderId === row.orderId) throw error;
    log.warn("order.number-taken", { orderId: row.orderId, seqPedido, heldBy: holder.orderId });
    assertMove(row.state, "uncertain");
    const params = { name, seqPedido, other: holder.name ?? holder.orderId };
    const taken: DeskEntry = { area: "orders", ref: row.orderId, reason: "seq-pedido-taken", params };
    const attempts = row.attempts + 1;
    const changes = { state: "uncertain", reason: "seq-pedido-taken", seqPedido: null, attempts } as const;
    const step = { step: "uncertain", cause, outcome: "seq-pedido-taken", detail: JSON.stringify({ seqPedido }) };
    const moved = await moveOrder(deps, row, changes, step, [openEntries(db, [taken], now)]);
    // The other order may be the wrong holder: its own lookup then frees the number.
    return isOfPost && config.erp.hasOrderLookup
      ? restart(moved)
      : { kind: "done", row: moved, nextAt: clock.now() + backoffMs(attempts) };
  }
}
