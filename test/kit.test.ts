import { expect, it } from "vitest";
import { Faults, withFaults } from "../sim/kit/faults.ts";
import { seeded } from "../sim/kit/world.ts";

const world = () => ({ now: () => 0, chance: seeded(1), fetch, sleep: async () => {} });

it("a connection cut after the effect has had the effect, once", async () => {
  let effects = 0;
  const faults = new Faults();
  faults.add({ kind: "cutAfter", path: "/pedidovenda", times: 1 });
  const handler = withFaults(async () => (effects++, new Response("{}")), faults, world());
  await expect(handler(new Request("http://erp/PedidoVenda"))).rejects.toThrow("cut after");
  expect(effects).toBe(1);
  expect((await handler(new Request("http://erp/PedidoVenda"))).status).toBe(200);
});

it("a truncated answer is no JSON, though its effect has happened", async () => {
  let effects = 0;
  const faults = new Faults();
  faults.add({ kind: "truncated" });
  const handler = withFaults(async () => (effects++, Response.json({ seqPedido: 464 })), faults, world());
  const text = await (await handler(new Request("http://erp/x"))).text();
  expect(() => JSON.parse(text) as unknown).toThrow();
  expect(effects).toBe(1);
});
