/** Variants that Shopify has for us. What was waiting for one of them is let go in the batch that notes it. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";

export interface VariantMark {
  readonly seqProduct: number;
  readonly sku: string;
  readonly variantGid: string;
  readonly inventoryItemGid: string;
  readonly tracked: boolean;
  /** Made just now, or another one than the hub knew: nothing is known of its price and stock but what follows. */
  readonly isNew: boolean;
  /** Companies whose level was stocked, with nought, at its creation. */
  readonly companies: readonly number[];
  /** The price it was made with; null: unknown, to be sent. */
  readonly price: {
    readonly version: number | null;
    readonly priceCents: number;
    readonly compareCents: number | null;
    readonly nextChangeAt: Instant | null;
    /** The ERP's price that it is, and the one that waits for a person instead. */
    readonly askedCents: number;
    readonly heldCents: number | null;
  } | null;
  /**
   * What it costs there, where it was not made just now: the price to be sent is measured against it, for a customer who saw
   * the one would see the other.
   */
  readonly standingCents: number | null;
}

/**
 * Lays the whole set of these products: variants that are gone leave the hub. Stock that waited for a new variant is due
 * again at every company, and its price stands as it was created, or is due: unknown, changed meanwhile, or held back, which the
 * price lane then says once more.
 */
export function markVariants(
  db: D1Database,
  seqProducts: readonly number[],
  variants: readonly VariantMark[],
): D1PreparedStatement[] {
  const all = jsonRows(
    variants.map(({ seqProduct, sku, variantGid, inventoryItemGid, tracked }) => ({
      seqProduct,
      sku,
      variantGid,
      inventoryItemGid,
      tracked: tracked ? 1 : 0,
    })),
  );
  const fresh = variants.filter(({ isNew }) => isNew);
  const skus = jsonRows(fresh.map(({ sku }) => sku));
  const standing = variants.filter(({ isNew }) => !isNew).map(({ sku }) => sku);
  const stocked = jsonRows(fresh.flatMap(({ sku, companies }) => companies.map((company) => ({ company, sku }))));
  const priced = jsonRows(
    fresh.map(({ seqProduct, sku, price, standingCents }) => ({
      seqProduct,
      sku,
      version: price?.version ?? 0, // no row was there when it was read
      due: price?.heldCents === null ? 0 : 1,
      unsure: price ? 0 : 1, // whatever it costs there, it was not heard that it does
      priceCents: price?.priceCents ?? standingCents,
      compareCents: price?.compareCents ?? null,
      nextChangeAt: price?.nextChangeAt ?? null,
      askedCents: price?.askedCents ?? null,
      heldCents: price?.heldCents ?? null,
    })),
  );
  return [
    // Its stock was told that the item is gone, and it is not: it goes again. What was refused too often only as another item.
    ...(standing.length === 0
      ? []
      : [
          db
            .prepare(
              `UPDATE stock SET wait = NULL, refusals = CASE wait WHEN 'item-refused' THEN 0 ELSE refusals END
                WHERE (company, sku) IN (SELECT c.company, j.value FROM companies AS c CROSS JOIN json_each(?1) AS j)
                  AND (wait = 'item-gone'
                       OR wait = 'item-refused'
                          AND EXISTS (SELECT 1 FROM json_each(?2) AS j JOIN shop_variants AS v
                                          ON v.seq_product = j.value ->> 'seqProduct' AND v.sku = j.value ->> 'sku'
                                       WHERE v.sku = stock.sku AND v.inventory_item_gid <> j.value ->> 'inventoryItemGid'))`,
            )
            .bind(jsonRows(standing), all),
        ]),
    db
      .prepare(
        `DELETE FROM shop_variants
          WHERE seq_product IN (SELECT value FROM json_each(?1))
            AND NOT EXISTS (SELECT 1 FROM json_each(?2) AS j
                             WHERE j.value ->> 'seqProduct' = shop_variants.seq_product AND j.value ->> 'sku' = shop_variants.sku)`,
      )
      .bind(jsonRows(seqProducts), all),
    db
      .prepare(
        `INSERT INTO shop_variants (seq_product, sku, variant_gid, inventory_item_gid, tracked)
         SELECT value ->> 'seqProduct', value ->> 'sku', value ->> 'variantGid', value ->> 'inventoryItemGid', value ->> 'tracked'
           FROM json_each(?1)
          WHERE true
             ON CONFLICT (seq_product, sku) DO UPDATE
            SET variant_gid = excluded.variant_gid, inventory_item_gid = excluded.inventory_item_gid, tracked = excluded.tracked
          WHERE excluded.variant_gid <> shop_variants.variant_gid OR excluded.inventory_item_gid <> shop_variants.inventory_item_gid
             OR excluded.tracked <> shop_variants.tracked`,
      )
      .bind(all),
    ...(fresh.length === 0
      ? []
      : [
          db
            .prepare(
              `UPDATE stock SET wait = NULL, refusals = 0, sent = NULL, sent_quantity = NULL, level_active = 0
                WHERE (company, sku) IN (SELECT c.company, j.value FROM companies AS c CROSS JOIN json_each(?1) AS j)`,
            )
            .bind(skus),
          db
            .prepare(
              `UPDATE stock SET level_active = 1, sent_quantity = 0 FROM json_each(?1) AS j
                WHERE stock.company = j.value ->> 'company' AND stock.sku = j.value ->> 'sku'`,
            )
            .bind(stocked),
          // A price that changed while its variant was being made is due: the variant was made with the former one.
          db
            .prepare(
              `INSERT INTO shop_prices (target, seq_product, sku, version, due, sent_price_cents, sent_compare_cents, next_change_at,
                                        asked_cents, held_cents, unsure)
               SELECT 'base', j.value ->> 'seqProduct', j.value ->> 'sku', j.value ->> 'version', j.value ->> 'due',
                      j.value ->> 'priceCents', j.value ->> 'compareCents', j.value ->> 'nextChangeAt',
                      j.value ->> 'askedCents', j.value ->> 'heldCents', j.value ->> 'unsure'
                 FROM json_each(?1) AS j
                WHERE true
                   ON CONFLICT (target, seq_product, sku) DO UPDATE
                  SET sent_price_cents = excluded.sent_price_cents, sent_compare_cents = excluded.sent_compare_cents,
                      next_change_at = excluded.next_change_at, attempts = 0, not_before = 0,
                      unsure = excluded.unsure, asked_cents = excluded.asked_cents,
                      held_cents = CASE WHEN shop_prices.version = excluded.version THEN excluded.held_cents END,
                      approved_cents = CASE WHEN shop_prices.version = excluded.version AND excluded.unsure = 0 THEN NULL
                                            ELSE shop_prices.approved_cents END,
                      due = CASE WHEN shop_prices.version = excluded.version THEN excluded.due ELSE 1 END`,
            )
            .bind(priced),
          // Price lists and the metafield know nothing of a new variant; those of its predecessor went with it.
          db
            .prepare(
              `INSERT INTO shop_prices (target, seq_product, sku)
               SELECT t.target, j.value ->> 'seqProduct', j.value ->> 'sku'
                 FROM json_each(?1) AS j CROSS JOIN price_targets AS t
                 CROSS JOIN prices AS e ON e.company = t.company AND e.segment = t.segment AND e.sku = j.value ->> 'sku'
                WHERE t.kind <> 'base'
                   ON CONFLICT (target, seq_product, sku) DO UPDATE
                  SET version = shop_prices.version + 1, due = 1, attempts = 0, not_before = 0, sent_price_cents = NULL,
                      sent_compare_cents = NULL, held_cents = NULL`,
            )
            .bind(priced),
        ]),
  ];
}

/** What makes units of these SKUs' stock has changed: every company's row is looked at again. */
export function wakeStock(db: D1Database, skus: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE stock SET sent = NULL
        WHERE (company, sku) IN (SELECT c.company, j.value FROM companies AS c CROSS JOIN json_each(?1) AS j) AND sent IS NOT NULL`,
    )
    .bind(jsonRows(skus));
}
