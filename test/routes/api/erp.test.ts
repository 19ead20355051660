/** The dialect of the ERP over the API: a file that is read and replaced whole. */
import { beforeEach, expect, it } from "vitest";
import { createDialectCache } from "../../../src/hub/settings/erp-dialect.ts";
import { hubDeps, START } from "../hub-deps.ts";

let hub: ReturnType<typeof hubDeps>;
beforeEach(() => {
  hub = hubDeps();
});

const LINES = {
  name: "v4",
  common: { firstPage: 0 },
  records: {
    prices: { path: "~/SMProdutosAPI/api/v4/produtos/precos-produtos", fields: { precoNormal: ["PrecoVenda"] } },
  },
};

it("is empty at first; an admin replaces it whole, and what GET answers is what PUT takes", async () => {
  expect(await (await hub.call("GET", "/api/erp/dialect")).json()).toEqual({});
  const operator = await hub.tokenOf("operator");
  expect((await hub.call("PUT", "/api/erp/dialect", { token: operator, body: LINES })).status).toBe(403);
  const put = await hub.call("PUT", "/api/erp/dialect", { body: LINES });
  expect([put.status, await put.json()]).toEqual([
    200,
    { dialect: LINES, fullReads: ["brands", "categories", "products", "skus", "prices", "stock", "images"] },
  ]);
  const file = await (await hub.call("GET", "/api/erp/dialect")).json();
  expect(file).toEqual(LINES);
  const again = await hub.call("PUT", "/api/erp/dialect", { body: file });
  expect(await again.json()).toMatchObject({ fullReads: [] });
  const [act] = await hub.rows("SELECT who, act, name, before, after FROM audit ORDER BY at DESC, id DESC LIMIT 1");
  expect(act).toMatchObject({ act: "settings", name: "erp-dialect", after: JSON.stringify(LINES) });
});

it.each([
  [{ records: { prices: { fields: { preco: ["PrecoVenda"] } } } }, "records.prices.fields.preco: is no field"],
  [{ records: { prices: { path: "https://x.example/y" } } }, "records.prices.path: must be a path"],
  [{ pages: 7 }, "corpo: Unrecognized key"],
  [{ order: { orderBody: { without: ["itemDto"] } } }, "order.orderBody"],
])("a wrong line is refused by its name: %j", async (body, problem) => {
  const answer = await hub.call("PUT", "/api/erp/dialect", { body });
  expect(answer.status).toBe(422);
  expect(JSON.stringify(await answer.json())).toContain(problem);
  expect(await (await hub.call("GET", "/api/erp/dialect")).json()).toEqual({});
});

it("the order's body in the file is the rule of orders, and a file without it leaves that rule alone", async () => {
  const order = {
    orderBody: { names: { "itemDto.qtdPedida": "quantidade" }, without: [], added: {} },
    paymentData: "call",
  };
  expect((await hub.call("PUT", "/api/erp/dialect", { body: { ...LINES, order } })).status).toBe(200);
  expect(await (await hub.call("GET", "/api/orders/settings")).json()).toMatchObject(order);
  await hub.call("PUT", "/api/erp/dialect", { body: {} });
  expect(await (await hub.call("GET", "/api/erp/dialect")).json()).toEqual({ order });
});

it("a load whose record is read otherwise drops its run and reads everything again", async () => {
  for (const name of ["prices", "stock"]) {
    await hub.rows(
      `INSERT INTO loads (name, company, segment, run_id, read_from, read_until, page, epoch, lease_until)
       VALUES (?1, 1, 1, ?1, '2026-11-24T08:00:00', '2026-11-24T09:00:00', 7, 3, ?2)`,
      name,
      START + 60_000,
    );
    await hub.rows("INSERT INTO runs (id, name, started_at) VALUES (?1, ?1, ?2)", name, START);
  }
  await hub.call("PUT", "/api/erp/dialect", { body: { records: { prices: { pageSize: 100 } } } });
  const loads = await hub.rows("SELECT name, run_id, page, epoch, full_wanted, lease_until FROM loads ORDER BY name");
  expect(loads).toEqual([
    { name: "prices", run_id: null, page: 1, epoch: 4, full_wanted: 1, lease_until: 0 },
    { name: "stock", run_id: "stock", page: 7, epoch: 3, full_wanted: 0, lease_until: START + 60_000 },
  ]);
  expect(await hub.rows("SELECT name, outcome FROM runs ORDER BY name")).toEqual([
    { name: "prices", outcome: "failed" },
    { name: "stock", outcome: "running" },
  ]);
});

it("an isolate keeps it for a minute at most, and a run asks for the fresh one", async () => {
  let now = START;
  const cache = createDialectCache({ now: () => now, sleep: () => Promise.resolve() });
  const { db } = hub.deps;
  const before = await cache.read(db);
  await hub.call("PUT", "/api/erp/dialect", { body: LINES });
  expect(await cache.read(db)).toBe(before);
  now += 60_000;
  const after = await cache.read(db);
  expect([before.name, after.name]).toEqual([null, "v4"]);
  now += 60_000;
  expect(await cache.read(db)).toBe(after); // the same object, for the readers
  await hub.call("PUT", "/api/erp/dialect", { body: {} });
  expect((await cache.read(db, "fresh")).name).toBeNull();
});

it("learns from files: a proposal that PUT takes, or 422 with each file that is neither", async () => {
  const order = {
    seqCanalVenda: 1,
    cliente: { cpfCnpj: "1" },
    itens: [{ quantidade: 2 }],
    pagamentoDto: [{ nsu: "1" }],
  };
  const prices = [{ IdProduto: 1, QuantidadeCaixa: 1, PrecoVenda: "1.250,00", StatusVenda: "A" }];
  const body = {
    files: [
      { name: "precos-produtos.json", content: JSON.stringify(prices) },
      { name: "pedido.json", content: JSON.stringify(order) },
    ],
  };
  const learnt = await hub.call("POST", "/api/erp/learn", { body });
  expect(learnt.status).toBe(200);
  const { dialect, records } = await learnt.json<{ dialect: object; records: { faults: { text: string }[] }[] }>();
  expect(records[0]?.faults.map(({ text }) => text).join()).toContain("precoNormal");
  expect(await (await hub.call("GET", "/api/erp/dialect")).json()).toEqual({}); // nothing is stored
  expect((await hub.call("PUT", "/api/erp/dialect", { body: dialect })).status).toBe(200);
  expect(await (await hub.call("GET", "/api/erp/dialect")).json()).toMatchObject({
    records: { prices: { fields: { precoNormal: ["PrecoVenda"] } } },
    order: { orderBody: { names: { itemDto: "itens", "itemDto.qtdPedida": "quantidade" } } },
  });

  const wrong = await hub.call("POST", "/api/erp/learn", {
    body: { files: [{ name: "a.yaml", content: "openapi: 3.0.0" }] },
  });
  expect(wrong.status).toBe(422);
  expect(JSON.stringify(await wrong.json())).toContain("a.yaml: é YAML");
});
