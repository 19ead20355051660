/** A bairro that the address lacks, from the CEP: through the order flow, with the hub's table and the public API. */
import { expect, it } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { ORDER_RULES } from "../../src/hub/orders/rules.ts";
import { saveOwnPostalCodes } from "../../src/hub/orders/postal-codes.ts";
import { saveSetting } from "../../src/hub/settings/settings.ts";
import type { OrderRules } from "../../src/rules/orders/settings.ts";
import { idOf, orderWorld, place, webhookOf, type OrderWorld } from "./world.ts";

/** An order without a bairro, worked on with this answer of the public API. */
async function evaluated(world: OrderWorld, rules: Partial<OrderRules>, respond: () => Response) {
  await saveSetting(world.db, ORDER_RULES, rules, world.clock.now()).run();
  const asked: string[] = [];
  const by: Deps = {
    ...world.isolate(),
    fetch: async (request) => {
      asked.push(request.url);
      return respond();
    },
  };
  const order = place(world, { addressShape: "plain" });
  world.push(webhookOf(order));
  await world.work(by);
  const row = await world.orderRow(idOf(order));
  const body = world.erp.journal.orders()[0]?.accepted[0]?.body as { clienteDto: { bairro: string } } | undefined;
  const cep = order.shippingAddress?.zip.replace("-", "") ?? "";
  return { order, asked, cep, state: row?.["state"], reason: row?.["reason"], bairro: body?.clienteDto.bairro };
}
const found = () => Response.json({ bairro: "Água Verde", localidade: "Curitiba", uf: "PR" });
const never = (): Response => {
  throw new Error("asked");
};

it("by default nothing is asked, and the order waits for its bairro", async () => {
  const seen = await evaluated(await orderWorld(), {}, never);
  expect(seen).toMatchObject({ asked: [], state: "on-hold", reason: "address-bairro-missing" });
});

it("the public API says the bairro; its answer is kept for the next order", async () => {
  const world = await orderWorld();
  const seen = await evaluated(world, { cepLookup: "viacep" }, found);
  expect(seen).toMatchObject({ state: "submitted", bairro: "Água Verde" });
  expect(seen.asked).toEqual([`https://viacep.com.br/ws/${seen.cep}/json/`]);
  const stored = await world.db.prepare("SELECT cep, source, district FROM postal_codes").all();
  expect(stored.results).toEqual([{ cep: seen.cep, source: "lookup", district: "Água Verde" }]);
});

it("an API without an answer leaves the order waiting, and it is evaluated again", async () => {
  const world = await orderWorld();
  const seen = await evaluated(world, { cepLookup: "viacep" }, () => new Response("", { status: 503 }));
  expect(seen).toMatchObject({ state: "on-hold", reason: "cep-lookup-failed", bairro: undefined });
  const { next_at: nextAt } = (await world.orderRow(idOf(seen.order))) ?? {};
  expect(Number(nextAt)).toBe(world.clock.now() + 600_000);
});

it("an unknown CEP goes by the rule: the bairro is not informed", async () => {
  const rules = { cepLookup: "viacep", districtMissing: "not-informed" } as const;
  expect(await evaluated(await orderWorld(), rules, () => Response.json({ erro: true }))).toMatchObject({
    state: "submitted",
    bairro: "NAO INFORMADO",
  });
});

it("the chain's own table comes before the API", async () => {
  const world = await orderWorld();
  const { shippingAddress } = place(world, { addressShape: "plain" });
  const cep = shippingAddress?.zip.replace("-", "") ?? "";
  const own = [{ cep, district: "Centro Cívico", city: "Curitiba", uf: "PR" }];
  await world.db.batch([...saveOwnPostalCodes(world.db, own, world.clock.now())]);
  const stored = await world.db.prepare("SELECT source, district FROM postal_codes WHERE cep = ?1").bind(cep).first();
  expect(stored).toEqual({ source: "own", district: "Centro Cívico" });
});
