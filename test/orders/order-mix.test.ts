/** Of a hundred orders as Brazilian shops have them: how many the ERP gets, and why each of the others does not. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Order } from "../../sim/shopify/records/orders.ts";
import { changeOrderRules } from "../../src/setup/order-rules.ts";
import { mapLineProducts } from "../../src/setup/line-products.ts";
import { mapPaymentForms } from "../../src/setup/payment-forms.ts";
import { idOf, orderWorld, webhookOf, type OrderWorld } from "./world.ts";

const LOOKED_MS = 120_000;

async function orders(world: OrderWorld): Promise<readonly Order[]> {
  const made = world.shop.control.generateOrders({ count: 100 });
  expect(made.filter(({ ok }) => !ok)).toEqual([]);
  return made.flatMap((each) => (each.ok ? [each.order] : []));
}

/** Each order is looked at; "state" or "state reason" → how many. */
async function look(world: OrderWorld, placed: readonly Order[]): Promise<Readonly<Record<string, number>>> {
  world.clock.advance(LOOKED_MS);
  for (const order of placed) world.push(webhookOf(order));
  await world.work(world.deps, 200);
  const rows = await world.rows("SELECT state, reason, count(*) AS n FROM orders GROUP BY state, reason");
  return Object.fromEntries(rows.map(({ state, reason, n }) => [[state, reason].filter(Boolean).join(" "), Number(n)]));
}

/** "95.0 % submitted, 3.0 % on-hold free-line": the largest share first. */
function shares(counts: Readonly<Record<string, number>>): string {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([what, n]) => `${((100 * n) / all).toFixed(1)} % ${what}`)
    .join(", ");
}

/** The row of this run in docs/simulation.md, "Of a hundred orders". */
function documented(settings: string, first: Readonly<Record<string, number>>, paid: typeof first): string {
  const others = Object.entries(paid)
    .filter(([what]) => what !== "submitted")
    .toSorted(([, a], [, b]) => b - a)
    .map(([what, n]) => `${n} \`${what.replace("on-hold ", "")}\``);
  return `| ${settings} | ${first["submitted"]} | ${paid["submitted"]} | ${others.join(", ") || "none"} |`;
}

const isGift = (order: Order): boolean => order.discounts.some(({ title }) => title === "Brinde");
const hasRefund = (order: Order): boolean => order.refunds.length > 0;

/** How a shop that is paid on delivery and captures after picking maps its gateways. */
const PROMISED = [
  { gateway: "pagamento na entrega", seqFormaPagto: 1, submitWhile: ["pending"] },
  { gateway: "mercado_pago_card", seqFormaPagto: 3, submitWhile: ["authorized"] },
  { gateway: "mercado_pago_pix", seqFormaPagto: 17 },
] as const;

const HELD = { amountRefunds: "hold", gifts: "held" } as const;
it.each([
  { settings: "as installed", ...HELD, submitted: 95 },
  { settings: "with gifts at a cent", amountRefunds: "hold", gifts: "mapped", submitted: 98 },
  { settings: "with amounts as discounts too", amountRefunds: "discount", gifts: "mapped", submitted: 100 },
] as const)(
  "O1: of 100 orders of the mix, $settings: each paid or promised one is submitted, or waits with its shape's reason",
  async ({ settings, amountRefunds, gifts, submitted }) => {
    const world = await orderWorld(); // the ERP refuses a price of 0
    await mapPaymentForms(world.deps, PROMISED, []);
    await changeOrderRules(world.deps, { amountRefunds });
    if (gifts === "mapped") await mapLineProducts(world.deps, [{ kind: "free", name: "*", sku: "own", priceCents: 1 }]);
    const placed = await orders(world);
    const first = await look(world, placed);
    for (const order of placed) if (!hasRefund(order)) world.shop.control.pay(order.id);
    const paid = await look(world, placed);
    console.log(`${settings}, as placed: ${shares(first)}\n${settings}, once all are paid: ${shares(paid)}`);
    const reasonOf = (order: Order): string => {
      if (hasRefund(order) && amountRefunds === "hold") return "on-hold amount-refunded";
      return isGift(order) && gifts === "held" ? "on-hold free-line" : "submitted";
    };
    for (const order of placed) {
      const { state, reason } = await world.orderRow(idOf(order));
      expect([state, reason].filter(Boolean).join(" "), order.name).toBe(reasonOf(order));
    }
    // Of those whose shape the settings cover, every one.
    expect(paid["submitted"]).toBe(placed.filter((order) => reasonOf(order) === "submitted").length);
    expect(paid["submitted"]).toBeGreaterThanOrEqual(submitted);
    const page = readFileSync("docs/simulation.md", "utf8").replaceAll(/ +\|/g, " |");
    expect(page).toContain(documented(settings, first, paid));
  },
);
