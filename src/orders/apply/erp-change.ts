/**
 * A cancellation or an edit made in Shopify goes to the ERP, where the installation has the call (ERP_ORDER_CANCEL,
 * ERP_ORDER_EDIT) and nothing is billed. Each is one action (hub/orders/actions.ts), intended in the batch that saw the
 * change, so a crash before the call loses nothing:
 * - `intended`: the call has not left; it is made now. An edit sends the order as Shopify shows it now.
 * - `sent`, without a response: the ERP is asked. Its order shows an edit, and its event shows a cancellation. Minutes later
 *   the call is made again, which is harmless: both calls send the whole new state.
 * - refused, as after the billing: the desk has the ERP's reason and the exact difference.
 */
import * as z from "zod";
import { markActionSent, noteProgress, settlesAt, type OrderAction } from "../../hub/orders/actions.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { closeOrderEntries } from "../../hub/orders/desk.ts";
import { eventsOf } from "../../hub/orders/erp-events.ts";
import { moveOrder, type OrderRow } from "../../hub/orders/orders.ts";
import { cancelErpOrder, changeErpOrder, findOrder } from "../../erp/records/pedido-venda.ts";
import type { ErpFailure, ErpResult } from "../../erp/client/result.ts";
import { assess } from "../../rules/orders/assess.ts";
import {
  hasItems,
  parseSentChange,
  UNCONFIRMED_AFTER,
  type ErpChange,
  type SentChange,
} from "../../rules/orders/back/erp-change.ts";
import { cancelsOrder } from "../../rules/orders/erp-event.ts";
import { withVariantSkus } from "../../rules/orders/reading/line-variants.ts";
import { ORDER_SETTINGS } from "../../rules/orders/settings.ts";
import { readShopOrder } from "../../rules/orders/shop-order.ts";
import { backoffMs, SUBMIT_DEADLINE_MS } from "../../rules/orders/state-machine.ts";
import { bodyDigest, snapshotOf, type SnapshotChange } from "../../rules/orders/submitted-snapshot.ts";
import type { DeskEntry, Fault } from "../../rules/record/desk-entry.ts";
import { FOLLOW_UP } from "../../shopify/orders/look.ts";
import { readOrder } from "../../shopify/orders/read-order.ts";
import { endCall } from "../action-call.ts";
import { DRY_RUN_RECHECK_MS, afterLookupFailure, afterShopFailure } from "../failures.ts";
import { correctedOf } from "../../rules/orders/people/corrections.ts";
import { readSoldOrder } from "../sold-order.ts";
import { postalOf } from "../submit/postal.ts";
import type { OrderDeps, OrderView, StepResult } from "../step.ts";

export interface ChangeIntent {
  readonly seqPedido: number;
  /** Of an edit: what the desk shows when the ERP refuses it. */
  readonly changes: readonly SnapshotChange[];
}

const intentOf = (action: OrderAction): ChangeIntent =>
  z.object({ seqPedido: z.number(), changes: z.array(z.custom<SnapshotChange>()) }).parse(JSON.parse(action.intent));
const changeOf = ({ kind }: OrderAction): ErpChange => (kind === "erp-cancel" ? "cancel" : "edit");

/** Whether the ERP's order may still be changed, as far as the hub knows. */
export function mayChangeErp({ config }: OrderDeps, row: OrderRow, change: ErpChange, isBilled: boolean): boolean {
  const hasCall = change === "cancel" ? config.erp.hasOrderCancel : config.erp.hasOrderEdit;
  return hasCall && !isBilled && row.seqPedido !== null && (row.state === "submitted" || row.state === "imported");
}

export async function settleErpChange(view: OrderView, action: OrderAction): Promise<StepResult> {
  if (action.state === "intended") return send(view, action);
  const { deps, row } = view;
  const { clock, config, db, erp } = deps;
  const change = changeOf(action);
  const sent = parseSentChange(action.outcome);
  const events = view.events ?? (await eventsOf(db, row.orderId));
  if (change === "cancel" && events.some(({ event }) => cancelsOrder(event)))
    return done(view, action, sent, "by-event");
  if (config.erp.hasOrderLookup) {
    const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId }, row.seqPedido);
    switch (lookup.kind) {
      case "found":
        if (change === "edit" && sent.items && lookup.order.items && hasItems(lookup.order.items, sent.items))
          return done(view, action, sent, "found-by-asking");
        break;
      case "failed":
        return afterLookupFailure(view, lookup.failure);
      case "notThere":
        return refused(view, action, "not-there", "");
      case "noLookup":
        break;
    }
  }
  const until = settlesAt(action);
  if (clock.now() < until) return { kind: "done", row, nextAt: until };
  return send(view, action);
}

/** Makes the call, for the first time or again. */
async function send(view: OrderView, action: OrderAction): Promise<StepResult> {
  const { deps, row, cause } = view;
  const { clock, db, erp } = deps;
  const { seqPedido } = intentOf(action);
  const change = changeOf(action);
  const sends = parseSentChange(action.outcome).sends + 1;
  const prepared = change === "edit" ? await prepare(view, action) : null;
  if (prepared !== null && "step" in prepared) return prepared.step;
  const sent: SentChange = { sends, ...prepared?.sent };
  const now = clock.now();
  const next = await moveOrder(deps, row, {}, { step: action.kind, cause, outcome: "sending" }, [
    markActionSent(db, row.orderId, now),
    noteProgress(db, row.orderId, sent),
    ...(sends > UNCONFIRMED_AFTER ? [openEntries(db, [unconfirmedEntry(row, seqPedido, change)], now)] : []),
  ]);
  const after = { ...view, row: next };
  const limits = { leavesUntil: now + SUBMIT_DEADLINE_MS };
  const result =
    prepared === null
      ? await cancelErpOrder(erp, seqPedido, "Cancelado na loja", limits)
      : await changeErpOrder(erp, seqPedido, prepared.body, limits);
  return afterCall(after, action, sent, result);
}

type Prepared = { readonly body: object; readonly sent: Omit<SentChange, "sends"> };

/** The order as Shopify shows it now, in the installation's words. An order that cannot be sent goes to the desk. */
async function prepare(view: OrderView, action: OrderAction): Promise<Prepared | { readonly step: StepResult }> {
  const { deps, row } = view;
  const read = await readOrder(deps.shopify, row.orderId, FOLLOW_UP);
  if (read.kind === "failed") return { step: await afterShopFailure(view, read.failure) };
  const parsed = read.kind === "order" ? readShopOrder(read.order) : null;
  if (parsed === null || !parsed.ok) return { step: await unsendable(view, action, "not-there") };
  const { mapped, sold, hub } = await readSoldOrder(deps.db, parsed.order, deps.clock.now());
  const order = withVariantSkus(parsed.order, mapped.variants);
  const settings = { ...ORDER_SETTINGS, holdRisks: [], trustsLines: true, rules: hub.rules };
  const { corrected } = correctedOf(parsed.order, hub.corrections);
  const postal = await postalOf(deps, order, hub.rules, corrected);
  const judged = assess(order, { erp: deps.config.erp, settings, postal, corrected, ...hub }, hub.since);
  if (judged.kind !== "ready")
    return { step: await unsendable(view, action, judged.kind === "onHold" ? judged.hold.reason : judged.kind) };
  const snapshot = snapshotOf(sold, judged.pedido);
  return {
    body: judged.body,
    sent: {
      items: [...snapshot.items],
      snapshot: JSON.stringify(snapshot),
      company: judged.pedido.nroEmpresa,
      hash: bodyDigest(judged.body),
    },
  };
}

async function afterCall(
  view: OrderView,
  action: OrderAction,
  sent: SentChange,
  result: ErpResult<unknown>,
): Promise<StepResult> {
  if (result.ok) return done(view, action, sent, "accepted");
  const { row, deps } = view;
  const { failure } = result;
  switch (failure.kind) {
    case "refused":
      return refused(view, action, failure.code, failure.message);
    case "notThere":
      return refused(view, action, `HTTP ${failure.status}`, "");
    case "unauthorized":
      return { kind: "stop", row, peer: "ERP", reason: "needs-reauth" };
    case "alreadyThere":
    case "unknown":
      return { kind: "done", row, nextAt: deps.clock.now() + waitOf(failure) };
  }
}

/** After a lost response the ERP is asked soon. A call that a dry run stopped waits longer. */
const waitOf = (failure: ErpFailure): number =>
  failure.kind === "unknown" && failure.isSent === false ? DRY_RUN_RECHECK_MS : backoffMs(1);

/** The ERP's order equals the Shopify order: from now on the sent state counts as submitted. */
async function done(view: OrderView, action: OrderAction, sent: SentChange, by: string): Promise<StepResult> {
  const { deps, row } = view;
  const { clock, db } = deps;
  const { company, hash, sends, snapshot: detail } = sent;
  return endCall(view, action.kind, {
    state: "done",
    outcome: { by, sends },
    entry: { outcome: "accepted", ...(detail === undefined ? {} : { detail }) },
    changes: {
      ...asSeen(row),
      ...(company === undefined ? {} : { company }),
      ...(hash === undefined ? {} : { submittedHash: hash }),
    },
    more: [
      closeOrderEntries(
        db,
        row.orderId,
        ["edited-after-submission", "cancelled-after-submission", "erp-change-refused", "erp-change-unconfirmed"],
        clock.now(),
      ),
    ],
  });
}

/** A call to the ERP changes nothing in Shopify. */
const asSeen = ({ shopUpdatedAt }: OrderRow) => ({ shopUpdatedAt });

/** The ERP refuses: the desk shows the reason and the difference, and a person makes the change there. */
function refused(view: OrderView, action: OrderAction, code: string, answer: string): Promise<StepResult> {
  const { row } = view;
  const change = changeOf(action);
  const { seqPedido } = intentOf(action);
  const params = { name: row.name ?? row.orderId, seqPedido, change, code, answer: answer.slice(0, 500) };
  return atDesk(view, action, "refused", [{ area: "orders", ref: row.orderId, reason: "erp-change-refused", params }]);
}

/** Nothing was sent: the ERP cannot take the order as it is now. */
const unsendable = (view: OrderView, action: OrderAction, why: string): Promise<StepResult> =>
  atDesk(view, action, "superseded", [], why);

async function atDesk(
  view: OrderView,
  action: OrderAction,
  state: "refused" | "superseded",
  entries: readonly DeskEntry[],
  why?: string,
): Promise<StepResult> {
  const { deps, row } = view;
  const edited = changeOf(action) === "edit" ? [editedEntry(row, intentOf(action))] : [];
  return endCall(view, action.kind, {
    state,
    outcome: why === undefined ? {} : { why },
    entry: { outcome: why ?? state },
    changes: { ...asSeen(row), attempts: 0 },
    more: [openEntries(deps.db, [...entries, ...edited], deps.clock.now())],
  });
}

const editedEntry = ({ name, orderId }: OrderRow, { seqPedido, changes }: ChangeIntent): DeskEntry => ({
  area: "orders",
  ref: orderId,
  reason: "edited-after-submission",
  params: { name: name ?? orderId, seqPedido, changes },
});

const unconfirmedEntry = ({ name, orderId }: OrderRow, seqPedido: number, change: ErpChange): DeskEntry => ({
  area: "orders",
  ref: orderId,
  reason: "erp-change-unconfirmed",
  params: { name: name ?? orderId, seqPedido, change },
});

/** A cancellation in Shopify of an order that the ERP has billed. */
export const billedFault = (
  row: OrderRow,
  seqPedido: number | null,
  invoice: string,
): Fault<"orders", "cancelled-after-billing"> => ({
  reason: "cancelled-after-billing",
  params: { name: row.name ?? row.orderId, seqPedido, invoice },
});
