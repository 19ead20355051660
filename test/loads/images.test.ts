import { describe, expect, it } from "vitest";
import { PACKAGE_SLOT } from "../../sim/consinco/pictures.ts";
import { images } from "../../src/crons/images.ts";
import { products } from "../../src/crons/products.ts";
import { skus } from "../../src/crons/skus.ts";
import { saveMapping } from "../../src/hub/images/specifications.ts";
import { pageSize, pullWorld } from "./world.ts";

const OBJECTS = "SELECT content FROM image_files ORDER BY content";
const worldOf = (options: Parameters<typeof pullWorld>[0] = {}) =>
  pullWorld({ products: 30, badPictureShare: 0, ...options });

/** A product whose main picture has an address. */
const withAddress = async (world: ReturnType<typeof worldOf>) =>
  world.one("SELECT seq_product, source, url, content, etag FROM images WHERE url IS NOT NULL AND main = 1 LIMIT 1");

describe("the load of pictures", () => {
  it("C8: addresses, data: URLs and base64 become objects under their hash; specifications are rows of their own", async () => {
    const world = worldOf();
    await world.run(images);
    const shown = world.erp.state.catalogue.products.length;
    const rows = await world.rows("SELECT url, content, fetch_at FROM images WHERE active = 1");
    expect(rows.length).toBeGreaterThan(shown / 2);
    expect(rows.every(({ content }) => typeof content === "string")).toBe(true);
    expect(rows.some(({ url }) => url === null)).toBe(true);
    const objects = await world.rows(OBJECTS);
    expect(objects.map(({ content }) => `sha256/${String(content).slice(0, 2)}/${String(content)}`)).toEqual(
      [...world.bucket.objects.keys()].sort(),
    );
    expect((await world.rows("SELECT name FROM specifications")).length).toBeGreaterThan(0);
    expect(await world.rows("SELECT area, reason FROM desk WHERE state = 'open'")).toEqual([]);
  });

  it("an unchanged picture costs a conditional request and no new object; a replaced one is another object", async () => {
    const world = worldOf();
    await world.run(images);
    const { seq_product: seqProduto, url, content } = await withAddress(world);
    const asked = () => world.erp.journal.calls.filter((call) => call.path === new URL(String(url)).pathname);
    expect(asked().map(({ status }) => status)).toEqual([200]);

    world.clock.advance(8 * 86_400_000);
    await world.run(images);
    expect(asked().map(({ status }) => status)).toEqual([200, 304]);
    expect(world.bucket.objects.size).toBe((await world.rows(OBJECTS)).length);

    world.erp.control.setPicture({ seqProduto: Number(seqProduto), slot: 0, form: "url" });
    await world.run(images);
    const now = await world.one("SELECT content FROM images WHERE seq_product = ?1 AND main = 1", seqProduto);
    expect(now["content"]).not.toBe(content);
    expect(asked().at(-1)?.status).toBe(200);
  });

  it("the same picture under several products is one object", async () => {
    const world = worldOf();
    const [one, other] = world.erp.state.catalogue.products;
    for (const product of [one, other])
      world.erp.control.setPicture({
        seqProduto: product?.seqProduto ?? 0,
        slot: 1,
        form: "url",
        fault: "placeholder",
      });
    await world.run(images);
    const shared = await world.rows(
      "SELECT content, count(*) AS n FROM images WHERE active = 1 GROUP BY content HAVING n > 1",
    );
    expect(shared).toHaveLength(1);
    expect(await world.rows("SELECT 1 FROM image_files WHERE content = ?1", shared[0]?.["content"])).toHaveLength(1);
  });

  it.each([
    ["missing", "image-missing"],
    ["html", "image-refused"],
    ["svg", "image-refused"],
    ["truncated", "image-refused"],
    ["huge", "image-refused"],
    ["noise", "image-refused"],
  ] as const)(
    "C8: a picture that is %s leaves the one before and an entry, which a good one closes",
    async (fault, reason) => {
      const world = worldOf();
      await world.run(images);
      const { seq_product: seq, content } = await withAddress(world);
      const seqProduto = Number(seq);
      world.clock.advance(600_000);
      world.erp.control.setPicture({ seqProduto, slot: 0, form: "url", fault });
      await world.run(images);
      const main = () =>
        world.one("SELECT content, active FROM images WHERE seq_product = ?1 AND main = 1", seqProduto);
      const entries = () =>
        world.rows("SELECT reason, state FROM desk WHERE area = 'image-fetch' AND seq_product = ?1", seqProduto);
      expect(await main()).toEqual({ content, active: 1 });
      expect(await entries()).toEqual([{ reason, state: "open" }]);

      world.clock.advance(600_000);
      world.erp.control.setPicture({ seqProduto, slot: 0, fault: null });
      await world.run(images);
      expect((await main())["content"]).not.toBe(content);
      expect(await entries()).toEqual([{ reason, state: "resolved" }]);
    },
  );

  it("a bad picture inside its record is refused with its reason, and a good one closes the entry", async () => {
    const world = worldOf();
    const seqProduto = world.erp.state.catalogue.products[0]?.seqProduto ?? 0;
    world.erp.control.setPicture({ seqProduto, slot: 0, form: "base64", fault: "huge" });
    await world.run(images);
    const entries = () => world.rows("SELECT reason, params, state FROM desk WHERE area = 'images'");
    expect(await entries()).toEqual([
      { reason: "image-refused", params: '{"fault":"too-many-pixels"}', state: "open" },
    ]);
    world.clock.advance(600_000);
    world.erp.control.setPicture({ seqProduto, slot: 0, fault: null });
    await world.run(images);
    expect((await entries()).map(({ state }) => state)).toEqual(["resolved"]);
  });

  it("a picture that more than five unrelated products have counts as none and is listed, until they have their own", async () => {
    const world = worldOf({ products: 60 });
    await world.run(products);
    const some = world.erp.state.catalogue.products.slice(0, 20);
    for (const { seqProduto } of some)
      world.erp.control.setPicture({ seqProduto, slot: 1, form: "url", fault: "placeholder" });
    await world.run(images);
    expect(await world.rows("SELECT placeholder FROM image_files WHERE placeholder = 1")).toHaveLength(1);
    expect(await world.rows("SELECT state FROM desk WHERE reason = 'placeholder'")).toEqual([{ state: "open" }]);

    world.clock.advance(600_000);
    for (const { seqProduto } of some.slice(0, 18)) world.erp.control.setPicture({ seqProduto, slot: 1, fault: null });
    await world.run(images);
    await world.run(images);
    expect(await world.rows("SELECT 1 FROM image_files WHERE placeholder = 1")).toEqual([]);
    expect(await world.rows("SELECT state FROM desk WHERE reason = 'placeholder'")).toEqual([{ state: "resolved" }]);
  });

  it("a picture that the ERP switches off, or no longer lists, is off and its product's media are due", async () => {
    const world = worldOf();
    await world.run(images);
    const { seq_product: seq } = await withAddress(world);
    await world.db.prepare("UPDATE shop_media SET due = 0").run();
    world.clock.advance(600_000);
    world.erp.control.removePicture({ seqProduto: Number(seq), slot: 0 });
    await world.run(images);
    expect(
      await world.one(
        "SELECT active FROM images WHERE seq_product = ?1 AND source = ?2",
        seq,
        `erp:${Number(seq) * 10}`,
      ),
    ).toEqual({ active: 0 });
    expect(await world.rows("SELECT seq_product FROM shop_media WHERE due = 1")).toEqual([{ seq_product: seq }]);

    const gone = await withAddress(world);
    world.erp.control.setDelisted({ seqProduto: Number(gone["seq_product"]), delisted: true });
    world.clock.advance(8 * 86_400_000);
    await world.run(images);
    await world.run(images);
    expect(await world.rows("SELECT 1 FROM images WHERE seq_product = ?1 AND active = 1", gone["seq_product"])).toEqual(
      [],
    );
  });

  it("without IMAGE_HOSTS the ERP is not asked", async () => {
    const world = worldOf();
    const deps = {
      ...world.deps,
      config: { ...world.deps.config, images: { hosts: [], modern: false, origin: null } },
    };
    expect(await world.run(images, deps)).toBe("done");
    expect(world.erp.journal.calls).toEqual([]);
  });

  it("without IMAGE_HOSTS specifications are read where some are mapped, and pictures are no desk noise", async () => {
    const world = worldOf({ badPictureShare: 0.5 });
    await saveMapping(
      world.deps.db,
      [{ name: "Conservação", metafield: "custom.conservacao", type: "multi_line_text_field", of: "product" }],
      0,
    );
    const deps = {
      ...world.deps,
      config: { ...world.deps.config, images: { hosts: [], modern: false, origin: null } },
    };
    await world.run(images, deps);
    const specifications = await world.rows("SELECT seq_product FROM specifications WHERE active = 1");
    expect(specifications.length).toBeGreaterThan(0);
    expect(await world.rows("SELECT seq_product FROM shop_specifications WHERE due = 1")).toHaveLength(
      specifications.length,
    );
    expect(await world.rows("SELECT 1 FROM images WHERE active = 1")).toEqual([]);
    expect(await world.rows("SELECT reason FROM desk WHERE state = 'open'")).toEqual([]);
    const [{ seq_product: seq } = {}] = specifications;
    await world.deps.db.prepare("UPDATE shop_specifications SET due = 0").run();
    world.erp.control.setSpecification({ seqProduto: Number(seq), value: null });
    world.clock.advance(60_000);
    await world.run(images, deps);
    expect(await world.rows("SELECT seq_product FROM shop_specifications WHERE due = 1")).toEqual([
      { seq_product: seq },
    ]);
    expect(await world.rows("SELECT active FROM specifications WHERE seq_product = ?1", seq)).toEqual([{ active: 0 }]);
  });

  it("a picture of another package keeps that package", async () => {
    const world = worldOf();
    const product = world.erp.state.catalogue.products.find(({ skuCount }) => skuCount > 1);
    world.erp.control.setPicture({ seqProduto: product?.seqProduto ?? 0, slot: PACKAGE_SLOT, form: "url" });
    await world.run(skus);
    await world.run(images);
    const own = world.erp.state.catalogue.skus[(product?.firstSku ?? 0) + (product?.skuCount ?? 0) - 1];
    expect(
      await world.one(
        "SELECT sku FROM images WHERE source = ?1",
        `erp:${(product?.seqProduto ?? 0) * 10 + PACKAGE_SLOT}`,
      ),
    ).toEqual({ sku: own?.key });
  });
});

describe("pages that are longer than the client reads", () => {
  /** An ERP whose pages of these products are padded to megabytes. */
  function padded(megabytes: (seqProduto: number) => number) {
    const world = worldOf({
      products: 12,
      fetch: async (request) => {
        const answer = await world.erp.handler(request);
        if (!new URL(request.url).pathname.endsWith("ProdutoSkuEspecificacao")) return answer;
        const page = await answer.json<{ items: Record<string, unknown>[] }>();
        const size = page.items.reduce((sum, item) => sum + megabytes(Number(item["seqProduto"])), 0);
        return Response.json({ ...page, pad: "x".repeat(size * 1024 * 1024) });
      },
    });
    return world;
  }

  it("are requested again by halves, and every record arrives", async () => {
    const plain = worldOf({ products: 12 });
    await plain.run(images);
    const world = padded(() => 2);
    await pageSize(world, "images", 16);
    await world.run(images);
    const rows = (of: typeof world) => of.rows("SELECT seq_product, source, hash FROM images ORDER BY 1, 2");
    expect(await rows(world)).toEqual(await rows(plain));
    expect(await world.rows("SELECT reason FROM desk WHERE state = 'open'")).toEqual([]);
    expect(await world.one("SELECT outcome FROM runs WHERE name = 'images'")).toEqual({ outcome: "done" });
  });

  it("a record that is too long alone is an entry, the others arrive, and a full run without it closes the entry", async () => {
    const large = new Set<number>();
    const world = padded((seqProduto) => (large.has(seqProduto) ? 17 : 0));
    const seqProduto = world.erp.state.catalogue.products[3]?.seqProduto ?? 0;
    world.erp.control.setPicture({ seqProduto, slot: 0 });
    for (const slot of [1, 2, PACKAGE_SLOT]) world.erp.control.removePicture({ seqProduto, slot });
    large.add(seqProduto);
    await world.run(images);
    const entries = () => world.rows("SELECT state FROM desk WHERE reason = 'record-too-large'");
    expect((await entries()).length).toBeGreaterThan(0);
    expect(await world.rows("SELECT 1 FROM images WHERE seq_product = ?1", seqProduto)).toEqual([]);
    expect((await world.rows("SELECT DISTINCT seq_product FROM images")).length).toBeGreaterThan(5);

    large.clear();
    world.clock.advance(8 * 86_400_000);
    await world.run(images);
    expect((await entries()).every(({ state }) => state === "resolved")).toBe(true);
    expect((await world.rows("SELECT 1 FROM images WHERE seq_product = ?1", seqProduto)).length).toBeGreaterThan(0);
  });
});

describe("crashes and R2", () => {
  it("an R2 that cannot be reached fails the run, which goes on at its page", async () => {
    let isDown = true;
    const world = worldOf({
      gate: async ({ port }, effect) => {
        if (port === "r2" && isDown)
          throw new Error("put: We encountered an internal error. Please try again. (10001)");
        return effect();
      },
    });
    await world.run(images);
    expect(await world.one("SELECT outcome, reason FROM runs WHERE name = 'images'")).toMatchObject({
      outcome: "failed",
    });
    expect(world.bucket.objects.size).toBe(0);
    isDown = false;
    world.clock.advance(3_600_000);
    await world.run(images);
    const rows = await world.rows("SELECT content FROM images WHERE active = 1");
    expect(rows.every(({ content }) => content !== null)).toBe(true);
  });

  it("an address that does not answer is asked again later, and the third time it is on the desk", async () => {
    const world = worldOf({
      products: 5,
      fetch: async (request) => {
        if (new URL(request.url).hostname === "imagens.loja.exemplo") throw new TypeError("connection reset");
        return world.erp.handler(request);
      },
    });
    for (let run = 0; run < 3; run++) {
      await world.run(images);
      world.clock.advance(3_600_000);
    }
    const entries = await world.rows("SELECT reason FROM desk WHERE area = 'image-fetch' AND state = 'open'");
    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.map(({ reason }) => reason))).toEqual(new Set(["image-unreachable"]));
  });

  it("a source that changes while its picture is fetched is asked again", async () => {
    let changed = 0;
    const world = worldOf({
      products: 8,
      fetch: async (request) => {
        const answer = await world.erp.handler(request);
        if (new URL(request.url).hostname === "imagens.loja.exemplo" && changed++ === 0)
          await world.db
            .prepare("UPDATE images SET hash = 'other', fetch_at = 0 WHERE url = ?1")
            .bind(request.url)
            .run();
        return answer;
      },
    });
    await world.run(images);
    await world.run(images);
    const rows = await world.rows("SELECT content, hash FROM images WHERE url IS NOT NULL AND active = 1");
    expect(rows.some(({ hash }) => hash === "other")).toBe(true);
    expect(rows.filter(({ content }) => content === null)).toEqual([]);
  });
});
