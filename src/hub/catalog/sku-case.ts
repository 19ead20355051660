/** One package with everything that the hub knows of it: what the ERP said, what Shopify accepted, what is open. */
import { and, eq } from "drizzle-orm";
import type { StoredEntry } from "../../rules/record/desk-entry.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { plain } from "../d1/drizzle.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { entryOf, type Row as EntryRow } from "../desk/read.ts";
import { type DuePrice, readPricesEverywhere } from "../prices/shop-prices.ts";
import { brands, categories, products, skus } from "../schema/catalog.ts";
import { desk } from "../schema/desk.ts";
import { priceTargets } from "../schema/prices.ts";
import { shopProducts, shopVariants, shopVariantsDeleted } from "../schema/shop.ts";
import { stock } from "../schema/stock.ts";
import { readStockCompanies, type StockCompany } from "../stock/companies.ts";
import { type DueStock, rereadStock } from "../stock/due-stock.ts";

type StockRow = Readonly<
  Pick<
    typeof stock.$inferSelect,
    "company" | "quantityMilli" | "unlimited" | "hash" | "sent" | "sentQuantity" | "levelActive" | "parkedReason"
  >
>;

export interface SkuCase {
  readonly sku: string;
  readonly seqProduct: number;
  readonly product: typeof products.$inferSelect | null;
  readonly package: typeof skus.$inferSelect;
  readonly brand: string | null;
  /** From the root to the product's own. */
  readonly categories: readonly string[];
  readonly shop: Pick<
    typeof shopProducts.$inferSelect,
    "due" | "productGid" | "published" | "merchantFields" | "attempts"
  > | null;
  readonly variantGid: string | null;
  /** Deleted in Shopify by hand, and not to be created again without a request. */
  readonly isDeleted: boolean;
  readonly companies: readonly StockCompany[];
  readonly stock: readonly StockRow[];
  /** The inputs of the level, for companies whose row has a variant or at least a mapping. */
  readonly levels: readonly DueStock[];
  readonly prices: readonly DuePrice[];
  /** Companies that have a price target of their own. */
  readonly targets: readonly Pick<typeof priceTargets.$inferSelect, "target" | "kind" | "company" | "segment">[];
  readonly entries: readonly StoredEntry[];
}

/** Areas whose entries name a SKU or a product. */
const AREAS = [
  "publish-catalog",
  "publish-prices",
  "publish-stock",
  "barcodes",
  "products",
  "skus",
  "prices",
  "stock",
] as const;

/** @returns null when the ERP never sent this package */
export async function readSkuCase(db: D1Database, text: string): Promise<SkuCase | null> {
  const key = parseSku(text);
  if (key === null) return null;
  const { seqProduct, sku } = key;
  const orm = plain(db);
  const [packaged] = await orm
    .select()
    .from(skus)
    .where(and(eq(skus.seqProduct, seqProduct), eq(skus.sku, sku)));
  if (!packaged) return null;
  const [product] = await orm.select().from(products).where(eq(products.seqProduct, seqProduct));
  const [shop] = await orm
    .select({
      due: shopProducts.due,
      productGid: shopProducts.productGid,
      published: shopProducts.published,
      merchantFields: shopProducts.merchantFields,
      attempts: shopProducts.attempts,
    })
    .from(shopProducts)
    .where(eq(shopProducts.seqProduct, seqProduct));
  const [variant] = await orm
    .select({ gid: shopVariants.variantGid })
    .from(shopVariants)
    .where(and(eq(shopVariants.seqProduct, seqProduct), eq(shopVariants.sku, sku)));
  const [deleted] = await orm
    .select({ sku: shopVariantsDeleted.sku })
    .from(shopVariantsDeleted)
    .where(and(eq(shopVariantsDeleted.seqProduct, seqProduct), eq(shopVariantsDeleted.sku, sku)));
  const companies = await readStockCompanies(db);
  const levels = await rereadStock(
    db,
    companies,
    companies.map(({ company }) => ({ company, sku })),
  );
  return {
    sku,
    seqProduct,
    product: product ?? null,
    package: packaged,
    brand: product ? await brandOf(db, product.seqBrand) : null,
    categories: product ? await pathOf(db, product.seqCategory) : [],
    shop: shop ?? null,
    variantGid: variant?.gid ?? null,
    isDeleted: deleted !== undefined,
    companies,
    stock: await stockOf(db, sku),
    levels,
    prices: await readPricesEverywhere(db, key),
    targets: await orm
      .select({
        target: priceTargets.target,
        kind: priceTargets.kind,
        company: priceTargets.company,
        segment: priceTargets.segment,
      })
      .from(priceTargets)
      .where(eq(priceTargets.removing, 0)),
    entries: await entriesOf(db, seqProduct, sku),
  };
}

async function brandOf(db: D1Database, seqBrand: number | null): Promise<string | null> {
  if (seqBrand === null) return null;
  const [brand] = await plain(db).select({ name: brands.name }).from(brands).where(eq(brands.seqBrand, seqBrand));
  return brand?.name ?? null;
}

/** A tree has few levels; a circle of the ERP ends here too. */
const LEVELS_MAX = 10;

async function pathOf(db: D1Database, seqCategory: number | null): Promise<readonly string[]> {
  const path: string[] = [];
  for (let seq = seqCategory; seq !== null && path.length < LEVELS_MAX;) {
    const [category] = await plain(db)
      .select({ name: categories.name, parent: categories.parent })
      .from(categories)
      .where(eq(categories.seqCategory, seq));
    if (!category) break;
    path.unshift(category.name);
    seq = category.parent;
  }
  return path;
}

/** The row at each company: by the key of both, because the table is sorted by company first. */
async function stockOf(db: D1Database, sku: string): Promise<readonly StockRow[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(stock, ["company", "quantityMilli", "unlimited", "hash", "sent", "sentQuantity", "levelActive", "parkedReason"], "s")}
         FROM companies AS c CROSS JOIN ${stock} AS s ON s.${stock.company} = c.company AND s.${stock.sku} = ?1
        ORDER BY s.${stock.company}`,
    )
    .bind(sku)
    .all<StockRow>();
  return results;
}

async function entriesOf(db: D1Database, seqProduct: number, sku: string): Promise<readonly StoredEntry[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${columnList(desk, ["area", "seqProduct", "sku", "company", "segment", "ref", "reason", "params"], "d")}
         FROM json_each(?1) AS j CROSS JOIN ${desk} AS d ON d.${desk.area} = j.value AND d.${desk.seqProduct} = ?2
        WHERE d.${desk.state} = 'open' AND d.${desk.sku} IN ('', ?3) ORDER BY d.${desk.area}, d.${desk.company}`,
    )
    .bind(JSON.stringify(AREAS), seqProduct, sku)
    .all<EntryRow>();
  return results.map(entryOf);
}
