import { expect, it } from "vitest";
import { ensureOrderDefinitions } from "../../src/shopify/setup/definitions.ts";
import { publishWorld } from "../publish/world.ts";

const ofOrders = ({ shopify }: ReturnType<typeof publishWorld>) =>
  [...shopify.state.definitions.values()].filter(({ ownerType }) => ownerType === "ORDER");

it("E7: the fields of an order are defined once, and the key's definition holds its form", async () => {
  const world = publishWorld();
  expect(await ensureOrderDefinitions(world.deps.shopify)).toEqual({ kind: "done", value: true });
  const made = ofOrders(world);
  expect(made.find(({ key }) => key === "nfe_chave")).toMatchObject({ pinned: true, validations: [{ name: "regex" }] });
  expect(made).toHaveLength(15);
  await ensureOrderDefinitions(world.deps.shopify);
  expect(ofOrders(world)).toHaveLength(15);
});

it("a shop that has pinned all it may has the fields all the same, not pinned", async () => {
  const world = publishWorld();
  const [like] = (await ensureOrderDefinitions(world.deps.shopify), ofOrders(world));
  if (!like) throw new Error("no definition");
  world.shopify.state.definitions.clear();
  for (let n = 1; n <= 20; n += 1)
    world.shopify.state.definitions.set(`own-${n}`, { ...like, id: `own-${n}`, key: `own_${n}`, pinned: true });
  expect(await ensureOrderDefinitions(world.deps.shopify)).toEqual({ kind: "done", value: true });
  expect(ofOrders(world).filter(({ key, pinned }) => key.startsWith("nfe_") && !pinned)).toHaveLength(10);
});
