/** A batch of messages about orders: what is worked, in which order, and some at once. */
import type { Deps } from "../../deps.ts";
import type { OrderMessage, WebhookNotice } from "../../env.ts";
import { driveOrder, postpone } from "../driver.ts";
import { noteSilence, restingOrders, watchErp } from "../erp-silence.ts";
import { withinErpLimit } from "../within-erp-limit.ts";
import { mergedMessage, seenOfBatch, type BatchSeen } from "./merged.ts";
import { openUnreadableMessage } from "./messages.ts";
import { recordNotice } from "./notification.ts";
import { requeueDueOrders } from "./requeue-due.ts";

/** One piece of work; all messages about one order are one. */
export type OrderWork =
  | { readonly kind: "order"; readonly orders: readonly [OrderMessage, ...OrderMessage[]] }
  | { readonly kind: "notice"; readonly notice: WebhookNotice }
  | { readonly kind: "unreadable"; readonly messageId: string };

/** How each piece of work ends; called once for each. */
export interface WorkEnds<Work> {
  readonly done: (work: Work) => void;
  /** The hub could not be reached: nothing says what became of it. */
  readonly failed: (work: Work, error: unknown) => void;
}

/**
 * Works a batch, some orders at once (ERP_ORDERS_AT_ONCE): the messages of one order are one evaluation, and orders
 * without news are none. Orders that the ERP never had come first. A pause of the flow postpones all that have not begun.
 * Orders that wait for a silent ERP rest, except the one that probes it. Never rejects for a piece of work: its end is in
 * `ends`.
 */
export async function workBatch<Work extends OrderWork>(
  deps: Deps,
  work: readonly Work[],
  ends: WorkEnds<Work>,
): Promise<void> {
  let seen: BatchSeen;
  try {
    seen = await seenOfBatch(deps, ordersOf(work));
  } catch (error) {
    for (const each of work) ends.failed(each, error);
    return;
  }
  const { erp, calls } = watchErp(deps.erp);
  const watched: Deps = { ...deps, erp };
  const { rest, probe } = await restingOrders(deps, seen);
  const comesLater = (each: Work): number =>
    Number(each.kind === "order" && each.orders.some(({ orderId }) => seen.inErp.has(orderId)));
  const sorted = work.toSorted((one, other) => comesLater(one) - comesLater(other));
  let isStopped = false;
  const passed = new Set([...seen.withoutNews, ...rest]);
  await withinErpLimit(deps, sorted, async (each) => {
    try {
      if ((await workOne(each, watched, passed, isStopped)) === "laneStopped") isStopped = true;
      ends.done(each);
    } catch (error) {
      ends.failed(each, error);
    }
  });
  // What rested is due now; it need not wait for the next tick.
  const prober = seen.probeAt === null ? notInErp(sorted, seen) : probe;
  if ((await noteSilence(deps, seen.probeAt, calls(), prober)) === "answersAgain") await requeueDueOrders(deps);
}

async function workOne(
  work: OrderWork,
  deps: Deps,
  withoutNews: ReadonlySet<string>,
  isStopped: boolean,
): Promise<"done" | "laneStopped"> {
  switch (work.kind) {
    case "unreadable":
      await openUnreadableMessage(deps, work.messageId);
      return "done";
    case "notice":
      await recordNotice(deps, work.notice);
      return "done";
    case "order": {
      for (const { topic, eventId, orderId } of work.orders)
        if (topic !== undefined) deps.log.info("webhook.accepted", { topic, eventId, kind: "order", orderId });
      const order = mergedMessage(work.orders);
      if (withoutNews.has(order.orderId)) {
        deps.log.info("order.nothing-new", { orderId: order.orderId, messages: work.orders.length });
        return "done";
      }
      if (!isStopped) return driveOrder(deps, order);
      await postpone(deps, order);
      return "done";
    }
  }
}

/** An order of the batch that waits for the ERP. */
const notInErp = (work: readonly OrderWork[], { inErp }: BatchSeen): string | null =>
  work.flatMap((each) => (each.kind === "order" ? each.orders : [])).find(({ orderId }) => !inErp.has(orderId))
    ?.orderId ?? null;

const ordersOf = (work: readonly OrderWork[]): ReadonlyMap<string, readonly OrderMessage[]> =>
  new Map(work.flatMap((each) => (each.kind === "order" ? [[each.orders[0].orderId, each.orders]] : [])));
