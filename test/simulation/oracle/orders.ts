/** One ERP order per paid Shopify order, none for any other, and each with the contents of the shop's order. */
import type { OrderRecord } from "../../../sim/consinco/journal.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import { PAYMENT_WAIT_HOURS } from "../scenario/setup.ts";
import { judgeContents } from "./contents.ts";
import { acceptedReasonsOf, isForGoneGoods } from "./accepted-reasons.ts";
import type { JudgeContext } from "./judge.ts";
import { isPromised } from "../workload/promises.ts";
import { at, IN_TIME_MS } from "./times.ts";

/** Webhook, queue and one evaluation; an order that was not routed then is evaluated again after 1, 2 and 4 minutes. */
const SOON_MS = 90_000;
/** Two rounds of the sweep, which makes due orders run. */
const WAIT_SEEN_MS = 1_200_000;
const ROUTED_SOON_MS = 330_000;
/** That there is no lookup is believed after an hour of the same answer, where nothing says so. */
const WITHOUT_LOOKUP_MS = 4_500_000;
const NOTHING: OrderRecord = { idPedidoCanalVenda: "", posts: 0, accepted: [], refused: [], repeats: 0, replaced: [] };

export function judgeOrders(context: JudgeContext): void {
  const { scenario, check } = context;
  const { shop, erp } = scenario.systems;
  const records = new Map(erp.journal.orders().map((record) => [record.idPedidoCanalVenda, record]));
  const shopIds = new Set([...shop.state.orders.keys()].map((id) => String(numberOfId(id))));
  for (const [id, { accepted }] of records)
    check(
      "never unpaid, test or cancelled",
      accepted.length === 0 || shopIds.has(id),
      () => `the ERP has order ${id}, which the shop never had`,
    );
  for (const order of shop.state.orders.values())
    judgeOrder(context, order, records.get(String(numberOfId(order.id))) ?? NOTHING);
}

function judgeOrder(context: JudgeContext, order: Order, record: OrderRecord): void {
  const { scenario, check, desk } = context;
  const { systems, submitted } = scenario;
  const id = String(numberOfId(order.id));
  const name = `order ${order.name} (${id})`;
  const paidAt = paymentOf(context, order.id);
  const posts = submitted.filter(({ orderId }) => orderId === id);
  const entries = desk.filter(({ area, ref, state }) => area === "orders" && ref === id && state === "open");
  const [accepted] = record.accepted;

  const numbers = record.accepted.map(({ seqPedido }) => seqPedido);
  const named = entries
    .filter(({ reason }) => reason === "erp-order-doubled")
    .flatMap(({ params }) => (JSON.parse(params) as { seqPedidos: number[] }).seqPedidos);
  check(
    "one ERP order per paid order",
    numbers.length <= 1 || numbers.every((seqPedido) => named.includes(seqPedido)),
    () => `${name}: the ERP has it as ${numbers.join(", ")}, and the desk names ${named.join(", ") || "none"}`,
  );
  check(
    "looked up before submitted again",
    !posts.some((_, index) => mustSayAgain(context, posts, index)) ||
      desk.some(({ area, ref, reason }) => area === "orders" && ref === id && reason === "submitted-again"),
    () => `${name}: submitted ${posts.length} times, and no entry says so`,
  );
  const [firstPost] = posts;
  if (firstPost && systems.vars["ERP_ORDER_LOOKUP"] !== "off")
    check(
      "looked up before submitted",
      scenario.lookups.some((lookup) => lookup.orderId === id && lookup.at <= firstPost.at),
      () => `${name}: submitted at ${at(firstPost.at)}, and the ERP was not asked for it before`,
    );
  check(
    "never unpaid, test or cancelled",
    order.sourceName === "web" || posts.length === 0,
    () => `${name}: was sold by ${order.sourceName}, and is in the ERP`,
  );
  for (const [index, post] of posts.entries()) {
    check(
      "never unpaid, test or cancelled",
      !order.test && paidAt !== null && paidAt <= post.at,
      () =>
        `${name}: submitted at ${at(post.at)}, ${order.test ? "a test" : paidAt === null ? "never paid" : `paid at ${at(paidAt)}`}`,
    );
    check(
      "never unpaid, test or cancelled",
      order.cancelledAt === null || post.at < order.cancelledAt + IN_TIME_MS,
      () => `${name}: submitted at ${at(post.at)}, cancelled at ${at(order.cancelledAt ?? 0)}`,
    );
    const before = posts[index - 1];
    // A 401 is refused before the ERP reads the order. Any other response may have had its effect, so a lookup must follow.
    if (before && before.status !== 401)
      check(
        "looked up before submitted again",
        mayFollow(context, order, id, before.at, post.at),
        () => `${name}: submitted at ${at(before.at)} and again at ${at(post.at)}, with no answered lookup in between`,
      );
  }

  judgeWait(context, order, paidAt);

  // A webhook brings an order at once; the sweep, minutes later, is for bad scenarios.
  const [first] = posts;
  const isWanted =
    !order.test && order.sourceName === "web" && paidAt !== null && order.cancelledAt === null && unitsOf(order) > 0;
  const acceptedReasons = [...acceptedReasonsOf(scenario, order, record), ...uncertainReasons(context)];
  const mustBeSubmitted = first !== undefined || (isWanted && acceptedReasons.length === 0);
  const isRerouted = (scenario.bought.get(order.id)?.routedAt ?? 0) > 0; // looked at again within the hour
  const isUnsaid = systems.erp.state.settings.orders.lookup !== "there" && systems.vars["ERP_ORDER_LOOKUP"] !== "off";
  const soonMs = (scenario.plan.routingMs > 0 ? ROUTED_SOON_MS : SOON_MS) + (isUnsaid ? WITHOUT_LOOKUP_MS : 0);
  const isCalm =
    paidAt !== null &&
    (scenario.plan.weather === "quiet" ||
      (paidAt > scenario.actors.setUpAt && scenario.calm.between(paidAt, first?.at ?? paidAt + soonMs)));
  if (isCalm && isUntouched(scenario) && mustBeSubmitted && !isRerouted && !scenario.sweptOnly.has(order.id))
    check(
      "submitted soon in good weather",
      first !== undefined && first.at - paidAt <= soonMs,
      () =>
        `${name}: paid at ${at(paidAt)}, ${first ? `submitted at ${at(first.at)}` : "never submitted"} although nothing went wrong`,
    );
  judgeRefusals(context, order, record);
  if (isWanted && record.accepted.length === 0)
    for (const reason of new Set(entries.map((entry) => entry.reason)))
      if (acceptedReasons.includes(reason)) context.excuse(`order not in the ERP: ${reason}`);
  if (isWanted)
    check(
      "every order ends in the ERP or at the desk",
      record.accepted.length > 0 || entries.some(({ reason }) => acceptedReasons.includes(reason)),
      () =>
        `${name}: paid at ${at(paidAt)}, not in the ERP; ${acceptedReasons.length === 0 ? "nothing stands in the way" : `the reason is ${acceptedReasons.join(" or ")}`}, the desk says ${entries.map(({ reason }) => reason).join(", ") || "nothing"}`,
    );
  if (!accepted || numbers.length > 1) return; // an order that is there twice is a person's

  const erpOrder = systems.erp.state.orders.all.find(({ seqPedido }) => seqPedido === accepted.seqPedido);
  if (!erpOrder)
    return check("one ERP order per paid order", false, () => `${name}: accepted, but the ERP does not have it`);
  // Without a lookup a rejected import shows nowhere but by the want of an event, after the hour that setup.ts sets.
  if (erpOrder.status === "Rejeitado")
    check(
      "every order ends in the ERP or at the desk",
      entries.length > 0,
      () => `${name}: rejected at the import, and no entry says so`,
    );
  if (order.cancelledAt !== null)
    // Where both are cancelled nothing is left to say.
    check(
      "ERP's word at the desk",
      entries.length > 0 || erpOrder.stage === "cancelled",
      () => `${name}: cancelled in the shop, in the ERP as ${erpOrder.seqPedido}, and no entry says so`,
    );
  else {
    const replaced = record.replaced.at(-1);
    const submission = replaced ?? { at: posts.at(-1)?.at ?? accepted.at, body: accepted.body };
    judgeContents(context, order, erpOrder, submission);
  }
}

/** Whatever the desk says of a refusal: what the ERP names must be gone there, as this scenario knows. */
function judgeRefusals({ scenario, check }: JudgeContext, order: Order, { refused }: OrderRecord): void {
  const wrong = refused.find((each) => !isForGoneGoods(scenario, order, each));
  check(
    "refused by the ERP only for what is gone there",
    wrong === undefined,
    () =>
      `order ${order.name} (${numberOfId(order.id)}): ${wrong?.method} refused with ${wrong?.status} at ${at(wrong?.at ?? 0)} for ${wrong?.fields.join(", ") || "no field"}`,
  );
}

/** Found by its webhook, and due by the sweep's clock: an unpaid order is at the desk after the wait, until it is paid. */
function judgeWait({ scenario, check, desk }: JudgeContext, order: Order, paidAt: number | null): void {
  const { plan, scheduler, bought } = scenario;
  if (bought.get(order.id)?.aged) return; // its sixty days were a leap, and since then Shopify hides it
  const until = Math.min(paidAt ?? scheduler.now(), order.cancelledAt ?? scheduler.now());
  const waited = until - order.createdAt;
  const isPending = order.transactions.some(({ status }) => status === "PENDING");
  if (
    order.test ||
    isPromised(plan, order) ||
    !isPending ||
    plan.weather !== "quiet" ||
    waited < PAYMENT_WAIT_HOURS * 3_600_000 + WAIT_SEEN_MS
  )
    return;
  const id = String(numberOfId(order.id));
  check(
    "every order ends in the ERP or at the desk",
    desk.some(({ area, ref, reason }) => area === "orders" && ref === id && reason === "payment-overdue"),
    () => `order ${order.name} (${id}): unpaid from ${at(order.createdAt)} to ${at(until)}, and no entry says so`,
  );
}

/**
 * The lookup between two POSTs names the order, or it is the documented "not there" of a lookup that once found an order.
 * A restored hub does not know of the first POST: there the Shopify order must not have shown its number either.
 */
function mayFollow({ scenario }: JudgeContext, order: Order, id: string, first: number, second: number): boolean {
  const { lookups, systems } = scenario;
  const isAnswered = lookups.some(
    (lookup) => lookup.isAnswered && lookup.orderId === id && lookup.at >= first && lookup.at <= second,
  );
  if (!mayBeForgotten(scenario, first, second))
    return isAnswered && lookups.some(({ isFound, at: foundAt }) => isFound && foundAt <= second);
  const isShown = systems.shop.journal
    .effects("metafield")
    .some(
      ({ at: shownAt, effect }) =>
        effect["name"] === "erp.seq_pedido" && effect["owner"] === order.id && shownAt < second - IN_TIME_MS,
    );
  return !isShown && (isAnswered || systems.erp.state.settings.orders.lookup !== "there");
}

/** From the row in the hub to the POST's arrival at the ERP: nothing leaves later (SUBMIT_DEADLINE_MS), and delays come on top. */
const ON_ITS_WAY_MS = 60_000;

/** A restore between the two instants may have taken a POST of the first one out of the hub. */
const mayBeForgotten = ({ restored }: JudgeContext["scenario"], first: number, second: number): boolean =>
  restored.some(({ of, at: restoredAt }) => of <= first && restoredAt >= first - ON_ITS_WAY_MS && restoredAt <= second);

/**
 * This POST followed one that the hub knew of, and no later restore took its entry away. A POST that was answered 401 was
 * refused before the ERP read it: it is repeated after the login, and is no second one (seed 582209531).
 */
function mustSayAgain(
  { scenario }: JudgeContext,
  posts: JudgeContext["scenario"]["submitted"],
  index: number,
): boolean {
  const post = posts[index];
  if (!post || mayBeForgotten(scenario, post.at, Number.POSITIVE_INFINITY)) return false;
  return posts.slice(0, index).some((before) => before.status !== 401 && !mayBeForgotten(scenario, before.at, post.at));
}

/** When it may be submitted: paid, or promised from the beginning. */
function paymentOf({ scenario }: JudgeContext, orderId: string): number | null {
  const order = scenario.systems.shop.state.orders.get(orderId);
  if (order && isPromised(scenario.plan, order)) return order.createdAt;
  const paid = scenario.systems.shop.journal.shopActions.find(
    ({ effect }) =>
      effect["id"] === orderId &&
      (effect.kind === "order-paid" || (effect.kind === "order-placed" && effect["paid"] === true)),
  );
  return paid?.at ?? null;
}

/** A lookup that is found late is used at the next hourly look. */
const PROOF_SEEN_MS = 75 * 60_000;

/** A POST without an answer stays at the desk where no lookup can say what became of it. */
function uncertainReasons({ scenario }: JudgeContext): readonly string[] {
  const { plan, lookups, scheduler, systems } = scenario;
  if (plan.weather === "quiet") return [];
  const isProven = lookups.some(({ isFound, at: foundAt }) => isFound && foundAt < scheduler.now() - PROOF_SEEN_MS);
  if (systems.vars["ERP_ORDER_LOOKUP"] === "off") return ["erp-unconfirmed"];
  return isProven ? [] : ["lookup-unproven"];
}

/** No operator stopped anything: no dry run, no pause. */
const isUntouched = ({ plan }: JudgeContext["scenario"]): boolean =>
  plan.features.dryRunMs === null && plan.features.consoleActs === 0;
const unitsOf = (order: Order): number => order.lines.reduce((sum, { currentQuantity }) => sum + currentQuantity, 0);
