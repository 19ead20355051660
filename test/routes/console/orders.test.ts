/** Pedidos over a filled hub: found by any number, shown whole, acted on by its own plan. */
import { beforeEach, describe, expect, it } from "vitest";
import { BILLED_ORDER, fillHub, HELD_ORDER, HOSTILE, NFE_KEY } from "../../console/filled-hub.ts";
import { consoleWorld, textOf } from "./world.ts";

let ops: ReturnType<typeof consoleWorld>;
beforeEach(async () => {
  ops = consoleWorld();
  ops.pass(5.5 * 3_600_000);
  await fillHub(ops.deps.db, ops.deps.clock.now());
  await ops.signIn();
});

describe("the search", () => {
  it.each([
    ["Shopify's name", "#48213"],
    ["its name without the sign", "48213"],
    ["Shopify's id", BILLED_ORDER],
    ["seqPedido", "901871"],
    ["nroPedVenda with points", "4.410.218"],
    ["the key of its NF-e, in groups", NFE_KEY.replaceAll(/(\d{4})/g, "$1 ").trim()],
  ])("finds an order by %s", async (_, number) => {
    for (const path of ["/ops/pedidos", "/ops/busca"]) {
      const answer = await ops.send("GET", `${path}?q=${encodeURIComponent(number)}`);
      expect([answer.status, answer.headers.get("location")]).toEqual([303, `/ops/pedidos/${BILLED_ORDER}`]);
    }
  });

  it("lists all orders that a number names, and says so when none has it", async () => {
    await ops.rows("UPDATE orders SET nro_ped_venda = 901871 WHERE order_id = ?1", HELD_ORDER);
    const both = await ops.text("/ops/pedidos?q=901871");
    expect(both).toContain("#48213");
    expect(both).toContain("#48233");
    expect(await ops.text(`/ops/pedidos?q=${encodeURIComponent(HOSTILE)}`)).toContain("Nenhum pedido com o número");
  });
});

describe("the list", () => {
  it("shows the newest arrivals with state, why they stand, and their money", async () => {
    const text = await ops.text("/ops/pedidos");
    expect(text).toContain("4 pedidos parados, R$ 895,18.");
    expect(text).toContain(
      "#48233 14:24 4 Vila Modelo Retido forma de pagamento sem correspondência no ERP — R$ 263,55",
    );
    expect(text).toContain("#48232 14:23 1 Centro Importado em separação 901884 venda 4410233 R$ 187,20");
    expect(text).toContain("#48231 14:21 4 Vila Modelo Aguarda pagamento o pagamento ainda não veio");
    expect(text.indexOf("#48233")).toBeLessThan(text.indexOf("#48213"));
  });

  it("has the groups of states as tabs, each with its number", async () => {
    const stopped = await ops.text("/ops/pedidos?estado=stopped");
    expect(stopped).toContain("Retidos 4 Aguardam pagamento 1 A caminho 1 No ERP 2 Faturados 2 Encerrados antes 1");
    expect(stopped).toContain("#48225");
    expect(stopped).not.toContain("#48232");
    expect(await ops.text("/ops/pedidos?estado=ended")).toContain("cancelado na Shopify antes do ERP");
  });

  it("pages without repeating or leaving out an order", async () => {
    await ops.rows(
      `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 120)
       INSERT INTO orders (order_id, name, state, found_by, created_at, updated_at)
       SELECT 7000000 + n, 'X' || n, 'invoiced', 'webhook', 1000 + n / 3, 1000 + n / 3 FROM n`,
    );
    for (const first of ["/ops/pedidos", "/ops/pedidos?estado=invoiced"]) {
      const seen: string[] = [];
      let next: string | undefined = first;
      while (next !== undefined && seen.length < 1_000) {
        const page: string = await ops.html(next);
        seen.push(...[...page.matchAll(/>(X\d+)</g)].map(([, name = ""]) => name));
        next = /class="btn" href="(\/ops\/pedidos\?[^"]*depois[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&");
      }
      expect(seen).toHaveLength(120);
      expect(new Set(seen).size).toBe(120);
    }
  });
});

describe("an order", () => {
  it("shows its lines side by side, with what differs and why", async () => {
    const text = await ops.text(`/ops/pedidos/${BILLED_ORDER}`);
    expect(text).toContain("Faturado por R$ 6,17 a menos do que foi enviado: 2 itens diferem.");
    expect(text).toContain("Arroz branco Ipê 5 kg P1204E1 2 R$ 57,80 2 2 × R$ 28,90");
    expect(text).toContain("Contrafilé bovino, por peso P5301E1 0,028 a menos 8 R$ 47,92 0,8 0,772 × R$ 59,90");
    expect(text).toContain("cortado 1 R$ 4,49 1 0 × R$ 4,49");
    expect(text).toContain("Total R$ 120,11 R$ 120,11 R$ 113,94");
    expect(text).toContain("Diferença -R$ 6,17");
    expect(text).toContain(NFE_KEY);
  });

  it("says its story, the newest first, with cause and outcome", async () => {
    const text = await ops.text(`/ops/pedidos/${BILLED_ORDER}`);
    const story = [
      "13:57:00 Faturado evento do ERP",
      "Evento do ERP: alterado: quantidades mudaram",
      "13:31:06 No ERP: o ERP já o tinha; não foi enviado duas vezes na sua hora",
      "Incerto: o ERP não respondeu; nada é repetido sem perguntar",
      "Enviando: envio começado",
      "13:29:00 Recebido aviso da Shopify",
    ].map((part) => text.indexOf(part));
    expect(story.every((place) => place > 0)).toBe(true);
    expect(story).toEqual(story.toSorted((one, other) => one - other));
  });

  it("that is held says so, with its error and what to do", async () => {
    const text = await ops.text(`/ops/pedidos/${HELD_ORDER}`);
    expect(text).toContain("Retido");
    expect(text).toContain("Não vai ao ERP enquanto isso não se resolve.");
    expect(text).toContain("Forma de pagamento sem correspondência no ERP: pix_parcelado. Cadastre em Mapeamentos");
    expect(text).toContain("Os itens aparecem aqui depois do envio ao ERP");
  });

  it("is asked for again by its own plan, with a row in the audit; not while it is in progress", async () => {
    const path = `/ops/pedidos/${HELD_ORDER}`;
    const done = await ops.act(`${path}/agir`, { ato: "tentar" }, path);
    expect(await ops.text(done.headers.get("location") ?? "")).toContain("o pedido é visto de novo em segundos");
    expect(ops.sent).toEqual([{ orderId: HELD_ORDER, cause: "person" }]);
    await ops.rows("UPDATE orders SET lease_until = ?1", ops.deps.clock.now() + 60_000);
    const late = await ops.act(`${path}/agir`, { ato: "tentar" }, path);
    expect(late.headers.get("location")).toContain("order-not-now");
    expect(ops.sent).toHaveLength(1);
    expect(await ops.rows("SELECT who, name, after FROM audit WHERE act = 'order-retry' ORDER BY id")).toEqual([
      { who: "api", name: `order/${HELD_ORDER}`, after: "evaluate" },
      { who: "api", name: `order/${HELD_ORDER}`, after: "order-in-progress" },
    ]);
  });

  it("is held with a note by a person and released by one; in the ERP it is not", async () => {
    const path = "/ops/pedidos/6301144820231";
    expect(await ops.text(path)).toContain("Segurar o pedido…");
    expect(await ops.text(`/ops/pedidos/${BILLED_ORDER}`)).not.toContain("Segurar o pedido…");
    const act = async (what: string, fields: Record<string, string> = {}, on = path) =>
      (await ops.act(`${on}/${what}`, fields, on)).headers.get("location") ?? "";
    expect(await act("segurar", { nota: " " })).toContain("note-missing");
    expect(await ops.text(await act("segurar", { nota: `espera ${HOSTILE}` }))).toContain("Segurado: não vai ao ERP");
    const held = await ops.html(path);
    expect(held).not.toContain("<script>alert");
    const text = textOf(held);
    for (const part of [
      "Segurado por uma pessoa",
      "api: espera",
      "Liberar o pedido",
      "Não vai ao ERP até uma pessoa liberá-lo.",
    ])
      expect(text).toContain(part);
    expect(text).not.toContain("Segurar o pedido…");
    expect(await ops.text("/ops/pedidos?estado=stopped")).toContain("segurado por uma pessoa");
    const record = "/ops/erros/registro?area=orders&motivo=held-by-person&ref=6301144820231";
    const entry = await ops.text(record);
    expect(entry).toContain("Liberar o pedido");
    expect(entry).toContain("Fecha quando o pedido é liberado. Detalhes A nota api: espera");
    expect(entry).not.toContain("Tentar de novo");
    expect(await ops.text(await act("liberar"))).toContain("Liberado; o pedido é lido de novo");
    const after = await ops.text(path);
    expect(after).toContain("Segurar o pedido…");
    expect(after).not.toContain("Liberar o pedido");
    expect(ops.sent.filter(({ cause }) => cause === "due")).toHaveLength(2);
    expect(await act("segurar", { nota: "tarde" }, `/ops/pedidos/${BILLED_ORDER}`)).toContain("hold-late");
    expect(await ops.rows("SELECT act FROM audit WHERE act LIKE 'order-%' ORDER BY at, id")).toHaveLength(2);
  });

  it("takes a value that its buyer left out, with a note; what the form says wrong changes nothing", async () => {
    const path = "/ops/pedidos/6301144820226";
    const record = "/ops/erros/registro?area=orders&motivo=cpf-missing&ref=6301144820226";
    for (const page of [path, record]) expect(await ops.text(page)).toContain("Corrigir aqui");
    expect(await ops.text(`/ops/pedidos/${HELD_ORDER}`)).not.toContain("Corrigir aqui");
    const notice = async (fields: Record<string, string>) => {
      const done = await ops.act(`${path}/corrigir`, { volta: record, ...fields }, path);
      return done.headers.get("location") ?? "";
    };
    expect(await notice({ document: "529.982.247-25" })).toContain("note-missing");
    expect(await notice({ nota: "por telefone" })).toContain("value-missing");
    expect(await notice({ nota: "por telefone", document: "123" })).toContain("value-wrong");
    expect(await notice({ nota: "por telefone", district: "Batel" })).toContain("order-not-now");
    expect(await notice({ nota: "por telefone", document: "529.982.247-25" })).toContain("shop-silent");
    expect(await ops.rows("SELECT * FROM order_corrections")).toEqual([]);
    await ops.rows(
      "INSERT INTO order_corrections VALUES ('6301144820226', 'document', '52998224725', 'abcd', 'por telefone', 'ana', ?1)",
      ops.deps.clock.now(),
    );
    const shown = await ops.html(path);
    expect(textOf(shown)).toContain("CPF ou CNPJ …25 ana,");
    expect(shown).not.toContain("52998224725");
  });

  it("whose event waits for a person is marked as handled", async () => {
    await ops.rows("UPDATE erp_events SET state = 'desk' WHERE event_key = '91'");
    const path = `/ops/pedidos/${BILLED_ORDER}`;
    expect(await ops.html(path)).toContain("Marcar ALTERADO como tratado");
    await ops.act(`${path}/agir`, { evento: "91" }, path);
    expect(await ops.rows("SELECT state FROM erp_events WHERE event_key = '91'")).toEqual([{ state: "applied" }]);
    expect(ops.sent).toEqual([{ orderId: BILLED_ORDER, cause: "erp-event" }]);
  });

  it("unknown here is a page of its own, and hostile names are text", async () => {
    for (const id of ["999", "x", "1%27--"]) expect((await ops.send("GET", `/ops/pedidos/${id}`)).status).toBe(404);
    for (const path of ["/ops/pedidos", "/ops/pedidos/6301144820225", `/ops/pedidos/${BILLED_ORDER}`])
      expect(await ops.html(path)).not.toContain("<script>alert");
  });

  it("holds back its act from a viewer", async () => {
    ops.jar.clear();
    await ops.signIn(await ops.tokenOf("viewer"));
    expect(await ops.html(`/ops/pedidos/${HELD_ORDER}`)).not.toContain("Ler de novo na Shopify");
    expect((await ops.act(`/ops/pedidos/${HELD_ORDER}/agir`, { ato: "tentar" })).status).toBe(403);
    expect(ops.sent).toEqual([]);
  });
});
