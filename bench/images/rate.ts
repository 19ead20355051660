/** Pictures from R2 to their products: the time, the calls and the points of a picture, against the shop's bucket. */
import { createShopify } from "../../sim/shopify/index.ts";
import { dotsOf } from "../../sim/pictures/label.ts";
import { pngOf } from "../../sim/pictures/png.ts";
import { createConsinco } from "../../sim/consinco/consinco.ts";
import { r2Binding } from "../../sim/cloudflare/r2.ts";
import { openGate } from "../../sim/cloudflare/gate.ts";
import { storePicture } from "../../src/hub/images/image-bytes.ts";
import { createPlatform, LATENCY } from "../lib/platform.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { locationsOf, mapCompanies } from "../lib/stocked.ts";
import { pullKinds, readInFull } from "../catalogue/pulls.ts";
import { published } from "../catalogue/first-load.ts";

export interface ImageRate {
  readonly pictures: number;
  /** From the first tick to the last product without due media. */
  readonly virtualSeconds: number;
  readonly calls: number;
  readonly points: number;
  readonly complaints: readonly unknown[];
}

const RESTORE = { standard: 100, advanced: 200, plus: 1_000 } as const;
export type Plan = keyof typeof RESTORE;

/** Each product of the shop has one picture of its own, stored and not sent. */
export async function measureImageRate(products: number, plan: Plan): Promise<ImageRate> {
  const platform = createPlatform({
    shop: (world) => createShopify({ world, plan, locations: locationsOf(1) }),
    erp: (world) =>
      createConsinco({ world, seed: 21, products, companies: 1, badRecordShare: 0, tokenMs: 864_000_000 }),
  });
  const { sql, number, shop, scheduler, r2 } = platform;
  mapCompanies(platform, 1);
  for (const kind of pullKinds()) await readInFull(platform, kind, 1);
  sql("UPDATE stock SET sent = hash, level_active = 1, sent_quantity = 0");
  await published(platform);
  const bucket = r2Binding(r2, openGate);
  const rows = sql("SELECT seq_product AS seq FROM shop_products WHERE product_gid IS NOT NULL ORDER BY seq_product");
  for (const { seq } of rows) {
    const bytes = pngOf(dotsOf({ lines: [`P${String(seq)}`], ground: [40, 90, 200] }));
    const content = await storePicture(bucket, bytes, "image/png", scheduler.now());
    sql(
      `INSERT INTO image_files (content, type, bytes, width, height, stored_at) VALUES (?1, 'image/png', ?2, 100, 100, 1)`,
      content,
      bytes.byteLength,
    );
    sql(
      `INSERT INTO images (seq_product, source, sku, main, place, active, hash, content)
       VALUES (?1, 'erp:' || ?1, 'P' || ?1 || 'E1', 1, 0, 1, 'h', ?2)`,
      Number(seq),
      content,
    );
    sql("INSERT OR REPLACE INTO shop_media (seq_product) VALUES (?1)", Number(seq));
  }
  const before = shop.journal.requests.length;
  const startedAt = scheduler.now();
  platform.startCrons("publish-images");
  const isDone = await platform.until(() => number("SELECT count(*) FROM shop_media WHERE due = 1") === 0, 86_400_000);
  platform.stopCrons();
  if (!isDone) throw new Error("the pictures were not in the shop within a day");
  const requests = shop.journal.requests.slice(before);
  const shown = [...shop.state.products.values()].filter(({ mediaIds }) => mediaIds.length === 1).length;
  if (shown !== rows.length) throw new Error(`${shown} of ${rows.length} products have their picture`);
  const result: ImageRate = {
    pictures: rows.length,
    virtualSeconds: (scheduler.now() - startedAt) / 1_000,
    calls: requests.length,
    points: requests.reduce((sum, { actual }) => sum + actual, 0),
    complaints: platform.complaints,
  };
  platform.close();
  return result;
}

const PICTURES = 500;

export async function rate(say: (line: string) => void): Promise<Result[]> {
  const results: Result[] = [];
  for (const plan of ["standard", "plus"] as const) {
    const { pictures, virtualSeconds, calls, points, complaints } = await measureImageRate(PICTURES, plan);
    say(
      `  ${plan}: ${JSON.stringify({ pictures, virtualSeconds, calls, points, complaints: complaints.slice(0, 2) })}`,
    );
    const name = `images/pictures to their products/${plan}`;
    results.push(
      resultOf(`${name}, points a second`, {
        value: points / virtualSeconds,
        unit: "points/s",
        limit: RESTORE[plan],
        note: `${(pictures / virtualSeconds).toFixed(2)} pictures a second: ${pictures} in ${Math.round(virtualSeconds)} s of virtual time, from the lane's first tick until no media are due; ${LATENCY.shopMs} ms a call assumed; limit: the bucket's restore rate`,
      }),
    );
    if (plan !== "standard") continue;
    results.push(
      resultOf("images/a picture/points", {
        value: points / pictures,
        unit: "points",
        limit: RESTORE.standard,
        note: "staged, created, followed, attached, its product's media read; limit: what the bucket at Standard restores in a second, so the inverse is the most pictures a second",
        keep: { atMost: 0.3 },
      }),
      resultOf("images/a picture/calls", {
        value: calls / pictures,
        unit: "calls",
        limit: 1,
        note: "of the Admin API, without the PUT of the bytes; limit: one call a picture",
        keep: { atMost: 1 },
      }),
    );
  }
  return results;
}
