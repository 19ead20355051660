/** Club prices and prices by quantity: in the metafield, and nowhere else. */
import { expect, it } from "vitest";
import { upsertPrices } from "../../../src/hub/prices/prices.ts";
import { savePriceTargets } from "../../../src/hub/prices/price-targets.ts";
import { sentDocumentParts } from "../../../src/hub/drift/prices.ts";
import { sentDocument } from "../../../src/rules/drift/prices.ts";
import { priceRow } from "../../../src/rules/prices/price-row.ts";
import { createPriceList } from "../../../src/shopify/prices/price-lists.ts";
import { published, type PublishWorld } from "../world.ts";

const base = { company: 1, segment: 1 };
const two = { company: 2, segment: 1 };
const goods = { 919: { skus: [{ pack: 1 }, { pack: 12, cents: 11_990 }] } };

interface Said {
  readonly company?: number;
  readonly normal?: string;
  readonly club?: string | null;
  readonly from?: readonly { readonly quantityText: string; readonly priceText: string }[];
}

/** A record of the ERP as the load stores it. */
async function say(world: PublishWorld, sku: string, { company = 1, normal = "10", club = null, from = [] }: Said) {
  const table = { company, segment: 1 };
  const outcome = priceRow(
    {
      company,
      segment: 1,
      seqProduct: null,
      packageText: null,
      skuText: sku,
      normalText: normal,
      promoText: null,
      promoFromText: null,
      promoUntilText: null,
      status: "A",
      clubText: club,
      byQuantity: from,
      fromQuantityText: null,
      fromPriceText: null,
    },
    table,
  );
  if (outcome.kind !== "row") throw new Error(outcome.kind);
  await world.db.batch(upsertPrices(world.db, "run", table, [outcome.row], []));
}

const documentOf = (world: PublishWorld, sku: string): unknown =>
  JSON.parse(world.variant(sku).metafields.get("erp.precos")?.value ?? "null");
const writes = (world: PublishWorld) => world.shopify.journal.mutations.length;

async function withOffers() {
  const world = await published(goods);
  const made = await createPriceList(world.deps.shopify, "Loja 1", null);
  if (made.kind !== "done") throw new Error("no list");
  for (const company of [1, 2])
    await say(world, "P919E1", { company, club: "9", from: [{ quantityText: "3", priceText: "8.50" }] });
  await savePriceTargets(world.db, { base, priceLists: [{ ...base, gid: made.value }], metafields: [base, two] });
  await world.drain(2);
  return { world, list: () => world.shopify.state.priceLists.get(made.value)?.fixed.get(world.variant("P919E1").id) };
}
const shown = { price: 1_000, clubPrice: 900, from: [{ quantity: 3, price: 850 }] };

it("are shown in the metafield, and never are the price of the variant or of a list", async () => {
  const { world, list } = await withOffers();
  expect(documentOf(world, "P919E1")).toEqual({ 1: shown, 2: shown });
  expect([world.variant("P919E1").price, world.variant("P919E1").compareAtPrice]).toEqual([1_000, null]);
  expect(list()).toMatchObject({ price: 1_000, compareAtPrice: null });
});

it("that change alone are one call, and unchanged ones are none", async () => {
  const { world } = await withOffers();
  const before = writes(world);
  await say(world, "P919E1", { club: "9", from: [{ quantityText: "3", priceText: "8.50" }] });
  await world.drain(2);
  expect(writes(world)).toBe(before);
  await say(world, "P919E1", { club: "8", from: [] });
  await world.drain(2);
  expect(writes(world)).toBe(before + 1);
  expect(documentOf(world, "P919E1")).toEqual({ 1: { price: 1_000, clubPrice: 800 }, 2: shown });
  await say(world, "P919E1", {});
  await world.drain(2);
  expect(documentOf(world, "P919E1")).toEqual({ 1: { price: 1_000 }, 2: shown });
  await world.drain(2);
  expect(writes(world)).toBe(before + 2);
  expect(world.variant("P919E1").price).toBe(1_000);
});

it("stay with the last price while its fall waits for approval", async () => {
  const { world } = await withOffers();
  await say(world, "P919E1", { normal: "1", club: "0.90" });
  await say(world, "P919E1", { company: 2, club: "7" });
  await world.drain(2);
  expect(documentOf(world, "P919E1")).toEqual({ 1: shown, 2: { price: 1_000, clubPrice: 700 } });
});

it("are compared with Shopify as they were sent", async () => {
  const { world } = await withOffers();
  const parts = (await sentDocumentParts(world.db, [919], world.clock.now())).get("P919E1") ?? [];
  expect(sentDocument(parts)).toBe(world.variant("P919E1").metafields.get("erp.precos")?.value);
});
