import { laterPromotions } from "../../rules/catalog/hub-rows.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import type { LineProduct } from "../../rules/orders/items/line-products.ts";
import type { KnownSku } from "../../rules/orders/items/goods.ts";
import type { Correction } from "../../rules/orders/people/corrections.ts";
import type { PaymentForm } from "../../rules/orders/payment/forms.ts";
import { orderRules, type OrderRules } from "../../rules/orders/settings.ts";
import type { Instant } from "../../ports.ts";
import { FIRST_WATERMARK } from "../loads/loads.ts";
import { DRY_RUN_SETTING, dryRunOf, type DryRun } from "../dry-run/dry-run.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import type { VariantSkus } from "../../rules/orders/reading/line-variants.ts";
import { knownSkus, knownSkusOf } from "../catalog/known-skus.ts";
import type { PromotionalPrice } from "../../rules/orders/items/promotion.ts";
import { priceTargets, prices } from "../schema/prices.ts";
import { paymentForms } from "../schema/orders.ts";
import { settings } from "../schema/settings.ts";
import { shopVariants } from "../schema/shop.ts";
import { companies } from "../schema/stock.ts";
import { LINE_PRODUCTS } from "./line-products.ts";
import { readPaymentForm } from "./payment-forms.ts";
import { readCorrections } from "./people/corrections.ts";
import { ORDER_RULES } from "./rules.ts";
import { ORDERS_SINCE } from "./start-date.ts";

/** Everything in the hub that the mapping of an order uses. */
export interface HubMapping {
  readonly companies: ReadonlyMap<string, number>;
  readonly paymentForms: readonly PaymentForm[];
  readonly skus: ReadonlyMap<string, KnownSku>;
  /** Variant gid → SKU, of the order's lines that the hub published. */
  readonly variants: VariantSkus;
  /** ISO instant: orders made before it are not ours (start-date.ts). */
  readonly since: string;
  readonly lineProducts: readonly LineProduct[];
  readonly promotions: readonly PromotionalPrice[];
  readonly rules: OrderRules;
  readonly dryRun: DryRun;
  /** What a person corrected of the order; read where its number is given. */
  readonly corrections: readonly Correction[];
}

type StoredPromotion = Omit<PromotionalPrice, "onSale" | "later"> & { readonly promosLater: string | null };

/** The start date is a day before the first order that was seen: a webhook may be late, and the first hour must not be lost. */
const FIRST_LOOKBACK_MS = 24 * 3_600_000;

const SETTING = sqlText`SELECT ${settings.value} FROM ${settings} WHERE ${settings.name} = ?1`;

/** Reads the mapping in one call. The very first call also stores the start date. */
export async function readHubMapping(
  db: D1Database,
  lines: readonly { readonly sku: string | null; readonly variantGid: string | null }[],
  now: Instant,
  orderId = "",
): Promise<HubMapping> {
  const keys = lines.flatMap(({ sku }) => parseSku(sku ?? "") ?? []);
  const wanted = keys.map(({ seqProduct, sku }) => ({ seqProduct, sku }));
  const gids = lines.flatMap(({ variantGid }) => variantGid ?? []);
  const [, since, mapped, forms, known, rules, sold, dryRun, extras, promoted, corrected] = await db.batch<
    Record<string, string | number | null>
  >([
    db
      .prepare(
        sqlText`INSERT OR IGNORE INTO ${settings} (${settings.name}, ${settings.value}, ${settings.changedAt}) VALUES (?1, ?2, ?3)`,
      )
      .bind(ORDERS_SINCE, JSON.stringify(new Date(now - FIRST_LOOKBACK_MS).toISOString()), now),
    db
      .prepare(sqlText`SELECT ${settings.value} ->> '$' AS since FROM ${settings} WHERE ${settings.name} = ?1`)
      .bind(ORDERS_SINCE),
    db.prepare(
      sqlText`SELECT ${companies.company}, ${companies.locationGid} AS gid FROM ${companies}
        WHERE ${companies.locationGid} IS NOT NULL AND ${companies.enabled} = 1`,
    ),
    db.prepare(
      sqlText`SELECT ${paymentForms.gateway}, ${paymentForms.seqFormaPagto} AS form, ${paymentForms.submitWhile} AS promises
         FROM ${paymentForms}`,
    ),
    knownSkus(db, wanted),
    db.prepare(SETTING).bind(ORDER_RULES),
    db
      .prepare(
        sqlText`SELECT ${shopVariants.variantGid} AS gid, ${shopVariants.sku} FROM ${shopVariants}
          WHERE ${shopVariants.variantGid} IN (SELECT value FROM json_each(?1))`,
      )
      .bind(jsonRows(gids)),
    db.prepare(SETTING).bind(DRY_RUN_SETTING),
    db.prepare(LINE_PRODUCTS),
    db
      .prepare(
        sqlText`SELECT DISTINCT e.${prices.company}, e.${prices.sku}, e.${prices.normalCents} AS normalCents,
                e.${prices.promoCents} AS promoCents, e.${prices.promoFrom} AS promoFrom,
                e.${prices.promoUntil} AS promoUntil, e.${prices.promosLater} AS promosLater
           FROM json_each(?1) AS j CROSS JOIN ${priceTargets} AS t
           JOIN ${prices} AS e ON e.${prices.company} = t.${priceTargets.company}
            AND e.${prices.segment} = t.${priceTargets.segment} AND e.${prices.sku} = j.value ->> 'sku'
          WHERE e.${prices.promoCents} IS NOT NULL`,
      )
      .bind(jsonRows(wanted)),
    readCorrections(db, orderId),
  ]);
  const rows = (result: typeof since) => result?.results ?? [];
  const first = String(rows(since)[0]?.["since"] ?? FIRST_WATERMARK);
  const dry = rows(dryRun)[0]?.["value"];
  return {
    dryRun: dryRunOf(dry === undefined ? undefined : String(dry)),
    rules: orderRules.parse(JSON.parse(String(rows(rules)[0]?.["value"] ?? "{}"))),
    since: /Z|[+-]\d\d:\d\d$/.test(first) ? first : `${first}Z`,
    companies: new Map(rows(mapped).map((row) => [String(row["gid"]), Number(row["company"])])),
    variants: new Map(rows(sold).map((row) => [String(row["gid"]), String(row["sku"])])),
    corrections: rows(corrected) as unknown as readonly Correction[],
    lineProducts: rows(extras) as unknown as readonly LineProduct[],
    promotions: (rows(promoted) as unknown as readonly StoredPromotion[]).map(({ promosLater, ...row }) => ({
      ...row,
      ...laterPromotions(promosLater),
      onSale: true, // it was sold
    })),
    paymentForms: rows(forms).map((row) =>
      readPaymentForm({
        gateway: String(row["gateway"]),
        seqFormaPagto: Number(row["form"]),
        submitWhile: String(row["promises"]),
      }),
    ),
    skus: knownSkusOf(known),
  };
}
