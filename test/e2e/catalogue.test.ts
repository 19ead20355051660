import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { skusOf } from "../../sim/consinco/view.ts";
import { close } from "../../scripts/lib/reconciliation.ts";
import * as steps from "../../scripts/lib/first-sync.ts";
import { until } from "../../scripts/lib/until.ts";
import type { BulkCounts } from "../../src/hub/bulk/bulk-jobs.ts";
import { startInstallation, type Installation } from "./lib/sync.ts";
import { setPageSize } from "./lib/hub-file.ts";

/** A page is some ten D1 statements and a run takes 800 of them, so loads of one record a page do not end in one invocation. */
const ONE_A_PAGE = [
  ["skus", 0, 0],
  ["stock", 2, 0],
] as const;
const BULK_FROM = 20;
const SECOND = { company: 2, segment: 1 } as const;

describe("the catalogue under wrangler dev: real D1, real queues, real cron triggers", () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await startInstallation({
      products: 60,
      companies: 2,
      seed: 23,
      prepare(folder) {
        for (const [load, company, segment] of ONE_A_PAGE) setPageSize(folder, load, company, segment, 1);
        setPageSize(folder, "publish-bulk", 0, 0, BULK_FROM);
      },
    });
  });
  afterAll(() => installation.end());

  let listGid = "";

  it("setup: two companies, three kinds of target, webhooks; a second call of each makes nothing", async () => {
    const { operator, simulators } = installation.sync;
    await steps.setup(installation.sync);
    const body = { name: "Loja 2", locationId: simulators.mappings[1]?.locationId };
    const made = await operator.post<{ priceListId: string; made: string[] }>("/api/price-lists/setup", body);
    expect(made.made).toEqual(["market", "catalog", "priceList"]);
    expect(await operator.post("/api/price-lists/setup", body)).toMatchObject({
      priceListId: made.priceListId,
      made: [],
    });
    expect(await operator.post("/api/setup")).toMatchObject({ webhooks: { made: [], foreign: [] } });
    listGid = made.priceListId;
    await operator.put("/api/price-targets", {
      base: { company: 1, segment: 1 },
      priceLists: [{ ...SECOND, priceListId: listGid }],
      metafields: [SECOND],
    });
  });

  it("C11: a load that its first invocation cannot end goes on by queue messages alone, and the counts close", async () => {
    const { operator, simulators } = installation.sync;
    await steps.pull(installation.sync, ["brands", "categories", "products"]);
    await operator.tick("skus"); // one tick, and not another
    const all = simulators.consinco.state.catalogue.skus.length;
    const read = async () => (await operator.report()).loads.find(({ name }) => name === "skus");
    const first = await read();
    expect(first?.read).toBeLessThan(all);
    expect(first?.runningRuns).toBe(1);
    await until("the rest of the SKUs", async () => {
      const load = await read();
      return { done: load?.runningRuns === 0, state: String(load?.read) };
    });
    expect(await read()).toMatchObject({ runs: 1, read: all, failedRuns: 0 });
    await steps.pull(installation.sync, ["prices", "stock", "images"]);
  });

  it("P9: goes out in bulk; stock and all three kinds of price are the ERP's", async () => {
    const { operator, simulators } = installation.sync;
    await steps.publish(installation.sync);
    const report = await operator.get<Awaited<ReturnType<typeof operator.report>> & { bulk: BulkCounts[] }>(
      "/api/report",
    );
    expect(close({ simulators, report, orders: [] }).problems).toEqual([]);
    for (const { kind, state, jobs, lines, sent, refused, pending } of report.bulk)
      expect([kind, state, jobs, sent + refused + pending]).toEqual([kind, "done", 1, lines]);
    const { mutations, deliveries } = simulators.shopify.journal;
    const made = mutations.filter(({ field, requestId }) => field === "productSet" && requestId === "bulk");
    expect(made.length).toBeGreaterThanOrEqual(BULK_FROM);
    await simulators.shopify.deliverDue();
    const finished = deliveries.filter(({ topic }) => topic === "BULK_OPERATIONS_FINISH");
    expect(new Set(finished.map(({ outcome }) => outcome))).toEqual(new Set(["delivered"]));
    expect(secondCompany()).toBeGreaterThan(40);
  });

  it("C3, P4, S7: a second round of an unchanged ERP writes nothing to Shopify and starts no bulk operation", async () => {
    const { journal, state } = installation.sync.simulators.shopify;
    const before = [journal.mutations.length, state.bulkOperations.size];
    await steps.pull(installation.sync);
    await steps.publish(installation.sync);
    expect([journal.mutations.length, state.bulkOperations.size]).toEqual(before);
  });

  /** Company 2's prices, in its list and in the metafield. @returns how many were compared */
  function secondCompany(): number {
    const { consinco, shopify } = installation.sync.simulators;
    const fixed = shopify.state.priceLists.get(listGid)?.fixed;
    const weighed = new Set(
      consinco.state.catalogue.products.flatMap((product) => (product.weighed ? [product.seqProduto] : [])),
    );
    const variants = new Map([...shopify.state.variants.values()].map((variant) => [variant.item.sku, variant]));
    let compared = 0;
    for (const sku of skusOf(consinco.state, SECOND.company)) {
      const variant = variants.get(sku.key);
      if (sku.dirty || !sku.active || sku.statusVenda !== "A" || weighed.has(sku.seqProduto) || !variant) continue;
      const { promotion, normalCents } = sku;
      const isOn = promotion && promotion.from <= Date.now() && Date.now() < promotion.until;
      const cents = isOn ? promotion.cents : normalCents;
      const document = JSON.parse(variant.metafields.get("erp.precos")?.value ?? "{}") as Record<string, object>;
      expect([sku.key, fixed?.get(variant.id)?.price, document[SECOND.company]]).toEqual([
        sku.key,
        cents,
        expect.objectContaining({ price: cents }),
      ]);
      compared += 1;
    }
    return compared;
  }
});
