import { Hono } from "hono";
import * as z from "zod";
import { countOrders, listOrders, type OrderCount, readOrder } from "../../hub/orders/overview.ts";
import { correctOrder } from "../../orders/intake/correct.ts";
import { holdOrder, type OrderHeld, releaseHeld } from "../../orders/intake/hold.ts";
import { resolveErpEvent } from "../../orders/intake/resolve-event.ts";
import { retryOrder } from "../../orders/intake/retry.ts";
import { CORRECTED_FIELDS } from "../../rules/orders/people/corrections.ts";
import { hasRange, keyPart } from "../../rules/orders/payment/forms.ts";
import type { RetryPlan } from "../../orders/intake/plan-retry.ts";
import { isState } from "../../rules/orders/state-machine.ts";
import { readPostalCode } from "../../hub/orders/postal-codes.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { readCep } from "../../rules/brazil/cep.ts";
import { changeOrderRules, loadPostalCodes } from "../../setup/order-rules.ts";
import { checkShopAttributes } from "../../setup/attributes-check.ts";
import { checkQuantities } from "../../setup/quantity-check.ts";
import { listLineProducts, mapLineProducts } from "../../setup/line-products.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { OWN, titleKey } from "../../rules/orders/items/line-products.ts";
import { auditMapping } from "../../setup/mapping/both-sides.ts";
import { listPaymentForms, mapPaymentForms } from "../../setup/payment-forms.ts";
import { failure } from "../http/answers.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { bodyWrong, jsonBody } from "../http/json-body.ts";

const orderId = z.string().regex(/^\d{1,20}$/);
const LIST_MAX = 100;

const instalments = z.number().int().min(1).max(99);
export const paymentForms = z
  .array(
    z.strictObject({
      /** "gateway", or "gateway:método" where one gateway takes PIX and cards. */
      gateway: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .transform((text) => text.split(":").map(keyPart).join(":"))
        .refine((text) => !hasRange(text), "instalments are a field of their own"),
      /** The row's range; absent or null: any number. With the gateway it names the row. */
      instalments: z
        .strictObject({ from: instalments, to: instalments })
        .refine(({ from, to }) => from <= to, "must begin with the smaller number")
        .nullable()
        .default(null),
      seqFormaPagto: z.number().int().positive().nullable(),
      /** Absent: as it is; [] in a new row. */
      submitWhile: z
        .array(z.enum(["pending", "authorized"]))
        .max(2)
        .transform((list) => [...new Set(list)].toSorted())
        .optional(),
    }),
  )
  .max(500);

export const lineProducts = z
  .array(
    z
      .strictObject({
        kind: z.enum(["custom", "tip", "fee", "gift-card", "free"]),
        /** A line's title, or the SKU of a line that is given away; "*": any. */
        name: z.string().trim().min(1).max(200).default("*"),
        sku: z
          .string()
          .refine((text) => text === OWN || parseSku(text)?.sku === text, 'must be a SKU as P919E1, or "own"')
          .nullable(),
        priceCents: z.number().int().min(0).max(100).default(0),
      })
      .refine(({ kind, name }) => kind === "custom" || kind === "free" || name === "*", "has no name")
      .refine(({ kind, priceCents }) => kind === "free" || priceCents === 0, "a price is only for what is given away")
      .refine(({ kind, sku }) => kind === "free" || sku !== OWN, "needs a product of the ERP")
      // Which of many gifts became which product would be lost.
      .refine(
        ({ kind, name, sku }) => kind !== "free" || name !== "*" || sku === OWN || sku === null,
        'any gift is "own"',
      )
      .transform((row) => ({ ...row, name: row.kind === "custom" ? titleKey(row.name) : row.name })),
  )
  .max(500);

/** Values for one order, by field; null takes an earlier one back. */
export const corrections = z.strictObject({
  values: z
    .partialRecord(z.enum(CORRECTED_FIELDS), z.string().trim().min(1).max(300).nullable())
    .refine((values) => Object.keys(values).length > 0, "must name a field"),
  /** Where the value comes from. */
  note: z.string().trim().min(1).max(300),
});

/** Why a person holds an order. */
export const hold = z.strictObject({ note: z.string().trim().min(1).max(300) });

const patch = z.record(z.string(), z.unknown());
const name = z.string().trim().min(1).max(100).nullable();
/** A chain loads its table in several calls. */
export const postalCodes = z
  .array(
    z.strictObject({
      cep: z.string().regex(/^\d{8}$/, "must be eight digits"),
      district: name,
      city: name,
      uf: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .nullable(),
    }),
  )
  .max(2_000);

function retryRefusal(reason: Extract<RetryPlan, { ok: false }>["reason"], notBefore: number | null): string {
  const from = notBefore === null ? "" : new Date(notBefore).toISOString();
  switch (reason) {
    case "order-in-progress":
      return `O pedido está sendo tratado agora. Tente de novo depois de ${from}.`;
    case "order-cancelled":
      return "O pedido foi cancelado no Shopify e nunca foi ao ERP. Não há o que reenviar.";
    case "submitted-recently":
      return `O último envio ainda pode ser gravado pelo ERP. Tente de novo depois de ${from}.`;
    case "no-order-lookup":
      return "O pedido consta no ERP e este ERP não tem consulta de pedidos. Confira o pedido no próprio ERP.";
  }
}

function holdRefusal(reason: Extract<OrderHeld, { kind: "refused" }>["reason"]): string {
  switch (reason) {
    case "order-in-erp":
      return "O pedido já foi ao ERP. Para pará-lo, trate-o no ERP ou cancele-o no Shopify.";
    case "order-perhaps-in-erp":
      return "O envio ao ERP está em andamento ou sem resposta clara. Veja o pedido daqui a alguns minutos.";
    case "order-ended":
      return "O pedido não vai ao ERP. Não há o que segurar.";
    case "order-in-progress":
      return "O pedido está sendo tratado agora. Tente de novo em alguns segundos.";
  }
}

function heldAnswer(orderId: string, held: boolean, result: OrderHeld): Response {
  switch (result.kind) {
    case "done":
      return json({ orderId, held, changed: result.changed });
    case "unknown":
      return failure(404, "order-unknown", "Este pedido não é conhecido aqui.");
    case "refused":
      return failure(409, result.reason, holdRefusal(result.reason));
  }
}

/** An operator's acts on orders; mounted under /api, after the bearer check. */
export const ordersApi = new Hono<AppEnv>()
  .get("/orders", async (context) => {
    const { db } = context.get("deps");
    const state = context.req.query("state");
    if (state === undefined) return json({ counts: byOrigin(await countOrders(db)) });
    if (!isState(state)) return failure(422, "state-unknown", `${state.slice(0, 40)}: não é um estado de pedido.`);
    return json({ orders: await listOrders(db, state, LIST_MAX) });
  })
  .get("/orders/attributes-check", async (context) => {
    const check = await checkShopAttributes(context.get("deps"));
    return check ? json(check) : failure(503, "no-answer", "A Shopify não respondeu. Tente de novo.");
  })
  .get("/orders/settings", async (context) => json(await readOrderRules(context.get("deps").db)))
  // Only named rules change.
  .put("/orders/settings", async (context) => {
    const body = await jsonBody(context.req.raw, patch);
    if (!body.ok) return body.response;
    const result = await changeOrderRules(context.get("deps"), body.value);
    return result.kind === "changed" ? json(result.rules) : bodyWrong(result.problems);
  })
  .get("/postal-codes/:cep", async (context) => {
    const { db, clock } = context.get("deps");
    const cep = readCep(context.req.param("cep"));
    const known = cep === null ? null : await readPostalCode(db, cep, clock.now());
    return known
      ? json({ cep, source: known.source, ...known.place })
      : failure(404, "cep-unknown", "Este CEP não está na tabela.");
  })
  .put("/postal-codes", async (context) => {
    const body = await jsonBody(context.req.raw, postalCodes);
    if (!body.ok) return body.response;
    await loadPostalCodes(context.get("deps"), body.value);
    return json({ rows: body.value.length });
  })
  .get("/orders/:orderId", async (context) => {
    const id = orderId.safeParse(context.req.param("orderId"));
    const order = id.success ? await readOrder(context.get("deps").db, id.data) : null;
    return order ? json(order) : failure(404, "order-unknown", "Este pedido não é conhecido aqui.");
  })
  .get("/orders/:orderId/quantity-check", async (context) => {
    const id = orderId.safeParse(context.req.param("orderId"));
    const check = id.success ? await checkQuantities(context.get("deps"), id.data) : ({ kind: "not-in-shop" } as const);
    switch (check.kind) {
      case "compared":
        return json({ setting: check.setting, says: check.says, lines: check.lines });
      case "not-in-shop":
        return failure(404, "order-unknown", "O Shopify não mostra este pedido.");
      case "not-in-erp":
        return failure(404, "order-not-in-erp", "O ERP não tem este pedido, ou não mostra os itens dele.");
      case "no-answer":
        return failure(503, "no-answer", "A Shopify ou o ERP não respondeu. Tente de novo.");
    }
  })
  .post("/orders/:orderId/retry", async (context) => {
    const id = orderId.safeParse(context.req.param("orderId"));
    if (!id.success) return failure(422, "order-id-wrong", "O número do pedido é o do Shopify, só algarismos.");
    const plan = await retryOrder(context.get("deps"), id.data);
    if (plan === null) return failure(404, "order-unknown", "Este pedido não é conhecido aqui.");
    if (plan.ok) return json({ orderId: id.data, queued: true, will: plan.action }, 202);
    return failure(409, plan.reason, retryRefusal(plan.reason, plan.notBefore));
  })
  .post("/orders/:orderId/corrections", async (context) => {
    const id = orderId.safeParse(context.req.param("orderId"));
    if (!id.success) return failure(422, "order-id-wrong", "O número do pedido é o do Shopify, só algarismos.");
    const body = await jsonBody(context.req.raw, corrections);
    if (!body.ok) return body.response;
    const result = await correctOrder(context.get("deps"), id.data, body.value.values, body.value.note);
    switch (result.kind) {
      case "corrected":
        return json({ orderId: id.data, corrected: result.fields, queued: true }, 202);
      case "wrong":
        return bodyWrong(result.fields.map((field) => `values.${field}: não é um valor que o ERP aceite`));
      case "unknown":
        return failure(404, "order-unknown", "Este pedido não é conhecido aqui.");
      case "nothing":
      case "notNow":
        return failure(409, "correction-not-now", "O motivo do pedido não se resolve com este valor agora.");
      case "noAnswer":
        return failure(503, "no-answer", "A Shopify não respondeu. Tente de novo.");
    }
  })
  .post("/orders/:orderId/hold", async (context) => {
    const id = orderId.safeParse(context.req.param("orderId"));
    if (!id.success) return failure(422, "order-id-wrong", "O número do pedido é o do Shopify, só algarismos.");
    const body = await jsonBody(context.req.raw, hold);
    if (!body.ok) return body.response;
    return heldAnswer(id.data, true, await holdOrder(context.get("deps"), id.data, body.value.note));
  })
  .post("/orders/:orderId/release", async (context) => {
    const id = orderId.safeParse(context.req.param("orderId"));
    if (!id.success) return failure(422, "order-id-wrong", "O número do pedido é o do Shopify, só algarismos.");
    return heldAnswer(id.data, false, await releaseHeld(context.get("deps"), id.data));
  })
  .get("/payment-forms", async (context) => json(await listPaymentForms(context.get("deps").db)))
  .put("/payment-forms", async (context) => {
    const body = await jsonBody(context.req.raw, paymentForms);
    if (!body.ok) return body.response;
    const deps = context.get("deps");
    const before = await listPaymentForms(deps.db);
    return json(await mapPaymentForms(deps, body.value, [auditMapping(deps, "payment-forms", before, body.value)]));
  })
  .get("/line-products", async (context) => json(await listLineProducts(context.get("deps").db)))
  .put("/line-products", async (context) => {
    const body = await jsonBody(context.req.raw, lineProducts);
    return body.ok ? json(await mapLineProducts(context.get("deps"), body.value)) : body.response;
  })
  .post("/erp-events/:eventKey/resolve", async (context) => {
    const eventKey = context.req.param("eventKey").slice(0, 200);
    const resolved = await resolveErpEvent(context.get("deps"), eventKey);
    if (resolved === null)
      return failure(404, "event-unknown", `Evento ${eventKey}: não existe, ou já está resolvido.`);
    return json({ eventKey, orderId: resolved, resolved: true });
  });

/** The counts without the reasons, which GET /api/report has. */
function byOrigin(counts: readonly OrderCount[]) {
  const groups = Map.groupBy(counts, ({ state, foundBy }) => `${state} ${foundBy}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const count = group.reduce((sum, { orders }) => sum + orders, 0);
    return first ? [{ state: first.state, foundBy: first.foundBy, count }] : [];
  });
}
