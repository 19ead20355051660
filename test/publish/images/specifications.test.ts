import { describe, expect, it } from "vitest";
import { upsertImages } from "../../../src/hub/images/images.ts";
import { recreate } from "../../../src/hub/catalog/settings.ts";
import { saveMapping } from "../../../src/hub/images/specifications.ts";
import { markNextPortion } from "../../../src/hub/loads/marking.ts";
import { specificationMapping } from "../../../src/rules/images/specifications.ts";
import { rowHash } from "../../../src/rules/record/row-hash.ts";
import { dyingAt } from "../../loads/world.ts";
import type { ProductSpec, PublishOptions } from "../world.ts";
import { pictured } from "./world.ts";

const CONSERVATION = { name: "Conservação", metafield: "custom.conservacao" };
const WEIGHT = { name: "Peso bruto", metafield: "custom.peso", type: "number_decimal", of: "variant" };
const TWO = { 1: { title: "Arroz", skus: [{}, { pack: 12 }] } };

async function specified(products: Readonly<Record<number, ProductSpec>> = TWO, options: PublishOptions = {}) {
  const world = await pictured(products, options);
  const shop = {
    ...world,
    async map(...entries: readonly object[]): Promise<void> {
      await saveMapping(world.db, specificationMapping.parse(entries), world.clock.now());
      while (await markNextPortion(world.db));
    },
    /** A record of the ERP as the load stores it; an empty text is one that is switched off. */
    async say(id: number, sku: string, name: string, value: string): Promise<void> {
      const active = value === "" ? 0 : 1;
      const row = { seqProduct: Number(/^P(\d+)E/.exec(sku)?.[1]), source: `erp:${id}`, sku, name, value, active };
      const hash = rowHash(1, Object.values(row));
      const page = { pictures: [], files: [], specifications: [{ ...row, hash }] };
      await world.db.batch(upsertImages(world.db, "run", page, world.clock.now()));
    },
    fields: (seq: number, sku?: string): Record<string, string> =>
      Object.fromEntries(
        [...(sku === undefined ? world.productOf(seq) : world.variant(sku)).metafields]
          .filter(([name]) => name.startsWith("custom."))
          .map(([name, { value }]) => [name, value]),
      ),
    desk: () => world.rows("SELECT reason, ref, params FROM desk WHERE state = 'open'"),
    writes: () => world.calls("metafieldsSet").length + world.calls("metafieldsDelete").length,
  };
  return shop;
}

describe("specifications", () => {
  it("go to metafields by the mapping; what is not mapped goes nowhere and is no entry; an unchanged one costs no call", async () => {
    const world = await specified();
    await world.say(1, "P1E1", "Conservação", "Local seco");
    await world.say(2, "P1E1", "Sabor", "Doce");
    await world.say(3, "P1E12", "Peso bruto", "12,5");
    const before = world.writes();
    await world.place(2);
    expect(world.writes()).toBe(before); // nothing is mapped
    expect(await world.rows("SELECT due FROM shop_specifications")).toEqual([{ due: 0 }]);

    await world.map(CONSERVATION, WEIGHT);
    await world.place(2);
    expect([world.fields(1), world.fields(1, "P1E12")]).toEqual([
      { "custom.conservacao": "Local seco" },
      { "custom.peso": "12.5" },
    ]);
    expect(world.writes()).toBe(before + 1);
    expect(await world.counts("publish-images")).toMatchObject({ refused: 0, pending: 0 });
    await world.say(1, "P1E1", "Conservação", "Local seco");
    await world.map(CONSERVATION, WEIGHT);
    await world.place(2);
    expect(world.writes()).toBe(before + 1);
    expect(await world.desk()).toEqual([]);
  });

  it("change with the ERP, and leave with their record or their mapping; other metafields stay", async () => {
    const world = await specified();
    await world.map(CONSERVATION, WEIGHT);
    await world.say(1, "P1E1", "Conservação", "Local seco");
    await world.say(2, "P1E12", "Peso bruto", "12,5");
    await world.place(2);
    const others = [...world.productOf(1).metafields.keys()].filter((name) => !name.startsWith("custom."));
    expect(others.length).toBeGreaterThan(0);
    await world.say(1, "P1E1", "Conservação", "Geladeira");
    await world.place(2);
    expect(world.fields(1)).toEqual({ "custom.conservacao": "Geladeira" });
    await world.say(1, "P1E1", "Conservação", "");
    await world.map({ ...WEIGHT, metafield: "custom.bruto" });
    await world.place(2);
    expect([world.fields(1), world.fields(1, "P1E12")]).toEqual([{}, { "custom.bruto": "12.5" }]);
    await world.map({ ...WEIGHT, metafield: "custom.bruto", type: "single_line_text_field" });
    await world.place(2);
    expect(world.variant("P1E12").metafields.get("custom.bruto")).toMatchObject({
      type: "single_line_text_field",
      value: "12,5",
    });
    const left = [...world.productOf(1).metafields.keys()];
    expect(left.toSorted()).toEqual(others.toSorted());
  });

  it("a text that is no value of its type, and one that Shopify refuses, are one entry each, which a good text closes", async () => {
    const world = await specified();
    const definition = { key: "SHELF", namespace: "custom", ownerType: "PRODUCT", type: "number_integer" };
    world.shopify.state.definitions.set("PRODUCT|custom|validade", {
      ...definition,
      id: "gid://shopify/MetafieldDefinition/900",
      key: "validade",
      name: "Validade",
      description: null,
      unique: false,
      pinned: false,
      validations: [],
    });
    await world.map({ ...WEIGHT, of: "product" }, { name: "Validade", metafield: "custom.validade" }, CONSERVATION);
    await world.say(1, "P1E1", "Peso bruto", "meio quilo");
    await world.say(2, "P1E1", "Validade", "doze meses");
    await world.say(3, "P1E1", "Conservação", "Local seco");
    await world.place(2);
    expect(world.fields(1)).toEqual({ "custom.conservacao": "Local seco" });
    const entries = await world.desk();
    expect(entries.map(({ ref, reason }) => [ref, reason])).toEqual([
      ["specification:custom.peso", "specification-refused"],
      ["specification:custom.validade", "specification-refused"],
    ]);
    const before = world.writes();
    await world.place(4);
    expect(world.writes()).toBe(before); // refused until something changes
    await world.say(1, "P1E1", "Peso bruto", "0,5");
    await world.map({ ...WEIGHT, of: "product" }, CONSERVATION);
    await world.place(2);
    expect(world.fields(1)).toEqual({ "custom.conservacao": "Local seco", "custom.peso": "0.5" });
    expect(await world.desk()).toEqual([]);
  });

  it("a package's refused text leaves the other packages' in the shop, and all leave with the mapping", async () => {
    const world = await specified();
    await world.map(WEIGHT);
    await world.say(1, "P1E1", "Peso bruto", "1");
    await world.say(2, "P1E12", "Peso bruto", "12");
    await world.place(2);
    await world.say(2, "P1E12", "Peso bruto", "doze");
    await world.place(2);
    expect([world.fields(1, "P1E1"), world.fields(1, "P1E12")]).toEqual([{ "custom.peso": "1" }, {}]);
    expect((await world.desk()).map(({ ref }) => ref)).toEqual(["specification:custom.peso"]);
    await world.map();
    await world.place(2);
    expect([world.fields(1, "P1E1"), world.fields(1, "P1E12")]).toEqual([{}, {}]);
    expect(await world.desk()).toEqual([]);
  });

  it("of a product that is not in the shop wait without a call, and go with its creation", async () => {
    const world = await specified({ 1: { title: "Arroz" }, 2: { title: "Feijão", skus: [{ cents: null }] } });
    await world.map(CONSERVATION);
    await world.say(1, "P2E1", "Conservação", "Local seco");
    const before = world.shopify.journal.requests.length;
    await world.place(2);
    expect(world.shopify.journal.requests.length).toBe(before);
    expect(await world.rows("SELECT due FROM shop_specifications")).toEqual([{ due: 2 }]);
  });

  it("a product that was deleted by hand and is created again has them again", async () => {
    const world = await specified();
    await world.map(CONSERVATION);
    await world.say(1, "P1E1", "Conservação", "Local seco");
    await world.place(2);
    world.shopify.control.deleteProduct(world.productOf(1).id);
    await world.say(1, "P1E1", "Conservação", "Geladeira");
    await world.place(2);
    expect(await world.rows("SELECT due FROM shop_specifications")).toEqual([{ due: 2 }]);
    await recreate(world.db, 1, null);
    await world.drain();
    await world.place(2);
    expect(world.fields(1)).toEqual({ "custom.conservacao": "Geladeira" });
  });
});

describe("lost responses and crashes", () => {
  it.each(["SetSpecifications", "DeleteSpecifications"])("a lost response of %s is made up for", async (operation) => {
    const world = await specified();
    await world.map(CONSERVATION, WEIGHT);
    await world.say(1, "P1E1", "Conservação", "Local seco");
    await world.say(2, "P1E12", "Peso bruto", "12,5");
    await world.place(2);
    world.shopify.faults.add({ kind: "cutAfter", operation, times: 4 });
    await world.say(1, "P1E1", "Conservação", "Geladeira");
    await world.say(2, "P1E12", "Peso bruto", "");
    await world.place(10);
    expect([world.fields(1), world.fields(1, "P1E12")]).toEqual([{ "custom.conservacao": "Geladeira" }, {}]);
    expect(await world.rows("SELECT due FROM shop_specifications")).toEqual([{ due: 0 }]);
  });

  it("a metafield whose call was lost is removed all the same when its record leaves meanwhile", async () => {
    const world = await specified();
    await world.map(CONSERVATION);
    await world.say(1, "P1E1", "Conservação", "Local seco");
    world.shopify.faults.add({ kind: "cutAfter", operation: "SetSpecifications", times: 4 });
    await world.publishImages();
    await world.say(1, "P1E1", "Conservação", "");
    await world.place(6);
    expect(world.fields(1)).toEqual({});
  });

  it("a crash at any step leaves what the hub says after the next runs", async () => {
    for (let step = 1; step < 60; step++)
      for (const when of ["before", "after"] as const) {
        const world = await specified();
        await world.map(CONSERVATION, WEIGHT);
        await world.say(1, "P1E1", "Conservação", "Local seco");
        await world.say(2, "P1E12", "Peso bruto", "12,5");
        await world.place(2);
        await world.map({ ...CONSERVATION, type: "single_line_text_field" }, WEIGHT);
        await world.say(1, "P1E1", "Conservação", "Geladeira");
        await world.say(2, "P1E12", "Peso bruto", "");
        const { gate, died } = dyingAt(step, when);
        const end = await Promise.race([
          world.publishImages(world.isolateWith(gate)),
          died.then(() => "died" as const),
        ]);
        world.clock.advance(400_000); // the lease of the dead run is over
        await world.place(2);
        expect([world.fields(1), world.fields(1, "P1E12")], `${step} ${when}`).toEqual([
          { "custom.conservacao": "Geladeira" },
          {},
        ]);
        if (end !== "died") {
          expect(step).toBeGreaterThan(8); // the run is over before the step
          return;
        }
      }
    throw new Error("the run has no end");
  });
});
