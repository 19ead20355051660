/** /_sim/…: the control functions over HTTP, for a demo or a test in another process. */
import type { Fault } from "../kit/faults.ts";
import type { CancelOptions } from "./orders/cancel.ts";
import type { Core } from "./core.ts";
import type { Shopify } from "./index.ts";
import { dumpState } from "./dump.ts";
import type { OrderSpec } from "./orders/place/order-spec.ts";
import type { Disturbance } from "./webhooks.ts";

export const isControlPath = (request: Request): boolean => new URL(request.url).pathname.startsWith("/_sim/");

type Body = Readonly<Record<string, unknown>>;

export async function controlRoutes(shopify: Shopify, core: Core, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const route = `${request.method} ${url.pathname.slice("/_sim".length)}`;
  const text = request.method === "POST" || request.method === "DELETE" ? await request.text() : "";
  let body: Body;
  try {
    body = text === "" ? {} : (JSON.parse(text) as Body);
  } catch {
    return Response.json({ error: "the body is not JSON" }, { status: 400 });
  }
  try {
    const answer = await act(shopify, core, route, body, url);
    return answer === undefined
      ? Response.json({ error: `no such control: ${route}` }, { status: 404 })
      : Response.json(answer);
  } catch (error) {
    return Response.json({ error: error instanceof Error ? error.message : String(error) }, { status: 422 });
  }
}

async function act(
  { control, faults, journal, webhooks, people, bucket, tokens, deliverDue }: Shopify,
  core: Core,
  route: string,
  body: Body,
  url: URL,
): Promise<unknown> {
  const text = (name: string): string => {
    const value = body[name];
    if (typeof value !== "string") throw new Error(`${name} is missing`);
    return value;
  };
  const number = (name: string): number => {
    const value = body[name];
    if (typeof value !== "number") throw new Error(`${name} is missing`);
    return value;
  };
  const done = { ok: true };
  const named = (placed: ReturnType<typeof control.placeOrder>) =>
    placed.ok ? { ok: true, id: placed.order.id, name: placed.order.name } : placed;
  switch (route) {
    case "GET /state":
      return dumpState(core);
    case "GET /journal": {
      const field = url.searchParams.get("field");
      return field === null
        ? {
            requests: journal.requests,
            mutations: journal.mutations,
            deliveries: journal.deliveries,
            shopActions: journal.shopActions,
          }
        : journal.ofField(field);
    }
    case "GET /traces":
      return people.traces();
    case "GET /cost":
      return { ...bucket.status(core.now()), throttled: bucket.throttled, granted: [...bucket.granted] };
    case "GET /faults":
      return { active: faults.list(), occurred: faults.occurred };
    case "POST /faults":
      faults.add(body as unknown as Fault);
      return done;
    case "DELETE /faults":
      faults.clear();
      webhooks.clearDisturbances();
      return done;
    case "POST /webhooks/disturb":
      webhooks.disturb(body as unknown as Disturbance);
      return done;
    case "POST /webhooks/deliver":
      return { attempts: await deliverDue() };
    case "POST /orders":
      return named(control.placeOrder(body as unknown as OrderSpec));
    case "POST /orders/generate":
      return control.generateOrders(body as { count: number }).map(named);
    case "POST /orders/pay":
      control.pay(text("id"));
      return done;
    case "POST /orders/edit":
      control.editOrder(text("id"), body);
      return done;
    case "POST /orders/cancel":
      return { ok: control.cancelOrder(text("id"), (body["options"] as Partial<CancelOptions> | undefined) ?? {}) };
    case "POST /orders/refund":
      control.refundOrder(text("id"), number("cents"));
      return done;
    case "POST /orders/delete":
      control.deleteOrder(text("id"));
      return done;
    case "POST /fulfillment-orders/move":
      return { ok: control.moveFulfillmentOrder(text("id"), text("locationId")) };
    case "POST /fulfillment-orders/split":
      return { id: control.splitFulfillmentOrder(text("id"), number("units")) };
    case "POST /fulfillment-orders/hold":
      control.holdFulfillmentOrder(text("id"), text("reason"));
      return done;
    case "POST /fulfillment-orders/release":
      control.releaseFulfillmentOrder(text("id"));
      return done;
    case "POST /fulfillment-orders/fulfill":
      return { id: control.fulfill(text("id")) };
    case "POST /fulfillments/cancel":
      return { ok: control.cancelFulfillment(text("id")) };
    case "POST /returns/open":
      return { id: control.openReturn(text("id")) };
    case "POST /data-approval":
      control.setDataApproved(body["approved"] === true);
      return done;
    case "POST /pages/break":
      control.breakPages(text("connection"), body["kind"] === "cut" ? "cut" : "empty", number("times"));
      return done;
    case "POST /variants/delete":
      control.deleteVariant(text("id"));
      return done;
    case "POST /products/delete":
      control.deleteProduct(text("id"));
      return done;
    case "POST /products/title":
      control.setTitle(text("id"), text("title"));
      return done;
    case "POST /stock":
      control.setStock(text("inventoryItemId"), text("locationId"), number("available"));
      return done;
    case "POST /scopes":
      control.setScopes(Array.isArray(body["scopes"]) ? body["scopes"].map(String) : []);
      return done;
    case "POST /tokens/revoke":
      tokens.revokeAll();
      return done;
    case "POST /tokens/rotate":
      tokens.rotate(text("secret"), body["dropOld"] === true);
      return done;
    default:
      return undefined;
  }
}
