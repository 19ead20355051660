/** From how many due records a bulk operation is done sooner than single calls: the arithmetic of src/rules/bulk/thresholds.ts, measured. */
import { bulkFrom, type BulkSubject } from "../../src/rules/bulk/thresholds.ts";
import { LATENCY } from "../lib/platform.ts";
import { resultOf, type Result } from "../lib/results.ts";
import { published, pulled } from "./first-load.ts";

/** @returns virtual seconds until so many products are made, or so many prices sent, at Standard */
async function secondsOf(subject: BulkSubject, records: number, isBulk: boolean): Promise<number> {
  const platform = await pulled(records, "standard");
  const { sql } = platform;
  try {
    sql("INSERT INTO loads (name, enabled, page_size) VALUES ('publish-bulk', ?1, 1)", isBulk ? 1 : 0);
    if (subject === "products") return await published(platform);
    await published(platform);
    sql("UPDATE prices SET normal_cents = normal_cents + 10");
    // One price a product: a call is a product's, whatever it has.
    sql(
      "UPDATE shop_prices SET version = version + 1, due = 1 WHERE sku IN (SELECT min(sku) FROM shop_prices GROUP BY seq_product)",
    );
    return await published(platform);
  } finally {
    platform.close();
  }
}

export async function threshold(say: (line: string) => void): Promise<Result[]> {
  const results: Result[] = [];
  for (const subject of ["products", "prices"] as const) {
    const from = bulkFrom(subject);
    for (const records of [Math.round(from / 3), from, from * 3]) {
      const single = await secondsOf(subject, records, false);
      const bulk = await secondsOf(subject, records, true);
      say(`  ${records} ${subject}: ${single} s by single calls, ${bulk} s in bulk`);
      results.push(
        resultOf(`catalogue/bulk or not/${records} ${subject}${records === from ? ", the threshold" : ""}`, {
          value: bulk,
          unit: "s",
          limit: single,
          note: `by a bulk operation; limit: by single calls (${subject === "products" ? LATENCY.productSetMs : LATENCY.shopMs} ms each assumed${subject === "products" ? ", in shared requests" : ", four at once"}); the time Shopify takes to run the operation is nought here, and its webhook does not come`,
          ...(records === from ? { keep: { atMost: 1.1 } } : {}),
        }),
      );
    }
  }
  return results;
}
