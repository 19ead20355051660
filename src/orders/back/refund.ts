/**
 * A refund of what an alteration took off an order. Its key and its exact input are written down before the call, so it
 * may be sent again after a lost answer: Shopify makes one refund of it. The refund's note names the key, so it is found
 * in the order too, once Shopify has forgotten the key.
 *
 * A refund is done when its gateway says so. Until then the action stays open, and the invoice waits.
 */
import * as z from "zod";
import type { OrderAction } from "../../hub/orders/actions.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { centsText } from "../../rules/brazil/money.ts";
import type { AlterationFigures, PlannedRefund } from "../../rules/orders/back/alteration-plan.ts";
import { createRefund, type RefundInput } from "../../shopify/orders/back/refund.ts";
import { afterCallFailed, beginCall, endCall, lookNow, withoutTrace } from "../action-call.ts";
import type { OrderView, StepResult } from "../step.ts";
import { actionDone } from "./action-done.ts";
import type { BackFacts } from "./facts.ts";

/** Shopify promises no time for which it knows a key; the simulator and the documents of others say a day. */
const KEY_LIVES_MS = 12 * 3_600_000;
/** A gateway that has not answered is asked for again; after an hour the desk names it. */
const PENDING_AGAIN_MS = 600_000;
const PENDING_SHOWN_MS = 3_600_000;

const intentOf = z.object({
  cents: z.number(),
  input: z.custom<RefundInput>((value) => typeof value === "object" && value !== null),
  skus: z.array(z.string()),
});

export interface RefundAsked {
  readonly about: string;
  readonly refund: PlannedRefund;
  readonly figures: AlterationFigures;
  /** Its units are the order's cancelled rest: they never leave. */
  readonly isRest: boolean;
}

export async function makeRefund(view: OrderView, facts: BackFacts, asked: RefundAsked): Promise<StepResult> {
  const key = view.deps.random.uuid();
  const { cents, lines } = asked.refund;
  const skus = facts.order.lines
    .filter(({ id }) => lines.some(({ lineId }) => lineId === id))
    .flatMap(({ sku }) => sku ?? []);
  const intent = { cents, input: inputOf(view, facts, asked, key), skus };
  const detail = JSON.stringify({ cents, ...asked.figures });
  const begun = await beginCall(view, { kind: "refund", about: asked.about, intent, key, detail });
  return send(begun, intent.input, key);
}

async function send(view: OrderView, input: RefundInput, key: string): Promise<StepResult> {
  const answer = await createRefund(view.deps.shopify, { input, key });
  switch (answer.kind) {
    case "done":
      return lookNow(view);
    case "refused":
      return endCall(view, "refund", { state: "refused", outcome: { message: answer.message } });
    case "failed":
      return afterCallFailed(view, "refund", answer.failure);
  }
}

function inputOf(
  { row }: OrderView,
  { hub }: BackFacts,
  { about, refund, isRest }: RefundAsked,
  key: string,
): RefundInput {
  const orderId = `gid://shopify/Order/${row.orderId}`;
  const restockType = isRest || hub.rules.restockCuts ? ("CANCEL" as const) : ("NO_RESTOCK" as const);
  return {
    orderId,
    note: `ERP: ${about} [${key}]`,
    notify: hub.rules.notifyAlterations,
    transactions: refund.parts.map(({ parentId, gateway, cents }) => ({
      orderId,
      parentId: `gid://shopify/OrderTransaction/${parentId}`,
      kind: "REFUND" as const,
      gateway,
      amount: centsText(cents),
    })),
    ...(refund.lines.length === 0
      ? {}
      : {
          refundLineItems: refund.lines.map(({ lineId, quantity }) => ({ lineItemId: lineId, quantity, restockType })),
        }),
  };
}

const DEAD: ReadonlySet<string> = new Set(["FAILURE", "ERROR"]);

/** Finds the outcome of a refund whose response this pass does not have, or whose gateway had not answered. */
export async function findRefund(view: OrderView, facts: BackFacts, action: OrderAction): Promise<StepResult> {
  const { deps, row } = view;
  const { cents, input, skus } = intentOf.parse(JSON.parse(action.intent));
  const seen = facts.back.refunds.find(({ note }) => note?.includes(action.idempotencyKey) === true);
  const now = deps.clock.now();
  if (seen === undefined) {
    if (now - action.createdAt < KEY_LIVES_MS) return send(view, input, action.idempotencyKey);
    return withoutTrace(view, action, { seen: "before" });
  }
  if (seen.statuses.some((status) => DEAD.has(status)))
    return endCall(view, "refund", { state: "refused", outcome: { statuses: seen.statuses } });
  if (seen.statuses.every((status) => status === "SUCCESS"))
    return actionDone(view, facts, {
      step: "refund",
      detail: { cents },
      outcome: { cents, refundId: seen.id },
      change: { lines: new Set(skus), refundedCents: cents },
    });
  if (now - action.createdAt >= PENDING_SHOWN_MS) await showPending(view, cents);
  return { kind: "done", row, nextAt: now + PENDING_AGAIN_MS };
}

async function showPending({ deps: { db, clock }, row }: OrderView, cents: number): Promise<void> {
  const params = { name: row.name ?? row.orderId, cents };
  const entry = { area: "orders", ref: row.orderId, reason: "refund-pending", params } as const;
  await openEntries(db, [entry], clock.now()).run();
}
