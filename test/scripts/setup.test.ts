/** The guided set-up against strict stand-ins for wrangler, the Worker and the shop. */
import { describe, expect, it } from "vitest";
import { STEPS } from "../../scripts/lib/setup/run.ts";
import { ANSWERS, createBench, SECRET_VALUES } from "./setup/bench.ts";
import { PROPOSED } from "./setup/internet.ts";

it("from an empty account to a Worker that rehearses", async () => {
  const bench = createBench();
  const { code, lines } = await bench.run();
  expect(lines.filter((line) => line.startsWith("✗"))).toEqual([]);
  expect(code).toBe(0);
  const { account, hub } = bench;
  expect(account.databases["gondola"]).toMatchObject({ location: "enam", migrated: true });
  expect([...account.queues].sort()).toEqual([
    "gondola-images",
    "gondola-loads",
    "gondola-orders",
    "gondola-orders-dlq",
  ]);
  expect(account.buckets).toEqual({ "gondola-images": ["gondola-images inbox/"] });
  expect(account.scripts["gondola"]?.version?.vars).toMatchObject({
    SHOPIFY_SHOP: "loja.myshopify.com",
    ERP_NRO_SEGMENTO: "1",
  });
  expect(hub).toMatchObject({
    webhooks: ["orders/create", "orders/paid"],
    dialect: PROPOSED,
    since: "2026-12-01T03:00:00.000Z",
    lanes: [],
  });
  expect(hub.companies.map(({ company, locationId }) => [company, locationId])).toEqual([
    [2, "gid://shopify/Location/12"],
    [1, "gid://shopify/Location/11"],
  ]);
  expect(hub.targets).toEqual([
    { kind: "base", company: 1, segment: 1 },
    { kind: "metafield", company: 1, segment: 1 },
    { kind: "metafield", company: 2, segment: 1 },
  ]);
  expect(hub.forms).toEqual([{ gateway: "cartao", seqFormaPagto: 3 }]);
  expect(lines).toContain("    Pix: no form of the ERP; --payment-forms=Pix=<seqFormaPagto>");
  expect(lines).toContain("    ☐ Report seen");
});

it("without named companies those of the ERP's list are placed, and one that stays without a location stops no later run", async () => {
  const bench = createBench();
  const { lines } = await bench.run({ companies: [], baseCompany: 2 });
  expect(bench.hub.companies.map(({ company, locationId }) => [company, locationId])).toEqual([
    [1, "gid://shopify/Location/11"],
    [2, "gid://shopify/Location/12"],
  ]);
  expect(bench.hub.targets[0]).toEqual({ kind: "base", company: 2, segment: 1 });
  expect(lines).toContain("    company 9: no free location has this name or number");
  const again = await bench.run({ companies: [] });
  expect(again.lines).toContain("– Companies of the ERP and locations of the shop – already there");
});

it("a shop whose orders cannot be read yet still gets the forms that a person named", async () => {
  const bench = createBench();
  const closed: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const isOrders = request.method === "POST" && (await request.clone().text()).includes("paymentGatewayNames");
    if (isOrders)
      return Response.json({ errors: [{ message: "This app is not approved to access the Order object." }] });
    return bench.internet.fetch(request);
  };
  const { code, lines } = await bench.run({}, undefined, { fetch: closed });
  expect(code).toBe(0);
  expect(bench.hub.forms).toHaveLength(1);
  expect(lines.join("\n")).toContain("gateways of the shop not read: loja.myshopify.com");
  expect(lines.join("\n")).toContain("not approved to access the Order object");
});

it("a second run changes nothing and says so", async () => {
  const bench = createBench();
  await bench.run();
  const before = bench.left();
  const from = bench.wrangler.calls.length;
  const { code, lines } = await bench.run();
  expect(code).toBe(0);
  expect(bench.left()).toEqual(before);
  const made = bench.wrangler.calls
    .slice(from)
    .filter(({ args }) => /create|bulk|deploy$/.test(args.slice(0, 3).join(" ")));
  expect(made).toEqual([]);
  expect(bench.internet.seen.filter(({ method }) => method === "PUT")).toHaveLength(5);
  // The checklist is open, and so is a gateway without a form.
  expect(lines.filter((line) => line.includes("already there"))).toHaveLength(STEPS.length - 2);
  expect(lines.filter((line) => line.startsWith("✓"))).toEqual([]);
});

describe.each(["before", "after"] as const)("a call fails %s its effect", (when) => {
  it("at every place, the command is repeated, and the second run ends as an undisturbed one", async () => {
    const clean = createBench();
    const { calls } = await clean.run();
    expect(calls).toBeGreaterThan(35);
    let stopped = 0;
    for (let call = 1; call <= calls; call += 1) {
      const bench = createBench();
      const first = await bench.run({}, { call, when });
      if (first.code === 1) {
        stopped += 1;
        expect(first.lines.at(-1), `call ${call}`).toBe("Correct it and repeat: npm run setup -- --yes");
        expect(
          first.lines.filter((line) => line.startsWith("✗")),
          `call ${call}`,
        ).toHaveLength(1);
      }
      const second = await bench.run();
      expect(second.code, `call ${call}: ${second.lines.join("\n")}`).toBe(0);
      const left = bench.left();
      expect(
        { ...left, account: { ...left.account, queues: [...left.account.queues].sort() } },
        `call ${call}`,
      ).toEqual({
        ...clean.left(),
        account: { ...clean.account, queues: [...clean.account.queues].sort() },
      });
      expect(leaks(bench), `call ${call}`).toEqual([]);
    }
    expect(stopped).toBeGreaterThan(30);
  });
});

/** Places outside of `secret bulk`'s input where a secret stands. */
function leaks({ wrangler, files, lines, internet }: ReturnType<typeof createBench>): readonly string[] {
  const places = [
    ...wrangler.calls.flatMap(({ args }) => args),
    ...wrangler.calls.flatMap(({ args, input }) => (args[1] === "bulk" || input === undefined ? [] : [input])),
    ...[...files].flat(),
    ...lines,
    ...internet.seen.map(({ url }) => url),
  ];
  const forms = SECRET_VALUES.flatMap((value) => [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ]);
  return places.filter((place) => forms.some((form) => place.includes(form)));
}

it("secrets pass through standard input alone", async () => {
  const bench = createBench();
  await bench.run();
  expect(leaks(bench)).toEqual([]);
  const inputs = bench.wrangler.calls.filter(({ input }) => input !== undefined);
  expect(inputs.map(({ args }) => args.slice(0, 2))).toEqual([["secret", "bulk"]]);
  expect(bench.account.scripts["gondola"]?.secrets["ERP_PASSWORD"]).toBe(SECRET_VALUES[1]);
});

it("a secret that is set stays until new ones are asked for", async () => {
  const bench = createBench();
  await bench.run();
  const answers = { ...ANSWERS, ERP_PASSWORD: "a-newer-password" };
  await bench.run({ answers });
  expect(bench.account.scripts["gondola"]?.secrets["ERP_PASSWORD"]).toBe(SECRET_VALUES[1]);
  await bench.run({ answers, renewSecrets: true });
  expect(bench.account.scripts["gondola"]?.secrets["ERP_PASSWORD"]).toBe("a-newer-password");
});

it("another operations token than the Worker's is named, with its cure", async () => {
  const bench = createBench();
  await bench.run();
  const { code, lines } = await bench.run({ answers: { ...ANSWERS, OPS_TOKEN: "another-token-of-16" } });
  expect(code).toBe(1);
  expect(lines.join("\n")).toContain("--renew-secrets");
});

it("a stranger at the address gets no token", async () => {
  const bench = createBench();
  const sent: (string | null)[] = [];
  const stranger = async (input: RequestInfo | URL, init?: RequestInit) => {
    sent.push(new Request(input, init).headers.get("authorization"));
    return new Response("<html>It works!</html>");
  };
  const { code, lines } = await bench.run({}, undefined, { fetch: stranger });
  expect(code).toBe(1);
  expect(lines.join("\n")).toContain("another server, not gondola; no token was sent");
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.filter((token) => token !== null)).toEqual([]);
});

it("without a login nothing is made", async () => {
  const bench = createBench();
  bench.account.loggedIn = false;
  const { code, lines } = await bench.run();
  expect(code).toBe(1);
  expect(lines.join("\n")).toContain("npx wrangler login");
  expect(bench.wrangler.calls).toHaveLength(1);
});

it("proposals are stored only with consent, and are asked in one question", async () => {
  const bench = createBench();
  const questions: string[] = [];
  const confirm = async (question: string) => {
    questions.push(question);
    return false;
  };
  const { code } = await bench.run({ accept: false }, undefined, { confirm });
  expect(code).toBe(0);
  expect(questions).toHaveLength(1);
  expect(questions[0]).toContain("1 → Loja 1 Centro");
  expect(questions[0]).toContain("price of the site: company 1, segment 1; Cartao → 3");
  expect(bench.hub).toMatchObject({ dialect: {}, companies: [], targets: [], forms: [] });
  await bench.run({ accept: false }); // nothing can be asked
  expect(bench.hub).toMatchObject({ dialect: {}, companies: [], targets: [], forms: [] });
  await bench.run({ accept: false }, undefined, { confirm: async () => true });
  expect(bench.hub.dialect).toEqual(PROPOSED);
  expect(bench.hub.companies).toHaveLength(2);
});

it("lanes are switched on by name, and a refusal is quoted", async () => {
  const bench = createBench();
  await bench.run({ goLive: ["catalog"] });
  expect(bench.hub.lanes).toEqual(["catalog"]);
  const { code, lines } = await bench.run({ goLive: ["catalog", "prices"] });
  expect(code).toBe(1);
  expect(lines.join("\n")).toContain("HTTP 409 not-ready: Ainda não | report: Report seen");
  expect(bench.hub.lanes).toEqual(["catalog"]);
});

it("two shops from one checkout share nothing", async () => {
  const bench = createBench();
  await bench.run();
  const first = bench.left();
  const answers = { ...ANSWERS, GONDOLA_URL: "https://sul.example.com", SHOPIFY_SHOP: "sul.myshopify.com" };
  expect((await bench.run({ env: "sul", answers })).code).toBe(0);
  expect(Object.keys(bench.account.databases)).toEqual(["gondola", "gondola-sul"]);
  expect(bench.account.queues.filter((name) => name.startsWith("gondola-sul-"))).toHaveLength(4);
  expect(bench.account.scripts["gondola"]).toEqual(first.account.scripts["gondola"]);
  expect([...bench.files.keys()]).toEqual(["wrangler.setup.json", "wrangler.setup-sul.json"]);
});
