/** Pages of one subject: delivery and carrier, fields of a product, tolerances, webhooks; and the audit of each change. */
import { beforeEach, describe, expect, it } from "vitest";
import { fillHub } from "../../console/filled-hub.ts";
import { saveWebhookRecord } from "../../../src/hub/settings/webhook-record.ts";
import { consoleWorld } from "./world.ts";

let ops: ReturnType<typeof consoleWorld>;
beforeEach(async () => {
  ops = consoleWorld();
  ops.pass(5.5 * 3_600_000);
  await fillHub(ops.deps.db, ops.deps.clock.now());
  await ops.signIn();
});
const lastAudit = async () =>
  (await ops.rows("SELECT who, name, before, after FROM audit ORDER BY at DESC, id DESC LIMIT 1"))[0];
const rulesOf = async (): Promise<Record<string, unknown>> => {
  const [row] = await ops.rows("SELECT value FROM settings WHERE name = 'order-rules'");
  const value = row?.["value"];
  return JSON.parse(typeof value === "string" ? value : "{}") as Record<string, unknown>;
};

describe("delivery and carrier", () => {
  const path = "/ops/mapeamentos/entregas";
  const form = {
    linhas: "2",
    "loja-0": "14",
    "metodo-0": "LOCAL",
    "seqTransportador-0": "77",
    "codGeralOper-0": "201",
    "loja-1": "",
    "metodo-1": "PICK_UP",
    "tipoEntrega-1": "R",
  };

  it("are rows by company and Shopify's method, with the numbers that are in use to choose from", async () => {
    expect((await ops.act(path, form, path)).headers.get("location")).toContain("aviso=mapped");
    expect((await rulesOf())["deliveries"]).toEqual([
      { company: 14, method: "LOCAL", seqTransportador: 77, codGeralOper: 201 },
      { company: null, method: "PICK_UP", tipoEntrega: "R" },
    ]);
    const page = await ops.html(path);
    expect(page).toContain('<datalist id="uso-seqTransportador"><option value="77">');
    expect(page).toContain('<option value="14" selected="">14 Porto Fictício</option>');
    expect(await lastAudit()).toMatchObject({ who: "api", name: "order-rules", before: '{"deliveries":[]}' });
  });

  it("a row that says nothing of the ERP goes; a wrong number changes nothing", async () => {
    await ops.act(path, form, path);
    await ops.act(path, { linhas: "2", "loja-0": "14", "metodo-0": "LOCAL", "tipoEntrega-1": "R" }, path);
    expect((await rulesOf())["deliveries"]).toEqual([{ company: null, method: null, tipoEntrega: "R" }]);
    const wrong = await ops.act(path, { linhas: "1", "seqTransportador-0": "x7" }, path);
    expect(wrong.headers.get("location")).toContain("map-wrong");
    expect(
      (await ops.act(path, { linhas: "1", "metodo-0": "DRONE", "tipoEntrega-0": "E" }, path)).headers.get("location"),
    ).toContain("map-wrong");
    expect((await rulesOf())["deliveries"]).toEqual([{ company: null, method: null, tipoEntrega: "R" }]);
  });
});

describe("fields of a product", () => {
  const path = "/ops/ajustes/campos";
  it("have one owner each, and a change is audited with before and after", async () => {
    expect(await ops.text(path)).toContain("Nome sempre o ERP o ERP, até alguém editar na Shopify");
    expect((await ops.act(path, { title: "erp", barcode: "merchant" }, path)).headers.get("location")).toContain(
      "aviso=owners",
    );
    const act = await lastAudit();
    expect(act?.["name"]).toBe("catalog");
    expect(JSON.parse(String(act?.["before"]))).toMatchObject({ owners: { title: "untilEdited", barcode: "erp" } });
    expect(JSON.parse(String(act?.["after"]))).toMatchObject({
      owners: { title: "erp", barcode: "merchant", vendor: "erp" },
    });
    expect((await ops.act(path, { title: "erp", barcode: "merchant" }, path)).headers.get("location")).toContain(
      "aviso=cared",
    );
    expect((await ops.act(path, { barcode: "untilEdited" }, path)).headers.get("location")).toContain("map-wrong");
    expect(await ops.rows("SELECT name FROM audit WHERE name = 'catalog'")).toHaveLength(1);
  });
});

describe("tolerances", () => {
  const path = "/ops/ajustes/pedidos";
  const form = {
    absorbUpToCents: "2,50",
    holdAfterCuts: "0",
    firstEventHours: "24",
    aboveAbsorbed: "link",
    applyAlterations: "on",
    amountRefunds: "hold",
    districtMissing: "hold",
    cepLookup: "off",
    "espera-pix": "2",
    "espera-boleto": "72",
    "espera-other": "24",
    "vence-pix": "6",
    "vence-boleto": "",
    "vence-other": "",
  };
  it("are shown in reais and hours; only what changed is stored and audited", async () => {
    expect(await ops.html(path)).toContain(
      'name="absorbUpToCents" type="number" min="0" max="1000" step="0.01" value="1"',
    );
    expect((await ops.act(path, form, path)).headers.get("location")).toContain("aviso=cared");
    expect(await rulesOf()).toMatchObject({
      absorbUpToCents: 250,
      aboveAbsorbed: "link",
      paymentExpiryHours: { pix: 6, boleto: null },
    });
    const act = await lastAudit();
    expect(JSON.parse(String(act?.["before"]))).toEqual({
      absorbUpToCents: 100,
      aboveAbsorbed: "hold",
      paymentExpiryHours: { pix: null, boleto: null, other: null },
    });
    for (const wrong of [
      { absorbUpToCents: "-1" },
      { cepLookup: "x" },
      { "espera-pix": "" },
      { firstEventHours: "9999" },
    ])
      expect((await ops.act(path, { ...form, ...wrong }, path)).headers.get("location")).toContain("map-wrong");
    expect(await rulesOf()).toMatchObject({ absorbUpToCents: 250, firstEventHours: 24 });
  });
});

describe("webhooks", () => {
  const path = "/ops/ajustes/webhooks";
  it("are listed with what Shopify has, and a silent Shopify is no fault of theirs", async () => {
    await ops.rows("DELETE FROM settings WHERE name = 'webhooks'");
    expect(await ops.text(path)).toContain("A configuração ainda não pediu webhooks.");
    const address = "https://gondola.example/webhooks/shopify";
    await saveWebhookRecord(ops.deps.db, { address, topics: ["ORDERS_CREATE"] }, ops.deps.clock.now()).run();
    expect(await ops.text(path)).toContain("A Shopify não respondeu agora.");
    const there = [{ id: "1", topic: "ORDERS_CREATE", uri: address, filter: null }];
    const pageInfo = { hasNextPage: false, endCursor: null };
    const run = async () => ({ ok: true, data: { webhookSubscriptions: { nodes: there, pageInfo } } });
    Object.assign(ops.deps, { shopify: { run } });
    const text = await ops.text(path);
    expect(text).toContain("Faltam 6 webhooks: os pedidos vêm pela varredura, em até cinco minutos.");
    expect(text).toContain("Pedido feito ORDERS_CREATE está lá");
    expect(text).toContain("Refazer os 6 que faltam");
  });

  it("a repair that Shopify does not answer says so, and the audit names who asked", async () => {
    expect((await ops.act(path, {}, path)).headers.get("location")).toContain("shop-silent");
    expect(await lastAudit()).toMatchObject({
      who: "api",
      name: "webhooks",
      after: "https://gondola.example/webhooks/shopify",
    });
  });
});

it("the pages are a viewer's to read and an administrator's to change", async () => {
  const paths = ["/ops/mapeamentos/entregas", "/ops/ajustes/campos", "/ops/ajustes/pedidos", "/ops/ajustes/webhooks"];
  ops.jar.clear();
  await ops.signIn(await ops.tokenOf("operator"));
  for (const path of paths) {
    expect(await ops.html(path)).not.toContain('type="submit">Gravar');
    expect((await ops.act(path, { linhas: "0" })).status, path).toBe(403);
  }
  expect(await ops.rows("SELECT * FROM audit WHERE act = 'settings'")).toEqual([]);
});

it.each<[string, Record<string, string> | string[][], string]>([
  [
    "/ops/mapeamentos",
    [
      ["loja", "1"],
      ["local-1", "7001"],
      ["reserva-1", "3"],
      ["unidade-1", "units"],
    ],
    "SELECT company, location_gid, safety_milli FROM companies ORDER BY company",
  ],
  ["/ops/mapeamentos/pagamento", { gateway: "pix", forma: "99" }, "SELECT * FROM payment_forms ORDER BY gateway"],
  [
    "/ops/mapeamentos/precos",
    { base: "2", segmento: "1", queda: "60" },
    "SELECT target, company, drop_max_percent FROM price_targets ORDER BY target",
  ],
  [
    "/ops/mapeamentos/entregas",
    { linhas: "1", "tipoEntrega-0": "R" },
    "SELECT * FROM settings WHERE name = 'order-rules'",
  ],
  ["/ops/ajustes/campos", { title: "erp" }, "SELECT * FROM catalog_settings"],
  [
    "/ops/erros/precos",
    { preco: JSON.stringify(["base", "P4471E1", 1499]) },
    "SELECT approved_cents FROM shop_prices ORDER BY target, sku",
  ],
])("%s: a change whose row in the audit cannot be stored is not made", async (path, form, state) => {
  const before = await ops.rows(state);
  await ops.deps.db.exec("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END");
  const page = path === "/ops/erros/precos" ? "/ops" : path;
  expect((await ops.act(path, form, page)).status).toBe(500);
  expect(await ops.rows(state)).toEqual(before);
});
