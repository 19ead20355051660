/** Produtos over a filled hub: found by any code, and the one sentence on why it is not on sale. */
import { beforeEach, describe, expect, it } from "vitest";
import { fillHub } from "../../console/filled-hub.ts";
import { consoleWorld } from "./world.ts";

let ops: ReturnType<typeof consoleWorld>;
const PATH = "/ops/produtos/P4471E1";
beforeEach(async () => {
  ops = consoleWorld();
  ops.pass(5.5 * 3_600_000);
  await fillHub(ops.deps.db, ops.deps.clock.now());
  await ops.signIn();
});

describe("the search", () => {
  it.each([
    ["its SKU", "p4471e1"],
    ["its product's number", "P4471"],
    ["the number alone", "4471"],
    ["its EAN", "7890000044714"],
    ["the beginning of its name, in any case", "café torrado"],
  ])("finds a package by %s", async (_, text) => {
    for (const path of ["/ops/produtos", "/ops/busca"]) {
      const first = await ops.send("GET", `${path}?q=${encodeURIComponent(text)}`);
      const second = path === "/ops/busca" ? await ops.send("GET", first.headers.get("location") ?? "") : first;
      expect(second.headers.get("location")).toBe(PATH);
    }
  });

  it("says so when the ERP has sent nothing of the kind; wildcards are letters", async () => {
    expect(await ops.text("/ops/produtos?q=zzz")).toContain("Nada com “zzz”");
    expect(await ops.text("/ops/produtos?q=%25")).toContain("Nada com “%”");
    expect((await ops.send("GET", "/ops/produtos/P1E1")).status).toBe(404);
    expect((await ops.send("GET", "/ops/produtos/nonsense")).status).toBe(404);
  });
});

describe("why it is not on sale", () => {
  const says = async () => (await ops.text(PATH)).split("Por que não está à venda? ")[1] ?? "";

  it("names the companies that do not sell it with their reasons, and counts the others", async () => {
    expect(await says()).toMatch(
      /^Não está à venda nas lojas 4 \(sem preço no ERP\) e 19 \(local desativado\); em outras 3, está\./,
    );
    expect(await says()).toContain("Preço lojas 4");
    expect(await says()).toContain("Loja ligada a um local lojas 19");
  });

  it.each([
    ["UPDATE products SET active = 0", "Não está à venda: o produto está inativo no ERP."],
    ["UPDATE skus SET active = 0", "Não está à venda: esta embalagem está inativa no ERP."],
    [
      "INSERT INTO shop_variants_deleted VALUES (4471, 'P4471E1')",
      "Não está à venda: alguém excluiu a variante na Shopify.",
    ],
    [
      "UPDATE shop_products SET published = NULL",
      "Não está à venda: existe na Shopify, mas não foi publicado em nenhum canal.",
    ],
    ["DELETE FROM shop_variants", "Ainda não está à venda: a variante está na fila."],
    ["UPDATE shop_products SET product_gid = NULL", "Ainda não está à venda: está na fila para ser criado na Shopify."],
    ["UPDATE companies SET location_gid = NULL", "Não está à venda em loja nenhuma: "],
    ["UPDATE prices SET on_sale = 0", "(fora de venda no ERP)"],
  ])("%s", async (change, sentence) => {
    await ops.rows(change);
    expect(await says()).toContain(sentence);
  });

  it("without a base price waits for the price table", async () => {
    await ops.rows("DELETE FROM prices WHERE company = 1");
    await ops.rows("UPDATE shop_products SET product_gid = NULL");
    expect(await says()).toContain("Não está à venda: não tem preço na loja de referência.");
  });

  it("what a store cut again and again is held back there, and says what brings it back", async () => {
    await ops.rows("DELETE FROM price_targets WHERE target = 'metafield-4'");
    await ops.rows("UPDATE companies SET problem = NULL");
    await ops.rows(
      `INSERT INTO stock_cuts (company, sku, seq_product, events, held_at, last_cut_at)
       VALUES (1, 'P4471E1', 4471, '["a","b","c"]', 0, 0)`,
    );
    expect(await says()).toMatch(
      /^Não está à venda na loja 1 \(retido após cortes\); em outras 4, está\. Retido: conte o item na loja/,
    );
  });

  it("where all is well says where it is on sale, and where there is no stock", async () => {
    await ops.rows("DELETE FROM price_targets WHERE target = 'metafield-4'");
    await ops.rows("UPDATE companies SET problem = NULL");
    expect(await says()).toMatch(/^Está à venda em 5 lojas; sem estoque em 1 loja\./);
    expect(await ops.html(PATH)).toContain('class="mark ok"');
    await ops.rows("UPDATE stock SET quantity_milli = 0");
    expect(await says()).toMatch(/^Não está à venda: nenhuma loja tem estoque\./);
  });
});

describe("a package", () => {
  it("shows for each company what the ERP said, what is desired, and what Shopify accepted", async () => {
    const text = await ops.text(PATH);
    expect(text).toContain("1 Centro preço retido R$ 2,49 R$ 24,90 210 − 3 − 2 205 205");
    expect(text).toContain("3 Bosque sem estoque R$ 19,90 R$ 19,90 2 − 0 − 2 0 0");
    expect(text).toContain("4 Vila Modelo sem preço no ERP — R$ 24,90 117 − 0 − 2 115 112");
    expect(text).toContain(
      "lista de preços list-42 loja 3, segmento 2 R$ 23,90 R$ 19,90 23/11/2026 14:30:00 – 29/11/2026 14:30:00",
    );
    expect(text).toContain("título: editado na Shopify, fica");
    expect(text).toContain("O preço cairia de R$ 24,90 para R$ 2,49");
  });

  it("is sent again or created again by an operator, with a row in the audit", async () => {
    await ops.rows("INSERT INTO shop_variants_deleted VALUES (4471, 'P4471E1')");
    const done = await ops.act(`${PATH}/agir`, { ato: "recriar" }, PATH);
    expect(done.headers.get("location")).toBe(`${PATH}?aviso=product`);
    expect(await ops.rows("SELECT * FROM shop_variants_deleted")).toEqual([]);
    expect(await ops.rows("SELECT due FROM shop_products WHERE seq_product = 4471")).toEqual([{ due: 1 }]);
    expect(ops.sentJobs).toEqual(["publish"]);
    expect(await ops.rows("SELECT who, before FROM audit WHERE act = 'desk-retry'")).toEqual([
      { who: "api", before: "P4471E1" },
    ]);
    ops.jar.clear();
    await ops.signIn(await ops.tokenOf("viewer"));
    expect((await ops.act(`${PATH}/agir`, { ato: "enviar" })).status).toBe(403);
  });

  it("with a hostile name is text", async () => {
    expect(await ops.html("/ops/produtos/P7710E1")).not.toContain("<script>alert");
    expect(await ops.text("/ops/produtos/P7710E1")).toContain("Manjericão");
  });
});
