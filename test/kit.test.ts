import { describe, expect, it } from "vitest";
import { Faults, withFaults } from "../sim/kit/faults.ts";
import { remember } from "../sim/kit/remember.ts";
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

describe("what is remembered comes back", () => {
  class Counter {
    private count = 0;
    private readonly names: string[] = [];
    next(name: string): number {
      this.names.push(name);
      return (this.count += 1);
    }
    all(): readonly string[] {
      return this.names;
    }
  }
  const state = () => {
    const variant = { sku: "P1E1", product: null as object | null };
    const product = { variants: [variant], title: "Arroz", tags: new Set(["a"]) };
    variant.product = product;
    return { products: new Map([["1", product]]), counter: new Counter(), chance: seeded(3) };
  };

  it("in the same objects: lists, maps, sets, instances, chance, and what refers to itself; as often as wanted", () => {
    const shop = state();
    shop.counter.next("before");
    const putBack = remember(shop);
    const product = shop.products.get("1");
    const draws = [shop.chance(), shop.chance()];
    for (let again = 0; again < 2; again += 1) {
      shop.products.set("2", { variants: [], title: "novo", tags: new Set() });
      shop.products.delete("1");
      Object.assign(product ?? {}, { title: "outro", extra: 1 });
      product?.variants.pop();
      product?.tags.clear();
      expect(shop.counter.next("after")).toBe(2);
      putBack();
      expect([shop.chance(), shop.chance()]).toEqual(draws);
      expect([...shop.products.keys()]).toEqual(["1"]);
      expect(shop.products.get("1")).toBe(product);
      expect(Object.keys(product ?? {})).toEqual(["variants", "title", "tags"]);
      expect(product?.title).toBe("Arroz");
      expect(product?.variants[0]?.product).toBe(product);
      expect([...(product?.tags ?? [])]).toEqual(["a"]);
      expect(shop.counter.all()).toEqual(["before"]);
    }
  });

  it("what cannot be seen is refused, not left as it is", () => {
    class Secret {
      #value = 1;
      next(): number {
        return (this.#value += 1);
      }
    }
    expect(() => remember({ secret: new Secret() })).toThrow("the state of Secret cannot be seen");
    expect(() => remember({ later: Promise.resolve(1) })).toThrow("the state of Promise cannot be seen");
  });
});
