/** What the set-up decides before it asks or sends anything. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { unstable_readConfig as readWranglerConfig } from "wrangler";
import { configText, isEnvName, localConfig, namesOf } from "../../scripts/lib/setup/config.ts";
import { proposeMapping } from "../../scripts/lib/setup/mapping.ts";
import { proposeForms, proposeTargets } from "../../scripts/lib/setup/money.ts";
import { answersOf, companiesOf, paymentFormsOf, QUESTIONS, SECRETS } from "../../scripts/lib/setup/questions.ts";
import { ANSWERS, base } from "./setup/bench.ts";

const local = (env: string, earlier: Readonly<Record<string, string>> = {}) =>
  localConfig({ base, env, earlier, answers: ANSWERS, databaseId: "an-id" });

/** As wrangler reads it, with its defaults. */
function readBack(env: string): object {
  const folder = mkdtempSync(join(tmpdir(), "setup-"));
  try {
    const path = join(folder, "wrangler.json");
    writeFileSync(path, configText(local(env)));
    return readWranglerConfig({ config: path });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it("asks at most 12 questions, with the one about proposals", () => {
  expect(QUESTIONS.length + 1).toBeLessThanOrEqual(12);
  expect(new Set(QUESTIONS.map(({ key }) => key)).size).toBe(QUESTIONS.length);
});

it("its secrets are those that wrangler.toml requires, and none has a flag", () => {
  expect([...SECRETS].sort()).toEqual([...(base.secrets?.required ?? [])].sort());
});

it("wrangler reads the installation's file as wrangler.toml, but for what the set-up changes", () => {
  const toml = readWranglerConfig({ config: "wrangler.toml" }) as unknown as Readonly<Record<string, unknown>>;
  const own = readBack("") as Readonly<Record<string, unknown>>;
  const changed = Object.keys(toml).filter(
    (key) => !/path|main|^assets$|^userConfig/i.test(key) && JSON.stringify(toml[key]) !== JSON.stringify(own[key]),
  );
  expect(changed.sort()).toEqual(["d1_databases", "routes", "vars"]);
});

it("names of another shop differ from the first one's, each queue keeps the end by which the Worker knows it", () => {
  const first = namesOf(local(""));
  const second = namesOf(local("sul"));
  expect(second).toMatchObject({ worker: "gondola-sul", database: "gondola-sul", bucket: "gondola-sul-images" });
  expect(second.queues.filter((name) => first.queues.includes(name))).toEqual([]);
  const ends = (queues: readonly string[]) =>
    queues.map((name) => /-(?:orders-dlq|orders|loads|images)$/.exec(name)?.[0]);
  expect(ends(second.queues)).toEqual(ends(first.queues));
  expect(local("sul").ratelimits).not.toEqual(local("norte").ratelimits);
});

it("an answer wins over an earlier file, an earlier file over wrangler.toml; no secret is written", () => {
  const { vars } = local("", { ERP_NRO_SEGMENTO: "3", ERP_USERNAME: "old", OPS_TOKEN: "a-leftover-token-16" });
  expect(vars).toMatchObject({ ERP_NRO_SEGMENTO: "3", ERP_USERNAME: "gondola", ERP_NRO_DIVISAO: "1" });
  expect(Object.keys(vars ?? {}).filter((name) => SECRETS.includes(name))).toEqual([]);
});

it.each(["Sul", "sul_1", "../x", "1"])("%s is no name of an environment", (env) => {
  expect(isEnvName(env)).toBe(false);
});

it("the first source with an answer wins; wrong forms are listed apart", () => {
  const given = answersOf([
    { SHOPIFY_SHOP: "https://loja", OPS_TOKEN: "short", GONDOLA_URL: "" },
    { ...ANSWERS, ORDERS_SINCE: "2026-13-01T00:00:00Z" },
  ]);
  expect(given.wrong.map(({ key }) => key)).toEqual(["SHOPIFY_SHOP", "OPS_TOKEN", "ORDERS_SINCE"]);
  expect(given.missing).toEqual([]);
  expect(given.answers["GONDOLA_URL"]).toBe("https://gondola.example.com");
});

it.each(["1", "1=", "0=Centro", "1=A,1=B", "1=A,"])("--companies=%s is refused", (text) => {
  expect(companiesOf(text)).toBeNull();
});

it("companies are read from the flag", () => {
  expect(companiesOf("1=Loja Centro, 22=Praia")).toEqual([
    { company: 1, name: "Loja Centro" },
    { company: 22, name: "Praia" },
  ]);
});

const at = (id: string, name: string) => ({ id, name });

it("a location goes to the company of its name, or of its number", () => {
  const locations = [at("a", "Loja 1"), at("b", "SÃO JOSÉ"), at("c", "Depósito")];
  const companies = [1, 2].map((company) => ({ company, name: company === 2 ? "São José" : "Centro" }));
  const { pairs, locationsLeft, companiesLeft } = proposeMapping(locations, companies, []);
  expect(pairs.map(({ company, locationId }) => [company, locationId])).toEqual([
    [1, "a"],
    [2, "b"],
  ]);
  expect(locationsLeft.map(({ id }) => id)).toEqual(["c"]);
  expect(companiesLeft).toEqual([]);
});

it("nothing is guessed between two locations, nor between two companies", () => {
  const two = [at("a", "Loja 1"), at("b", "Loja 01")];
  expect(proposeMapping(two, [{ company: 1, name: "Centro" }], [])).toMatchObject({ pairs: [], companiesLeft: [1] });
  expect(proposeMapping(two, [], []).pairs).toEqual([]);
  const both = [1, 2].map((company) => ({ company, name: "x" }));
  expect(proposeMapping([at("a", "Lojas 1 e 2")], both, []).pairs).toEqual([]);
});

it("what is mapped stays as it is", () => {
  const current = [{ company: 1, locationId: "a" }];
  const { pairs, locationsLeft } = proposeMapping([at("a", "Loja 1"), at("b", "Loja 2")], [], current);
  expect(pairs.map(({ company }) => company)).toEqual([2]);
  expect(locationsLeft).toEqual([]);
});

/** The script itself, without a terminal and without answers in the environment. */
function script(...args: readonly string[]) {
  const env = { PATH: process.env["PATH"] ?? "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/setup.ts", ...args], {
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

it("without a terminal every missing answer is listed at once, with exit code 2", () => {
  const { status, stderr } = script("--yes", "--lang", "en", "--env", "none");
  expect(status).toBe(2);
  expect(QUESTIONS.filter(({ key }) => !stderr.includes(key))).toEqual([]);
});

it("a secret is no flag: the list of processes would show it", () => {
  const { status, stderr } = script("--ops-token", "a-very-secret-token");
  expect(status).toBe(2);
  expect(stderr).not.toContain("a-very-secret-token");
});

it("--dry prints the plan and makes nothing; --help names every question and variable", () => {
  const plan = script("--dry", "--env", "none");
  expect(plan.status).toBe(0);
  expect(plan.stdout).toContain("wrangler d1 create gondola-none --location enam");
  expect(() => readFileSync("wrangler.setup-none.json")).toThrow("ENOENT");
  const help = script("--help");
  expect(help.status).toBe(0);
  expect(QUESTIONS.filter(({ key }) => !help.stdout.includes(key))).toEqual([]);
});

it("the base price is the named company's, else the lowest mapped one's, and one that is set stays", () => {
  const named = { baseCompany: 7 };
  const unnamed = { baseCompany: null };
  expect(proposeTargets([], [4, 2, 4], unnamed, 3).body).toEqual({
    base: { company: 2, segment: 3 },
    metafields: [
      { company: 2, segment: 3 },
      { company: 4, segment: 3 },
    ],
  });
  expect(proposeTargets([], [2], named, 1).body).toEqual({ base: { company: 7, segment: 1 } });
  expect(proposeTargets([], [], unnamed, 1).body).toBeNull();
  expect(proposeTargets([{ kind: "base", company: 1, segment: 1 }], [2], named, 1).body).toBeNull();
});

it("a payment form is stored only as a person named it; gateways of the shop without one are left", () => {
  const stored = [{ gateway: "mercado pago:pix", seqFormaPagto: 17 }];
  const wanted = [
    { gateway: "Mercado Pago:PIX", seqFormaPagto: 17 },
    { gateway: "cartao", seqFormaPagto: 3 },
  ];
  expect(proposeForms(["Mercado Pago", "Cartao", "Manual"], wanted, stored)).toEqual({
    pairs: [{ gateway: "cartao", seqFormaPagto: 3 }],
    left: ["Manual"],
  });
});

it.each([
  ["", []],
  [
    "a=3, mercado pago:pix = 17",
    [
      { gateway: "a", seqFormaPagto: 3 },
      { gateway: "mercado pago:pix", seqFormaPagto: 17 },
    ],
  ],
  ["a=0", null],
  ["a", null],
  ["a=3,A=4", null],
  ["=3", null],
])("payment forms of the command line: %s", (text, forms) => {
  expect(paymentFormsOf(text)).toEqual(forms);
});
