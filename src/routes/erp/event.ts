import type { Context } from "hono";
import { openEntriesOf } from "../../hub/desk/read.ts";
import { readEventState, type EventState } from "../../hub/orders/erp-events.ts";
import { renderEntry } from "../../messages/render.ts";
import type { StoredEntry } from "../../rules/record/desk-entry.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { languageOf } from "../http/language.ts";
import { erpFailure } from "./answers.ts";

/** GET /erp/events/{id}: how far an event has got, and why it waits. */
export async function showEvent(context: Context<AppEnv>): Promise<Response> {
  const { db } = context.get("deps");
  const found = await readEventState(db, (context.req.param("id") ?? "").slice(0, 200));
  if (found === null)
    return erpFailure(404, "event-unknown", [
      "Este evento não existe.",
      "Use o id que a resposta 202 trouxe, ou o seqEvento.",
    ]);
  const entries = await openEntriesOf(db, "events", found.eventKey);
  const { eventKey: id, isKnown: _isKnown, ...event } = found;
  const language = languageOf(context.req);
  const reasons = [...entries, ...unknownOrder(found, entries)].map((entry) => ({
    code: entry.reason,
    message: renderEntry(entry, language).message,
  }));
  return json({ id, ...event, reasons });
}

/** Why it waits, before the desk shows it. */
function unknownOrder({ state, isKnown, eventKey: ref, orderId }: EventState, entries: readonly StoredEntry[]) {
  if (state !== "waiting" || isKnown === 1 || entries.length > 0) return [];
  return [{ area: "events", ref, reason: "order-unknown", params: { orderId } } as const];
}
