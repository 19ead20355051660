/** A published shop with pictures in the hub, as the loads write them. */
import { Bucket, r2Binding } from "../../../sim/cloudflare/r2.ts";
import { openGate, type Gate } from "../../../sim/cloudflare/gate.ts";
import { dotsOf } from "../../../sim/pictures/label.ts";
import { pngOf } from "../../../sim/pictures/png.ts";
import { imagesPublish } from "../../../src/crons/images.ts";
import type { Deps } from "../../../src/deps.ts";
import { upsertProducts } from "../../../src/hub/catalog/products.ts";
import { saveFetches } from "../../../src/hub/images/fetches.ts";
import { IMAGES_DELISTING, saveFiles } from "../../../src/hub/images/images.ts";
import { productRow } from "../../../src/rules/catalog/product.ts";
import { acceptPicture, saveGiven } from "../../../src/images/accept.ts";
import { imagesConfig, runOf } from "../../loads/world.ts";
import { published, type ProductSpec, type PublishOptions } from "../world.ts";

export const pictureOf = (text: string) => pngOf(dotsOf({ lines: [text], ground: [40, 90, 200] }));

export async function pictured(
  products: Readonly<Record<number, ProductSpec>> = { 1: { title: "Arroz" } },
  options: PublishOptions = {},
) {
  const world = await published(products, options);
  const bucket = new Bucket(() => world.clock.now());
  const withBucket = (deps: Deps, gate: Gate = openGate): Deps => ({
    ...deps,
    config: { ...deps.config, images: imagesConfig },
    images: r2Binding(bucket, gate),
  });
  const hashOf = async ({ seqProduct, source }: { readonly seqProduct: number; readonly source: string }) =>
    String(
      await world.db
        .prepare("SELECT hash FROM images WHERE seq_product = ? AND source = ?")
        .bind(seqProduct, source)
        .first("hash"),
    );
  const images = {
    ...world,
    bucket,
    /** The hub's deps with R2. */
    get imageDeps(): Deps {
      return withBucket(world.deps);
    },
    isolateWith: (gate: Gate): Deps => withBucket(world.isolate(gate), gate),
    /** Gives a product's package a picture, as a person would. */
    async give(sku: string, place: number, text: string): Promise<void> {
      const source = { kind: "bytes", bytes: pictureOf(text) } as const;
      const accepted = await acceptPicture(images.imageDeps, { from: "api", sku, place, source });
      if (accepted.kind !== "accepted") throw new Error(accepted.kind);
      await world.db.batch(saveGiven(world.db, [accepted], world.clock.now()));
    },
    /** The product's record as the load stores it. */
    async load(seq: number, { title }: { readonly title: string }): Promise<void> {
      const row = productRow({
        seqProduct: seq,
        ecommerceTitle: title,
        ecommerceName: null,
        shortName: null,
        fullName: null,
        genericText: null,
        description: null,
        seqBrand: null,
        seqCategory: null,
        keywords: null,
        isWeighed: false,
        allowsDecimals: false,
        multipleText: null,
        isActive: true,
        saleLimitText: null,
        similars: null,
      });
      if (row.kind !== "row") throw new Error(row.kind);
      await world.db.batch(upsertProducts(world.db, "", [row.row], []));
    },
    async take(sku: string, place: number): Promise<void> {
      const accepted = await acceptPicture(images.imageDeps, { from: "api", sku, place, source: { kind: "removed" } });
      if (accepted.kind === "accepted") await world.db.batch(saveGiven(world.db, [accepted], world.clock.now()));
    },
    /** The address of a given picture is asked, and has another picture. */
    async fetch(sku: string, place: number, text: string): Promise<void> {
      const source = { kind: "bytes", bytes: pictureOf(text) } as const;
      const accepted = await acceptPicture(images.imageDeps, { from: "api", sku, place, source });
      if (accepted.kind !== "accepted" || !accepted.file) throw new Error(accepted.kind);
      const { row, file } = accepted;
      const about = { seqProduct: row.seqProduct, source: row.source, hash: await hashOf(row) };
      const answer = { content: file.content, etag: null, lastModified: null, attempts: 0, refusals: 0, fetchAt: null };
      await world.db.batch([
        saveFiles(world.db, [file], world.clock.now()),
        ...saveFetches(world.db, [{ ...about, ...answer }]),
      ]);
    },
    /** A full read of the ERP's list no longer has the picture. */
    async delist(sku: string, place: number): Promise<void> {
      const accepted = await acceptPicture(images.imageDeps, { from: "api", sku, place, source: { kind: "removed" } });
      if (accepted.kind !== "accepted") throw new Error(accepted.kind);
      const { seqProduct, source } = accepted.row;
      const statements = IMAGES_DELISTING.switchOff(`SELECT '${seqProduct}/${source}' AS key`);
      await world.db.batch(statements.map((sql) => world.db.prepare(sql)));
    },
    publishImages: (deps?: Deps) => imagesPublish.run(deps ?? images.imageDeps, runOf(world.clock)),
    /** Runs until files are ready and placed. */
    async place(runs = 4): Promise<void> {
      for (let run = 0; run < runs; run++) {
        await images.publishImages();
        world.clock.advance(180_000);
        await world.shopify.deliverDue(); // the shop's own jobs
      }
    },
    /** The texts of the product's pictures, in order; what is not ours has its file's name. */
    shown(seq: number): string[] {
      return world.productOf(seq).mediaIds.map((id) => images.textOf(id));
    },
    textOf(id: string): string {
      const file = world.shopify.state.files.get(id);
      const bytes = Buffer.from(file?.bytes ?? []);
      for (const text of images.texts) if (bytes.equals(Buffer.from(pictureOf(text)))) return text;
      return file?.name ?? "?";
    },
    texts: ["A", "B", "C", "D", "E", "F"] as string[],
  };
  return images;
}
