/** Settings of one hub as a file, and the file into another, over the API of both. */
import { beforeEach, describe, expect, it } from "vitest";
import {
  exportSettings,
  importSettings,
  readSettingsFile,
  type Api,
  type SettingsFile,
} from "../../scripts/lib/settings-file.ts";
import { hubDeps, OPS_TOKEN } from "../routes/hub-deps.ts";

type Hub = ReturnType<typeof hubDeps>;

function apiOf(hub: Hub) {
  const puts: string[] = [];
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await hub.call(method, path, { body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as never;
  };
  const api: Api = {
    get: (path) => call("GET", path),
    put: (path, body) => {
      puts.push(path);
      return call("PUT", path, body);
    },
  };
  return { api, puts };
}

async function configured(): Promise<Hub> {
  const hub = hubDeps();
  const { api } = apiOf(hub);
  await api.put("/api/erp/dialect", { name: "v4", common: { firstPage: 0 } });
  await hub.rows(
    `INSERT INTO companies (company, name, enabled, location_gid, safety_milli, quantity_in)
     VALUES (1, 'Loja Centro', 1, 'gid://shopify/Location/11', 2000, 'units'), (2, 'Loja Sul', 0, NULL, 0, 'packages')`,
  );
  await api.put("/api/price-targets", {
    base: { company: 1, segment: 1, dropMaxPercent: 40 },
    priceLists: [{ company: 2, segment: 1, priceListId: "gid://shopify/PriceList/9" }],
    metafields: [{ company: 2, segment: 3 }],
  });
  await api.put("/api/catalog/settings", { titleCase: false, titleWords: ["UHT"] });
  await api.put("/api/catalog/taxonomy", [{ seqCategory: 7, taxonomyId: "gid://shopify/TaxonomyCategory/fb-2-1" }]);
  await api.put("/api/payment-forms", [
    { gateway: "mercado_pago:pix", seqFormaPagto: 12, submitWhile: ["pending"] },
    { gateway: "cartao", instalments: { from: 2, to: 6 }, seqFormaPagto: 14 },
  ]);
  await api.put("/api/line-products", [{ kind: "custom", name: "Sacola", sku: "P900E1" }]);
  await api.put("/api/orders/settings", { noteLength: 300 });
  await api.put("/api/alerts/settings", { muted: ["load-late"], repeatHours: 6 });
  await api.put("/api/people", [{ email: "rita@loja.com.br", role: "operator" }]);
  await api.put("/api/loads/prices/1/1", { leastMinutes: 30, blockedHours: ["02:00-04:30"] });
  return hub;
}

let source: Hub;
let file: SettingsFile;
beforeEach(async () => {
  source = await configured();
  file = await exportSettings(apiOf(source).api);
});

describe("settings as a file", () => {
  it("has every section and no secret", () => {
    expect(file.format).toBe("gondola-settings-1");
    expect(file.sections).toMatchObject({
      erpDialect: { name: "v4", common: { firstPage: 0 } },
      companies: [
        { company: 1, name: "Loja Centro", locationId: "gid://shopify/Location/11", safetyMilli: 2000 },
        { company: 2, enabled: false, locationId: null, quantityIn: "packages" },
      ],
      priceTargets: {
        base: { company: 1, segment: 1, dropMaxPercent: 40 },
        priceLists: [{ company: 2, segment: 1, priceListId: "gid://shopify/PriceList/9" }],
        metafields: [{ company: 2, segment: 3 }],
      },
      catalog: { titleCase: false, titleWords: ["UHT"] },
      taxonomy: [{ seqCategory: 7, taxonomyId: "gid://shopify/TaxonomyCategory/fb-2-1" }],
      paymentForms: [
        { gateway: "cartao", instalments: { from: 2, to: 6 }, seqFormaPagto: 14, submitWhile: [] },
        { gateway: "mercado_pago:pix", instalments: null, seqFormaPagto: 12, submitWhile: ["pending"] },
      ],
      lineProducts: [{ kind: "custom", name: "sacola", sku: "P900E1", priceCents: 0 }],
      orders: { noteLength: 300 },
      alerts: { muted: ["load-late"], repeatHours: 6 },
      people: [{ email: "rita@loja.com.br", role: "operator" }],
      loads: [{ name: "prices", company: 1, segment: 1, settings: { leastMinutes: 30 } }],
    });
    expect(JSON.stringify(file)).not.toContain(OPS_TOKEN);
  });

  it("goes whole into an empty installation; a second import writes nothing", async () => {
    const target = hubDeps();
    const { api, puts } = apiOf(target);
    const dry = await importSettings(api, file, true);
    expect(dry.every(({ outcome }) => outcome === "differs")).toBe(true);
    expect(puts).toEqual([]);
    const done = await importSettings(api, roundTrip(file), false);
    expect(done.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(await exportSettings(api)).toEqual(file);
    puts.length = 0;
    const again = await importSettings(api, file, false);
    expect([...new Set(again.map(({ outcome }) => outcome))]).toEqual(["equal"]);
    expect(puts).toEqual([]);
  });

  it("takes away what the file does not have, and switches a company off", async () => {
    const target = await configured();
    const { api } = apiOf(target);
    await api.put("/api/payment-forms", [{ gateway: "dinheiro", seqFormaPagto: 1 }]);
    await api.put("/api/line-products", [{ kind: "tip", sku: "P901E1" }]);
    await api.put("/api/loads/skus/0/0", { pageSize: 100 });
    await target.rows(
      `INSERT INTO companies (company, name, enabled, location_gid, safety_milli, quantity_in)
       VALUES (3, 'Loja Norte', 1, 'gid://shopify/Location/13', 0, 'units')`,
    );
    await importSettings(api, file, false);
    const after = await exportSettings(api);
    const { companies, ...others } = file.sections;
    expect(after.sections).toEqual({
      ...others,
      companies: [
        ...(companies as readonly object[]),
        { company: 3, name: "Loja Norte", locationId: null, enabled: false, safetyMilli: 0, quantityIn: "units" },
      ],
    });
  });

  it("a section that the API refuses is named, and stops no other", async () => {
    const target = hubDeps();
    const { api } = apiOf(target);
    const broken = { ...file, sections: { ...file.sections, taxonomy: [{ seqCategory: -1, taxonomyId: "x" }] } };
    const done = await importSettings(api, broken, false);
    const refused = done.filter(({ outcome }) => outcome === "failed");
    expect(refused.map(({ section }) => section)).toContain("taxonomy");
    expect(refused.find(({ section }) => section === "taxonomy")?.why).toContain(
      "PUT /api/catalog/taxonomy answered 422",
    );
    expect(done.find(({ section }) => section === "people")?.outcome).toBe("written");
  });
});

describe("a file that is no export", () => {
  it.each([
    ["{", "no JSON"],
    ["[]", "no export of settings"],
    ['{"format":"gondola-settings-1"}', 'no "sections"'],
    ['{"format":"gondola-settings-1","sections":{"moods":1}}', "unknown sections: moods"],
  ])("%s", (text, why) => {
    expect(readSettingsFile(text)).toContain(why);
  });
});

const roundTrip = (of: SettingsFile): SettingsFile => {
  const read = readSettingsFile(JSON.stringify(of));
  if (typeof read === "string") throw new Error(read);
  return read;
};
