/** The doctor over both simulators: what it says of a sound installation, and of each fault. */
import { expect, it } from "vitest";
import { openEntries } from "../../src/hub/desk/desk.ts";
import { examine } from "../../src/setup/doctor/doctor.ts";
import { setupShop } from "../../src/setup/shop.ts";
import type { Check } from "../../src/rules/work/doctor.ts";
import { orderWorld, place, type OrderWorldOptions } from "../orders/world.ts";

const ADDRESS = "https://gondola.example/webhooks/shopify";

async function doctorWorld(options: OrderWorldOptions = {}) {
  const world = await orderWorld(options);
  await world.rows("INSERT OR IGNORE INTO settings VALUES ('dry-run', '{\"all\":false,\"scopes\":[]}', 1)");
  const deps = () => ({
    ...world.isolate(),
    config: { ...world.deps.config, images: { hosts: [], modern: false, origin: null } },
  });
  const findings = async () => new Map((await examine(deps())).map((finding) => [finding.check, finding]));
  const of = async (check: Check) => (await findings()).get(check);
  return { world, deps, findings, of };
}

it("a sound installation: every check that can be made is fine", async () => {
  const { world, deps, findings } = await doctorWorld();
  place(world);
  await setupShop(deps(), ADDRESS);
  const found = [...(await findings()).values()];
  expect(found.filter(({ state }) => state === "bad")).toEqual([]);
  for (const check of ["database", "shopify-token", "scopes", "customer-data", "webhooks", "erp", "lanes"] as const)
    expect(found.find((each) => each.check === check)).toMatchObject({ state: "ok" });
});

it("makes nothing: a shop without webhooks has none after the doctor came", async () => {
  const { world, of } = await doctorWorld();
  const before = world.shop.journal.mutations.length;
  expect(await of("webhooks")).toMatchObject({ state: "bad", code: "webhooks-never" });
  expect(world.shop.journal.mutations.length).toBe(before);
});

it("names webhooks that Shopify dropped, and those of another installation", async () => {
  const { world, deps, of } = await doctorWorld();
  await setupShop(deps(), ADDRESS);
  const [first] = [...world.shop.state.subscriptions.values()];
  if (!first) throw new Error("no subscription");
  world.shop.state.subscriptions.set("gid://shopify/WebhookSubscription/999", {
    ...first,
    id: "gid://shopify/WebhookSubscription/999",
    uri: "https://old.example/hook",
  });
  expect(await of("webhooks")).toMatchObject({
    state: "ok",
    code: "webhooks-foreign",
    facts: { addresses: "https://old.example/hook" },
  });
  world.shop.state.subscriptions.delete(first.id);
  expect(await of("webhooks")).toMatchObject({ code: "webhooks-missing", facts: { topics: first.topic } });
});

it("an app without approval for customer data", async () => {
  const { world, of } = await doctorWorld();
  expect(await of("customer-data")).toMatchObject({ state: "unknown", code: "data-unproven" });
  place(world);
  world.shop.control.setDataApproved(false);
  expect(await of("customer-data")).toMatchObject({ state: "bad", code: "data-unapproved" });
});

it("a password that the ERP refuses is a fault of the login, not of the permission", async () => {
  const { of } = await doctorWorld({ consinco: { credentials: { company: "1", username: "other", password: "x" } } });
  expect(await of("erp")).toMatchObject({ state: "bad", code: "erp-login" });
});

it("companies without a location, and dead letters", async () => {
  const { world, of } = await doctorWorld();
  await world.rows("UPDATE companies SET location_gid = NULL");
  expect((await of("locations"))?.code).toMatch(/locations-(?:unmapped|none)/);
  const params = { orderId: "7" };
  await openEntries(world.db, [{ area: "queue", ref: "m1", reason: "dead-letter", params }], 1).run();
  expect(await of("dead-letters")).toMatchObject({ state: "bad", facts: { count: 1 } });
});

it("a check that fails leaves the others: without the hub the shop is still looked at", async () => {
  const { deps } = await doctorWorld();
  const broken = {
    ...deps(),
    db: {
      prepare: () => {
        throw new Error("D1 is down");
      },
    } as unknown as D1Database,
  };
  const found = await examine(broken);
  expect(found.find(({ check }) => check === "database")).toMatchObject({ state: "unknown", code: "not-asked" });
  expect(found.length).toBeGreaterThan(5);
});
