import { Hono } from "hono";
import { GROUPS, type Group } from "../../console/order-words.ts";
import { OrderPage, type RetryShown } from "../../console/pages/order.tsx";
import { ORDERS_A_PAGE, OrdersPage } from "../../console/pages/orders.tsx";
import { address, orderAddress } from "../../console/addresses.ts";
import { auditAct } from "../../hub/loads/audit.ts";
import { readOrderCase, readTitles, type OrderCase } from "../../hub/orders/case.ts";
import { readStopped } from "../../hub/orders/day.ts";
import { countOrders } from "../../hub/orders/overview.ts";
import { findOrders, type ListEnd, listArrivals, listStates, type ListedOrder } from "../../hub/orders/search.ts";
import { readCompanies } from "../../hub/settings/mappings.ts";
import { planRetry } from "../../orders/intake/plan-retry.ts";
import { correctOrder, fieldsOfOrder } from "../../orders/intake/correct.ts";
import { holdOrder, type OrderHeld, releaseHeld } from "../../orders/intake/hold.ts";
import { resolveErpEvent } from "../../orders/intake/resolve-event.ts";
import { retryOrder } from "../../orders/intake/retry.ts";
import { safeNext } from "../../rules/access/session.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { CORRECTED_FIELDS, type CorrectedField } from "../../rules/orders/people/corrections.ts";
import { sideBySide } from "../../console/order-lines.ts";
import { actorOf } from "./desk-acts.ts";
import { type ConsoleContext, type ConsoleEnv, frameOf } from "./env.ts";
import { needs } from "./guard.ts";
import { html, problem } from "./html.tsx";
import { withNotice } from "./notices.ts";

const ORDER_ID = /^\d{1,20}$/;

export const companyNamesOf = async (db: D1Database): Promise<ReadonlyMap<number, string>> =>
  new Map((await readCompanies(db)).map(({ company, name }) => [company, name]));

const groupOf = (text: string | undefined): Group | null =>
  (Object.keys(GROUPS) as Group[]).find((group) => group === text) ?? null;

/** "1764000000000.6301144820113": the last order of the page before. */
function endOf(text: string | undefined): ListEnd | null {
  const match = /^(\d{1,15})\.(\d{1,20})$/.exec(text ?? "");
  return match ? { at: Number(match[1]), orderId: match[2] ?? "" } : null;
}

export const ordersRoutes = new Hono<ConsoleEnv>()
  .get("/pedidos", async (context) => {
    const { db } = context.get("deps");
    const query = (context.req.query("q") ?? "").trim().slice(0, 60);
    const group = query === "" ? groupOf(context.req.query("estado")) : null;
    if (query !== "") {
      const found = await findOrders(db, query);
      const [only] = found;
      if (found.length === 1 && only) return context.redirect(orderAddress(only.orderId), 303);
      return ordersPage(context, { query, group, orders: found, next: null });
    }
    const after = endOf(context.req.query("depois"));
    const orders =
      group === null
        ? await listArrivals(db, after, ORDERS_A_PAGE)
        : await listStates(db, GROUPS[group], after, ORDERS_A_PAGE);
    const last = orders.length < ORDERS_A_PAGE ? undefined : orders.at(-1);
    const depois = last && `${group === null ? last.createdAt : last.updatedAt}.${last.orderId}`;
    return ordersPage(context, {
      query,
      group,
      orders,
      next: depois === undefined ? null : address("/pedidos", { estado: group, depois }),
    });
  })
  .get("/pedidos/:id", async (context) => {
    const { db, clock, config } = context.get("deps");
    const id = context.req.param("id");
    const found = ORDER_ID.test(id) ? await readOrderCase(db, id) : null;
    if (found === null) return problem(context, "notFound", 404);
    const now = clock.now();
    const plan = planRetry(found.order, { hasLookup: config.erp.hasOrderLookup, now });
    const retry: RetryShown = plan.ok ? plan : { ok: false, notBefore: plan.notBefore };
    return html(
      <OrderPage
        frame={await frameOf(context)}
        now={now}
        found={found}
        titles={await readTitles(db, productsOf(found))}
        companyNames={await companyNamesOf(db)}
        retry={retry}
        corrects={fieldsOfOrder(found.order)}
        shopAddress={`https://admin.shopify.com/store/${config.shopify.shop.replace(/\.myshopify\.com$/, "")}/orders/${id}`}
      />,
    );
  })
  .post("/pedidos/:id/corrigir", needs("operator"), async (context) => {
    const id = context.req.param("id");
    if (!ORDER_ID.test(id)) return problem(context, "notFound", 404);
    const form = context.get("form");
    const back = form.has("volta") ? safeNext(form.get("volta") ?? "") : orderAddress(id);
    const takenBack = form.get("retirar");
    const note = (form.get("nota") ?? "").trim() || (takenBack === null ? "" : "retirado");
    if (note === "") return context.redirect(withNotice(back, "note-missing"), 303);
    const typed = CORRECTED_FIELDS.flatMap((field): [CorrectedField, string | null][] => {
      if (takenBack !== null) return takenBack === field ? [[field, null]] : [];
      const text = (form.get(field) ?? "").trim();
      return text === "" ? [] : [[field, text]];
    });
    const result = await correctOrder(context.get("deps"), id, Object.fromEntries(typed), note);
    switch (result.kind) {
      case "corrected":
        return context.redirect(withNotice(orderAddress(id), "corrected", result.fields.length), 303);
      case "unknown":
        return problem(context, "notFound", 404);
      case "wrong":
        return context.redirect(withNotice(back, "value-wrong"), 303);
      case "nothing":
        return context.redirect(withNotice(back, "value-missing"), 303);
      case "notNow":
        return context.redirect(withNotice(back, "order-not-now"), 303);
      case "noAnswer":
        return context.redirect(withNotice(back, "shop-silent"), 303);
    }
  })
  .post("/pedidos/:id/segurar", needs("operator"), async (context) => {
    const id = context.req.param("id");
    if (!ORDER_ID.test(id)) return problem(context, "notFound", 404);
    const note = (context.get("form").get("nota") ?? "").trim();
    if (note === "") return context.redirect(withNotice(orderAddress(id), "note-missing"), 303);
    return afterHold(context, id, "held", await holdOrder(context.get("deps"), id, note));
  })
  .post("/pedidos/:id/liberar", needs("operator"), async (context) => {
    const id = context.req.param("id");
    if (!ORDER_ID.test(id)) return problem(context, "notFound", 404);
    return afterHold(context, id, "unheld", await releaseHeld(context.get("deps"), id));
  })
  .post("/pedidos/:id/agir", needs("operator"), async (context) => {
    const deps = context.get("deps");
    const id = context.req.param("id");
    if (!ORDER_ID.test(id)) return problem(context, "notFound", 404);
    const eventKey = context.get("form").get("evento");
    if (eventKey !== null) {
      const resolved = await resolveErpEvent(deps, eventKey.slice(0, 200));
      await audit(deps, id, `evento ${eventKey.slice(0, 100)}`, resolved === null ? "nada" : "tratado");
      return context.redirect(withNotice(orderAddress(id), resolved === null ? "order-not-now" : "order"), 303);
    }
    const plan = await retryOrder(deps, id);
    if (plan === null) return problem(context, "notFound", 404);
    await audit(deps, id, null, plan.ok ? plan.action : plan.reason);
    return context.redirect(withNotice(orderAddress(id), plan.ok ? "order" : "order-not-now"), 303);
  });

function afterHold(context: ConsoleContext, id: string, done: "held" | "unheld", result: OrderHeld) {
  if (result.kind === "unknown") return problem(context, "notFound", 404);
  return context.redirect(withNotice(orderAddress(id), result.kind === "done" ? done : "hold-late"), 303);
}

async function audit(
  deps: Parameters<typeof actorOf>[0] & { readonly db: D1Database },
  orderId: string,
  before: string | null,
  after: string,
): Promise<void> {
  const key = { name: `order/${orderId}`, company: 0, segment: 0 };
  await auditAct(deps.db, { ...actorOf(deps), act: "order-retry", key, before, after }).run();
}

/** Products that the order's lines name. */
function productsOf({ timeline, events }: OrderCase): readonly number[] {
  const sent = timeline.findLast(({ step, detail }) => step === "submitting" && detail !== null)?.detail ?? null;
  return sideBySide(sent, events).lines.flatMap(({ sku }) => parseSku(sku)?.seqProduct ?? []);
}

async function ordersPage(
  context: ConsoleContext,
  shown: {
    readonly query: string;
    readonly group: Group | null;
    readonly orders: readonly ListedOrder[];
    readonly next: string | null;
  },
): Promise<Response> {
  const { db, clock } = context.get("deps");
  const now = clock.now();
  const byState = await countOrders(db);
  const count = (group: Group) =>
    byState
      .filter(({ state }) => GROUPS[group].some((each) => each === state))
      .reduce((sum, { orders }) => sum + orders, 0);
  const stopped = await readStopped(db);
  return html(
    <OrdersPage
      frame={await frameOf(context)}
      now={now}
      {...shown}
      counts={{
        stopped: count("stopped"),
        waits: count("waits"),
        way: count("way"),
        erp: count("erp"),
        invoiced: count("invoiced"),
        ended: count("ended"),
      }}
      stoppedCents={stopped.cents}
      companyNames={await companyNamesOf(db)}
    />,
  );
}
