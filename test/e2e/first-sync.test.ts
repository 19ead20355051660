import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { close } from "../../scripts/lib/reconciliation.ts";
import * as road from "../../scripts/lib/first-sync.ts";
import { startCrossing, type Crossing } from "./lib/sync.ts";

describe("the whole road under wrangler dev", () => {
  let crossing: Crossing;
  beforeAll(async () => {
    crossing = await startCrossing({ products: 40, companies: 2, seed: 11 });
  });
  afterAll(() => crossing.end());

  it("catalogue out, orders in once, invoices back once: every count closes", async () => {
    const walk = crossing.road;
    await road.setUp(walk);
    await road.pull(walk);
    await road.publish(walk);
    const orders = await road.placeOrders(walk, 6, 11);
    await road.untilInErp(walk, orders);
    await road.importAndInvoice(walk, orders);
    await road.recordSentStock(walk);
    const report = await walk.operator.report();
    const { problems, orders: counts, compared } = close({ simulators: walk.simulators, report, orders });
    expect(problems).toEqual([]);
    expect(counts).toEqual({ placed: 6, inErp: 6, invoiced: 6, shownInShopify: 6 });
    expect(compared).toBeGreaterThan(40);
  });

  it("a second crossing of an unchanged catalogue writes nothing to Shopify", async () => {
    const walk = crossing.road;
    const mutations = walk.simulators.shopify.journal.mutations.length;
    await road.pull(walk);
    await road.publish(walk);
    expect(walk.simulators.shopify.journal.mutations.length).toBe(mutations);
  });

  it("no buyer's name, CPF, e-mail, phone or street stands in the Worker's log", async () => {
    const log = crossing.worker().group.tail(2_000);
    const traces = crossing.road.simulators.shopify.people.traces();
    expect(traces.length).toBeGreaterThan(20);
    expect(traces.filter((trace) => log.includes(trace))).toEqual([]);
  });
});
