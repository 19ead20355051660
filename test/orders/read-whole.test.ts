/** Every list of an order is read to its end, and a page that contradicts itself moves nothing. */
import { expect, it } from "vitest";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { readOrder } from "../../src/shopify/orders/read-order.ts";
import { readShopOrder } from "../../src/rules/orders/shop-order.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

async function readOf(world: OrderWorld, id: string) {
  const read = await readOrder(world.deps.shopify, id);
  if (read.kind !== "order") throw new Error(JSON.stringify(read));
  const parsed = readShopOrder(read.order);
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return parsed.order;
}

/** Its units leave one by one. */
function splitInto(world: OrderWorld, order: ReturnType<typeof place>, parts: number): void {
  for (let made = 1; made < parts; made += 1)
    world.shop.control.splitFulfillmentOrder(order.fulfillmentOrders[0]?.id ?? "");
}

it("more than six fulfilment orders are read, and the last one's location counts", async () => {
  const world = await orderWorld();
  const { shop, goods } = world;
  const order = place(world, { lines: [{ sku: goods.piece.key, quantity: 8 }], payment: "pix" });
  splitInto(world, order, 8);
  const [, second = ""] = shop.state.locations.keys();
  const item = [...shop.state.items.values()].find(({ sku }) => sku === goods.piece.key);
  const [level] = item?.levels.values() ?? [];
  if (!level) throw new Error("the piece has no level");
  item?.levels.set(second, { ...level, locationId: second, isActive: true });
  expect(shop.control.moveFulfillmentOrder(order.fulfillmentOrders.at(-1)?.id ?? "", second)).toBe(true);
  expect((await readOf(world, idOf(order))).fulfillmentOrders.map(({ locationGid }) => locationGid)).toHaveLength(8);
  shop.control.pay(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "several-locations" });
});

it.each([8, 9, 10, 25])(
  "%i transactions that failed are read: the payment is the last of them",
  async (failedPayments) => {
    const world = await orderWorld();
    const order = place(world, { failedPayments });
    world.push(webhookOf(order));
    await world.work();
    expect(await world.state(idOf(order))).toBe("submitted");
    const [sent] = world.erp.state.orders.all;
    expect(sent?.body.paidCents).toBe(order.originalTotal);
  },
);

it("more than five localized fields are read: the CPF is the last of them", async () => {
  const world = await orderWorld();
  const order = place(world);
  const cpf = order.localizedFields;
  const others = ["CL", "CN", "CO", "CR", "EC", "ES"].map((country) => ({
    key: `SHIPPING_CREDENTIAL_${country}`,
    value: "x",
  }));
  order.localizedFields = [...others, ...cpf];
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
});

it.each(["empty", "cut"] as const)("an order whose page is %s is not taken for whole", async (kind) => {
  const world = await orderWorld();
  const order = place(world);
  world.shop.control.breakPages("Order.lineItems", kind, 100);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.state(idOf(order))).toBe("received");
  world.shop.control.breakPages("Order.lineItems", kind, 0);
  await world.pass(3_600_000);
  expect(await world.state(idOf(order))).toBe("submitted");
});

it.each(["empty", "cut"] as const)("a page of the sweep that is %s moves no mark: no order is lost", async (kind) => {
  const world = await orderWorld();
  await world.runJob(orderSweep);
  const placed = Array.from({ length: 130 }, () => place(world));
  world.clock.advance(60_000);
  // Each try of the client, on the second page: the first one has its hundred.
  const before = await world.one("SELECT watermark FROM loads WHERE name = 'order-sweep'");
  world.shop.control.breakPages("QueryRoot.orders", kind, 3);
  await world.runJob(orderSweep);
  expect(await world.one("SELECT watermark FROM loads WHERE name = 'order-sweep'")).toEqual(before);
  world.clock.advance(60_000);
  await world.runJob(orderSweep);
  const found = new Set(world.everSent.map(({ orderId }) => orderId));
  expect(placed.filter((order) => !found.has(idOf(order)))).toEqual([]);
});

it("the buyer is first and last name; without a name the order waits for one", async () => {
  const world = await orderWorld();
  const order = place(world, {
    isNameless: true,
    delivery: { method: "PICK_UP" },
    locationId: [...world.shop.state.locations.keys()][0] ?? "",
  });
  world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "name-missing" });
});
