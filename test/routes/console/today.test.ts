/** Hoje over a hub with rows: what the operator reads. */
import { beforeEach, expect, it } from "vitest";
import { fillHub } from "../../console/filled-hub.ts";
import { consoleWorld } from "./world.ts";

let ops: ReturnType<typeof consoleWorld>;
beforeEach(async () => {
  ops = consoleWorld();
  ops.pass(5.5 * 3_600_000); // 14:30 in São Paulo
  await ops.signIn();
});

it("says in one sentence whether all is well, and what needs a person, worst first", async () => {
  await fillHub(ops.deps.db, ops.deps.clock.now());
  const text = await ops.text("/ops");
  expect(text).toContain("Vendendo em 5 de 6 lojas. 6 pontos precisam de atenção.");
  expect(text).toContain("Terça, 24/11/2026, 14:30:00");
  const places = [
    "2 pedidos parados: Forma de pagamento sem correspondência no ERP há 10 min · resolve: Operação",
    "1 pedido parado: Falta o CPF/CNPJ do cliente há 18 min · resolve: Atendimento",
    "O local da loja na Shopify está desativado (1)",
    "Estoque, loja 14: sem carga boa há 38 min o prometido é 15 min",
    "e mais 1 · 4 pedidos parados, R$ 895,18",
  ].map((part) => text.indexOf(part));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(await ops.html("/ops")).toContain(
    '<a class="btn primary" href="/ops/erros/causa?area=orders&amp;motivo=gateway-unmapped"',
  );
});

it("the day's orders close: received are those in the ERP, held, waiting, on the way and ended", async () => {
  await fillHub(ops.deps.db, ops.deps.clock.now());
  const text = await ops.text("/ops");
  expect(text).toContain(
    "10 recebidos = 3 no ERP + 4 retidos + 1 aguardando pagamento + 1 a caminho + 1 encerrado antes",
  );
  expect(text).toContain("1 achado pela varredura");
  expect(text).toContain("metade em 12 s, 95 % em 12 s");
});

it("shows each load with its worst age against its promise, and the counts of the last runs", async () => {
  await fillHub(ops.deps.db, ops.deps.clock.now());
  const text = await ops.text("/ops");
  expect(text).toMatch(/Estoque 6 lojas, a pior parada 38 min de 15 min/);
  expect(text).toMatch(/Varredura de pedidos pausada/);
  expect(text).toMatch(/Embalagens \(SKUs\) rodando, página 2 11 min de 30 min/);
  expect(text).toMatch(/Produtos em dia 4 min de 30 min/);
});

it("is calm when all is well", async () => {
  await fillHub(ops.deps.db, ops.deps.clock.now());
  await ops.rows("DELETE FROM desk");
  await ops.rows("UPDATE companies SET problem = NULL");
  await ops.rows("UPDATE loads SET last_success_started_at = ?1, enabled = 1", ops.deps.clock.now() - 60_000);
  const page = await ops.html("/ops");
  expect(page).toContain("Vendendo em todas as 6 lojas. Nada precisa de atenção.");
  expect(page).toContain('class="mark ok"');
  expect(page).not.toContain("badge bad");
});

it("on the first day shows the steps to go live, and names the next one", async () => {
  const text = await ops.text("/ops");
  expect(text).toContain("Ainda não vende. Faltam 7 passos de 9; o próximo: Campos e avisos criados na Shopify.");
  expect(text).toContain("Nenhum pedido hoje ainda");
  expect(await ops.text("/ops?lang=en")).toContain("Not selling yet. 7 of 9 steps are left");
});

it("shows the dry run while it is on, and an ERP that does not answer", async () => {
  await fillHub(ops.deps.db, ops.deps.clock.now());
  await ops.call("PUT", "/api/dry-run", { body: { all: false, scopes: ["prices"] } });
  await ops.rows("INSERT INTO settings VALUES ('erp-silence', ?1, 0)", String(ops.deps.clock.now() + 300_000));
  const text = await ops.text("/ops");
  expect(text).toContain("Ensaio ligado em Preços.");
  expect(text).toContain("O ERP não responde: os pedidos esperam perguntado de novo em 5 min");
  expect(text).toContain("não responde perguntado de novo às 14:35:00");
});
