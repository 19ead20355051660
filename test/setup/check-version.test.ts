import { expect, it } from "vitest";
import { checkScopes, checkVersion } from "../../src/setup/check-scopes.ts";
import { publishWorld } from "../publish/world.ts";

it("another API version is one desk entry, which closes when the pinned one is served again", async () => {
  const world = publishWorld();
  await checkVersion(world.deps); // no answer yet: nothing is known
  expect(await world.desk()).toEqual([]);
  world.shopify.control.setServedVersion("2027-01");
  await checkScopes(world.deps);
  await checkVersion(world.deps);
  await checkVersion(world.deps);
  expect(await world.desk()).toMatchObject([{ area: "app", reason: "version-drift" }]);
  expect((await world.desk())[0]?.message).toContain("2027-01");
  world.shopify.control.setServedVersion("2026-10");
  world.clock.advance(86_400_000);
  await checkScopes(world.deps);
  await checkVersion(world.deps);
  expect(await world.desk()).toEqual([]);
});
