import { expect, it } from "vitest";
import type { State } from "../../../sim/shopify/state.ts";
import { goodsOf } from "./goods-of.ts";

const state = { variants: new Map([["v1", { id: "v1", item: { id: "i1", sku: "P105E1" } }]]) } as unknown as State;
const goods = goodsOf({ state });

it("a write is about the variant, whatever SKU a merchant had typed over it then (seeds 910006, 910034)", () => {
  expect(goods({ kind: "variant", id: "v1", sku: "DA-CASA-1" })).toBe("P105E1");
  expect(goods({ kind: "stock", item: "i1", sku: "DA-CASA-1" })).toBe("P105E1");
});

it("of a variant that is gone, and of a write that names none, the SKU in the write counts", () => {
  expect(goods({ kind: "stock", item: "i9", sku: "DE-FORA" })).toBe("DE-FORA");
  expect(goods({ kind: "set-price", sku: "P1E1" })).toBe("P1E1");
});
