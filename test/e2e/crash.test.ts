import { afterAll, beforeAll, expect, it } from "vitest";
import { close } from "../../scripts/lib/reconciliation.ts";
import * as steps from "../../scripts/lib/first-sync.ts";
import { until } from "../../scripts/lib/until.ts";
import { startInstallation, type Installation } from "./lib/sync.ts";
import { letTimePass, rowsOf, setPageSize } from "./lib/hub-file.ts";

const PAGE = 20;
/** Longer than every lease: a killed holder gives nothing back, so its lease has to run out. */
const DOWN_FOR_MS = 15 * 60_000;

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation({
    products: 60,
    companies: 2,
    seed: 5,
    prepare: (folder) => setPageSize(folder, "skus", 0, 0, PAGE),
  });
});
afterAll(() => installation.end());

/** The other end of the connection is killed, so the answer never comes. */
const dies = (work: Promise<unknown>) =>
  work.then(
    () => "answered",
    () => "cut",
  );

it("C11: killed in the middle of a load, it goes on at the page it had, and the counts close", async () => {
  const { sync, folder } = installation;
  const { consinco, served } = sync.simulators;
  await steps.setup(sync);
  await steps.pull(sync, ["brands", "categories", "products"]);

  consinco.faults.add({ kind: "latency", path: "ProdutoSku", ms: 400 });
  const tick = dies(sync.operator.tick("skus"));
  await until(
    "the second page of SKUs",
    async () => {
      const items = served.get("produtosku/0") ?? 0;
      return { done: items >= 2 * PAGE, state: String(items) };
    },
    { everyMs: 10 },
  );
  await installation.kill();
  expect(await tick).toBe("cut");
  consinco.faults.clear();
  await new Promise((resolve) => setTimeout(resolve, 600)); // requests under way at the kill have been served too

  const [load] = rowsOf(folder, "SELECT page, run_id, watermark FROM loads WHERE name = 'skus'");
  const [{ count } = { count: 0 }] = rowsOf(folder, "SELECT count(*) AS count FROM skus");
  expect(load).toMatchObject({ watermark: "1900-01-01T00:00:00", run_id: expect.any(String) });
  expect(Number(load?.["page"])).toBeGreaterThan(1); // page 1 is in the hub, and the load knows it
  expect(Number(count)).toBeGreaterThan(0);
  const before = served.get("produtosku/0") ?? 0;

  letTimePass(folder, DOWN_FOR_MS);
  await installation.startAgain();
  await steps.pull(sync, ["skus", "prices", "stock", "images"]);
  const all = consinco.state.catalogue.skus.length;
  const served2 = (served.get("produtosku/0") ?? 0) - before;
  expect(served2).toBe(all - (Number(load?.["page"]) - 1) * PAGE); // no page was requested again
  const { loads } = await sync.operator.report();
  expect(loads.find(({ name }) => name === "skus")).toMatchObject({ runs: 1, read: all });
  await steps.publish(sync);
});

it("W12, O15: killed while orders wait in the queue and one is being submitted to the ERP, each is one ERP order, found by the sweep", async () => {
  const { sync, folder } = installation;
  const { consinco } = sync.simulators;
  // The ERP is slow: it has the order, and the Worker is killed before the response.
  consinco.faults.add({ kind: "latency", path: "PedidoVenda", method: "POST", ms: 1_500 });
  const orders = await steps.placeOrders(sync, 8, 5);
  await until(
    "an order on its way to the ERP",
    async () => {
      const occurred = consinco.faults.occurred.filter(({ path }) => path.endsWith("/PedidoVenda")).length;
      return { done: occurred > 0, state: String(occurred) };
    },
    { everyMs: 10 },
  );
  await installation.kill();
  consinco.faults.clear();
  await until("the ERP has the order under way", async () => {
    const arrived = consinco.journal.orders().filter(({ accepted }) => accepted.length > 0).length;
    return { done: arrived > 0, state: String(arrived) };
  });
  const stored = rowsOf(folder, "SELECT order_id, state FROM orders");
  expect(stored.some(({ state }) => state === "submitting")).toBe(true);
  // The hub does not know some orders: their messages were lost with the process.
  expect(consinco.journal.orders().length).toBeLessThan(orders.length);

  letTimePass(folder, DOWN_FOR_MS);
  await installation.startAgain();
  await sync.operator.tick("order-sweep");
  await steps.untilInErp(sync, orders);
  await steps.importAndInvoice(sync, orders);
  await steps.recordSentStock(sync);
  const report = await sync.operator.report();
  const { problems, orders: counts } = close({ simulators: sync.simulators, report, orders, exact: false });
  expect(problems).toEqual([]);
  expect(counts).toEqual({ placed: 8, inErp: 8, cancelled: 0, invoiced: 8, shownInShopify: 8 });
  expect(consinco.journal.doubled()).toEqual([]);
  const foundBy = rowsOf(folder, "SELECT DISTINCT found_by FROM orders").map((row) => row["found_by"]);
  expect(foundBy).toContain("sweep");
});
