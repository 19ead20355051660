import { expect, it } from "vitest";
import { DEFAULT_SCOPES } from "../../sim/shopify/options.ts";
import { checkScopes } from "../../src/setup/check-scopes.ts";
import { publishWorld } from "../publish/world.ts";

const HOUR_MS = 3_600_000;

it("once a day one entry names the missing scopes and what stops; it closes when they are granted", async () => {
  const world = publishWorld();
  const { control } = world.shopify;
  control.setScopes(DEFAULT_SCOPES.filter((scope) => scope !== "write_inventory"));
  await checkScopes(world.deps);
  const [entry, ...others] = await world.desk();
  expect(others).toEqual([]);
  expect(entry?.reason).toBe("scopes-missing");
  expect(entry?.message).toContain("write_inventory (estoque)");
  expect(entry?.message).toContain("read_all_orders (pedidos com mais de 60 dias)");
  control.setScopes([
    ...DEFAULT_SCOPES,
    "read_all_orders",
    "write_markets",
    "read_third_party_fulfillment_orders",
    "read_assigned_fulfillment_orders",
  ]);
  await checkScopes(world.deps);
  expect(await world.desk()).toHaveLength(1);
  world.clock.advance(24 * HOUR_MS);
  await checkScopes(world.deps);
  expect(await world.desk()).toEqual([]);
});

it("an answer that does not come is asked for again the next hour, without an entry", async () => {
  const world = publishWorld();
  world.shopify.faults.add({ kind: "status", status: 503, path: "graphql" });
  await checkScopes(world.deps);
  expect(await world.desk()).toEqual([]);
  world.shopify.faults.clear();
  await checkScopes(world.deps);
  expect((await world.desk()).map(({ reason }) => reason)).toEqual(["scopes-missing"]);
});
