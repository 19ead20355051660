/** Mappings are checked against what the ERP and Shopify list, and stand in the audit. */
import { describe, expect, it } from "vitest";
import type { Deps } from "../../../src/deps.ts";
import { routes } from "../../../src/routes/index.ts";
import { pullWorld, type WorldOptions } from "../../loads/world.ts";
import { publishWorld } from "../../publish/world.ts";

const OPS_TOKEN = "operator-token-0123";

async function shop(options: Pick<WorldOptions, "habits" | "dialect"> = {}) {
  const world = publishWorld({ companies: 3 });
  await world.setup();
  const { erp } = pullWorld({ companies: 3, ...options }).deps;
  const by: Deps = { ...world.deps, erp, config: { ...world.deps.config, opsToken: OPS_TOKEN } };
  const call = async (method: "GET" | "PUT", path: string, body?: unknown) => {
    const answer = await routes(
      new Request(`https://gondola.example/api/${path}`, {
        method,
        headers: { authorization: `Bearer ${OPS_TOKEN}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
      by,
      { waitUntil: () => undefined },
    );
    return { status: answer.status, body: await answer.json<{ code?: string; details?: string[] }>() };
  };
  const audit = () => world.rows("SELECT name, before, after FROM audit ORDER BY at, id");
  return { world, call, audit };
}
const company = (number: number, locationId: string | null) => ({
  company: number,
  name: `Loja ${number}`,
  locationId,
});

describe("both sides are listed", () => {
  it("the ERP's companies and Shopify's locations", async () => {
    const { call, world } = await shop();
    expect((await call("GET", "erp/companies")).body).toMatchObject([
      { company: 1, active: true },
      { company: 2, active: true },
      { company: 3, active: true },
    ]);
    const { body } = await call("GET", "shopify/locations");
    expect(body).toHaveLength(3);
    expect(body).toContainEqual({ locationId: world.locations[0], name: "Loja 1", isActive: true });
  });
});

it.each([
  ["counts from 0, in pages of two", { habits: { firstPage: 0 }, dialect: { pageSizeMax: 2 } }],
  ["counts from 0, all on page 0, and answers 404 after it", { habits: { firstPage: 0, emptyIs: "notFound" } }],
  ["counts from 1, in pages of two", { dialect: { pageSizeMax: 2 } }],
  ["counts from 1, and repeats page 1 as page 0", { habits: { pageZero: "asFirst" }, dialect: { pageSizeMax: 2 } }],
  ["counts from 1, and has an empty page 0", { habits: { pageZero: "empty" } }],
] as const)("every company is listed where the ERP %s (seed 900515)", async (_, options) => {
  const { call } = await shop(options);
  expect((await call("GET", "erp/companies")).body).toMatchObject([{ company: 1 }, { company: 2 }, { company: 3 }]);
});

describe("PUT /api/companies", () => {
  it("a location that Shopify does not have is 422 with the near ones, and nothing is stored", async () => {
    const { call, world, audit } = await shop();
    const before = await world.rows("SELECT company, location_gid FROM companies");
    const wrong = `${world.locations[2] ?? ""}9`;
    const { status, body } = await call("PUT", "companies", [company(3, wrong)]);
    expect([status, body.code]).toEqual([422, "id-unknown"]);
    expect(body.details?.[0]).toContain(`0.locationId: ${wrong}`);
    expect(body.details?.[0]).toContain(`${world.locations[2]} Loja 3`);
    expect(await world.rows("SELECT company, location_gid FROM companies")).toEqual(before);
    expect(await audit()).toEqual([]);
  });

  it("a company that the ERP does not list is 422; ?force=true stores it, and the audit has before and after", async () => {
    const { call, audit } = await shop();
    const { status, body } = await call("PUT", "companies", [company(31, null)]);
    expect([status, body.details?.[0]?.startsWith("0.company: 31 ")]).toEqual([422, true]);
    expect((await call("PUT", "companies?force=true", [company(31, null)])).status).toBe(200);
    const [row] = await audit();
    expect(row).toMatchObject({ name: "companies" });
    expect(String(row?.["after"])).toContain('"company":31');
    expect(String(row?.["before"])).not.toContain('"company":31');
  });

  it("a location that is switched off counts as none", async () => {
    const { call, world } = await shop();
    await call("PUT", "companies", [company(3, null)]);
    world.shopify.control.setLocationActive(world.locations[2] ?? "", false);
    expect((await call("PUT", "companies", [company(3, world.locations[2] ?? "")])).status).toBe(422);
  });
});

describe("PUT /api/price-targets", () => {
  it("a list that Shopify does not have and a company that the ERP does not list are named together", async () => {
    const { call } = await shop();
    const { status, body } = await call("PUT", "price-targets", {
      base: { company: 1, segment: 1 },
      priceLists: [{ company: 77, segment: 1, priceListId: "424242" }],
    });
    expect(status).toBe(422);
    expect(body.details?.map((text) => text.split(":")[0])).toEqual([
      "priceLists.0.company",
      "priceLists.0.priceListId",
    ]);
  });
});

it("the taxonomy is checked against Shopify's: an id that is not there is 422 with near ones, or is forced", async () => {
  const { call, world } = await shop();
  const gid = (id: string) => `gid://shopify/TaxonomyCategory/${id}`;
  const good = { seqCategory: 310, taxonomyId: gid("fb-2-3") };
  expect((await call("PUT", "catalog/taxonomy", [good])).status).toBe(200);
  const wrong = [good, { seqCategory: 311, taxonomyId: gid("fb-2-99") }, { seqCategory: 312, taxonomyId: gid("zz") }];
  const refused = await call("PUT", "catalog/taxonomy", wrong);
  expect([refused.status, refused.body.code]).toEqual([422, "id-unknown"]);
  expect(refused.body.details?.[0]).toContain(
    `1.taxonomyId: ${gid("fb-2-99")} não existe lá; parecidos: ${gid("fb-2")}`,
  );
  expect(refused.body.details?.[0]).toContain("Food Items > Bakery");
  expect(refused.body.details?.[1]).toBe(`2.taxonomyId: ${gid("zz")} não existe lá`);
  expect((await call("GET", "catalog/taxonomy")).body).toEqual([good]);
  const calls = world.shopify.journal.requests.length;
  expect((await call("PUT", "catalog/taxonomy", [good])).status).toBe(200);
  expect(world.shopify.journal.requests.length).toBe(calls); // the same again costs no call
  expect((await call("PUT", "catalog/taxonomy?force=true", wrong)).status).toBe(200);
});

it("payment forms and the taxonomy stand in the audit too", async () => {
  const { call, audit } = await shop();
  await call("PUT", "payment-forms", [{ gateway: "pix", seqFormaPagto: 7 }]);
  await call("PUT", "catalog/taxonomy", [{ seqCategory: 310, taxonomyId: "gid://shopify/TaxonomyCategory/fb-1" }]);
  expect((await audit()).map(({ name }) => name)).toEqual(["payment-forms", "taxonomy"]);
});
