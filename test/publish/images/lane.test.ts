import { describe, expect, it } from "vitest";
import { dyingAt } from "../../loads/world.ts";
import { pictured, pictureOf } from "./world.ts";

const TWO = { 1: { title: "Arroz", skus: [{}, { pack: 12 }] } };

describe("pictures of a product", () => {
  it("C8: go to the shop in their order with the title as their text, and an unchanged product costs no call", async () => {
    const world = await pictured();
    await world.give("P1E1", 1, "B");
    await world.give("P1E1", 0, "A");
    await world.place();
    expect(world.shown(1)).toEqual(["A", "B"]);
    const [first = ""] = world.productOf(1).mediaIds;
    expect(world.shopify.state.files.get(first)?.alt).toBe("Arroz");
    expect(await world.rows("SELECT due FROM shop_media")).toEqual([{ due: 0 }]);
    expect(await world.counts("publish-images")).toMatchObject({ sent: 1, refused: 0 });
    const requests = world.shopify.journal.requests.length;
    await world.place();
    expect(world.shopify.journal.requests.length).toBe(requests);
  });

  it("C8: the text follows a changed title, once; what the merchant wrote, and the text of another product's file, stay", async () => {
    const world = await pictured({ 1: { title: "Arroz" }, 2: { title: "Feijão" } });
    await world.give("P1E1", 0, "A");
    await world.give("P1E1", 1, "B");
    await world.give("P2E1", 0, "B");
    await world.place();
    const [first = "", second = ""] = world.productOf(1).mediaIds;
    const alts = () => [first, second].map((id) => world.shopify.state.files.get(id)?.alt);
    expect([alts(), world.productOf(2).mediaIds]).toEqual([["Arroz", "Arroz"], [second]]);
    const renamed = async (seq: number, title: string) => {
      await world.load(seq, { title });
      await world.place();
    };
    await renamed(2, "FEIJAO PRETO"); // the file bears the title of the first product that shows it
    expect(alts()).toEqual(["Arroz", "Arroz"]);
    await renamed(1, "ARROZ C/ SAL 1KG");
    expect(alts()).toEqual(["Arroz com Sal 1KG", "Arroz com Sal 1KG"]);
    const requests = world.shopify.journal.requests.length;
    await world.place();
    expect(world.shopify.journal.requests.length).toBe(requests);
    Object.assign(world.shopify.state.files.get(first) ?? {}, { alt: "Pacote de arroz, azul" });
    await renamed(1, "Arroz branco");
    expect(alts()).toEqual(["Pacote de arroz, azul", "Arroz branco"]);
  });

  it.each([
    ["is taken away", "taken"],
    ["is another one at its address", "fetched"],
    ["is no longer in the ERP's list", "delisted"],
  ] as const)(
    "C8: a file whose first product's picture %s bears the title of the next one (seed 7108)",
    async (_, change) => {
      const world = await pictured({ 1: { title: "Arroz" }, 2: { title: "Feijão" } });
      await world.give("P1E1", 0, "A");
      await world.give("P1E1", 1, "B");
      await world.give("P2E1", 0, "B");
      await world.place();
      const [file = ""] = world.productOf(2).mediaIds;
      const alt = () => world.shopify.state.files.get(file)?.alt;
      expect([alt(), world.productOf(1).mediaIds.includes(file)]).toEqual(["Arroz", true]);
      if (change === "taken") await world.take("P1E1", 1);
      else if (change === "fetched") await world.fetch("P1E1", 1, "C");
      else await world.delist("P1E1", 1);
      await world.place();
      expect([alt(), world.productOf(1).mediaIds.includes(file)]).toEqual(["Feijão", false]);
    },
  );

  it("a title that changes between upload and attach is the picture's text in the end (seed 47)", async () => {
    const world = await pictured({ 1: { title: "Arroz" } }, { fileMs: 400_000 });
    await world.give("P1E1", 0, "A");
    await world.publishImages();
    await world.load(1, { title: "Arroz branco" });
    world.clock.advance(500_000);
    await world.place();
    const [file = ""] = world.productOf(1).mediaIds;
    expect(world.shopify.state.files.get(file)?.alt).toBe("Arroz branco");
  });

  it("a title that is loaded while the lane places the picture is its text in the end (seed 13)", async () => {
    const world = await pictured({ 1: { title: "Arroz" } });
    await world.give("P1E1", 0, "A");
    await world.publishImages();
    world.clock.advance(180_000);
    const { shopify } = world.imageDeps;
    const loading = { loaded: 0 };
    const run: typeof shopify.run = async (document, variables, options) => {
      const result = await shopify.run(document, variables, options);
      if (document.toString().includes("query ProductMedia") && loading.loaded++ === 0)
        await world.load(1, { title: "Arroz branco" });
      return result;
    };
    await world.publishImages({ ...world.imageDeps, shopify: { ...shopify, run } });
    expect(loading.loaded).toBe(1);
    await world.place();
    const [file = ""] = world.productOf(1).mediaIds;
    expect(world.shopify.state.files.get(file)?.alt).toBe("Arroz branco");
  });

  it("C8: a replaced picture takes its place only when it is ready; until then the old one stays", async () => {
    const world = await pictured({ 1: {} }, { fileMs: 400_000 });
    await world.give("P1E1", 0, "A");
    await world.place(6);
    await world.give("P1E1", 0, "B");
    await world.publishImages();
    world.clock.advance(180_000);
    await world.publishImages();
    expect(world.shown(1)).toEqual(["A"]);
    world.clock.advance(300_000);
    await world.place();
    expect(world.shown(1)).toEqual(["B"]);
  });

  it("added, reordered and removed pictures follow the hub", async () => {
    const world = await pictured();
    await world.give("P1E1", 0, "A");
    await world.give("P1E1", 1, "B");
    await world.place();
    await world.give("P1E1", 2, "C");
    await world.place();
    expect(world.shown(1)).toEqual(["A", "B", "C"]);
    await world.give("P1E1", 0, "B");
    await world.give("P1E1", 1, "A");
    await world.place();
    expect(world.shown(1)).toEqual(["B", "A", "C"]);
    await world.take("P1E1", 1);
    await world.place();
    expect(world.shown(1)).toEqual(["B", "C"]);
  });

  it("a package's own picture is on its variant, and goes from there with its picture", async () => {
    const world = await pictured(TWO);
    await world.give("P1E1", 0, "A");
    await world.give("P1E12", 0, "C");
    await world.place();
    const own = () => world.variant("P1E12").mediaIds.map((id) => world.textOf(id));
    expect([own(), world.variant("P1E1").mediaIds]).toEqual([["C"], []]);
    await world.give("P1E12", 0, "D");
    await world.place();
    expect(own()).toEqual(["D"]);
    await world.take("P1E12", 0);
    await world.place();
    expect([own(), world.shown(1)]).toEqual([[], ["A"]]);
  });

  it("the same picture under two products is one file", async () => {
    const world = await pictured({ 1: {}, 2: {} });
    await world.give("P1E1", 0, "A");
    await world.give("P2E1", 0, "A");
    await world.place();
    expect([world.shown(1), world.shown(2)]).toEqual([["A"], ["A"]]);
    expect(world.shopify.state.files.size).toBe(1);
    await world.take("P1E1", 0);
    await world.place();
    expect([world.shown(1), world.shown(2)]).toEqual([[], ["A"]]);
  });

  it("pictures that products share stand in each one's own order, also where the orders are opposite (seed 30233)", async () => {
    const world = await pictured({ 1: {}, 2: {}, 3: {} });
    const orders = { 1: ["A", "D", "B"], 2: ["D", "C"], 3: ["B", "D", "A"] };
    for (const [product, pictures] of Object.entries(orders))
      for (const [place, picture] of pictures.entries()) await world.give(`P${product}E1`, place, picture);
    await world.place();
    expect([world.shown(1), world.shown(2), world.shown(3)]).toEqual(Object.values(orders));
    expect(world.shopify.state.files.size).toBe(4);
    await world.give("P1E1", 0, "C");
    await world.place();
    expect(world.shown(1)).toEqual(["C", "D", "B"]);
  });

  it("pictures of a product that is not in the shop wait for it without a call", async () => {
    const world = await pictured();
    await world.product(7, { skus: [{}] });
    await world.give("P7E1", 0, "A");
    await world.place();
    expect(world.shopify.state.files.size).toBe(0);
    expect(await world.rows("SELECT due FROM shop_media")).toEqual([{ due: 2 }]);
    await world.drain(3);
    await world.place();
    expect(world.shown(7)).toEqual(["A"]);
  });
});

describe("what the merchant does", () => {
  it("his pictures stay, behind ours, and ours go without touching them", async () => {
    const world = await pictured();
    const own = world.shopify.control.addMedia(world.productOf(1).id, pictureOf("F"));
    await world.give("P1E1", 0, "A");
    await world.place();
    expect(world.shown(1)).toEqual(["A", "F"]);
    await world.take("P1E1", 0);
    await world.place();
    expect(world.productOf(1).mediaIds).toEqual([own]);
  });

  it("the order that he gave stays, also when a picture is added", async () => {
    const world = await pictured();
    await world.give("P1E1", 0, "A");
    await world.give("P1E1", 1, "B");
    await world.place();
    const product = world.productOf(1);
    world.shopify.control.moveMedia(product.id, product.mediaIds[1] ?? "", 0);
    await world.give("P1E1", 2, "C");
    await world.place();
    expect(world.shown(1)).toEqual(["B", "A", "C"]);
  });

  it("our own order is not taken for his while Shopify's job is under way", async () => {
    const world = await pictured({ 1: {} }, { reorderMs: 300_000 });
    world.shopify.control.addMedia(world.productOf(1).id, pictureOf("F"));
    await world.give("P1E1", 0, "A");
    await world.place(2);
    await world.give("P1E1", 1, "B");
    await world.place(6);
    expect(world.shown(1)).toEqual(["A", "B", "F"]);
  });

  it("a picture that he took off stays off until it changes", async () => {
    const world = await pictured();
    await world.give("P1E1", 0, "A");
    await world.give("P1E1", 1, "B");
    await world.place();
    const product = world.productOf(1);
    world.shopify.control.removeMedia(product.id, product.mediaIds[1] ?? "");
    await world.give("P1E1", 2, "C");
    await world.place();
    expect(world.shown(1)).toEqual(["A", "C"]);
    await world.give("P1E1", 1, "D");
    await world.place();
    expect(world.shown(1)).toEqual(["A", "D", "C"]);
  });

  it("the picture that he chose for a variant stays", async () => {
    const world = await pictured(TWO);
    const own = world.shopify.control.addMedia(world.productOf(1).id, pictureOf("F"));
    world.variant("P1E12").mediaIds.push(own);
    await world.give("P1E1", 0, "A");
    await world.give("P1E12", 0, "C");
    await world.place();
    expect(world.variant("P1E12").mediaIds).toEqual([own]);
    expect(world.shown(1)).toEqual(["A", "C", "F"]);
  });
});

describe("what Shopify refuses", () => {
  it("C8: a file that fails is reported with Shopify's reason, and its product goes on without it", async () => {
    const world = await pictured();
    await world.give("P1E1", 0, "A");
    await world.give("P1E1", 1, "B");
    await world.publishImages();
    const [file] = [...world.shopify.state.files.keys()];
    world.clock.advance(1_000);
    await world.shopify.deliverDue();
    world.shopify.control.failFile(file ?? "", "IMAGE_PROCESSING_FAILURE");
    await world.place();
    expect(world.shown(1)).toHaveLength(1);
    expect(await world.rows("SELECT reason FROM desk WHERE state = 'open'")).toEqual([{ reason: "file-failed" }]);
    await world.give("P1E1", 0, "C");
    await world.give("P1E1", 1, "D");
    await world.place();
    expect(world.shown(1)).toEqual(["C", "D"]);
  });

  it("a file that fails after it was ready is found at the next visit and reported", async () => {
    const world = await pictured();
    await world.give("P1E1", 0, "A");
    await world.place();
    world.shopify.control.failFile(world.productOf(1).mediaIds[0] ?? "", "IMAGE_PROCESSING_FAILURE");
    await world.give("P1E1", 1, "B");
    await world.place(6);
    expect(world.shown(1)).toEqual(["B"]);
    expect(await world.rows("SELECT reason FROM desk WHERE state = 'open'")).toEqual([{ reason: "file-failed" }]);
  });

  it("a file that failed and whose picture the source replaced is deleted, without an entry (seeds 5001, 5020, 5080)", async () => {
    const world = await pictured();
    await world.give("P1E1", 0, "A");
    await world.place();
    expect(world.shown(1)).toEqual(["A"]);
    const [file = ""] = [...world.shopify.state.files.keys()];
    world.shopify.control.failFile(file, "IMAGE_PROCESSING_FAILURE");
    await world.give("P1E1", 0, "B");
    await world.place(12);
    expect(world.shown(1)).toEqual(["B"]);
    expect(world.shopify.state.files.has(file)).toBe(false);
    expect(await world.rows("SELECT reason FROM desk WHERE state = 'open'")).toEqual([]);
    expect(await world.rows("SELECT due FROM shop_media WHERE due = 1")).toEqual([]);
    expect(world.shopify.journal.mutations.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  });

  it("a failed file that Shopify does not delete keeps its row, is deleted later, and holds nothing else back", async () => {
    const world = await pictured();
    await world.give("P1E1", 0, "A");
    await world.give("P1E1", 1, "B");
    await world.publishImages();
    const [file = ""] = [...world.shopify.state.files.keys()];
    world.clock.advance(1_000);
    await world.shopify.deliverDue();
    world.shopify.control.failFile(file, "IMAGE_PROCESSING_FAILURE");
    world.shopify.control.refuseNext("fileDelete", "File is locked");
    world.clock.advance(3_000);
    await world.publishImages();
    const rows = () => world.rows("SELECT state FROM image_files WHERE file_gid = ?1", file);
    expect(await rows()).toEqual([{ state: "processing" }]);
    expect(await world.rows("SELECT reason FROM desk WHERE state = 'open'")).toEqual([{ reason: "file-failed" }]);
    await world.place(6);
    expect(world.shopify.state.files.has(file)).toBe(false);
    expect(await rows()).toEqual([]);
    expect(world.shown(1)).toHaveLength(1);
    expect(await world.rows("SELECT state FROM image_files WHERE state = 'failed'")).toHaveLength(1);
  });

  it("a full storage is one entry for the shop with the sum of our bytes, and uploads rest for hours", async () => {
    const world = await pictured({ 1: {}, 2: {}, 3: {} }, { fileStorageBytes: pictureOf("A").length + 10 });
    for (const [index, text] of ["A", "B", "C"].entries()) await world.give(`P${index + 1}E1`, 0, text);
    await world.place(6);
    const entries = await world.rows("SELECT reason, params FROM desk WHERE state = 'open'");
    expect(entries.map(({ reason }) => reason)).toEqual(["storage-full"]);
    const created = world.calls("fileCreate").length;
    await world.place(6);
    expect(world.calls("fileCreate").length).toBe(created);
    expect([1, 2, 3].flatMap((seq) => world.shown(seq))).toHaveLength(1);
  });

  it("an object that left R2 is fetched again or asked for, and the desk says so", async () => {
    const world = await pictured();
    await world.give("P1E1", 0, "A");
    world.bucket.objects.clear();
    await world.place();
    expect(await world.rows("SELECT reason FROM desk WHERE state = 'open'")).toEqual([{ reason: "image-lost" }]);
    await world.give("P1E1", 0, "A");
    await world.place();
    expect(world.shown(1)).toEqual(["A"]);
  });
});

describe("lost responses and crashes", () => {
  it.each([
    "StagePictures",
    "CreateFiles",
    "UpdateFiles",
    "ReorderMedia",
    "AppendVariantMedia",
    "ProductMedia",
    "FileStates",
  ])("a lost response of %s makes no second file, and every picture is in its place in the end", async (operation) => {
    const world = await pictured(TWO);
    world.shopify.control.addMedia(world.productOf(1).id, pictureOf("F"));
    await world.give("P1E1", 0, "A");
    await world.give("P1E12", 0, "C");
    world.shopify.faults.add({ kind: "cutAfter", operation, times: 4 });
    await world.place(14);
    expect(world.shown(1)).toEqual(["A", "C", "F"]);
    expect(world.variant("P1E12").mediaIds.map((id) => world.textOf(id))).toEqual(["C"]);
    expect(world.shopify.state.files.size).toBe(3);
  });

  it("a storage that takes nothing for a while holds nothing back for good", async () => {
    const world = await pictured();
    await world.give("P1E1", 0, "A");
    world.shopify.faults.add({ kind: "status", status: 503, path: "staged-uploads", times: 2 });
    await world.place(8);
    expect(world.shown(1)).toEqual(["A"]);
  });

  it("a crash at any step leaves one file a picture, in its place after the next runs", async () => {
    const seen = new Set<string>();
    for (let step = 1; step < 60; step++) {
      for (const when of ["before", "after"] as const) {
        const world = await pictured(TWO);
        await world.give("P1E1", 0, "A");
        await world.give("P1E12", 0, "C");
        const { gate, died } = dyingAt(step, when);
        const death = died.then(() => "died" as const);
        let end: unknown = null;
        for (let run = 0; run < 3 && end !== "died"; run++) {
          end = await Promise.race([world.publishImages(world.isolateWith(gate)), death]);
          world.clock.advance(180_000);
        }
        if (end !== "died") {
          expect(step).toBeGreaterThan(20); // the runs are over before the step
          return;
        }
        seen.add(`${step} ${when}`);
        world.clock.advance(600_000);
        await world.place(8);
        expect([step, when, world.shown(1)]).toEqual([step, when, ["A", "C"]]);
        expect(world.shopify.state.files.size).toBe(2);
      }
    }
    expect(seen.size).toBeGreaterThan(40);
  }, 120_000);
});
