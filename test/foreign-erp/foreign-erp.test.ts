/** An ERP that is none of ours, read by a dialect alone, published, and compared with the shop. */
import { afterEach, expect, it } from "vitest";
import { createErpClient } from "../../src/erp/client/client.ts";
import { pullBrands } from "../../src/loads/kinds/brands.ts";
import { pullCategories } from "../../src/loads/kinds/categories.ts";
import { pullPrices } from "../../src/loads/kinds/prices.ts";
import { pullProducts } from "../../src/loads/kinds/products.ts";
import { pullSkus } from "../../src/loads/kinds/skus.ts";
import { pullStock } from "../../src/loads/kinds/stock.ts";
import type { Deps } from "../../src/deps.ts";
import { resolveDialect } from "../../src/rules/dialect/dialect.ts";
import { dialectLines } from "../../src/rules/dialect/lines.ts";
import { erpConfig, imagesConfig } from "../loads/world.ts";
import { publishWorld } from "../publish/world.ts";
import { DIALECTS } from "./dialects.ts";
import { GOODS, startForeignErp, type ForeignErp, type Manner } from "./server.ts";

let erp: ForeignErp | undefined;
afterEach(async () => erp?.close());

/** What the shop has to show, from the ERP's own goods; money in cents. */
const SHOWN = GOODS.flatMap(({ title, packs, stock }) =>
  packs.map(({ size, cents, offer }) => ({
    title,
    price: offer ?? cents,
    compareAt: offer === null ? null : cents,
    stock: Math.floor(stock / size),
  })),
);

async function synced(manner: Manner) {
  erp = await startForeignErp(manner);
  const world = publishWorld({ companies: 1 });
  const dialect = resolveDialect(dialectLines.parse(DIALECTS[manner]));
  const config = {
    ...erpConfig,
    baseUrl: `${erp.origin}/nowhere/api`,
    authUrl: `${erp.origin}/nowhere`,
    headers: { "X-Tunnel": "let-me-in" },
  };
  const { clock, random, log } = world.deps;
  const deps: Deps = {
    ...world.deps,
    config: { ...world.deps.config, erp: config, images: imagesConfig },
    erp: createErpClient({ config, clock, random, log, fetch: (request) => fetch(request) }).speaking(
      async () => dialect,
    ),
  };
  await world.exec("INSERT INTO companies (company, name, location_gid) VALUES (1, 'LOJA 1', ?)", world.locations[0]);
  await world.exec("INSERT INTO price_targets (target, kind, company, segment) VALUES ('base', 'base', 1, 1)");
  const run = { startedAt: clock.now(), outOfTime: () => false };
  for (const pull of [pullBrands, pullCategories, pullProducts, pullSkus, pullPrices, pullStock]) await pull(deps, run);
  await world.drain(3);
  return { world, erp };
}

/** Loads whose records lack a field that the documented ERP has. */
const LACKING = {
  armazem: ["products", "skus", "stock"],
  harbor: ["brands", "categories", "products", "skus", "stock"],
} as const;

it.each(["armazem", "harbor"] as const)(
  "%s: what the ERP has is what the shop shows; the desk only names the fields that it does not send",
  async (manner) => {
    const { world } = await synced(manner);
    const open = await world.rows("SELECT area, reason FROM desk WHERE state = 'open' ORDER BY area");
    expect(open).toEqual(LACKING[manner].map((area) => ({ area, reason: "fields-missing" })));
    const shop = world
      .shop()
      .flatMap(({ title, variants }) =>
        variants.map(({ price, compareAt, stock }) => ({ title, price, compareAt, stock: stock[0] })),
      );
    const order = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted();
    expect(order(shop)).toEqual(order(SHOWN));
    const vendors = [...world.shopify.state.products.values()].map(({ vendor }) => vendor);
    expect(new Set(vendors)).toEqual(new Set(["União", "Glen", "São João"]));
  },
);

it("armazem is asked for page 0 first, in its own words, and the token goes to its host only", async () => {
  const { erp: server } = await synced("armazem");
  const brands = server.asked.filter((path) => path.includes("fabricantes"));
  expect(brands[0]).toBe("/retaguarda/dados/fabricantes?desde=1900-01-01&pg=0&por=2");
  expect(brands[1]).toContain("pg=1");
  expect(server.asked.some((path) => path.includes("nowhere"))).toBe(false);
});
