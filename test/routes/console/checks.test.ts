/** Drift, the orders' ledger and the rehearsal of an encarte, over a filled hub. */
import { beforeEach, describe, expect, it } from "vitest";
import { DRIFT_RUN, fillHub, HELD_ORDER } from "../../console/filled-hub.ts";
import { consoleWorld } from "./world.ts";

let ops: ReturnType<typeof consoleWorld>;
beforeEach(async () => {
  ops = consoleWorld();
  ops.pass(5.5 * 3_600_000);
  await fillHub(ops.deps.db, ops.deps.clock.now());
  await ops.signIn();
});

const audits = (act: string) => ops.rows("SELECT name, after, rows FROM audit WHERE act = ?1 ORDER BY id", act);

describe("differences with Shopify", () => {
  it("answers in one sentence, by kind, then each value of both sides; prices as money", async () => {
    const text = await ops.text("/ops/diferencas");
    expect(text).toContain("A Shopify difere em 5 pontos do que foi enviado.");
    expect(text).toContain("48.212 produtos");
    expect(text).toMatch(/P1204E1 Preço diferente R\$ 28,90 R\$ 24,90, antes R\$ 28,90/);
    expect(text).toContain("loja 14 Estoque diferente 7 0 mandado");
    const stock = await ops.text(`/ops/diferencas?tipo=stock`);
    expect(stock).not.toContain("Título diferente Café");
    expect(stock).toContain("P4471E1");
  });

  it("sends one, a kind or all of them again, and each act is in the audit with its count", async () => {
    const send = (fields: Record<string, string>) =>
      ops.act("/ops/diferencas/reparar", { comparacao: DRIFT_RUN, ...fields }, "/ops/diferencas");
    const one = await send({ n: "1" });
    expect(one.headers.get("location")).toContain("aviso=sent-again&n=1");
    expect(
      await ops.rows("SELECT due, sent_price_cents FROM shop_prices WHERE target = 'base' AND seq_product = 1204"),
    ).toEqual([{ due: 1, sent_price_cents: null }]);
    await send({ tipo: "stock" }); // one of the two was sent before
    await send({});
    expect((await send({})).headers.get("location")).toContain("aviso=nothing-chosen");
    expect((await audits("drift-repair")).map(({ after, rows }) => [after, rows])).toEqual(
      expect.arrayContaining([
        ["#1", 1],
        ["stock", 1],
        ["all", 2],
      ]),
    );
    expect(ops.sentJobs).toEqual(["publish", "publish", "publish"]);
  });

  it("asks for a comparison; a viewer may not, and sees no button", async () => {
    await ops.act("/ops/diferencas/comparar", { tipo: "full" }, "/ops/diferencas");
    await ops.act("/ops/diferencas/comparar", { tipo: "sample" }, "/ops/diferencas");
    expect(ops.sentJobs).toEqual(["drift", "drift-sample"]);
    ops.jar.clear();
    await ops.signIn(await ops.tokenOf("viewer"));
    expect(await ops.text("/ops/diferencas")).not.toContain("Enviar de novo");
    expect((await ops.act("/ops/diferencas/reparar", { comparacao: DRIFT_RUN })).status).toBe(403);
    expect((await ops.act("/ops/diferencas/comparar", { tipo: "full" })).status).toBe(403);
    expect((await ops.act("/ops/conferencia", { de: "2026-11-20", ate: "2026-11-21" })).status).toBe(403);
  });

  it("says so before the first comparison, and when nothing differs", async () => {
    await ops.rows("DELETE FROM drift_findings");
    await ops.rows("UPDATE drift_runs SET counts = '{}'");
    expect(await ops.text("/ops/diferencas")).toContain("A Shopify está como foi enviada.");
    await ops.rows("DELETE FROM drift_runs");
    expect(await ops.text("/ops/diferencas")).toContain("Nada foi comparado ainda.");
    expect((await ops.send("GET", "/ops/diferencas?comparacao=nonsense")).status).toBe(404);
  });
});

describe("the orders' ledger", () => {
  it("shows the counts of the three sides, whether they close, and each order that differs", async () => {
    const text = await ops.text("/ops/conferencia");
    expect(text).toContain("2 pedidos diferem entre Shopify e ERP.");
    expect(text).toMatch(/Iguais dos três lados 1\.181 1\.181 1\.181 1\.181/);
    expect(text).toMatch(/Soma: fecha 1\.191 1\.190 1\.189/);
    expect(text).toContain("#48213 Total diferente Shopify R$ 418,22, ERP R$ 409,12");
    expect(await ops.html("/ops/conferencia")).toContain(`href="/ops/pedidos/${HELD_ORDER}"`);
    const missing = await ops.text("/ops/conferencia?tipo=missing-in-erp");
    expect(missing).toContain("#48233 Falta no ERP");
    expect(missing).not.toContain("#48213");
  });

  it("compares a window on request, and refuses a window that is none", async () => {
    const ask = (de: string, ate: string) => ops.act("/ops/conferencia", { de, ate }, "/ops/conferencia");
    expect((await ask("2026-11-20", "2026-11-20")).headers.get("location")).toContain("window-wrong");
    expect((await ask("x", "2026-11-20")).headers.get("location")).toContain("map-wrong");
    expect((await ask("2026-11-20", "2026-11-22")).headers.get("location")).toContain("aviso=load");
    expect((await ask("2026-11-20", "2026-11-22")).headers.get("location")).toContain("ledger-running");
    expect(ops.sentJobs).toEqual(["order-ledger"]);
    expect((await audits("run")).map(({ after }) => after)).toEqual(["2026-11-20 – 2026-11-22"]);
  });
});

describe("the rehearsal of an encarte", () => {
  it("says what the site shows at tomorrow's first instant, and what will not sell", async () => {
    const text = await ops.text("/ops/encarte");
    expect(text).toContain("Quarta, 25/11/2026 às 00:00: 2 promoções começam.");
    expect(text).toMatch(/P1204E1 R\$ 28,90 R\$ 28,90 R\$ 19,90/);
    expect(await ops.text("/ops/encarte?ver=off-sale")).toMatch(/P7710E1 — — fora de venda/);
    expect(await ops.text("/ops/encarte?ver=no-stock")).toContain("sem estoque");
  });

  it("rehearses any instant of the next year at any target, and no other", async () => {
    expect(await ops.text("/ops/encarte?em=2026-12-24T08:00")).toContain("o site não muda");
    expect(await ops.text("/ops/encarte?em=2026-12-24T08:00&destino=list-42")).toContain("1 termina");
    for (const em of ["2020-01-01T00:00", "2036-01-01T00:00", "nonsense"])
      expect((await ops.send("GET", `/ops/encarte?em=${em}`)).status).toBe(422);
  });

  it("holds back what would fall too far, and names it", async () => {
    await ops.rows("UPDATE prices SET promo_cents = 289 WHERE company = 1 AND sku = 'P1204E1'");
    expect(await ops.text("/ops/encarte?ver=held")).toMatch(/P1204E1 R\$ 28,90 R\$ 28,90 R\$ 2,89 .*retido/);
  });
});
