/** Erros over a filled hub: what is read, what acts do, and who may do them. */
import { beforeEach, describe, expect, it } from "vitest";
import { fillHub, HELD_ORDER, HOSTILE } from "../../console/filled-hub.ts";
import { consoleWorld, textOf } from "./world.ts";

let ops: ReturnType<typeof consoleWorld>;
const CAUSE = "/ops/erros/causa?area=orders&motivo=gateway-unmapped";
const ACT = { area: "orders", motivo: "gateway-unmapped", volta: CAUSE };
const keyOf = (ref: string) => JSON.stringify([0, 0, 0, "", ref]);

beforeEach(async () => {
  ops = consoleWorld();
  ops.pass(5.5 * 3_600_000);
  await fillHub(ops.deps.db, ops.deps.clock.now());
  await ops.signIn();
});

describe("the list", () => {
  it("groups by cause, the worst first, with money, companies, age, and who cures it", async () => {
    const text = await ops.text("/ops/erros");
    expect(text).toContain("45 registros abertos em 8 causas. Pedidos parados: R$ 895,18.");
    expect(text).toContain("Param venda ou pedido · 6 registros em 5 causas");
    expect(text).toContain(
      "Forma de pagamento sem correspondência no ERP Cadastre em Mapeamentos; o pedido segue sozinho. 2 pedidos R$ 478,90 parados Pedidos 2, 4 10 min Operação",
    );
    expect(text).toContain(
      "Sem preço normal Corrija na tabela de preço, segmento 1. 37 SKUs Preços 3, 4 1 dia Cadastro",
    );
    expect(text.indexOf("Vale o último valor ·")).toBeGreaterThan(text.indexOf("Falta o CPF/CNPJ"));
  });

  it.each([
    ["fluxo=prices", ["Sem preço normal", "O preço cairia demais"], ["CPF/CNPJ do cliente"]],
    ["loja=14", ["Falta o CPF/CNPJ"], ["Sem preço normal"]],
    ["texto=p6001e1", ["Sem preço normal"], ["Falta o CPF"]],
    ["texto=%2348226", ["Falta o CPF/CNPJ do cliente"], ["Sem preço"]],
    ["efeito=warns", ["EAN já usado"], ["Sem preço normal"]],
    ["quem=service", ["Falta o CPF/CNPJ"], ["Recusado pelo ERP"]],
    ["idade=7d", ["EAN já usado"], ["Falta o CPF/CNPJ do cliente"]],
    ["codigo=price-missing", ["Sem preço normal"], ["EAN já usado"]],
    ["texto=nothing-like-it", ["Nenhum erro com estes filtros"], ["Sem preço normal"]],
    ["fluxo=%3Cb%3E&loja=x&idade=99", ["45 registros abertos"], []],
  ])("%s filters, and the address holds the filter", async (query, shown, hidden) => {
    const text = await ops.text(`/ops/erros?${query}`);
    for (const words of shown) expect(text).toContain(words);
    for (const words of hidden) expect(text).not.toContain(words);
  });

  it("exports the filter as a file for a spreadsheet, where no field becomes a formula", async () => {
    await ops.rows("UPDATE desk SET params = json_set(params, '$.answer', '=1+1') WHERE reason = 'erp-refused'");
    await ops.rows("UPDATE desk SET sku = '@SUM(A1)' WHERE reason = 'ean-duplicate'");
    const answer = await ops.send("GET", "/ops/erros.csv?efeito=warns");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const lines = (await answer.text()).split("\r\n");
    expect(lines[0]).toContain("fluxo;codigo;causa");
    expect(lines[1]).toContain(`"Catálogo";"barcodes/ean-duplicate";"EAN já usado por outro SKU";"'@SUM(A1)"`);
    expect(lines).toHaveLength(3);
    expect((await (await ops.send("GET", "/ops/erros.csv")).text()).split("\r\n")).toHaveLength(47);
  });

  it("shows what was closed, with how long it lasted", async () => {
    await ops.rows("UPDATE desk SET state = 'resolved', last_at = first_at + 3600000 WHERE reason = 'cpf-missing'");
    expect(await ops.text("/ops/erros?aba=fechados")).toContain("Falta o CPF/CNPJ do cliente 15:12:00 1 h");
  });
});

describe("a cause", () => {
  it("says what happened, what to do, and lists its records by page", async () => {
    const text = await ops.text("/ops/erros/causa?area=prices&motivo=price-missing");
    expect(text).toContain("37 SKUs: Sem preço normal");
    expect(text).toContain("O que fazer Corrija na tabela de preço, segmento 1.");
    expect(text).toContain("P6000E1");
    expect(text).toContain("página 1 de 1");
    expect(await ops.text("/ops/erros/causa?area=prices&motivo=price-missing&loja=3")).toContain(
      "13 SKUs: Sem preço normal",
    );
    expect(await ops.text("/ops/erros/causa?area=x&motivo=y")).toContain("Nada mais está aberto por esta causa");
  });

  it("retries the chosen orders, all of the filter, and says how many cannot go now", async () => {
    const one = await ops.act("/ops/erros/agir", { ...ACT, ato: "tentar", registro: keyOf(HELD_ORDER) }, CAUSE);
    expect(one.headers.get("location")).toBe(`${CAUSE}&aviso=retried&n=1`);
    expect(ops.sent).toEqual([{ orderId: HELD_ORDER, cause: "person" }]);
    await ops.rows("UPDATE orders SET lease_until = ?1 WHERE order_id = ?2", ops.deps.clock.now() + 60_000, HELD_ORDER);
    const all = await ops.act("/ops/erros/agir", { ...ACT, ato: "tentar-todos" }, CAUSE);
    expect(ops.sent).toHaveLength(2);
    expect(await ops.text(all.headers.get("location") ?? "")).toContain("1 registro vai de novo; 1 não pode agora");
    expect(
      await ops.rows("SELECT who, act, name, before, rows FROM audit WHERE act = 'desk-retry' ORDER BY rows"),
    ).toEqual([
      { who: "api", act: "desk-retry", name: "orders/gateway-unmapped", before: HELD_ORDER, rows: 1 },
      expect.objectContaining({ rows: 2 }),
    ]);
  });

  it("makes refused prices, stock and products due again", async () => {
    const now = ops.deps.clock.now();
    await ops.rows(
      `INSERT INTO desk (area, seq_product, sku, company, ref, reason, first_at, last_at) VALUES
       ('publish-prices', 4471, 'P4471E1', 0, 'list-42', 'shopify-refused', ?1, ?1),
       ('publish-stock', 4471, 'P4471E1', 3, '', 'item-refused', ?1, ?1),
       ('publish-catalog', 4471, '', 0, '', 'shopify-refused', ?1, ?1)`,
      now,
    );
    await ops.rows("UPDATE stock SET parked_reason = 'item-refused' WHERE company = 3");
    for (const [area, motivo, key] of [
      ["publish-prices", "shopify-refused", [0, 0, 4471, "P4471E1", "list-42"]],
      ["publish-stock", "item-refused", [3, 0, 4471, "P4471E1", ""]],
      ["publish-catalog", "shopify-refused", [0, 0, 4471, "", ""]],
    ] as const)
      await ops.act("/ops/erros/agir", { area, motivo, ato: "tentar", registro: JSON.stringify(key), volta: "/ops" });
    expect(await ops.rows("SELECT target FROM shop_prices WHERE due = 1")).toEqual([{ target: "list-42" }]);
    expect(await ops.rows("SELECT due FROM shop_products WHERE seq_product = 4471")).toEqual([{ due: 1 }]);
    expect(await ops.rows("SELECT sku, sent, parked_reason FROM stock WHERE company = 3 AND sent IS NULL")).toEqual([
      { sku: "P4471E1", sent: null, parked_reason: null },
    ]);
    expect(ops.sentJobs).toEqual(["publish", "publish", "publish"]);
  });

  it("closes chosen records with a note, which the audit keeps", async () => {
    const fields = { ...ACT, ato: "resolver", registro: keyOf(HELD_ORDER) };
    expect((await ops.act("/ops/erros/agir", fields)).headers.get("location")).toContain("aviso=note-missing");
    const done = await ops.act("/ops/erros/agir", { ...fields, nota: "lançado à mão" });
    expect(await ops.text(done.headers.get("location") ?? "")).toContain("1 registro fechado com a sua nota");
    expect(await ops.rows("SELECT ref FROM desk WHERE reason = 'gateway-unmapped' AND state = 'open'")).toHaveLength(1);
    expect(await ops.rows("SELECT after, before, who FROM audit WHERE act = 'desk-resolve'")).toEqual([
      { after: "lançado à mão", before: HELD_ORDER, who: "api" },
    ]);
  });

  it("approves exactly the prices that were shown", async () => {
    const page = "/ops/erros/causa?area=publish-prices&motivo=price-drop";
    expect(await ops.text(page)).toContain("R$ 24,90 R$ 2,49 −90 % parece a vírgula: um décimo do preço");
    const fields = { volta: page, nota: "encarte", preco: JSON.stringify(["base", "P4471E1", 999]) };
    expect((await ops.act("/ops/erros/precos", fields)).headers.get("location")).toContain("faltam=1");
    await ops.act("/ops/erros/precos", { ...fields, preco: JSON.stringify(["base", "P4471E1", 249]) });
    expect(await ops.rows("SELECT approved_cents FROM shop_prices WHERE approved_cents IS NOT NULL")).toEqual([
      { approved_cents: 249 },
    ]);
    expect(await ops.rows("SELECT before, after, rows FROM audit WHERE act = 'price-approve' ORDER BY rows")).toEqual([
      { before: "P4471E1@base=999", after: "encarte", rows: 0 },
      { before: "P4471E1@base=249", after: "encarte", rows: 1 },
    ]);
  });

  it("is taken in hand and rests, then leaves the list until its time", async () => {
    const care = { area: "prices", motivo: "price-missing", volta: "/ops/erros" };
    await ops.act("/ops/erros/cuidar", { ...care, ato: "assumir" });
    expect(await ops.text("/ops/erros?aba=comigo")).toContain("Sem preço normal");
    expect(await ops.text("/ops/erros")).toContain("com api");
    await ops.act("/ops/erros/cuidar", { ...care, ato: "adiar-1" });
    expect(await ops.text("/ops/erros")).not.toContain("Sem preço normal");
    expect(await ops.text("/ops/erros?aba=adiados")).toContain("adiado até 25/11/2026");
    ops.pass(86_400_000);
    await ops.signIn();
    expect(await ops.text("/ops/erros")).toContain("Sem preço normal");
    expect(await ops.rows("SELECT act FROM audit WHERE act LIKE 'desk-%' ORDER BY act")).toEqual([
      { act: "desk-assign" },
      { act: "desk-snooze" },
    ]);
  });
});

describe("a person's own tabs", () => {
  it("count and list single records too, each once", async () => {
    const all = await ops.rows(
      "SELECT company, segment, seq_product, sku, ref FROM desk WHERE reason = 'price-missing' LIMIT 2",
    );
    expect(all).toHaveLength(2);
    const keys = all.map((row) =>
      JSON.stringify([row["company"], row["segment"], row["seq_product"], row["sku"], row["ref"]]),
    );
    const act = (ato: string) =>
      ops.act("/ops/erros/agir", [
        ["area", "prices"],
        ["motivo", "price-missing"],
        ["volta", "/ops/erros"],
        ["ato", ato],
        ...keys.map((each) => ["registro", each]),
      ]);
    await act("assumir");
    await act("adiar-7");
    const tab = (text: string, name: string) => Number(new RegExp(`${name} (\\d+)`).exec(text)?.[1]);
    const mine = await ops.text("/ops/erros?aba=comigo");
    expect(tab(mine, "Comigo")).toBe(2);
    expect(tab(mine, "Adiados")).toBe(2);
    expect(mine).toContain("2 registros abertos em 1 causa.");
    expect(mine).toContain("Registros, um a um");
    expect(mine).toContain("com api, adiado até 01/12/2026 Sem preço normal");
    expect(await ops.text("/ops/erros?aba=adiados")).toContain("com api, adiado até");
    expect(await ops.text("/ops/erros")).not.toContain("Registros, um a um");
    // The whole cause: its records are counted by it.
    await ops.act("/ops/erros/cuidar", {
      area: "prices",
      motivo: "price-missing",
      volta: "/ops/erros",
      ato: "assumir",
    });
    const whole = await ops.text("/ops/erros?aba=comigo");
    expect(tab(whole, "Comigo")).toBe(37);
    expect(whole).not.toContain("Registros, um a um");
    expect(await ops.text("/ops/erros?aba=comigo&fluxo=orders")).toContain("Nenhum erro com estes filtros");
  });
});

describe("other people's words", () => {
  it("are text on every page, never markup", async () => {
    for (const path of [
      "/ops/erros",
      "/ops/erros/causa?area=orders&motivo=erp-refused",
      "/ops/erros/registro?area=orders&motivo=erp-refused&ref=6301144820225",
      `/ops/erros?texto=${encodeURIComponent(HOSTILE)}`,
      `/ops/erros/causa?area=${encodeURIComponent(HOSTILE)}&motivo=${encodeURIComponent(HOSTILE)}`,
      `/ops/erros?aviso=${encodeURIComponent(HOSTILE)}`,
    ])
      expect(await ops.html(path), path).not.toContain("<script>alert");
    const entry = await ops.text("/ops/erros/registro?area=orders&motivo=erp-refused&ref=6301144820225");
    expect(entry).toContain(`Produto inativo na empresa 3 ${HOSTILE}`);
  });
});

describe("a viewer", () => {
  it("reads, sees no act, and is refused when the form is sent all the same", async () => {
    ops.jar.clear();
    await ops.signIn(await ops.tokenOf("viewer"));
    const page = await ops.html(CAUSE);
    expect(page).not.toContain("Tentar de novo");
    expect(page).not.toContain('type="checkbox"');
    for (const path of ["/ops/erros/agir", "/ops/erros/cuidar", "/ops/erros/precos"]) {
      const answer = await ops.act(path, { ...ACT, ato: "tentar-todos" });
      expect([answer.status, textOf(await answer.text())]).toEqual([403, expect.stringContaining("Sem permissão")]);
    }
    expect(ops.sent).toEqual([]);
  });
});

it("one record, or chosen ones, are taken in hand and snoozed, with their row in the audit", async () => {
  const cause = "/ops/erros/causa?area=orders&motivo=gateway-unmapped";
  const page = await ops.html(cause);
  const keys = [...page.matchAll(/name="registro" value="([^"]+)"/g)].map(([, key = ""]) =>
    key.replaceAll("&quot;", '"'),
  );
  expect(keys).toHaveLength(2);
  const act = (ato: string, chosen: readonly string[]) =>
    ops.act(
      "/ops/erros/agir",
      [
        ["area", "orders"],
        ["motivo", "gateway-unmapped"],
        ["volta", cause],
        ["ato", ato],
        ...chosen.map((key) => ["registro", key]),
      ],
      cause,
    );
  expect((await act("assumir", keys)).headers.get("location")).toContain("aviso=cared-for&n=2");
  await act("adiar-7", keys.slice(0, 1));
  const text = await ops.text(cause);
  expect(text).toContain("com api, adiado até 01/12/2026");
  expect(text.match(/com api/g)).toHaveLength(2);
  expect(
    await ops.rows(
      "SELECT assignee, snoozed_until IS NOT NULL AS rests FROM desk WHERE reason = 'gateway-unmapped' ORDER BY 2",
    ),
  ).toEqual([
    { assignee: "api", rests: 0 },
    { assignee: "api", rests: 1 },
  ]);
  await act("acordar", keys);
  await act("largar", keys);
  expect(await ops.text(cause)).not.toMatch(/com api|adiado até/);
  expect((await act("assumir", [])).headers.get("location")).toContain("nothing-chosen");
  expect(
    await ops.rows("SELECT act, after, rows FROM audit WHERE act IN ('desk-assign', 'desk-snooze') ORDER BY id"),
  ).toMatchObject([
    { act: "desk-assign", after: "api", rows: 2 },
    { act: "desk-snooze", rows: 1 },
    { act: "desk-snooze", after: null, rows: 2 },
    { act: "desk-assign", after: null, rows: 2 },
  ]);
});
