/** The probe against the simulated ERP in each of its speeches, and the loads with what it proposes. */
import { describe, expect, it } from "vitest";
import type { SpeechName } from "../../../sim/consinco/speech/speech.ts";
import { pullBrands } from "../../../src/loads/kinds/brands.ts";
import { pullCategories } from "../../../src/loads/kinds/categories.ts";
import { pullImages } from "../../../src/loads/kinds/images.ts";
import { pullPrices } from "../../../src/loads/kinds/prices.ts";
import { pullProducts } from "../../../src/loads/kinds/products.ts";
import { pullSkus } from "../../../src/loads/kinds/skus.ts";
import { pullStock } from "../../../src/loads/kinds/stock.ts";
import { probeErp } from "../../../src/setup/erp/probe.ts";
import { dialectFile } from "../../../src/rules/dialect/file.ts";
import { mapCompanies, pullWorld } from "../../loads/world.ts";

const SIZE = { seed: 7, products: 30, companies: 1, badPictureShare: 0 };
const endless = () => ({ startedAt: 0, outOfTime: () => false });

async function probed(speech: SpeechName) {
  const world = pullWorld({ ...SIZE, speech });
  return { world, report: await probeErp(world.deps) };
}

/** What the loads have in the hub, and what they put on the desk. */
async function read(speech: SpeechName, lines: unknown) {
  const world = pullWorld({ ...SIZE, speech, lines });
  const { deps, db } = world;
  await mapCompanies(world, 1);
  for (const pull of [pullBrands, pullCategories, pullProducts, pullSkus, pullPrices, pullStock, pullImages])
    await pull(deps, endless());
  const of = async (sql: string) => (await db.prepare(sql).all()).results;
  return {
    brands: await of("SELECT seq_brand, name FROM brands ORDER BY 1"),
    categories: await of("SELECT seq_category, parent, name FROM categories ORDER BY 1"),
    products: await of("SELECT seq_product, hash FROM products ORDER BY 1"),
    skus: await of("SELECT sku, hash FROM skus ORDER BY 1"),
    prices: await of("SELECT sku, hash FROM prices ORDER BY 1"),
    stock: await of("SELECT sku, quantity_milli FROM stock ORDER BY 1"),
    images: await of("SELECT seq_product, source, hash FROM images ORDER BY 1, 2"),
    desk: await of("SELECT area, reason, params FROM desk WHERE state = 'open' ORDER BY 1, 2, 3"),
  };
}

describe("the probe", () => {
  it("proposes nothing for an installation as documented", async () => {
    const { report } = await probed("tnf");
    expect(report.login).toMatchObject({ ok: true });
    expect(report.dialect).toEqual({});
    expect(report.records.map(({ record, reached }) => [record, reached])).toContainEqual(["prices", true]);
    const prices = report.records.find(({ record }) => record === "prices");
    expect(prices?.fields.find(({ field }) => field === "precoNormal")?.samples).toHaveLength(2);
    expect(prices?.faults).toEqual([]);
  });

  it("recognises v4: paths, query, names, numbers, dates and charset", async () => {
    const { report } = await probed("v4");
    expect(report.dialect).toMatchObject({
      charset: "iso-8859-1",
      common: { query: { page: "modelo._pageNo" }, queryDate: "midnight", values: expect.anything() as unknown },
      records: {
        prices: {
          path: "~/SMProdutosAPI/api/v4/produtos/precos-produtos",
          fields: { precoNormal: ["PrecoVenda"], precoPromoc: ["PrecoPromocao"], seqProduto: ["IdProduto"] },
        },
      },
    });
    expect(dialectFile.safeParse(report.dialect)).toMatchObject({ success: true });
    expect(report.records.find(({ record }) => record === "prices")?.faults.map(({ code }) => code)).toEqual([
      "query",
      "date",
      "names",
      "values",
    ]);
  });

  it("recognises English: pages from 0 in data.content, the login's answer", async () => {
    const { report } = await probed("english");
    expect(report.dialect).toMatchObject({
      login: { token: ["accessToken"], expiresIn: ["expiresIn"] },
      common: {
        query: { page: "page", pageSize: "size" },
        firstPage: 0,
        envelope: { items: "data.content", last: "data.last" },
      },
      records: { categories: { fields: { seqCategoriaPai: ["parentCategoryId"] } } },
    });
  });

  it("says why it cannot log in, and never says a password", async () => {
    const world = pullWorld({
      ...SIZE,
      fetch: async () => Response.json({ message: "usuário bloqueado" }, { status: 401 }),
    });
    const report = await probeErp(world.deps);
    expect(report).toMatchObject({ login: { ok: false, status: 401, words: "usuário bloqueado" }, records: [] });
  });

  it.each(["v4", "english"] as const)(
    "%s: with what it proposes the loads bring what the documented ERP has",
    async (speech) => {
      const { report } = await probed(speech);
      const { order: _none, ...lines } = report.dialect;
      const expected = await read("tnf", {});
      expect(expected.prices.length).toBeGreaterThan(30);
      expect(await read(speech, lines)).toEqual(expected);
    },
  );
});
