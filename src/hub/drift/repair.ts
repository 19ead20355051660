/** "Send again": what Shopify was found not to show is forgotten as sent, so that the publish's next run sends it. */
import type { DriftKind } from "../../rules/drift/compare.ts";
import type { Field } from "../../rules/catalog/field-ownership.ts";
import type { Instant } from "../../ports.ts";

export interface RepairWhat {
  readonly runId: string;
  /** One finding; null: all of the kind. */
  readonly n: number | null;
  /** Null: every kind. */
  readonly kind: DriftKind | null;
}

const DUE_AGAIN = "due = 1, version = version + 1, attempts = 0, not_before = 0";

/** `sent_fields` is three hashes, "fields.variants.stock": one that is empty is sent anew. */
const FIELDS_UNSENT = "sent_fields = substr(sent_fields, instr(sent_fields, '.'))";
const VARIANTS_UNSENT = `sent_fields = substr(sent_fields, 1, instr(sent_fields, '.')) ||
       substr(substr(sent_fields, instr(sent_fields, '.') + 1), instr(substr(sent_fields, instr(sent_fields, '.') + 1), '.'))`;

/** SQL: the findings that are to be repaired. `?1` = run, `?2` = one finding or null, `?3` = one kind or null. */
const found = (...kinds: readonly DriftKind[]) =>
  `FROM drift_findings AS f WHERE f.run_id = ?1 AND f.repaired_at IS NULL AND (?2 IS NULL OR f.n = ?2)
      AND (?3 IS NULL OR f.kind = ?3)${kinds.length > 0 ? ` AND f.kind IN (${kinds.map((each) => `'${each}'`).join()})` : ""}`;

/**
 * One batch: rows become due with what was sent forgotten, and the findings are noted as repaired. Nothing is written to
 * Shopify here, and the lane still applies its own rules: what it refuses is on the error desk.
 * @returns how many findings it was.
 */
export async function repairDrift(db: D1Database, { runId, n, kind }: RepairWhat, now: Instant): Promise<number> {
  const run = (sql: string) => db.prepare(sql).bind(runId, n, kind);
  const products = (set: string, ...kinds: readonly DriftKind[]) =>
    run(`UPDATE shop_products SET ${set}${DUE_AGAIN} WHERE seq_product IN (SELECT f.seq_product ${found(...kinds)})`);
  // Whatever stands there is not a merchant's word any more: a person has decided.
  const field = (kind: DriftKind, ...names: readonly Field[]) =>
    products(
      `kept = (SELECT json_group_array(k.value) FROM json_each(COALESCE(shop_products.kept, '[]')) AS k
                WHERE k.value NOT IN (${names.map((name) => `'${name}'`).join()})),
       sent_values = json_patch(COALESCE(sent_values, '{}'), '{${names.map((name) => `"${name}":["","*"]`).join()}}'),
       ${FIELDS_UNSENT}, `,
      kind,
    );
  const stock = (set: string, of: DriftKind) =>
    run(
      `UPDATE stock SET sent = NULL, sent_quantity = NULL, news = news + 1,
              wait = CASE WHEN wait = 'item-refused' THEN NULL ELSE wait END${set}
        WHERE (company, sku) IN (SELECT f.company, f.sku ${found(of)})`,
    );
  const results = await db.batch([
    field("title", "title"),
    field("status", "status"),
    field("vendor", "vendor"),
    field("product-type", "productType"),
    field("seo", "seoTitle", "seoDescription"),
    products(`sent_tags = json_set(sent_tags, '$.unsure', json('true')), ${FIELDS_UNSENT}, `, "tags"),
    products(`${VARIANTS_UNSENT}, `, "barcode", "weight"),
    products("published = NULL, ", "unpublished"),
    run(
      `DELETE FROM shop_variants_gone
        WHERE (seq_product, sku) IN (SELECT f.seq_product, f.sku ${found("variant-missing")})`,
    ),
    products("sent_set = NULL, ", "variant-missing", "variant-extra"),
    // A deleted product is made anew: nothing of it is known to Shopify.
    run(`DELETE FROM shop_variants WHERE seq_product IN (SELECT f.seq_product ${found("product-missing")})`),
    products(
      `product_gid = NULL, sent_set = NULL, sent_fields = NULL, sent_values = NULL, sent_tags = NULL, kept = NULL, published = NULL, `,
      "product-missing",
    ),
    run(
      `UPDATE shop_prices SET sent_price_cents = NULL, sent_compare_cents = NULL, ${DUE_AGAIN}
        WHERE target = 'base' AND (seq_product, sku) IN (SELECT f.seq_product, f.sku ${found("price")})`,
    ),
    // What was told counts for nothing, else a price that the hub takes for shown would not go.
    run(
      `INSERT INTO shop_prices (target, seq_product, sku, unsure)
       SELECT f.place, f.seq_product, f.sku, 1 ${found("list-price", "list-price-extra")}
          AND EXISTS (SELECT 1 FROM price_targets AS t WHERE t.target = f.place AND t.kind = 'priceList')
           ON CONFLICT (target, seq_product, sku) DO UPDATE SET unsure = 1, ${DUE_AGAIN}`,
    ),
    run(
      `UPDATE shop_prices SET unsure = 1, ${DUE_AGAIN}
        WHERE (target, seq_product, sku) IN
              (SELECT t.target, k.seq_product, k.sku
                 FROM (SELECT f.seq_product, f.sku ${found("price-metafield")}) AS k
                CROSS JOIN price_targets AS t WHERE t.kind = 'metafield')`,
    ),
    stock("", "stock"),
    stock(", level_active = 0", "level-inactive"),
    // Last: until here they tell what is to be repaired.
    db
      .prepare(
        `UPDATE drift_findings AS f SET repaired_at = ?4
          WHERE f.run_id = ?1 AND f.repaired_at IS NULL AND (?2 IS NULL OR f.n = ?2) AND (?3 IS NULL OR f.kind = ?3)`,
      )
      .bind(runId, n, kind, now),
  ]);
  return results.at(-1)?.meta.changes ?? 0;
}
