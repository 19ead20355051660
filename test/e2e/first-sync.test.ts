import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { close } from "../../scripts/lib/reconciliation.ts";
import * as steps from "../../scripts/lib/first-sync.ts";
import { startInstallation, type Installation } from "./lib/sync.ts";

describe("the whole first sync under wrangler dev", () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await startInstallation({ products: 40, companies: 2, seed: 11 });
  });
  afterAll(() => installation.end());

  it("catalogue out, orders in once, invoices back once: every count closes", async () => {
    const sync = installation.sync;
    await steps.setup(sync);
    await steps.pull(sync);
    await steps.publish(sync);
    const orders = await steps.placeOrders(sync, 6, 11);
    await steps.untilInErp(sync, orders);
    await steps.importAndInvoice(sync, orders);
    await steps.recordSentStock(sync);
    const report = await sync.operator.report();
    const { problems, orders: counts, compared } = close({ simulators: sync.simulators, report, orders });
    expect(problems).toEqual([]);
    expect(counts).toEqual({ placed: 6, inErp: 6, cancelled: 0, invoiced: 6, shownInShopify: 6 });
    expect(compared).toBeGreaterThan(40);
  });

  it("a second sync of an unchanged catalogue writes nothing to Shopify", async () => {
    const sync = installation.sync;
    const mutations = sync.simulators.shopify.journal.mutations.length;
    await steps.pull(sync);
    await steps.publish(sync);
    expect(sync.simulators.shopify.journal.mutations.length).toBe(mutations);
  });

  it("no buyer's name, CPF, e-mail, phone or street stands in the Worker's log", async () => {
    const log = installation.worker().group.tail(2_000);
    const traces = installation.sync.simulators.shopify.people.traces();
    expect(traces.length).toBeGreaterThan(20);
    expect(traces.filter((trace) => log.includes(trace))).toEqual([]);
  });
});
