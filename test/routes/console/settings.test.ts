/** Mapeamentos, Ajustes and the dry run over a filled hub: who may change what, and the audit of it. */
import { beforeEach, describe, expect, it } from "vitest";
import { fillHub } from "../../console/filled-hub.ts";
import { consoleWorld } from "./world.ts";

let ops: ReturnType<typeof consoleWorld>;
beforeEach(async () => {
  ops = consoleWorld();
  ops.pass(5.5 * 3_600_000);
  await fillHub(ops.deps.db, ops.deps.clock.now());
  await ops.signIn();
});

const companyForm = (changes: Readonly<Record<string, string>> = {}): string[][] => {
  const fields = [1, 2, 3, 4, 14, 19].flatMap((company) => [
    ["loja", String(company)],
    [`local-${company}`, changes[`local-${company}`] ?? String(9000 + company)],
    [`reserva-${company}`, changes[`reserva-${company}`] ?? "2"],
    [`unidade-${company}`, "units"],
  ]);
  return [...fields, ...Object.entries(changes).filter(([name]) => /nova/.test(name))];
};

describe("the mappings", () => {
  it("show companies with their location, the faulty ones first, payment forms, and where prices go", async () => {
    const page = await ops.html("/ops/mapeamentos");
    expect(page.indexOf("19 Recanto")).toBeLessThan(page.indexOf("1 Centro"));
    expect(await ops.text("/ops/mapeamentos")).toContain("local desativado");
    expect(await ops.text("/ops/mapeamentos/pagamento")).toContain("pix qualquer 12 depois de pago");
    expect(await ops.text("/ops/mapeamentos/precos")).toContain("lista de preços list-42 3 2 80 %");
  });

  it("store what an admin changed, with before and after in the audit", async () => {
    const form = companyForm({
      "local-19": "7777",
      "reserva-4": "5",
      nova: "23",
      "nome-nova": "Depósito",
      "local-nova": "",
    });
    const done = await ops.act("/ops/mapeamentos", form, "/ops/mapeamentos");
    expect(done.headers.get("location")).toBe("/ops/mapeamentos?aviso=mapped");
    expect(
      await ops.rows(
        "SELECT company, location_gid AS gid, safety_milli AS safety FROM companies WHERE company IN (4, 19, 23)",
      ),
    ).toEqual([
      { company: 4, gid: "gid://shopify/Location/9004", safety: 5000 },
      { company: 19, gid: "gid://shopify/Location/7777", safety: 2000 },
      { company: 23, gid: null, safety: 0 },
    ]);
    const [act] = await ops.rows("SELECT who, before, after, rows FROM audit WHERE name = 'companies'");
    expect(act).toEqual({
      who: "api",
      before: "4: 9004, 2 units; 19: 9019, 2 units; —",
      after: "4: 9004, 5 units; 19: 7777, 2 units; 23: —, 0 units",
      rows: 3,
    });
  });

  it("store nothing of a form with one fault, and say which", async () => {
    const taken = await ops.act("/ops/mapeamentos", companyForm({ "local-14": "9001" }), "/ops/mapeamentos");
    expect(taken.status).toBe(409);
    expect(await taken.text()).toMatch(/Loja \d+: o local 9001 já é da loja \d+\. Um local, uma loja\./);
    const wrong = await ops.act("/ops/mapeamentos", companyForm({ "reserva-14": "many" }), "/ops/mapeamentos");
    expect(wrong.status).toBe(422);
    expect(await ops.rows("SELECT count(*) AS n FROM audit WHERE name = 'companies'")).toEqual([{ n: 0 }]);
  });

  it("a payment form lets the orders that wait for it go on", async () => {
    const fields = { gateway: " PIX_Parcelado ", forma: "18", volta: "/ops/erros" };
    const done = await ops.act("/ops/mapeamentos/pagamento", fields, "/ops/mapeamentos/pagamento");
    expect(done.headers.get("location")).toBe("/ops/erros?aviso=mapped");
    expect(await ops.rows("SELECT seq_forma_pagto AS form FROM payment_forms WHERE gateway = 'pix_parcelado'")).toEqual(
      [{ form: 18 }],
    );
    expect(
      await ops.rows(
        "SELECT count(*) AS n FROM orders WHERE reason = 'gateway-unmapped' AND next_at = ?1",
        ops.deps.clock.now(),
      ),
    ).toEqual([{ n: 2 }]);
    expect(await ops.rows("SELECT before, after FROM audit WHERE name = 'payment-forms'")).toEqual([
      { before: "pix_parcelado = —", after: "pix_parcelado = 18" },
    ]);
    const wrong = await ops.act("/ops/mapeamentos/pagamento", { ...fields, forma: "x" });
    expect(wrong.headers.get("location")).toContain("map-wrong");
  });
});

describe("the settings", () => {
  it("switch the dry run, which Hoje shows and the audit keeps", async () => {
    await ops.act(
      "/ops/ajustes/ensaio",
      [
        ["parte", "prices"],
        ["parte", "nonsense"],
      ],
      "/ops/ajustes",
    );
    expect(await ops.text("/ops")).toContain("Ensaio ligado em Preços.");
    expect(await ops.text("/ops/ajustes")).toContain("mudou dry-run");
    expect(await ops.text("/ops/ensaio")).toContain("Ligado: nada do que está abaixo foi escrito.");
  });

  it("make a token whose secret is shown once and lets its owner in, and revoke it", async () => {
    const made = await ops.act("/ops/ajustes/chaves", { nome: "Beatriz", permissao: "operator" }, "/ops/ajustes");
    expect(made.status).toBe(201);
    const secret = /gondola_[0-9a-f]{64}/.exec(await made.text())?.[0] ?? "";
    expect(await ops.html("/ops/ajustes")).not.toContain(secret);
    expect(JSON.stringify(ops.lines)).not.toContain(secret);
    const admin = new Map(ops.jar);
    ops.jar.clear();
    await ops.signIn(secret);
    expect(await ops.html("/ops")).toContain("Beatriz, operação");
    expect(await ops.html("/ops/ajustes")).not.toContain("Chaves de acesso");
    const hers = new Map(ops.jar);
    const become = (jar: ReadonlyMap<string, string>) => {
      ops.jar.clear();
      for (const [name, value] of jar) ops.jar.set(name, value);
    };
    become(admin);
    const [token] = await ops.rows("SELECT id FROM tokens");
    await ops.act("/ops/ajustes/chaves/revogar", { id: String(token?.["id"]) }, "/ops/ajustes");
    become(hers);
    expect((await ops.send("GET", "/ops")).status).toBe(303);
  });

  it("show who changed what, with before and after", async () => {
    expect(await ops.text("/ops/ajustes")).toContain(
      "Rafael Modelo 13:05:00 moveu o lido até stock loja 14 (8420) 2026-11-24T11:00:00 2026-11-24T08:00:00",
    );
  });

  it.each(["viewer", "operator"])("are not a %s's to change", async (scope) => {
    ops.jar.clear();
    await ops.signIn(await ops.tokenOf(scope));
    for (const path of [
      "/ops/mapeamentos",
      "/ops/mapeamentos/pagamento",
      "/ops/ajustes/ensaio",
      "/ops/ajustes/chaves",
      "/ops/ajustes/chaves/revogar",
    ])
      expect((await ops.act(path, { tudo: "on", nome: "x", permissao: "admin" })).status, path).toBe(403);
    for (const path of ["/ops/mapeamentos", "/ops/ajustes"])
      expect(await ops.html(path)).not.toContain('class="btn primary"');
    expect(await ops.rows("SELECT count(*) AS n FROM tokens")).toEqual([{ n: 1 }]);
  });
});

describe("pick lists of the mappings", () => {
  const locations = [
    { id: "gid://shopify/Location/9001", name: "Loja Centro", isActive: true },
    { id: "gid://shopify/Location/7777", name: "Loja nova", isActive: true },
    { id: "gid://shopify/Location/9019", name: "Recanto", isActive: false },
  ];

  it("choose a location by its name, say which is another company's or inactive, and store its number", async () => {
    ops.shop.locations = locations;
    const page = await ops.html("/ops/mapeamentos");
    expect(page).toMatch(/<option value="9001" selected[^>]*>Loja Centro<\/option>/);
    expect(page).toContain("Loja Centro, da loja 1");
    expect(page).toContain("Recanto, desativado");
    expect(page).toContain("9014: não existe na Shopify");
    await ops.act("/ops/mapeamentos", companyForm({ "local-19": "7777" }), "/ops/mapeamentos");
    expect(await ops.rows("SELECT location_gid AS gid FROM companies WHERE company = 19")).toEqual([
      { gid: "gid://shopify/Location/7777" },
    ]);
  });

  it("stand without Shopify's answer: the number is typed", async () => {
    expect(await ops.html("/ops/mapeamentos")).toContain('<input id="local-1"');
  });

  it("offer the gateways that orders wait for", async () => {
    const page = await ops.html("/ops/mapeamentos/pagamento");
    expect(page).toContain('<option value="pix_parcelado">');
    expect(page).toContain("Pedidos esperam por: pix_parcelado");
  });

  it("change where prices go, with before and after in the audit; price lists stay", async () => {
    const path = "/ops/mapeamentos/precos";
    const form = [
      ["base", "2"],
      ["segmento", "1"],
      ["queda", "60"],
      ["loja", "1"],
      ["loja", "2"],
    ];
    expect((await ops.act(path, form, path)).headers.get("location")).toContain("aviso=mapped");
    expect(
      await ops.rows(
        "SELECT kind, company, drop_max_percent AS drop_at FROM price_targets WHERE removing = 0 ORDER BY kind, company",
      ),
    ).toEqual([
      { kind: "base", company: 2, drop_at: 60 },
      { kind: "metafield", company: 1, drop_at: 80 },
      { kind: "metafield", company: 2, drop_at: 80 },
      { kind: "priceList", company: 3, drop_at: 80 },
    ]);
    const [act] = await ops.rows("SELECT before, after FROM audit WHERE name = 'price-targets'");
    expect(act?.["before"]).toContain("base = 1/1, 80 %");
    expect(act?.["after"]).toContain("base = 2/1, 60 %");
    expect((await ops.act(path, [...form, ["loja", "x"]], path)).headers.get("location")).toContain("map-wrong");
    ops.jar.clear();
    await ops.signIn(await ops.tokenOf("operator"));
    expect((await ops.act(path, form)).status).toBe(403);
  });
});

describe("the alerts' form", () => {
  const path = "/ops/ajustes/alertas";
  const form = [
    ["avisar", "erp-silent"],
    ["avisar", "ledger"],
    ["de", "22:00"],
    ["ate", "06:30"],
    ["espera", "20"],
    ["fila", "100"],
    ["repetir", "6"],
    ["idioma", "en"],
  ];
  const stored = async () => {
    const value = (await ops.rows("SELECT value FROM settings WHERE name = 'alerts'"))[0]?.["value"];
    return typeof value === "string" ? (JSON.parse(value) as { readonly muted: readonly string[] }) : null;
  };

  it("stores kinds, quiet hours and limits, with its row in the audit", async () => {
    await ops.act(path, form, "/ops/ajustes");
    const settings = await stored();
    expect(settings).toMatchObject({
      quietHours: { from: "22:00", until: "06:30" },
      ordersWaitMinutes: 20,
      deskGrowth: 100,
      repeatHours: 6,
      language: "en",
    });
    expect(settings?.muted).toHaveLength(10);
    expect(settings?.muted).not.toContain("ledger");
    expect(await ops.rows("SELECT who FROM audit WHERE name = 'alerts'")).toEqual([{ who: "api" }]);
    expect(await ops.html("/ops/ajustes")).toMatch(/value="ledger" checked/);
  });

  it("stores nothing when a field is wrong, and nothing by an operator", async () => {
    const wrong = (name: string, value: string) => form.map((each) => (each[0] === name ? [name, value] : each));
    for (const [name, value] of [
      ["de", ""],
      ["espera", "1"],
      ["idioma", "fr"],
    ] as const)
      expect((await ops.act(path, wrong(name, value), "/ops/ajustes")).headers.get("location")).toContain("map-wrong");
    expect(await stored()).toBeNull();
    ops.jar.clear();
    await ops.signIn(await ops.tokenOf("operator"));
    expect((await ops.act(path, form)).status).toBe(403);
    expect(await ops.text("/ops/ajustes")).not.toContain("Gravar os alertas");
  });

  it("says whether the address took a test, and that there is none", async () => {
    expect(await ops.text("/ops/ajustes")).toContain("ALERT_URL não está definido: nada sai");
    expect((await ops.act(`${path}/teste`, {}, "/ops/ajustes")).headers.get("location")).toContain("alert-refused");
  });
});

it("a step of the go-live that is done does not say that it is still open", async () => {
  await ops.rows("DELETE FROM settings WHERE name LIKE 'dry-run%'");
  const text = await ops.text("/ops/ajustes");
  expect(text).not.toMatch(/feito Conferir o ensaio[^.]*ainda está sendo feito/);
  expect(text).toContain("As partes: cada uma entra no ar sozinha");
});
