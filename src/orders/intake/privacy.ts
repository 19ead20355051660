import type { Deps } from "../../deps.ts";
import type { PrivacyMessage } from "../../env.ts";
import { openEntries } from "../../hub/desk/desk.ts";
import { readEntry } from "../../hub/desk/causes.ts";
import { heldOrders, redactPortion, requestRedaction } from "../../hub/privacy/redactions.ts";
import { beginShopRedact } from "../../hub/privacy/shop-redact.ts";
import type { PrivacyRequest } from "../../rules/orders/people/privacy-request.ts";
import { keyOf, type DeskEntry } from "../../rules/record/desk-entry.ts";

/** Ids of one message: some 20 KB of the 128 KB that a message may have. */
const IDS_A_MESSAGE = 1_000;
/** Orders whose numbers an entry lists; it counts the others. */
const LISTED_MAX = 50;
/** Shopify gives 30 days. */
const WITHIN_MS = 30 * 86_400_000;

/**
 * Queues a request of privacy law. A message has ids and the instant of receipt, never the customer's data.
 * Rejects when the queue takes one of them not: Shopify sends the request again, and the consumer does nothing twice.
 */
export async function queuePrivacyRequest(
  { orders, clock }: Pick<Deps, "orders" | "clock">,
  { kind, requestId, orderIds }: PrivacyRequest,
  eventId: string,
): Promise<void> {
  const about = { privacy: kind, requestId: requestId ?? (eventId || "sem-id"), receivedAt: clock.now() };
  for (let at = 0; at === 0 || at < orderIds.length; at += IDS_A_MESSAGE)
    await orders.send({ ...about, part: at / IDS_A_MESSAGE + 1, orderIds: orderIds.slice(at, at + IDS_A_MESSAGE) });
}

/**
 * Does what a request asks. A message that comes twice, or after a crash, ends in the same state: an order is noted
 * before it is cleaned, and an entry of the desk is opened once.
 */
export async function answerPrivacyRequest(deps: Deps, message: PrivacyMessage): Promise<void> {
  const { db, clock, log } = deps;
  const { privacy, requestId, part, orderIds, receivedAt } = message;
  log.info("privacy.accepted", { kind: privacy, requestId, part, orders: orderIds.length });
  const ref = part === 1 ? requestId : `${requestId}/${part}`;
  const until = new Date(receivedAt + WITHIN_MS).toISOString();
  switch (privacy) {
    case "dataRequest": {
      const held = await heldOrders(db, orderIds);
      const params = { asked: orderIds.length, held: held.length, orders: held.slice(0, LISTED_MAX), until };
      return openOnce(deps, { area: "queue", ref, reason: "privacy-data-request", params });
    }
    case "customerRedact": {
      await requestRedaction(db, orderIds, receivedAt);
      let done = 0;
      for (let more = orderIds.length > 0; more;) {
        const portion = await redactPortion(db, clock.now());
        done += portion.orders;
        more = portion.more;
      }
      log.info("privacy.redacted", { orders: done });
      return;
    }
    case "shopRedact":
      if (await beginShopRedact(db, requestId, clock.now())) log.info("privacy.shop-redact-begun", { requestId });
      return openOnce(deps, { area: "queue", ref, reason: "privacy-shop-redact", params: { until } });
  }
}

/** An entry that an operator has closed stays closed when its message comes again. */
async function openOnce({ db, clock }: Deps, entry: DeskEntry): Promise<void> {
  if (await readEntry(db, { ...keyOf(entry), area: entry.area, reason: entry.reason })) return;
  await openEntries(db, [entry], clock.now()).run();
}
