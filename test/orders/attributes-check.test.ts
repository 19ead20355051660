import { expect, it } from "vitest";
import { changeOrderRules } from "../../src/setup/order-rules.ts";
import { checkShopAttributes } from "../../src/setup/attributes-check.ts";
import { orderWorld, place, type OrderWorld } from "./world.ts";

const see = (
  world: OrderWorld,
  attributes: Readonly<Record<string, string>>,
  line: Readonly<Record<string, string>> = {},
) =>
  place(world, {
    customAttributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
    lines: [
      {
        sku: world.goods.piece.key,
        quantity: 1,
        customAttributes: Object.entries(line).map(([key, value]) => ({ key, value })),
      },
    ],
  });
const row = (name: string, place: string, readAs: readonly string[], orders: number, unreadable = 0) => ({
  name,
  place,
  readAs,
  orders,
  unreadable,
});

it("the newest orders are compared with what is read: found, unknown, unreadable; no value leaves it", async () => {
  const world = await orderWorld();
  see(world, { "Delivery-Date": "2026-11-24", delivery_time: "13:00 - 14:00", "Cor da sacola": "azul" });
  see(world, { "Delivery-Date": "amanhã", "CPF na nota": "529.982.247-25", "Pickup-Location-Id": "2" });
  see(world, { "CPF na nota": "111", "Pickup-Location-Id": "Loja 9" }, { "Se faltar": "trocar", _uid: "7" });
  await changeOrderRules(world.deps, { storeAttributes: ["Pickup-Location-Id"] });
  const check = await checkShopAttributes(world.deps);
  expect(check?.orders).toBe(3);
  expect(check?.attributes).toEqual(
    expect.arrayContaining([
      row("TAX_CREDENTIAL_BR", "checkout", ["document"], 3),
      row("Delivery-Date", "order", ["day", "note"], 2, 1),
      row("CPF na nota", "order", ["document"], 2, 1),
      row("Pickup-Location-Id", "order", ["store"], 2, 1),
      row("delivery_time", "order", ["time", "note"], 1),
      row("Cor da sacola", "order", [], 1),
      row("Se faltar", "line", ["line-note"], 1),
      row("_uid", "line", [], 1),
    ]),
  );
  expect(check?.attributes).toHaveLength(8);
  expect(JSON.stringify([check, world.lines])).not.toMatch(/529|azul|amanhã|trocar|Loja 9/);
});

it("fifty orders are read, in two pages, and only names of the rules count as read", async () => {
  const world = await orderWorld();
  for (let n = 0; n < 55; n += 1) see(world, n < 5 ? { Antigo: "1" } : { "Horário de entrega": "13h" });
  const check = await checkShopAttributes(world.deps);
  expect(check?.orders).toBe(50);
  expect(check?.attributes.map(({ name, orders }) => `${name} ${orders}`)).toEqual([
    "Horário de entrega 50",
    "TAX_CREDENTIAL_BR 50",
  ]);
});

it("without an answer of Shopify there is no report", async () => {
  const world = await orderWorld();
  world.shop.faults.add({ kind: "status", status: 500, operation: "OrderAttributes", times: 50 });
  expect(await checkShopAttributes(world.deps)).toBeNull();
});
