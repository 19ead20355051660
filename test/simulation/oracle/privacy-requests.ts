/** What customers asked for by law is done: nothing of a deleted order leads to its buyer, and each question is at the desk. */
import type { Scenario } from "../scenario/scenario.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "a request of privacy law is done";

const countOf = ({ hub }: Scenario, sql: string, ...params: readonly (string | number)[]): number =>
  Number(hub.run([{ sql, params: [...params] }])[0]?.rows[0]?.[0] ?? 0);

export function judgePrivacyRequests({ scenario, desk, check, excuse }: JudgeContext): void {
  // A backup brings back what was deleted since; the operations page says so.
  if (scenario.privacy.length > 0 && scenario.restored.length > 0) return excuse("privacy: restored after the request");
  for (const { topic, eventId, requestId, orderIds } of scenario.privacy) {
    const delivered = scenario.systems.shop.journal.deliveries.find(
      (each) => each.eventId === eventId && each.outcome === "delivered",
    );
    if (!delivered) {
      excuse("privacy: the request was lost on its way");
      continue;
    }
    if (topic === "CUSTOMERS_DATA_REQUEST") {
      const isThere = desk.some(
        ({ reason, ref, state }) => reason === "privacy-data-request" && ref === String(requestId) && state === "open",
      );
      check(INVARIANT, isThere, () => `data request ${requestId} is not at the desk`);
    }
    if (topic === "CUSTOMERS_REDACT") for (const id of orderIds) judgeDeleted(id, delivered.at);
  }

  function judgeDeleted(id: string, at: number): void {
    const isNoted = countOf(scenario, "SELECT count(*) FROM redactions WHERE order_id = ?1", id) > 0;
    const isMoving =
      countOf(
        scenario,
        `SELECT count(*) FROM orders WHERE order_id = ?1
          AND (state NOT IN ('invoiced', 'cancelled', 'ignored') OR next_at IS NOT NULL)`,
        id,
      ) > 0;
    const isActing =
      countOf(
        scenario,
        "SELECT count(*) FROM order_actions WHERE order_id = ?1 AND state IN ('intended', 'sent')",
        id,
      ) > 0;
    const steps = countOf(scenario, "SELECT count(*) FROM order_timeline WHERE order_id = ?1 AND at < ?2", id, at);
    const closed = desk.filter(
      ({ area, ref, state, lastAt }) =>
        ["orders", "order-flow", "order-ledger", "order-sweep"].includes(area) &&
        ref === id &&
        state === "resolved" &&
        lastAt < at,
    );
    // It may have been cleaned while it rested, and have moved since: a late event, a change in Shopify.
    const isDone = steps === 0 && closed.length === 0;
    if (isMoving || isActing)
      return check(INVARIANT, isNoted || isDone, () => `order ${id} still moves, and its deletion is forgotten`);
    check(INVARIANT, !isNoted, () => `order ${id} has ended, and its deletion waits`);
    check(INVARIANT, steps === 0, () => `order ${id}: ${steps} steps of before its deletion are left`);
    check(INVARIANT, closed.length === 0, () => `order ${id}: closed entries of before its deletion are left`);
  }
}
