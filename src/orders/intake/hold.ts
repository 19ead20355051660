import type { Deps } from "../../deps.ts";
import { maskPersonal } from "../../erp/client/mask.ts";
import { d1ErrorKind } from "../../hub/d1/error.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { auditAct } from "../../hub/loads/audit.ts";
import { closeOrderEntries } from "../../hub/orders/desk.ts";
import { heldText, holdRow, readHeldOf, releaseRow } from "../../hub/orders/people/held.ts";
import { addToTimeline } from "../../hub/orders/timeline.ts";
import { reasonOf } from "../../log.ts";
import { holdEntry } from "../../rules/orders/holds.ts";
import { holdRefusalOf, type HoldRefusal } from "../../rules/orders/people/held.ts";
import { assertMove } from "../../rules/orders/state-machine.ts";

const NOTE_MAX = 300;
/** Each try reads the order anew; a pass makes a few steps at most between two of them. */
const TRIES = 5;

type Ports = Pick<Deps, "db" | "clock" | "random" | "orders" | "log" | "who">;
type Read = NonNullable<Awaited<ReturnType<typeof readHeldOf>>>;

export type OrderHeld =
  /** `changed` false: it was held, or released, before. */
  | { readonly kind: "done"; readonly changed: boolean }
  | { readonly kind: "unknown" }
  /** `order-in-progress`: the order moves too fast just now. */
  | { readonly kind: "refused"; readonly reason: HoldRefusal | "order-in-progress" };

/**
 * Holds an order that the ERP does not have: it is not submitted until a person releases it. Row, desk entry, timeline
 * and audit are one batch. The batch takes the order from a pass under way: either that pass has written `submitting`
 * before, and the hold is refused, or its write is rolled back, and no POST leaves.
 */
export function holdOrder(ports: Ports, orderId: string, why: string): Promise<OrderHeld> {
  const { db, clock, who = "api" } = ports;
  const note = maskPersonal(why).slice(0, NOTE_MAX);
  return change(ports, orderId, (order) => {
    if (order.heldAt !== null && holdRefusalOf(order) === null) return { kind: "done", changed: false };
    const reason = holdRefusalOf(order);
    if (reason !== null) return { kind: "refused", reason };
    assertMove(order.state, "on-hold");
    const now = clock.now();
    const entry = holdEntry(orderId, order.name ?? orderId, { reason: "held-by-person" });
    const detail = { who, note };
    return [
      holdRow(db, orderId, order.version, now),
      addToTimeline(db, orderId, { step: "held", cause: "person", outcome: "ok", detail: JSON.stringify(detail) }, now),
      // One reason at a time; after the release the next look names the others.
      closeEntries(db, "orders", [{ ref: orderId }], now),
      openEntries(db, [{ ...entry, detail: heldText(detail) }], now),
      acted(ports, "order-hold", orderId, order, `held (${note})`),
    ];
  });
}

/** Releases an order that a person holds: it is looked at again at once, and goes its way. */
export function releaseHeld(ports: Ports, orderId: string): Promise<OrderHeld> {
  const { db, clock, who = "api" } = ports;
  return change(ports, orderId, (order) => {
    if (order.heldAt === null) return { kind: "done", changed: false };
    const now = clock.now();
    return [
      releaseRow(db, orderId, order.version, now),
      addToTimeline(
        db,
        orderId,
        { step: "unheld", cause: "person", outcome: "ok", detail: JSON.stringify({ who }) },
        now,
      ),
      closeOrderEntries(db, orderId, ["held-by-person"], now),
      acted(ports, "order-release", orderId, order, "released"),
    ];
  });
}

/** Reads, decides and writes; reads again when the order moved in between. */
async function change(
  { db, clock, orders, log }: Ports,
  orderId: string,
  decide: (order: Read) => OrderHeld | readonly D1PreparedStatement[],
): Promise<OrderHeld> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const order = await readHeldOf(db, orderId);
    if (order === null) return { kind: "unknown" };
    const decided = decide(order);
    if ("kind" in decided) return decided;
    try {
      await db.batch([...decided]);
    } catch (error) {
      if (d1ErrorKind(error) !== "constraint") throw error;
      await clock.sleep(20 * tries);
      continue;
    }
    log.info("order.held-changed", { orderId, wasHeld: order.heldAt !== null });
    try {
      await orders.send({ orderId, cause: "due" });
    } catch (error) {
      // The order is due in the hub: the next minute sends it.
      log.warn("order.requeue-failed", { orderId, reason: reasonOf(error) });
    }
    return { kind: "done", changed: true };
  }
  return { kind: "refused", reason: "order-in-progress" };
}

function acted(
  { db, clock, random, who = "api" }: Ports,
  act: "order-hold" | "order-release",
  orderId: string,
  { state, reason }: Read,
  after: string,
): D1PreparedStatement {
  const key = { name: `order/${orderId}`, company: 0, segment: 0 };
  const before = reason === null ? state : `${state}: ${reason}`;
  return auditAct(db, { at: clock.now(), id: random.uuid(), who, act, key, before, after, rows: 1 });
}
