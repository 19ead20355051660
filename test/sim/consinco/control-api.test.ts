import { expect, it } from "vitest";
import { ConnectionCut, seeded } from "../../../sim/kit/world.ts";
import { startConsinco } from "../../../sim/consinco/server.ts";
import { floorOf, NOW, orderOf, pieceAt } from "./shop-floor.ts";

const SIM = "http://erp/_sim";

it("an unknown control is a 404 that lists the known, a wrong argument a 400 with the reason", async () => {
  const floor = floorOf();
  const unknown = await floor.send("POST", `${SIM}/control/explode`, {});
  expect(unknown.status).toBe(404);
  expect(await unknown.text()).toContain("setPrice");
  const wrong = await floor.send("POST", `${SIM}/control/setPrice`, { key: "P1E1", normalCents: 5 });
  expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining("no SKU P1E1")]);
});

it("controls, journal and state answer over HTTP, even in an outage", async () => {
  const floor = floorOf();
  await floor.call("POST", "/PedidoVenda", orderOf(floor));
  await floor.send("POST", `${SIM}/control/outage`, { from: NOW, until: NOW + 1000 });
  expect((await floor.send("GET", "/Cadastros/Marca")).status).toBe(503);
  expect(await (await floor.send("POST", `${SIM}/control/importAndInvoiceDue`)).json()).toEqual({
    result: { imported: 1, invoiced: 1 },
  });
  const { key } = pieceAt(floor);
  await floor.send("POST", `${SIM}/control/setPrice`, { key, normalCents: 123 });
  const state = await (
    await floor.send("GET", `${SIM}/state?company=2`)
  ).json<{
    skus: { key: string; normalCents: number }[];
    orders: unknown[];
    products: unknown[];
  }>();
  expect(state.skus.find((sku) => sku.key === key)?.normalCents).toBe(123);
  expect([state.orders.length, state.products.length]).toEqual([1, 60]);
  const journal = await (
    await floor.send("GET", `${SIM}/journal`)
  ).json<{
    orders: { posts: number }[];
    faults: unknown[];
  }>();
  expect([journal.orders[0]?.posts, journal.faults.length]).toEqual([1, 1]);
  floor.advance(1000);
  expect((await floor.send("GET", "/Cadastros/Marca")).status).toBe(200);
});

it("faults come and go by HTTP", async () => {
  const floor = floorOf();
  await floor.call("GET", "/Cadastros/Marca");
  await floor.send("POST", `${SIM}/faults`, [{ kind: "cutBefore", path: "/cadastros/marca" }]);
  await expect(floor.send("GET", "/Cadastros/Marca")).rejects.toBeInstanceOf(ConnectionCut);
  await floor.send("DELETE", `${SIM}/faults`);
  expect((await floor.send("GET", "/Cadastros/Marca")).status).toBe(200);
});

it("behind a port: a cut connection is a network error, the next call is answered", async () => {
  const world = { now: () => NOW, chance: seeded(1), fetch, sleep: async () => {} };
  const erp = await startConsinco({ world, products: 20 });
  try {
    erp.faults.add({ kind: "cutBefore", times: 1 });
    await expect(fetch(`${erp.origin}/SMPedidoVendaAPI/api/v1/Cadastros/Marca`)).rejects.toThrow();
    const answer = await fetch(`${erp.origin}/SMPedidoVendaAPI/api/v1/Cadastros/Marca`);
    expect([answer.status, Date.parse(answer.headers.get("date") ?? "")]).toEqual([401, NOW]);
  } finally {
    await erp.close();
  }
});
