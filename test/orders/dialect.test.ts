/** Installations whose order body differs from the documented one. */
import { expect, it } from "vitest";
import { changeOrderRules } from "../../src/setup/order-rules.ts";
import { checkQuantities } from "../../src/setup/quantity-check.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

const bodyNames = {
  itemDto: "itens",
  "itemDto.codAcesso": "ean",
  "clienteDto.cpfCnpj": "nroCpfCnpj",
  obsPedido: "observacao",
};

async function see(world: OrderWorld, over: Parameters<typeof place>[1] = {}) {
  const order = place(world, over);
  world.push(webhookOf(order));
  await world.work();
  return order;
}

it("an ERP with other names refuses the documented body; by the rules the order arrives, and its rows are read back", async () => {
  const world = await orderWorld({ consinco: { orders: { bodyNames } } });
  const order = await see(world);
  expect(await world.orderRow(idOf(order))).toMatchObject({ state: "failed", reason: "erp-refused" });
  await changeOrderRules(world.deps, { orderBody: { names: bodyNames } });
  world.push({ orderId: idOf(order), cause: "person" });
  world.clock.advance(400_000);
  await world.work();
  expect(await world.state(idOf(order))).toBe("submitted");
  const [body] = world.erp.journal.order(idOf(order)).accepted.map((each) => each.body as Record<string, unknown>);
  expect(body).toMatchObject({ observacao: `Shopify ${order.name}`, itens: [{ qtdPedida: 2 }] });
});

it("payments are left out where the installation has no block for them", async () => {
  const world = await orderWorld({ consinco: { orders: { refuseFree: false } } });
  await changeOrderRules(world.deps, { orderBody: { without: ["pagamentoDto"] } });
  const order = await see(world);
  expect(await world.state(idOf(order))).toBe("submitted");
  expect(world.erp.journal.order(idOf(order)).accepted[0]?.body).not.toHaveProperty("pagamentoDto");
});

it("an ERP that counts units gets 24 of two cases of 12, to the shop's total; one that is set wrong refuses or is compared", async () => {
  const world = await orderWorld({ consinco: { orders: { quantityCounts: "units" } } });
  const { pack } = world.goods;
  await changeOrderRules(world.deps, { quantityIn: "units" });
  const order = await see(world, { lines: [{ sku: pack.key, quantity: 2 }] });
  expect(await world.state(idOf(order))).toBe("submitted");
  const body = world.erp.journal.order(idOf(order)).accepted[0]?.body as { itemDto: { qtdPedida: number }[] };
  expect(body.itemDto.reduce((sum, { qtdPedida }) => sum + qtdPedida, 0)).toBe(2 * pack.qtdEmbalagem);

  await changeOrderRules(world.deps, { quantityIn: "packages" });
  expect(await checkQuantities(world.deps, idOf(order))).toEqual({
    kind: "compared",
    setting: "packages",
    says: "units",
    lines: [
      {
        sku: pack.key,
        packages: 2,
        unitsInPackage: pack.qtdEmbalagem,
        inErp: 2 * pack.qtdEmbalagem,
        says: "units",
      },
    ],
  });
  const wrong = await see(world, { lines: [{ sku: pack.key, quantity: 1 }] });
  expect(await world.orderRow(idOf(wrong))).toMatchObject({ state: "failed", reason: "erp-refused" });
});

it("the check says nothing where no package holds several pieces, and names what is missing", async () => {
  const world = await orderWorld();
  const order = await see(world);
  expect(await checkQuantities(world.deps, idOf(order))).toMatchObject({ kind: "compared", says: null, lines: [] });
  expect(await checkQuantities(world.deps, "999")).toEqual({ kind: "not-in-shop" });
  const waiting = await see(world, { payment: "pix" });
  expect(await checkQuantities(world.deps, idOf(waiting))).toEqual({ kind: "not-in-erp" });
});
