/**
 * The whole story as a person plays it by hand: the shop, the ERP's back office and the console, each in a browser, over
 * the Worker under `wrangler dev` with its crons on. Nothing here calls an API or reads a simulator's state.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCrons } from "../../scripts/lib/crons.ts";
import * as steps from "../../scripts/lib/first-sync.ts";
import { createOperator } from "../../scripts/lib/operator.ts";
import { startSimulators, type Simulators } from "../../scripts/lib/simulators.ts";
import { freePort, migrate, startWorker, type WorkerProcess } from "../../scripts/lib/worker-process.ts";
import { launch, violationsOf } from "./lib/browser.ts";

const TOKEN = "story-operator-token";
const MINUTE_MS = 2_000;
const images = process.env["SCREENSHOTS"] === "1" ? join(import.meta.dirname, "../../docs/images") : null;

const folder = mkdtempSync(join(tmpdir(), "gondola-story-"));
const ended = new AbortController();
let simulators: Simulators;
let worker: WorkerProcess;
let crons: Promise<void>;
let browser: Browser;
let person: BrowserContext;
/** One window for each: shop, ERP, console. */
let shop: Page;
let erp: Page;
let ops: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [simulators] = await Promise.all([startSimulators({ seed: 1, products: 60, companies: 2 }, TOKEN), migrate(folder)]);
  const vars = { ...simulators.vars, ERP_ORDER_CANCEL: "on" };
  worker = await startWorker({ folder, port: await freePort(), vars, secrets: simulators.secrets });
  const operator = createOperator(worker.origin, TOKEN);
  const sync = { simulators, operator, say: () => undefined };
  await steps.setup(sync);
  await steps.pull(sync);
  await steps.publish(sync);
  crons = runCrons(operator, MINUTE_MS, ended.signal);
  browser = await launch();
  person = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "pt-BR" });
  [shop, erp, ops] = [await windowOf(), await windowOf(), await windowOf()];
  if (images !== null) mkdirSync(images, { recursive: true });
}, 180_000);

afterAll(async () => {
  ended.abort();
  await browser.close();
  await crons;
  await worker.stop();
  await simulators.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}, 60_000);

async function windowOf(): Promise<Page> {
  const page = await person.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return page;
}

const ARRIVES_MS = 60_000;

/** Loads the page again, as a waiting person does, until it says so. */
async function until(page: Page, path: string, says: RegExp): Promise<string> {
  const deadline = Date.now() + ARRIVES_MS;
  for (;;) {
    await page.goto(path);
    const text = await page.innerText("main");
    if (says.test(text)) return text;
    if (Date.now() > deadline) throw new Error(`${path} does not say ${String(says)}:\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const shown = async (page: Page, name: string): Promise<void> => {
  expect([name, await violationsOf(page)]).toEqual([name, []]);
  if (images !== null) await page.screenshot({ path: join(images, `${name}-1280.png`) });
};

/** Puts the first product that the store has into the bag. @param by "/kg": sold by weight */
async function putInBag(by: "/kg" | "piece", units: number): Promise<void> {
  for (let page = 0; page < 5; page += 1) {
    await shop.goto(`${simulators.shopify.origin}/loja?pagina=${page}`);
    const inStock = shop.locator("li.tile", { hasText: "em estoque" });
    const tile = inStock.filter(by === "/kg" ? { hasText: by } : { hasNotText: "/kg" }).first();
    if ((await tile.count()) === 0) continue;
    await tile.locator("a").first().click();
    await shop.getByLabel("Quantidade").first().fill(String(units));
    await shop.getByRole("button", { name: "Pôr na sacola" }).first().click();
    return;
  }
  throw new Error(`the shop has nothing by the ${by}`);
}

/** Closes the order; its number. */
async function buy(payment = "card"): Promise<string> {
  await shop.getByLabel("Pagamento").selectOption(payment);
  await shop.getByRole("button", { name: "Comprar" }).click();
  expect(await shop.textContent(".banner")).toMatch(/Pedido #\d+ feito/);
  return /#(\d+)/.exec((await shop.textContent("h1")) ?? "")?.[1] ?? "";
}

/** Opens the newest order of the ERP once the shop's arrived there. */
async function openInErp(arrived: number): Promise<void> {
  const office = `${simulators.consinco.origin}/retaguarda`;
  await expect
    .poll(async () => (await erp.goto(office), erp.locator("tbody tr").count()), { timeout: ARRIVES_MS, interval: 500 })
    .toBe(arrived);
  await erp.locator("tbody a").first().click();
}

it("a person signs in, and the console shows what was read and what is missing", async () => {
  await ops.goto(`${worker.origin}/ops`);
  await ops.getByLabel(/chave/i).fill(TOKEN);
  await ops.keyboard.press("Enter");
  await ops.waitForURL(`${worker.origin}/ops`);
  expect(await ops.textContent("h1")).toBe("Hoje");
});

it("a customer buys at the second store; its people weigh, cut and bill; the shop and the console show it", async () => {
  await shop.goto(`${simulators.shopify.origin}/loja`);
  await shop.getByLabel("Loja", { exact: true }).selectOption("2");
  await shop.getByRole("button", { name: "Trocar de loja" }).click();
  await shown(shop, "demo-loja");
  await putInBag("piece", 3);
  await putInBag("/kg", 5);
  const number = await buy();
  await openInErp(1);
  expect(await erp.innerText("main")).toContain("empresa 2");
  await erp.getByRole("link", { name: "Pedidos" }).first().click();
  await erp.getByRole("button", { name: "Integrar os pendentes" }).click();
  await erp.locator("tbody a").first().click();
  await erp.getByRole("button", { name: "Começar a separação" }).click();
  await erp.getByLabel(/^Quantidade de/).fill("2");
  const weight = erp.getByLabel(/^Peso de/);
  const ordered = Number((await weight.inputValue()).replace(",", "."));
  await weight.fill(String(Math.round(ordered * 900) / 1000).replace(".", ","));
  await erp.getByRole("button", { name: "Gravar o corte e o peso" }).click();
  expect(await erp.textContent(".banner")).toContain("2 itens mudaram");
  await erp.getByRole("button", { name: "Faturar", exact: true }).click();
  await shown(erp, "demo-retaguarda");
  await until(shop, `${simulators.shopify.origin}/loja/pedidos/${number}`, /erp\.nfe_chave/);
  await shown(shop, "demo-pedido");
  const text = await until(ops, `${worker.origin}/ops/pedidos?q=%23${number}`, new RegExp(`Pedido #${number}`));
  expect(text).toContain("Faturado, difere");
  expect(text).toContain("1 a menos");
  expect(text).toContain("0,05 a menos");
});

it("a customer cancels in the shop, and the ERP's order is cancelled", async () => {
  await putInBag("piece", 1);
  const number = await buy();
  await openInErp(2);
  await erp.getByRole("link", { name: "Pedidos" }).first().click();
  await erp.getByRole("button", { name: "Integrar os pendentes" }).click();
  await shop.goto(`${simulators.shopify.origin}/loja/pedidos/${number}`);
  await shop.getByRole("button", { name: "Cancelar o pedido" }).click();
  await until(erp, `${simulators.consinco.origin}/retaguarda`, /cancelado/);
});

it("a payment that the ERP has no form for is held, and mapped in the console the order goes on", async () => {
  await putInBag("piece", 1);
  const number = await buy("manual");
  await shop.getByRole("button", { name: "O cliente paga o que falta" }).click();
  await until(ops, `${worker.origin}/ops/pedidos?q=%23${number}`, /forma de pagamento/i);
  await ops.goto(`${worker.origin}/ops/mapeamentos/pagamento`);
  expect(await violationsOf(ops)).toEqual([]);
  await ops.getByLabel(/Na Shopify: gateway/).fill("Pagamento na entrega");
  await ops.getByLabel(/Número da forma no ERP/).fill("1");
  await ops.getByRole("button", { name: "Gravar" }).click();
  expect(await ops.textContent(".banner")).toContain("Mapeamento gravado");
  await openInErp(3);
});

it("the console has the same story in English, and no page complained", async () => {
  await ops.goto(`${worker.origin}/ops?lang=en`);
  expect(await ops.textContent("h1")).toBe("Today");
  await ops.goto(`${worker.origin}/ops/pedidos`);
  expect(await ops.locator("tbody tr").count()).toBe(3);
  expect(complaints).toEqual([]);
});
