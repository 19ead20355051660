/**
 * The console in a real Chromium: `npm run test:browser`. SCREENSHOTS=1 writes the pictures of docs/images, SCREENSHOTS_TO=folder
 * every page.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BILLED_ORDER, CPF_ORDER, fillHub, HELD_ORDER, HOSTILE, LOCATIONS } from "../console/filled-hub.ts";
import { holdOrder } from "../../src/orders/intake/hold.ts";
import { consoleWorld } from "../routes/console/world.ts";
import { launch, overflowOf, violationsOf, visit } from "./lib/browser.ts";
import { serveConsole } from "./lib/server.ts";

/** Held by a person. */
const WAITING_ORDER = "6301144820231";

const PAGES: readonly (readonly [name: string, path: string])[] = [
  ["hoje", "/ops"],
  ["erros", "/ops/erros"],
  ["causa", "/ops/erros/causa?area=orders&motivo=gateway-unmapped"],
  ["precos-retidos", "/ops/erros/causa?area=publish-prices&motivo=price-drop"],
  ["registro", `/ops/erros/registro?area=orders&motivo=gateway-unmapped&ref=${HELD_ORDER}`],
  ["registro-corrigir", `/ops/erros/registro?area=orders&motivo=cpf-missing&ref=${CPF_ORDER}`],
  ["registro-recusado", "/ops/erros/registro?area=orders&motivo=erp-refused&ref=6301144820225"],
  ["comigo", "/ops/erros?aba=comigo"],
  ["adiados", "/ops/erros?aba=adiados"],
  ["pedidos", "/ops/pedidos"],
  ["pedido-corrigido", `/ops/pedidos/${CPF_ORDER}`],
  ["pedido-segurado", `/ops/pedidos/${WAITING_ORDER}`],
  ["registro-segurado", `/ops/erros/registro?area=orders&motivo=held-by-person&ref=${WAITING_ORDER}`],
  ["pedido", `/ops/pedidos/${BILLED_ORDER}`],
  ["produtos", "/ops/produtos?q=c"],
  ["produto", "/ops/produtos/P4471E1"],
  ["cargas", "/ops/cargas"],
  ["carga", "/ops/cargas/stock/14/0?para=2026-11-24T08:00"],
  ["diferencas", "/ops/diferencas"],
  ["conferencia", "/ops/conferencia"],
  ["encarte", "/ops/encarte"],
  ["mapeamentos", "/ops/mapeamentos"],
  ["entregas", "/ops/mapeamentos/entregas"],
  ["precos", "/ops/mapeamentos/precos"],
  ["pagamento", "/ops/mapeamentos/pagamento"],
  ["ajustes", "/ops/ajustes"],
  ["campos", "/ops/ajustes/campos"],
  ["tolerancias", "/ops/ajustes/pedidos"],
  ["webhooks", "/ops/ajustes/webhooks"],
  ["ensaio", "/ops/ensaio"],
];
/** Pages with a menu or a fold. */
const FOLDED = PAGES.filter(([name]) =>
  ["erros", "causa", "registro", "registro-recusado", "pedido-corrigido", "pedido"].includes(name),
);
const PAGE_BYTES_MAX = 100_000;
const WIDTHS = [1280, 390] as const;
const images = process.env["SCREENSHOTS"] === "1" ? join(import.meta.dirname, "../../docs/images") : null;
/** Kept in docs/images. */
const KEPT = ["hoje", "erros", "pedido", "produto", "cargas", "encarte", "mapeamentos"];
/** Every page in every width and colour, for a person who looks at all of them. */
const everything = process.env["SCREENSHOTS_TO"] ?? null;

let browser: Browser;
let served: Awaited<ReturnType<typeof serveConsole>>;
let ops: ReturnType<typeof consoleWorld>;

beforeAll(async () => {
  ops = consoleWorld();
  ops.pass(5.5 * 3_600_000);
  // Pictures for readers have names that read well; the tests have hostile ones.
  await fillHub(ops.deps.db, ops.deps.clock.now(), images === null && everything === null ? HOSTILE : "fresco");
  ops.shop.locations = LOCATIONS;
  const uri = "https://gondola.example/webhooks/shopify";
  ops.shop.webhooks = [
    "ORDERS_CREATE",
    "ORDERS_PAID",
    "ORDERS_UPDATED",
    "ORDERS_CANCELLED",
    "BULK_OPERATIONS_FINISH",
  ].map((topic, n) => ({ id: String(n), topic, uri, filter: null }));
  await inHand(ops.deps.db, ops.deps.clock.now());
  await holdOrder({ ...ops.deps, who: "ana" }, WAITING_ORDER, "o cliente decide até as 15h");
  [browser, served] = await Promise.all([launch(), serveConsole(ops.deps)]);
  for (const folder of [images, everything]) if (folder !== null) mkdirSync(folder, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

/** What people did: records in hand and at rest, a typed value, rules of delivery. */
async function inHand(db: D1Database, now: number): Promise<void> {
  const deliveries = [
    { company: 14, method: "LOCAL", seqTransportador: 77, codGeralOper: 201 },
    { company: null, method: "PICK_UP", tipoEntrega: "R" },
  ];
  await db.batch([
    // A dry run that has looked at the catalogue and the prices, with one record of each kind.
    db
      .prepare(
        `INSERT INTO dry_run_passes (scope, started_at, ended_at, position, previewed, created, changed, removed, refused, waiting, same, lines)
         VALUES ('catalog', ?1, ?1, '', 18204, 3, 2, 0, 1, 12, 18186, 3), ('prices', ?1, ?1, '', 61004, 0, 1, 0, 0, 0, 61003, 1)`,
      )
      .bind(now - 60_000),
    ...[
      ["catalog", 0, "change", "title", 4471, "", '{"before":"CAFE TORRADO 500G","after":"Café torrado 500 g"}'],
      ["catalog", 1, "refuse", "no-title", 5301, "", "{}"],
      [
        "prices",
        0,
        "change",
        "price",
        1204,
        "P1204E1",
        '{"before":{"priceCents":2890,"compareAtCents":null},"after":{"priceCents":1990,"compareAtCents":2890}}',
      ],
    ].map((line) =>
      db
        .prepare(
          "INSERT INTO dry_run_lines (scope, slot, record, action, field, seq_product, sku, params, at) VALUES (?1, ?2, '', ?3, ?4, ?5, ?6, ?7, 0)",
        )
        .bind(...line),
    ),
    db.prepare("UPDATE desk SET assignee = 'api' WHERE reason = 'cpf-missing'"),
    db
      .prepare("UPDATE desk SET assignee = 'api', snoozed_until = ?1 WHERE reason = 'price-missing' AND company = 3")
      .bind(now + 86_400_000),
    db
      .prepare(
        "INSERT INTO order_corrections VALUES (?1, 'document', '52998224725', 'abcd', 'o cliente ligou', 'ana', ?2)",
      )
      .bind(CPF_ORDER, now - 60_000),
    db
      .prepare("INSERT INTO settings (name, value, changed_at) VALUES ('order-rules', ?1, ?2)")
      .bind(JSON.stringify({ deliveries }), now),
  ]);
}

describe.each(WIDTHS)("at %i pixels", (width) => {
  it.each([
    ["light", false],
    ["dark", true],
  ])("every page is accessible, fits its window and breaks no policy, %s", async (_, dark) => {
    const { page, complaints } = await visit(browser, served.origin, { width, dark });
    for (const [name, path] of PAGES) {
      const answer = await page.goto(`${served.origin}${path}`);
      expect([path, answer?.status()]).toEqual([path, 200]);
      expect((await answer?.body())?.length, path).toBeLessThan(PAGE_BYTES_MAX);
      expect(await violationsOf(page), path).toEqual([]);
      expect([path, await overflowOf(page)]).toEqual([path, 0]);
      if (everything !== null)
        await page.screenshot({ path: join(everything, `${name}-${width}${dark ? "-dark" : ""}.png`), fullPage: true });
      if (images !== null && !dark && KEPT.includes(name))
        await page.screenshot({ path: join(images, `console-${name}-${width}.png`), fullPage: width > 1000 });
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it.each(WIDTHS)("menus and folds are accessible when they are open, at %i pixels", async (width) => {
  const { page, complaints } = await visit(browser, served.origin, { width });
  for (const [name, path] of FOLDED) {
    await page.goto(`${served.origin}${path}`);
    await page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true })");
    expect(await violationsOf(page), path).toEqual([]);
    expect([path, await overflowOf(page)]).toEqual([path, 0]);
    if (everything !== null)
      await page.screenshot({ path: join(everything, `${name}-aberto-${width}.png`), fullPage: true });
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

it("the login is accessible in both languages", async () => {
  const page = await (await browser.newContext()).newPage();
  for (const [lang, title] of [
    ["pt-BR", "Entrar"],
    ["en", "Sign in"],
  ] as const) {
    await page.goto(`${served.origin}/ops/entrar?lang=${lang}`);
    expect(await page.textContent("h1")).toBe(title);
    expect(await violationsOf(page)).toEqual([]);
    if (everything !== null) await page.screenshot({ path: join(everything, `entrar-${lang}.png`) });
  }
  await page.context().close();
});

it("a journey with the keyboard: from Hoje to an error, and the order tried again", async () => {
  const { page, complaints } = await visit(browser, served.origin);
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Pular para o conteúdo");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Forma de pagamento sem correspondência/ }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/erros\/causa/);
  const box = page.getByRole("checkbox", { name: "Escolher #48233" });
  await box.focus();
  await page.keyboard.press("Space");
  expect(await page.textContent("[data-chosen]")).toBe("1 escolhido");
  await page.getByRole("button", { name: "Tentar de novo os escolhidos" }).press("Enter");
  await page.waitForURL(/aviso=retried/);
  expect(await page.textContent(".banner.ok")).toContain("1 registro vai de novo");
  expect(ops.sent).toContainEqual({ orderId: HELD_ORDER, cause: "person" });
  expect(complaints).toEqual([]);
  await page.context().close();
});

it("the same without a script, in English", async () => {
  const { page } = await visit(browser, served.origin, { script: false });
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("link", { name: /^Orders/ }).click();
  await page.getByLabel(/Any number/).fill("901871");
  await page.getByRole("button", { name: "Find" }).click();
  await page.waitForURL(new RegExp(BILLED_ORDER));
  expect(await page.textContent("h1")).toBe("Order #48213");
  await page.getByRole("button", { name: "Ask the ERP again" }).click();
  await page.waitForURL(/aviso=order/);
  expect(ops.sent).toContainEqual({ orderId: BILLED_ORDER, cause: "person" });
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/entrar/);
  await page.goto(`${served.origin}/ops`);
  expect(page.url()).toContain("/ops/entrar");
  await page.context().close();
});
