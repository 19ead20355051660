/** The incident pages of docs/operations.md, played step by step: only the calls that a page names, and what is broken. */
import { createHmac } from "node:crypto";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { readDoctor } from "../../scripts/lib/doctor.ts";
import * as steps from "../../scripts/lib/first-sync.ts";
import type { Operator } from "../../scripts/lib/operator.ts";
import { until } from "../../scripts/lib/until.ts";
import { skusOf } from "../../sim/consinco/view.ts";
import { numberOfId } from "../../sim/shopify/state.ts";
import { letTimePass } from "./lib/hub-file.ts";
import { startInstallation, type Installation } from "./lib/sync.ts";

const OPS_TOKEN = "e2e-operator-token"; // of the installation
const HOUR_MS = 3_600_000;
/** Gives up with the last state, before the test does. */
const PATIENCE = { patienceMs: 100_000, everyMs: 1_000 };

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation({ products: 12, companies: 1, seed: 8 });
  await steps.setup(installation.sync);
  await steps.pull(installation.sync);
  await steps.publish(installation.sync);
});
afterEach(() => {
  consinco().faults.clear();
  shopify().control.refuseTokens(null);
});
afterAll(() => installation.end());

const operator = (): Operator => installation.sync.operator;
const consinco = () => installation.sync.simulators.consinco;
const shopify = () => installation.sync.simulators.shopify;
const onDesk = async (): Promise<readonly string[]> =>
  (await operator().get<{ entries: { reason: string }[] }>("/api/desk")).entries.map(({ reason }) => reason);
/** The lines of `npm run doctor` that are not fine. */
const wrong = async (): Promise<readonly string[]> =>
  (await readDoctor(installation.worker().origin, OPS_TOKEN, "en")).checks.flatMap(({ name, state, reason }) =>
    state === "bad" ? [`${name}: ${reason}`] : [],
  );
const untilDesk = (what: string, isThere: boolean, work: () => Promise<void>) =>
  until(
    `${what} ${isThere ? "on" : "off"} the desk`,
    async () => {
      await work();
      const reasons = await onDesk();
      return { done: reasons.includes(what) === isThere, state: reasons.join() };
    },
    PATIENCE,
  );

const variantOf = (sku: string) => [...shopify().state.variants.values()].find(({ item }) => item.sku === sku);

async function arrive(count: number, seed: number): Promise<void> {
  const orders = await steps.placeOrders(installation.sync, count, seed);
  await steps.untilInErp(installation.sync, orders);
}

it("Shopify or the ERP was down: nothing to do; loads go on and orders go afterwards, each once", async () => {
  consinco().faults.add({ kind: "status", status: 503 });
  await operator().tick("products");
  const orders = await steps.placeOrders(installation.sync, 3, 41);
  expect((await wrong()).join("\n")).toMatch(/^ERP: /m);
  expect(consinco().journal.orders()).toEqual([]);
  consinco().faults.clear();
  await steps.untilInErp(installation.sync, orders);
  await steps.pull(installation.sync, ["products"]);
  expect(consinco().journal.doubled()).toEqual([]);
  expect((await wrong()).filter((line) => line.startsWith("ERP"))).toEqual([]);
});

it("a credential was refused: the desk and the doctor name which; put right, the next tick goes on and the entry closes", async () => {
  consinco().faults.add({ kind: "unauthorized" });
  await untilDesk("erp-unauthorized", true, () => operator().tick("products"));
  expect((await wrong()).join("\n")).toMatch(/^ERP: .*(?:login|password|user)/im);
  consinco().faults.clear();
  // A refused login rests a minute in its isolate; a new secret is a new version, and so new isolates.
  await installation.kill();
  letTimePass(installation.folder, HOUR_MS);
  await installation.startAgain();
  await untilDesk("erp-unauthorized", false, () => operator().tick("products"));

  shopify().control.refuseTokens("app_not_installed");
  await untilDesk("needs-reauth", true, () => operator().tick("order-sweep"));
  expect((await wrong()).join("\n")).toMatch(/install/im);
  shopify().control.refuseTokens(null);
  await untilDesk("needs-reauth", false, () => operator().tick("order-sweep"));
  expect((await wrong()).filter((line) => /token|shopify/i.test(line))).toEqual([]);
  await arrive(1, 42);
});

it("webhooks were lost: housekeeping creates them again, the sweep finds the order, the set-up call closes the entry", async () => {
  const { subscriptions } = shopify().state;
  const before = [...subscriptions.values()].map(({ topic }) => topic).toSorted();
  subscriptions.clear();
  const orders = await steps.placeOrders(installation.sync, 1, 43);
  expect((await wrong()).join("\n")).toMatch(/^Webhooks: missing/m);
  await untilDesk("webhook-dropped", true, () => operator().tick("housekeeping"));
  expect([...subscriptions.values()].map(({ topic }) => topic).toSorted()).toEqual(before);
  await operator().post("/api/setup");
  expect(await onDesk()).not.toContain("webhook-dropped");
  await operator().tick("order-sweep");
  await steps.untilInErp(installation.sync, orders);
});

it("a wrong price was published: held, corrected in the ERP, looked at, let go", async () => {
  // A price of one package: that of goods by weight is of a kilogram in the ERP.
  const sold = skusOf(consinco().state, 1).find(({ key, normalCents, promotion }) => {
    const shown = variantOf(key);
    return promotion === null && shown?.price === normalCents;
  });
  const key = sold?.key ?? expect.unreachable();
  const variant = variantOf(key) ?? expect.unreachable();
  const right = variant.price;
  const correct = (normalCents: number) => consinco().control.setPrice({ company: 1, segment: 1, key, normalCents });
  const shows = (cents: number) =>
    until(
      `the shop shows ${cents}`,
      async () => {
        await operator().tick("publish");
        return { done: variant.price === cents, state: `${variant.price}, ${(await onDesk()).join()}` };
      },
      PATIENCE,
    );
  correct(right * 3);
  await steps.pull(installation.sync, ["prices"]);
  await shows(right * 3);

  expect(await operator().get("/api/dry-run")).toMatchObject({ all: false, scopes: [] });
  await operator().put("/api/dry-run", { all: false, scopes: ["prices"] });
  correct(right);
  const loads =
    await operator().get<readonly { name: string; company: number; segment: number; lastSuccessAt?: unknown }[]>(
      "/api/loads",
    );
  const load = loads.find(({ name }) => name === "prices") ?? expect.unreachable();
  await operator().post(`/api/loads/prices/${load.company}/${load.segment}/run`);
  await operator().post("/api/dry-run/report");
  await until("the report shows the right price", async () => {
    await operator().tick("publish");
    const report = JSON.stringify(await operator().get("/api/dry-run/report?scope=prices"));
    return { done: report.includes(key), state: String(report.length) };
  });
  expect(variant.price).toBe(right * 3);
  await operator().put("/api/dry-run", { all: false, scopes: [] });
  await shows(right);
});

it("a request of privacy law is on the desk with its orders and its day", async () => {
  const [order] = shopify().state.orders.values();
  const body = JSON.stringify({
    shop_domain: "gondola-sim.myshopify.com",
    orders_requested: [numberOfId(order?.id ?? "")],
    customer: { id: 1, email: "marca@exemplo.test" },
    data_request: { id: 77 },
  });
  const answer = await fetch(`${installation.worker().origin}/webhooks/shopify`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": "customers/data_request",
      "x-shopify-shop-domain": "gondola-sim.myshopify.com",
      "x-shopify-event-id": "event-77",
      "x-shopify-hmac-sha256": createHmac("sha256", "sim-client-secret").update(body).digest("base64"),
    },
  });
  expect(answer.status).toBe(200);
  await untilDesk("privacy-data-request", true, async () => {});
});

it("the database was restored: events, then the sweep; the orders that came after the backup are found, none twice", async () => {
  const { folder } = installation;
  const [state, backup] = [join(folder, "v3", "d1"), join(folder, "backup")];
  await installation.kill();
  cpSync(state, backup, { recursive: true });
  letTimePass(folder, HOUR_MS);
  await installation.startAgain();
  await arrive(2, 44);
  const known = consinco().journal.orders().length;
  await installation.kill();
  rmSync(state, { recursive: true });
  cpSync(backup, state, { recursive: true });
  letTimePass(folder, HOUR_MS);
  await installation.startAgain();
  await operator().post("/api/run/order-events");
  await operator().post("/api/run/order-sweep");
  await until("the hub knows every order", async () => {
    const { byState } = (await operator().report()).orders;
    const orders = byState.reduce((sum, each) => sum + each.orders, 0);
    const open = byState.filter(
      ({ state: is }) => !["submitted", "accepted", "imported", "in-erp", "invoiced"].includes(is),
    );
    return { done: orders >= known && open.length === 0, state: JSON.stringify(byState) };
  });
  expect(consinco().journal.doubled()).toEqual([]);
  expect(consinco().journal.orders()).toHaveLength(known);
});
