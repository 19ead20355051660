/** What an order does not say where Shopify expects it, and the rules know where it stands: the store, the document. */
import { expect, it } from "vitest";
import { changeOrderRules } from "../../src/setup/order-rules.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

async function see(world: OrderWorld, over: Parameters<typeof place>[1] = {}) {
  const order = place(world, over);
  world.push(webhookOf(order));
  await world.work();
  return order;
}
const chosen = (value: string) => ({ customAttributes: [{ key: "Pickup-Location-Id", value }] });
const secondStore = (world: OrderWorld): string => [...world.shop.state.locations.keys()][1]?.split("/").at(-1) ?? "";

it("O4: by setting an attribute names the store, by a location's id or a company's number; the goods are reserved there", async () => {
  const world = await orderWorld();
  await changeOrderRules(world.deps, { storeAttributes: ["pickup location id"] });
  for (const value of [secondStore(world), "2"]) {
    const order = await see(world, chosen(value));
    expect(await world.orderRow(idOf(order))).toMatchObject({ state: "submitted", company: 2 });
    expect(await world.rows("SELECT company FROM order_reservations WHERE order_id = ?1", idOf(order))).toEqual([
      { company: 2 },
    ]);
    expect(world.erp.journal.order(idOf(order)).accepted[0]?.body).toMatchObject({ nroEmpresa: 2 });
    // Its next looks find no other store.
    await world.pass(120_000);
    expect(await world.desk()).toEqual([]);
  }
});

it("O4: without the setting, or without the attribute, Shopify's location counts", async () => {
  const world = await orderWorld();
  expect(await world.orderRow(idOf(await see(world, chosen("2"))))).toMatchObject({ company: 1 });
  await changeOrderRules(world.deps, { storeAttributes: ["Pickup-Location-Id"] });
  expect(await world.orderRow(idOf(await see(world)))).toMatchObject({ company: 1 });
});

it("O3: a store that is no mapped one holds the order, named as it was written", async () => {
  const world = await orderWorld();
  await changeOrderRules(world.deps, { storeAttributes: ["Pickup-Location-Id"] });
  const order = await see(world, chosen("Loja Centro"));
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "location-unmapped" });
  expect(await world.message("location-unmapped")).toContain("Loja Centro");
});

const CPF = "529.982.247-25";
const withField = (world: OrderWorld, value: string) => {
  const order = place(world, { cpfIn: "nowhere" });
  order.customer?.metafields.set("custom.cpf", {
    id: "gid://shopify/Metafield/1",
    namespace: "custom",
    key: "cpf",
    value,
    type: "single_line_text_field",
    compareDigest: "",
    createdAt: 0,
    updatedAt: 0,
  });
  return order;
};
const documentReads = (world: OrderWorld) =>
  world.lines.filter((line) => line["event"] === "shopify.call" && line["operation"] === "CustomerDocument").length;

it("by setting the document stands in a metafield of the customer; it is asked for only where the order names none", async () => {
  const world = await orderWorld();
  const order = withField(world, CPF);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "cpf-missing" });
  expect(documentReads(world)).toBe(0);

  await changeOrderRules(world.deps, { documentMetafield: "custom.cpf" });
  world.push({ orderId: idOf(order), cause: "person" });
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(documentReads(world)).toBe(1);
  expect(world.erp.journal.order(idOf(order)).accepted[0]?.body).toMatchObject({
    clienteDto: { cpfCnpj: "52998224725" },
  });
  await see(world);
  expect(documentReads(world)).toBe(1);
});

it("a metafield that is no valid document, and one that cannot be read, leave the order waiting", async () => {
  const world = await orderWorld();
  await changeOrderRules(world.deps, { documentMetafield: "custom.cpf" });
  const order = withField(world, "529.982.247-26");
  world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "cpf-missing" });

  const other = withField(world, CPF);
  world.shop.faults.add({ kind: "status", status: 500, operation: "CustomerDocument", times: 20 });
  world.push(webhookOf(other));
  await world.work();
  expect(await world.state(idOf(other))).not.toBe("submitted");
  world.shop.faults.clear();
  await world.pass(1_200_000, 60_000);
  expect(await world.state(idOf(other))).toBe("submitted");
});
