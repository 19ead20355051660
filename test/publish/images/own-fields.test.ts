/** Similar products and the limit per sale on their way to metafields. */
import { describe, expect, it } from "vitest";
import { upsertProducts } from "../../../src/hub/catalog/products.ts";
import { saveSimilars } from "../../../src/hub/catalog/similars.ts";
import { erpProduct } from "../../../src/erp/records/products.ts";
import { productRow } from "../../../src/rules/catalog/product.ts";
import { recreate } from "../../../src/hub/catalog/settings.ts";
import { dyingAt } from "../../loads/world.ts";
import type { ProductSpec } from "../world.ts";
import { pictured } from "./world.ts";

const THREE = {
  1: { title: "Arroz", skus: [{}, { pack: 12 }] },
  2: { title: "Arroz integral" },
  3: { title: "Feijão" },
};

const TITLES = Object.values(THREE).map(({ title }) => title);

async function shop(products: Readonly<Record<number, ProductSpec>> = THREE) {
  const world = await pictured(products);
  return {
    ...world,
    /** The product's record as the load stores it. */
    async say(seqProduto: number, more: object): Promise<void> {
      const title = TITLES[seqProduto - 1];
      const read = erpProduct.read({
        seqProduto,
        tituloEcommerce: title,
        indIntegraEcommerce: "S",
        pesavel: "N",
        ...more,
      });
      const row = read.ok ? productRow(read.value) : null;
      if (row?.kind !== "row") throw new Error("no row");
      await world.db.batch(upsertProducts(world.db, "run", [row.row], []));
    },
    similarsOf: (seq: number): readonly number[] | undefined => {
      const value = world.productOf(seq).metafields.get("erp.similares")?.value;
      if (value === undefined) return undefined;
      const gids = JSON.parse(value) as readonly string[];
      return gids.map((gid) => Number(world.shopify.state.products.get(gid)?.metafields.get("erp.seq_produto")?.value));
    },
    limitOf: (sku: string): unknown =>
      JSON.parse(world.variant(sku).metafields.get("erp.limite_por_venda")?.value ?? "null"),
    writes: () => world.calls("metafieldsSet").length + world.calls("metafieldsDelete").length,
    desk: () => world.rows("SELECT reason, ref, params FROM desk WHERE state = 'open'"),
  };
}

describe("similar products", () => {
  it("go to the product's metafield, and the limit to each package's; what is unchanged is written once", async () => {
    const world = await shop();
    const before = world.writes();
    await world.say(1, { similares: [2, 3, 77], qtdLimitePromocEcommerce: 15 });
    await world.place(2);
    expect(world.similarsOf(1)).toEqual([2, 3]); // 77 is in no shop
    expect([world.limitOf("P1E1"), world.limitOf("P1E12")]).toEqual([
      { limit: 15, unit: 1 },
      { limit: 15, unit: 12 },
    ]);
    expect(world.writes()).toBe(before + 1);
    await world.say(1, { similares: [2, 3, 77], qtdLimitePromocEcommerce: 15 });
    await world.place(2);
    expect(world.writes()).toBe(before + 1);
    expect(await world.desk()).toEqual([]);
  });

  it("change and leave with the ERP's record", async () => {
    const world = await shop();
    await world.say(1, { similares: [2, 3], qtdLimitePromocEcommerce: 15 });
    await world.place(2);
    await world.say(1, { similares: [3], qtdLimitePromocEcommerce: 6 });
    await world.place(2);
    expect([world.similarsOf(1), world.limitOf("P1E1")]).toEqual([[3], { limit: 6, unit: 1 }]);
    await world.say(1, {});
    await world.place(2);
    expect([world.similarsOf(1), world.limitOf("P1E1"), world.limitOf("P1E12")]).toEqual([undefined, null, null]);
  });

  it("of a person's list count before the ERP's; an empty line gives the ERP's back; an equal one writes nothing", async () => {
    const world = await shop();
    await world.say(1, { similares: [2] });
    expect(await saveSimilars(world.db, [{ seqProduct: 1, similars: [3] }], [])).toBe(1);
    await world.place(2);
    expect(world.similarsOf(1)).toEqual([3]);
    expect(await saveSimilars(world.db, [{ seqProduct: 1, similars: [3] }], [])).toBe(0);
    await world.say(1, { similares: [2], qtdLimitePromocEcommerce: 2 }); // the ERP's next word takes no list away
    await world.place(2);
    expect(world.similarsOf(1)).toEqual([3]);
    await saveSimilars(world.db, [{ seqProduct: 1, similars: [] }], []);
    await world.place(2);
    expect(world.similarsOf(1)).toEqual([2]);
  });

  it("that a merchant deleted: the catalogue lane is asked to look, and what comes again is shown again", async () => {
    const world = await shop();
    const gid = world.productOf(2).id;
    await world.say(1, { similares: [2, 3] });
    world.shopify.control.deleteProduct(gid);
    await world.place(2);
    expect((await world.desk()).map(({ ref }) => ref)).toContain("specification:erp.similares");
    expect(await world.rows("SELECT due FROM shop_products WHERE seq_product = 2")).toEqual([{ due: 1 }]);
    await recreate(world.db, 2, null);
    await world.drain();
    await world.place(2);
    expect(world.productOf(2).id).not.toBe(gid);
    expect(world.similarsOf(1)).toEqual([2, 3]);
    expect((await world.desk()).map(({ ref }) => ref)).not.toContain("specification:erp.similares");
  });

  it("that come to the shop later are shown then", async () => {
    const world = await shop({ ...THREE, 2: { title: "Arroz integral", skus: [{ cents: null }] } });
    await world.say(1, { similares: [2, 3] });
    await world.place(2);
    expect(world.similarsOf(1)).toEqual([3]);
    await world.price("P2E1", { cents: 900 });
    await world.exec("UPDATE shop_products SET due = 1, not_before = 0 WHERE seq_product = 2");
    await world.drain();
    await world.place(2);
    expect(world.similarsOf(1)).toEqual([2, 3]);
  });

  it("a crash at any step leaves them as one run would", async () => {
    for (let step = 1; step < 60; step++)
      for (const when of ["before", "after"] as const) {
        const world = await shop();
        await world.say(1, { similares: [2, 3], qtdLimitePromocEcommerce: 15 });
        const { gate, died } = dyingAt(step, when);
        const end = await Promise.race([
          world.publishImages(world.isolateWith(gate)),
          died.then(() => "died" as const),
        ]);
        world.clock.advance(400_000); // the lease of the dead run is over
        await world.place(2);
        expect([world.similarsOf(1), world.limitOf("P1E12")], `${step} ${when}`).toEqual([
          [2, 3],
          { limit: 15, unit: 12 },
        ]);
        if (end !== "died") {
          expect(step).toBeGreaterThan(5); // the run is over before the step
          return;
        }
      }
    throw new Error("the run has no end");
  });
});
