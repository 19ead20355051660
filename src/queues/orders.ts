import type { Deps } from "../deps.ts";
import type { OrderMessage, OrdersMessage } from "../env.ts";
import { reasonOf } from "../log.ts";
import { driveOrder, postpone } from "../orders/driver.ts";
import { withinErpLimit } from "../orders/within-erp-limit.ts";
import { mergedMessage, seenOfBatch, type BatchSeen } from "../orders/intake/merged.ts";
import { noteSilence, restingOrders, SILENT_CALLS, watchErp } from "../orders/erp-silence.ts";
import { openUnreadableMessage } from "../orders/intake/messages.ts";
import { requeueDueOrders, sendNextDue } from "../orders/intake/requeue-due.ts";
import { recordNotice } from "../orders/intake/notification.ts";
import { answerPrivacyRequest } from "../orders/intake/privacy.ts";
import { workOf, type Work } from "./order-messages.ts";

const RETRY_BASE_S = 30;
const RETRY_MAX_S = 3_600;

/**
 * Works a batch, some orders at once (ERP_ORDERS_AT_ONCE): the messages of one order are one evaluation, and orders
 * without news are none. Orders that the ERP never had come first. A pause of the flow postpones all that have not begun.
 * Orders that wait for a silent ERP rest, except the one that probes it. Each piece of work is
 * acknowledged or retried by itself, and nothing is thrown: a throw would also retry the others. A message is retried
 * only when the hub was unreachable; every other outcome is stored in the hub, with its own time.
 */
export async function consumeOrders(batch: MessageBatch<OrdersMessage>, deps: Deps): Promise<void> {
  const work = workOf(batch.messages);
  let seen: BatchSeen;
  try {
    seen = await seenOfBatch(deps, ordersOf(work));
  } catch (error) {
    for (const each of work) retry(each, deps, error);
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
      if ((await workOne(each, watched, passed, seen.hasShopLeft, isStopped)) === "laneStopped") isStopped = true;
      for (const message of each.messages) message.ack();
    } catch (error) {
      retry(each, deps, error);
    }
  });
  const prober = seen.probeAt === null ? notInErp(sorted, seen) : probe;
  const heard = await noteSilence(deps, seen.probeAt, calls(), prober);
  // What rested is due now; it need not wait for the next tick. While the ERP is silent a backlog waits too.
  if (heard === "answersAgain") await requeueDueOrders(deps, { isAnew: true });
  else if (seen.drain !== null && seen.probeAt === null && calls().silent < SILENT_CALLS)
    await sendNextDue(deps, seen.drain, ofBacklog(work));
}

async function workOne(
  work: Work,
  deps: Deps,
  withoutNews: ReadonlySet<string>,
  hasShopLeft: boolean,
  isStopped: boolean,
): Promise<"done" | "laneStopped"> {
  switch (work.kind) {
    case "unreadable":
      for (const { id } of work.messages) await openUnreadableMessage(deps, id);
      return "done";
    case "notice":
      await recordNotice(deps, work.notice);
      return "done";
    case "privacy":
      await answerPrivacyRequest(deps, work.request);
      return "done";
    case "order": {
      const [first, ...more] = work.orders;
      if (first === undefined) return "done";
      for (const { topic, eventId, orderId } of work.orders)
        if (topic !== undefined) deps.log.info("webhook.accepted", { topic, eventId, kind: "order", orderId });
      const order = mergedMessage([first, ...more]);
      if (hasShopLeft) {
        deps.log.info("order.shop-left", { orderId: order.orderId, messages: work.messages.length });
        return "done";
      }
      if (withoutNews.has(order.orderId)) {
        deps.log.info("order.nothing-new", { orderId: order.orderId, messages: work.messages.length });
        return "done";
      }
      if (!isStopped) return driveOrder(deps, order);
      await postpone(deps, order);
      return "done";
    }
  }
}

/** How many orders of the batch are of a backlog. Other due messages, such as each order's follow-up, bring no more. */
const ofBacklog = (work: readonly Work[]): number =>
  work.filter((each) => each.kind === "order" && each.orders.some(({ isOfBacklog }) => isOfBacklog === true)).length;

/** An order of the batch that waits for the ERP. */
const notInErp = (work: readonly Work[], { inErp }: BatchSeen): string | null =>
  work.flatMap((each) => (each.kind === "order" ? each.orders : [])).find(({ orderId }) => !inErp.has(orderId))
    ?.orderId ?? null;

const ordersOf = (work: readonly Work[]): ReadonlyMap<string, readonly OrderMessage[]> =>
  new Map(
    work.flatMap((each) => (each.kind === "order" && each.orders[0] ? [[each.orders[0].orderId, each.orders]] : [])),
  );

function retry({ messages }: Work, { log, random }: Deps, error: unknown): void {
  for (const message of messages) {
    log.error("order.message-failed", { messageId: message.id, attempt: message.attempts, reason: reasonOf(error) });
    message.retry({ delaySeconds: retryDelaySeconds(message.attempts, random.fraction()) });
  }
}

/** 30 s, 1 min, 2 min … 1 h, a quarter more or less: well below the queue's 12 h. */
export function retryDelaySeconds(attempts: number, chance: number): number {
  const base = Math.min(RETRY_MAX_S, RETRY_BASE_S * 2 ** Math.min(Math.max(attempts - 1, 0), 10));
  return Math.round(base * (0.75 + chance / 2));
}
