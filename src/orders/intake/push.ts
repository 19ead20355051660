/**
 * Takes what the ERP pushes. In the request there is validation and one batch of D1; the order's message comes after it.
 * A crash between the two leaves the events in the hub, and the due run sends the message (intake/requeue-due.ts).
 */
import type * as z from "zod";
import type { Deps } from "../../deps.ts";
import { namedAsOurs, readEvent } from "../../erp/records/evento-pedido.ts";
import { storePush, type PushStored } from "../../hub/orders/erp-pushes.ts";
import { reasonOf } from "../../log.ts";
import type { RecordDialect } from "../../rules/dialect/dialect.ts";
import { fromErpTime } from "../../rules/brazil/erp-time.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { eventProblem, type ErpEvent, type EventProblem } from "../../rules/orders/erp-event.ts";
import { enterEvent } from "../../rules/orders/event-page.ts";
import { EVENTS_OF_A_PUSH, PUSHES, TYPES_OF, type PushKind } from "../../rules/orders/pushed-event.ts";

/** What is wrong with a push. Never a value that was sent. */
export interface PushFault {
  /** `field-wrong`, `type-differs`, `too-many-events`, or a problem of the invoice. */
  readonly code: "field-wrong" | "type-differs" | "too-many-events" | EventProblem;
  /** Where: `0.notaFiscal.chave`, the first event being 0. */
  readonly at: string;
  readonly text: string;
}

export type PushTaken = PushStored | { readonly kind: "wrong"; readonly faults: readonly PushFault[] };

/** @param key of `Idempotency-Key`, with the digest of the path and the body; null: the sender gave none */
export async function takePush(
  deps: Pick<Deps, "db" | "clock" | "orders" | "log" | "erp">,
  kind: PushKind,
  body: unknown,
  key: { readonly tokenId: string; readonly pushKey: string; readonly digest: string } | null,
): Promise<PushTaken> {
  const read = eventsOf(kind, body, (await deps.erp.dialect()).records.events);
  if (read.faults.length > 0) return { kind: "wrong", faults: read.faults };
  const { db, clock } = deps;
  const events = read.events.map((event) => ({ event, state: null }));
  const stored = await storePush(db, { events, skus: read.events.flatMap(skusOf), key }, clock.now());
  if (stored.kind === "stored")
    await requeue(deps, [...new Set(stored.events.flatMap((each) => (each.isKnown === 1 ? [each.orderId] : [])))]);
  return stored;
}

/** The events of a body, each content once; or all that is wrong with it. */
function eventsOf(
  kind: PushKind,
  body: unknown,
  record: RecordDialect,
): { readonly events: readonly ErpEvent[]; readonly faults: readonly PushFault[] } {
  const list: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (list.length === 0 || list.length > EVENTS_OF_A_PUSH)
    return {
      events: [],
      faults: [{ code: "too-many-events", at: "", text: `1 to ${EVENTS_OF_A_PUSH} events a call` }],
    };
  const faults: PushFault[] = [];
  const events = new Map<string, ErpEvent>();
  for (const [n, item] of list.entries()) {
    const named = namedAsOurs(item, record);
    const given = named && TYPES_OF[kind].length === 1 ? { tipoEvento: TYPES_OF[kind][0], ...named } : named;
    const checked = PUSHES[kind].safeParse(given);
    if (!checked.success) {
      faults.push(...checked.error.issues.map((issue) => faultOf(n, issue)));
      continue;
    }
    const result = readEvent(given, { isPushed: true });
    if (!result.ok) {
      faults.push(...result.fields.map((at) => ({ code: "field-wrong", at: `${n}.${at}`, text: "is wrong" }) as const));
      continue;
    }
    if (!(TYPES_OF[kind] as readonly string[]).includes(result.event.type)) {
      faults.push({ code: "type-differs", at: `${n}.tipoEvento`, text: `is not ${TYPES_OF[kind].join(" or ")}` });
      continue;
    }
    const { entered } = enterEvent(result.event);
    const problem = entered && eventProblem(entered.event);
    if (problem) faults.push({ code: problem, at: `${n}.notaFiscal`, text: TEXTS[problem] });
    else if (entered) events.set(entered.event.eventKey, entered.event);
  }
  return { events: [...events.values()], faults };
}

const TEXTS: Readonly<Record<EventProblem, string>> = {
  "invoice-missing": "is missing",
  "invoice-key-invalid":
    "chave is no access key of an NF-e or NFC-e: 44 characters, state, month, model and check digit",
  "invoice-model-differs": "modelo is not the model in chave",
  "invoice-date-invalid": "dtaHorEmissao is no date",
};

const faultOf = (n: number, { path, message }: z.core.$ZodIssue): PushFault => ({
  code: "field-wrong",
  at: [n, ...path].join("."),
  text: message,
});

function skusOf({ items, happenedAt }: ErpEvent) {
  const at = fromErpTime(happenedAt) ?? 0;
  return items.flatMap(({ sku }) => {
    const seqProduct = parseSku(sku)?.seqProduct;
    return seqProduct === undefined ? [] : [{ seqProduct, sku, at }];
  });
}

async function requeue({ orders, log }: Pick<Deps, "orders" | "log">, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  try {
    for (let at = 0; at < orderIds.length; at += 100)
      await orders.sendBatch(
        orderIds.slice(at, at + 100).map((orderId) => ({ body: { orderId, cause: "erp-event" as const } })),
      );
  } catch (error) {
    log.warn("erp.push-not-queued", { orders: orderIds.length, reason: reasonOf(error) });
  }
}
