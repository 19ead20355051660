import { expect, it } from "vitest";
import { DEFAULT_SCOPES, scopesWithout } from "../../sim/shopify/options.ts";
import { checkScopes } from "../../src/setup/check-scopes.ts";
import { dyingAt } from "../loads/world.ts";
import { publishWorld } from "../publish/world.ts";

const HOUR_MS = 3_600_000;

it("once a day one entry names the missing scopes and what stops; it closes when they are granted", async () => {
  const world = publishWorld();
  const { control } = world.shopify;
  control.setScopes(scopesWithout("write_inventory", "read_all_orders"));
  await checkScopes(world.deps);
  const [entry, ...others] = await world.desk();
  expect(others).toEqual([]);
  expect(entry?.reason).toBe("scopes-missing");
  expect(entry?.message).toContain("write_inventory (estoque)");
  expect(entry?.message).toContain("read_all_orders (pedidos com mais de 60 dias)");
  control.setScopes(DEFAULT_SCOPES);
  await checkScopes(world.deps);
  expect(await world.desk()).toHaveLength(1);
  world.clock.advance(24 * HOUR_MS);
  await checkScopes(world.deps);
  expect(await world.desk()).toEqual([]);
});

it("an answer that does not come is asked for again the next hour, without an entry", async () => {
  const world = publishWorld();
  world.shopify.control.setScopes(scopesWithout("write_markets"));
  world.shopify.faults.add({ kind: "status", status: 503, path: "graphql" });
  await checkScopes(world.deps);
  expect(await world.desk()).toEqual([]);
  world.shopify.faults.clear();
  await checkScopes(world.deps);
  expect((await world.desk()).map(({ reason }) => reason)).toEqual(["scopes-missing"]);
});

it("a check that died is made again the next hour, wherever it died", async () => {
  for (let step = 1, isOver = false; !isOver; step += 1)
    for (const when of ["before", "after"] as const) {
      const world = publishWorld({ scopes: scopesWithout("write_markets") });
      const { gate, died } = dyingAt(step, when);
      const end = await Promise.race([checkScopes(world.isolate(gate)).then(() => "done" as const), died]);
      isOver = end === "done";
      if (isOver) break;
      world.clock.advance(HOUR_MS);
      await checkScopes(world.deps);
      expect((await world.desk()).map(({ reason }) => reason)).toEqual(["scopes-missing"]);
    }
});
