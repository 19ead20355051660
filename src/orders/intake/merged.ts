/**
 * Messages about one order are one evaluation, and an evaluation that would find nothing new is none: one read of the
 * hub says so for a whole batch. The same read says which orders the ERP never had; they come first.
 */
import type { OrderMessage } from "../../env.ts";
import { drainOf, readDrain, type Drain, type DrainRow } from "../../hub/orders/drain.ts";
import { readSilence, silenceOf } from "../../hub/orders/erp-silence.ts";
import { readShopLeft } from "../../hub/settings/shop-left.ts";
import { knownOf, readKnown, type KnownOrder, type KnownRow } from "../../hub/orders/orders.ts";
import type { Instant } from "../../ports.ts";
import { isAwaited, isSeen } from "../../rules/orders/seen-mark.ts";
import { isInErp } from "../../rules/orders/state-machine.ts";
import type { OrderDeps } from "../step.ts";

/**
 * The cause that evaluates most comes first: a deletion is nowhere else, and an operator's
 * request includes what the others do.
 */
const CAUSES: readonly OrderMessage["cause"][] = ["deleted", "person", "erp-event", "webhook", "sweep", "due"];

/** The messages of one order as one: the strongest cause. */
export function mergedMessage(messages: readonly [OrderMessage, ...OrderMessage[]]): OrderMessage {
  return messages.reduce((merged, next) => (CAUSES.indexOf(next.cause) < CAUSES.indexOf(merged.cause) ? next : merged));
}

export interface BatchSeen {
  /** Orders for which none of their messages brings anything new. */
  readonly withoutNews: ReadonlySet<string>;
  /** Orders that the ERP has, as far as the hub knows: they come after the others. */
  readonly inErp: ReadonlySet<string>;
  /** Orders that wait for the ERP alone, and whose time has come. */
  readonly waitingForErp: ReadonlySet<string>;
  /** When the next order probes a silent ERP; null: it answers. */
  readonly probeAt: Instant | null;
  /** A backlog of due orders that is sent in portions; null: none. */
  readonly drain: Drain | null;
  /** The shop removed the app: what is still in the queue would bring its orders back into the hub. */
  readonly hasShopLeft: boolean;
}

/** Reads the hub once for a batch. */
export async function seenOfBatch(
  { db, clock }: Pick<OrderDeps, "db" | "clock">,
  batch: ReadonlyMap<string, readonly OrderMessage[]>,
): Promise<BatchSeen> {
  const none: ReadonlySet<string> = new Set();
  const nothing = { withoutNews: none, inErp: none, waitingForErp: none, probeAt: null, drain: null };
  if (batch.size === 0) return { ...nothing, hasShopLeft: false };
  const [found, silence, drain, left] = await db.batch<KnownRow & { probeAt: string } & DrainRow>([
    readKnown(db, [...batch.keys()]),
    readSilence(db),
    readDrain(db),
    readShopLeft(db),
  ]);
  const known = knownOf(found);
  const now = clock.now();
  const idsOf = (test: (order: KnownOrder, messages: readonly OrderMessage[]) => boolean): ReadonlySet<string> =>
    new Set(
      [...batch].flatMap(([orderId, messages]) => {
        const order = known.get(orderId);
        return order !== undefined && test(order, messages) ? [orderId] : [];
      }),
    );
  return {
    withoutNews: idsOf((order, messages) =>
      messages.every((message) => !bringsNews(message) && isKnown(message, order, now)),
    ),
    inErp: idsOf(({ state }) => isInErp(state)),
    waitingForErp: idsOf(({ state }, messages) => state === "ready" && messages.every(({ cause }) => cause === "due")),
    probeAt: silenceOf(silence),
    drain: drainOf(drain),
    hasShopLeft: (left?.results.length ?? 0) > 0,
  };
}

/** An operator's request, an event of the ERP, and a change without a time: the order's row cannot answer these. */
const bringsNews = ({ cause, updatedAt }: OrderMessage): boolean =>
  cause === "deleted" || cause === "person" || cause === "erp-event" || (cause !== "due" && updatedAt === undefined);

function isKnown({ cause, updatedAt }: OrderMessage, order: KnownOrder, now: Instant): boolean {
  const { state, shopUpdatedAt, nextAt } = order;
  if (cause === "due") return nextAt === null || nextAt > now;
  // A cancelled order has no further step.
  return state === "cancelled" || isSeen(updatedAt, shopUpdatedAt) || (isInErp(state) && isAwaited(updatedAt, order));
}
