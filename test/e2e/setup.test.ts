/**
 * `npm run setup` from a folder that only holds the project's files: real wrangler against a simulated account, both
 * simulators, and what was deployed under `wrangler dev`.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pull } from "../../scripts/lib/first-sync.ts";
import { createOperator, type Operator } from "../../scripts/lib/operator.ts";
import { QUESTIONS } from "../../scripts/lib/setup/questions.ts";
import { until } from "../../scripts/lib/until.ts";
import { schedule } from "../../src/crons/schedule.ts";
import { ADDRESS, startDeployer, type Deployer } from "./lib/deployer/deployer.ts";
import { HIDDEN } from "./lib/deployer/preload.ts";
import { changedIn, filesWith } from "./lib/deployer/folder.ts";

const OPS_TOKEN = `ops-${randomUUID()}`;
/** wrangler starts some twenty times a run, a second each, beside the other tests. */
const PATIENCE_MS = 420_000;
const QUESTIONS_MAX = 12;
const SECRETS = ["SHOPIFY_CLIENT_SECRET", "ERP_PASSWORD", "OPS_TOKEN"];
const QUEUES = ["gondola-images", "gondola-loads", "gondola-orders", "gondola-orders-dlq"];

interface GoLive {
  readonly steps: readonly { readonly step: string; readonly done: boolean }[];
  readonly lanes: readonly { readonly lane: string; readonly on: boolean }[];
}
const openIn = ({ steps }: GoLive) => steps.filter(({ done }) => !done).map(({ step }) => step);
const onIn = ({ lanes }: GoLive) => lanes.filter(({ on }) => on).map(({ lane }) => lane);

describe("npm run setup from an empty folder", { timeout: PATIENCE_MS }, () => {
  let deployer: Deployer;
  let answers: Readonly<Record<string, string>>;
  let asked = 0;
  const shown: string[] = [];
  beforeAll(async () => {
    deployer = await startDeployer(OPS_TOKEN);
    const { vars, secrets } = deployer.simulators;
    answers = { ...vars, ...secrets, GONDOLA_URL: ADDRESS, ORDERS_SINCE: "2026-12-01T00:00:00-03:00" };
  });
  afterAll(() => deployer.end());

  const answer = (key: string): string => answers[key] ?? "";
  /** Every question by its flag, and the secrets by the environment. */
  const flags = () => QUESTIONS.flatMap(({ key, flag }) => (flag === null ? [] : [`--${flag}=${answer(key)}`]));
  const env = () =>
    Object.fromEntries(QUESTIONS.flatMap(({ key, flag }) => (flag === null ? [[key, answer(key)]] : [])));
  const operator = (): Operator => createOperator(deployer.worker() ?? "", OPS_TOKEN);

  it("a person is asked each question once; a refusal ends the run in Cloudflare's words, with the cure, and makes nothing", async () => {
    deployer.api.faults.push({ call: "POST d1/database", status: 403, code: 7406, message: "limit reached" });
    const typed = QUESTIONS.map(({ key, text }) => [text["pt-BR"], answer(key)] as const);
    const run = await deployer.run({ typed });
    asked += run.answered.length;
    shown.push(run.shown);
    expect(run.answered).toEqual(typed.map(([question]) => question));
    expect(run.code).toBe(1);
    expect(run.shown).toContain("✗ Banco de dados (D1): ✘ [ERROR] You have reached the maximum number of D1 databases");
    expect(run.shown).toContain("→ veja a mensagem da Cloudflare: plano Workers Paid");
    expect(run.shown).toContain("Corrija e repita: npm run setup --");
    const { databases, queues, buckets, scripts } = deployer.api.account;
    expect([databases, queues, buckets, scripts].map(({ size }) => size)).toEqual([0, 0, 0, 0]);
  });

  it("run again it goes from nothing to the checklist, and asks once whether to store what it proposes", async () => {
    const run = await deployer.run({
      typed: [["Store what was proposed?", ""]],
      flags: ["--lang=en", ...flags(), "--payment-forms=mercado_pago_card=3,mercado_pago_pix=17"],
      env: env(),
    });
    asked += run.answered.length;
    shown.push(run.shown);
    expect(run.shown).not.toContain("✗");
    expect(run.code).toBe(0);
    expect(run.answered).toHaveLength(1);
    expect(asked).toBeLessThanOrEqual(QUESTIONS_MAX);
    expect(run.shown.trim().split("\n").slice(-2).join("\n")).toMatch(
      /^☐ Checklist to the first sale\n {4}nothing was switched on/,
    );
  });

  it("what it left at Cloudflare is one installation", () => {
    const { account, unknown } = deployer.api;
    expect(unknown).toEqual([]);
    expect([...account.databases.values()].map(({ name, location }) => [name, location])).toEqual([
      ["gondola", "enam"],
    ]);
    const queues = [...account.queues.values()].toSorted((a, b) => a.name.localeCompare(b.name));
    expect(queues.map(({ name }) => name)).toEqual(QUEUES);
    expect(queues.map(({ consumers }) => consumers.map(({ script }) => script))).toEqual(QUEUES.map(() => ["gondola"]));
    const [bucket, ...otherBuckets] = account.buckets.values();
    expect(otherBuckets).toEqual([]);
    const images = queues[0]?.id;
    expect(bucket).toMatchObject({ name: "gondola-images", rules: [{ queueId: images, prefix: "inbox/" }] });
    const [script, ...otherScripts] = account.scripts.values();
    expect(otherScripts).toEqual([]);
    expect(Object.fromEntries(script?.secrets ?? [])).toEqual(env());
    expect(script?.domains).toEqual([new URL(ADDRESS).hostname]);
    expect(script?.workersDev).toBe(false);
    expect(script?.crons).toEqual([...new Set(schedule.map(({ cron }) => cron))]);
    const bindings = script?.versions.at(-1)?.bindings ?? [];
    expect(bindings.filter(({ type }) => type === "analytics_engine")).toMatchObject([{ dataset: "gondola" }]);
    expect(bindings.filter(({ name }) => SECRETS.includes(name)).map(({ type }) => type)).toEqual(
      SECRETS.map(() => "inherit"),
    );
  });

  it("what it left in the hub and the shop is a rehearsal: mappings, webhooks, and no lane", async () => {
    const { simulators } = deployer;
    const companies = await operator().get<readonly { company: number; locationId: string }[]>("/api/companies");
    expect(companies.map(({ company, locationId }) => [company, locationId])).toEqual(
      simulators.mappings.map(({ company, locationId }) => [company, locationId]),
    );
    const targets =
      await operator().get<readonly { kind: string; company: number; segment: number }[]>("/api/price-targets");
    expect(targets.map(({ kind, company, segment }) => [kind, company, segment].join(" ")).toSorted()).toEqual([
      "base 1 1",
      "metafield 1 1",
      "metafield 2 1",
    ]);
    expect(await operator().get("/api/payment-forms")).toMatchObject([
      { gateway: "mercado_pago_card", seqFormaPagto: 3 },
      { gateway: "mercado_pago_pix", seqFormaPagto: 17 },
    ]);
    const { state, journal } = simulators.shopify;
    expect([...state.subscriptions.values()].map(({ topic }) => topic)).toContain("ORDERS_CREATE");
    expect(journal.mutations.filter(({ field }) => /^product|^inventory|^publishable/.test(field))).toEqual([]);
    const checklist = await operator().get<GoLive>("/api/go-live");
    expect(openIn(checklist)).toEqual(["loads", "report", "test-order"]);
    expect(onIn(checklist)).toEqual([]);
  });

  it("no secret was shown, nor written to a file or a log; git sees no change", () => {
    const forms = SECRETS.map(answer).flatMap((value) => [
      value,
      encodeURIComponent(value),
      JSON.stringify(value).slice(1, -1),
    ]);
    expect(forms.every((form) => form.length > 10)).toBe(true);
    expect(shown.filter((text) => forms.some((form) => text.includes(form)))).toEqual([]);
    // In raw mode a terminal does not show what is typed.
    const [first = ""] = shown;
    expect(first.split(HIDDEN).length - 1).toBeGreaterThanOrEqual(QUESTIONS.length);
    expect(filesWith(forms, deployer.folder, deployer.logs)).toEqual([]);
    expect(filesWith([answer("ERP_USERNAME")], deployer.folder)).not.toEqual([]); // the search finds
    expect(changedIn(deployer.folder)).toBe("");
  });

  it("after the steps of the checklist --go-live switches the named lanes on, asks nothing and deploys nothing again", async () => {
    const { simulators, api } = deployer;
    await pull({ simulators, operator: operator(), say: () => {} });
    await until("the report of the dry run is whole", async () => {
      await operator().tick("publish");
      const answered = await operator()
        .post("/api/go-live/report-seen")
        .catch(() => null);
      const state = await operator().get<GoLive>("/api/go-live");
      return { done: answered !== null && !openIn(state).includes("report"), state: openIn(state).join() };
    });
    const from = api.journal.length;
    const run = await deployer.run({
      flags: ["--yes", "--lang=en", ...flags(), "--go-live=catalog,prices,stock,images"],
      env: env(),
    });
    expect(run.shown).not.toContain("✗");
    expect(run.code).toBe(0);
    expect(run.shown).toContain("✓ Checklist to the first sale");
    const wrote = api.journal.slice(from).filter((call) => !call.startsWith("GET") && !call.endsWith("/query"));
    expect(wrote).toEqual([]);
    expect(api.unknown).toEqual([]);
    const checklist = await operator().get<GoLive>("/api/go-live");
    expect(onIn(checklist)).toEqual(["catalog", "prices", "stock", "images"]);
    expect(filesWith(SECRETS.map(answer), deployer.folder, deployer.logs)).toEqual([]);
  });
});
