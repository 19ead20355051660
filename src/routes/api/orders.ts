import { Hono } from "hono";
import * as z from "zod";
import { closeDesk } from "../../hub/desk/desk.ts";
import { eventsOf, resolveEvent } from "../../hub/orders/erp-events.ts";
import { readTimeline } from "../../hub/orders/timeline.ts";
import { countOrders, listOrders, readOrderRow, wakeHeld } from "../../hub/orders/orders.ts";
import { readPaymentForms, savePaymentForms } from "../../hub/orders/payment-forms.ts";
import { isState } from "../../rules/orders/state-machine.ts";
import { keyPart } from "../../rules/orders/payments.ts";
import { failure } from "../http/answers.ts";
import type { AppEnv } from "../http/app-env.ts";
import { jsonBody } from "../http/json-body.ts";

const orderId = z.string().regex(/^\d{1,20}$/);
const LIST_MAX = 100;

const paymentForms = z
  .array(
    z.strictObject({
      /** "gateway", or "gateway:método" where one gateway takes PIX and cards. */
      gateway: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .transform((text) => text.split(":").map(keyPart).join(":")),
      seqFormaPagto: z.number().int().positive().nullable(),
    }),
  )
  .max(500);

/** What an operator does with orders; mounted under /api, the bearer was checked before. */
export const ordersApi = new Hono<AppEnv>()
  .get("/orders", async (context) => {
    const { db } = context.get("deps");
    const state = context.req.query("state");
    if (state === undefined) return context.json({ counts: await countOrders(db) });
    if (!isState(state)) return failure(422, "state-unknown", `${state.slice(0, 40)}: não é um estado de pedido.`);
    return context.json({ orders: await listOrders(db, state, LIST_MAX) });
  })
  .get("/orders/:id", async (context) => {
    const { db } = context.get("deps");
    const id = orderId.safeParse(context.req.param("id"));
    const order = id.success ? await readOrderRow(db, id.data) : null;
    if (!id.success || order === null) return failure(404, "order-unknown", "Este pedido não é conhecido aqui.");
    const [timeline, events] = await Promise.all([readTimeline(db, id.data), eventsOf(db, id.data)]);
    return context.json({ order, timeline, events });
  })
  // Only asks: the order is looked at in its own invocation, by the same machine as ever.
  .post("/orders/:id/retry", async (context) => {
    const id = orderId.safeParse(context.req.param("id"));
    if (!id.success) return failure(422, "order-id-wrong", "O número do pedido é o do Shopify, só algarismos.");
    await context.get("deps").orders.send({ orderId: id.data, cause: "person" });
    return context.json({ orderId: id.data, queued: true }, 202);
  })
  .get("/payment-forms", async (context) => context.json(formsOf(await readPaymentForms(context.get("deps").db))))
  .put("/payment-forms", async (context) => {
    const { db, clock } = context.get("deps");
    const body = await jsonBody(context.req.raw, paymentForms);
    if (!body.ok) return body.response;
    // Orders held for want of a form are looked at again with the next due run.
    await db.batch([...savePaymentForms(db, body.value), wakeHeld(db, ["gateway-unmapped"], clock.now())]);
    return context.json(formsOf(await readPaymentForms(db)));
  })
  .post("/erp-events/:key/resolve", async (context) => {
    const { db, clock, orders } = context.get("deps");
    const key = context.req.param("key").slice(0, 200);
    const order = await resolveEvent(db, key, clock.now());
    if (order === null) return failure(404, "event-unknown", `Evento ${key}: não existe, ou já está resolvido.`);
    await closeDesk(db, "events", [key], clock.now()).run();
    await orders.send({ orderId: order, cause: "erp-event" });
    return context.json({ eventKey: key, orderId: order, resolved: true });
  });

const formsOf = (forms: ReadonlyMap<string, number>) =>
  [...forms].map(([gateway, seqFormaPagto]) => ({ gateway, seqFormaPagto }));
