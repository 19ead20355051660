/** A value that a person types in for an order: where it goes, where it does not go, and how long it holds. */
import { expect, it } from "vitest";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { orderSweep } from "../../src/crons/order-sweep.ts";
import { RETENTIONS } from "../../src/hub/loads/retention.ts";
import { pseudonymise } from "../../src/hub/privacy/pseudonymise.ts";
import { correctOrder, type GivenCorrections } from "../../src/orders/intake/correct.ts";
import type { OrderSpec } from "../../sim/shopify/orders/place/order-spec.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

type Order = ReturnType<typeof place>;
const WHY = "o cliente confirmou";

async function see(world: OrderWorld, over: Partial<OrderSpec> = {}, change: (order: Order) => void = () => undefined) {
  const order = place(world, over);
  change(order);
  world.push(webhookOf(order));
  await world.work();
  return order;
}
const correct = (world: OrderWorld, order: Order, given: GivenCorrections) =>
  correctOrder({ ...world.deps, who: "ana" }, idOf(order), given, WHY);
const customerOf = (world: OrderWorld, order: Order) =>
  (world.erp.journal.order(idOf(order)).accepted.at(-1)?.body as { clienteDto: Record<string, string> } | undefined)
    ?.clienteDto;
const shown = (order: Order) => structuredClone([order.shippingAddress, order.billingAddress, order.localizedFields]);

it.each<[string, Partial<OrderSpec>, (order: Order) => void, GivenCorrections, Record<string, string>]>([
  [
    "address-bairro-missing",
    { addressShape: "plain" },
    () => undefined,
    { district: " Água Verde " },
    { bairro: "Água Verde" },
  ],
  [
    "cpf-missing",
    { cpfIn: "nowhere" },
    () => undefined,
    { document: "529.982.247-25" },
    { cpfCnpj: "52998224725", fisicaJuridica: "F" },
  ],
  [
    "address-cep-invalid",
    {},
    (order) => {
      if (order.shippingAddress) order.shippingAddress = { ...order.shippingAddress, zip: "8025" };
    },
    { cep: "80250-104" },
    { cep: "80250104" },
  ],
])(
  "%s is cured by a typed value, which goes to the ERP and never to Shopify",
  async (reason, over, change, given, sent) => {
    const world = await orderWorld();
    const order = await see(world, over, change);
    const before = shown(order);
    expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason });
    expect(await correct(world, order, given)).toEqual({ kind: "corrected", fields: Object.keys(given) });
    await world.work();
    expect(await world.state(idOf(order))).toBe("submitted");
    expect(customerOf(world, order)).toMatchObject(sent);
    expect(shown(order)).toEqual(before);
    expect(await world.desk()).toEqual([]);
    expect(await world.timeline(idOf(order))).toContain(`corrected ${Object.keys(given).join(" ")}`);
  },
);

it("the audit says who, which field and why in the change's own batch, and keeps no value of the buyer", async () => {
  const world = await orderWorld();
  const order = await see(world, { cpfIn: "nowhere" });
  await correctOrder({ ...world.deps, who: "ana" }, idOf(order), { document: "52998224725" }, "fone (41) 99888-7766");
  const [row] = await world.rows("SELECT * FROM audit");
  expect(row).toMatchObject({
    who: "ana",
    act: "order-correct",
    name: `order/${idOf(order)}`,
    before: "document = —",
    after: "document = …25 (fone ***FONE***)",
  });
  for (const table of ["audit", "order_timeline", "desk"])
    expect(JSON.stringify(await world.rows(`SELECT * FROM ${table}`))).not.toMatch(/52998224725|88-?7766/);
});

it("a value that the ERP refused is typed in, and the order is asked for before it is sent again", async () => {
  const world = await orderWorld({ isLookupProven: true });
  const order = await see(world, {}, (each) => void (each.email = "fulana@@exemplo"));
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "failed", reason: "erp-refused" });
  world.clock.advance(400_000);
  expect((await correct(world, order, { email: "fulana@exemplo.com.br" })).kind).toBe("corrected");
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(customerOf(world, order)).toMatchObject({ email: "fulana@exemplo.com.br" });
  expect(world.erp.journal.order(idOf(order)).accepted).toHaveLength(1);
});

it("a later change in Shopify is newer: the typed value is dropped, and the timeline says so", async () => {
  const world = await orderWorld();
  const order = await see(world, { addressShape: "plain", payment: "pix" });
  world.shop.control.pay(order.id);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({ reason: "address-bairro-missing" });
  world.clock.advance(5_000);
  await correct(world, order, { district: "Batel" });
  world.shop.control.changeAddress(order.id, { address1: "Rua das Flores, 99" });
  world.clock.advance(5_000);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "address-bairro-missing" });
  expect(await world.rows("SELECT * FROM order_corrections")).toEqual([]);
  expect(await world.timeline(idOf(order))).toContain("correction-overtaken district");
});

it("a wrong value, a field of another reason, and an order that needs none change nothing", async () => {
  const world = await orderWorld();
  const order = await see(world, { cpfIn: "nowhere" });
  expect(await correct(world, order, { document: "123" })).toEqual({ kind: "wrong", fields: ["document"] });
  expect(await correct(world, order, { district: "Batel" })).toEqual({ kind: "notNow" });
  expect(await correct(world, order, {})).toEqual({ kind: "nothing" });
  expect(await correctOrder(world.deps, "404", { document: "52998224725" }, WHY)).toEqual({ kind: "unknown" });
  const fine = await see(world);
  expect(await correct(world, fine, { document: "52998224725" })).toEqual({ kind: "notNow" });
  const silent = {
    ...world.deps,
    shopify: { run: async () => ({ ok: false, failure: { kind: "unknown", message: "" } }) },
  };
  const given = { document: "52998224725" } as const;
  expect(await correctOrder(silent as unknown as OrderWorld["deps"], idOf(order), given, WHY)).toEqual({
    kind: "noAnswer",
  });
  expect(await world.rows("SELECT * FROM order_corrections")).toEqual([]);
  expect(await world.rows("SELECT * FROM audit")).toEqual([]);
});

it("a value is taken back, and the order waits again as before", async () => {
  const world = await orderWorld();
  const order = await see(world, { addressShape: "plain", risk: "CANCEL" });
  await world.db.prepare("UPDATE orders SET reason = 'address-bairro-missing'").run();
  await correct(world, order, { district: "Batel" });
  await world.work();
  // A typed value never passes the shop's own risk: that is another person's decision.
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "on-hold", reason: "risk" });
  expect(await correct(world, order, { district: null })).toEqual({ kind: "corrected", fields: ["district"] });
  expect(await world.rows("SELECT * FROM order_corrections")).toEqual([]);
});

it("a crash after the batch loses no look: the order is due in the hub", async () => {
  const world = await orderWorld();
  const order = await see(world, { addressShape: "plain" });
  const dead: Gate = async (call, effect) => {
    if (call.port === "queue") throw new Error("the isolate died");
    return effect();
  };
  await correctOrder(world.isolate(dead), idOf(order), { district: "Batel" }, WHY);
  await world.work();
  expect(await world.state(idOf(order))).toBe("on-hold");
  await world.runJob(orderSweep);
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
});

it("an order that is being looked at meanwhile is looked at once more", async () => {
  const world = await orderWorld();
  const order = await see(world, { addressShape: "plain" });
  const later = world.clock.now() + 60_000;
  await world.db.prepare("UPDATE orders SET lease = 'other', lease_until = ?1, next_at = ?1").bind(later).run();
  await correct(world, order, { district: "Batel" });
  expect(await world.orderRow(idOf(order))).toMatchObject({ recheck_requested: 1, next_at: later });
});

it("values leave the hub: thirty days after the order ended, and with everything else that leads to its buyer", async () => {
  const world = await orderWorld();
  const order = await see(world, { addressShape: "plain" });
  await correct(world, order, { district: "Batel" });
  const purge = async (days: number) => {
    for (const retention of RETENTIONS) await retention(world.db, world.clock.now() + days * 86_400_000);
    return (await world.rows("SELECT field FROM order_corrections")).length;
  };
  expect(await purge(31)).toBe(1);
  await world.db.prepare("UPDATE orders SET state = 'invoiced'").run();
  expect(await purge(29)).toBe(1);
  expect(await purge(31)).toBe(0);
  await world.db.prepare("UPDATE orders SET state = 'on-hold'").run();
  await correct(world, order, { district: "Batel" });
  await world.db.batch([...pseudonymise(world.db, JSON.stringify([idOf(order)]))]);
  expect(await world.rows("SELECT field FROM order_corrections")).toEqual([]);
});
