/** Specifications on their way to metafields: what products are due, what they want, and what was sent. */
import type { Instant } from "../../ports.ts";
import {
  specificationMapping,
  type SentField,
  type Specification,
  type SpecificationMapping,
} from "../../rules/images/specifications.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { beginMarking } from "../loads/marking.ts";
import { desk } from "../schema/desk.ts";
import { shopSpecifications, specifications } from "../schema/images.ts";
import type { OwnFacts } from "../../rules/images/own-fields.ts";
import { products, similars, skus } from "../schema/catalog.ts";
import { shopProducts, shopVariants } from "../schema/shop.ts";
import { readSetting, saveSetting } from "../settings/settings.ts";

const MAPPING = "specifications";

/** Which of the ERP's names are metafields; nothing is, until an operator says so. */
export const readMapping = (db: D1Database): Promise<SpecificationMapping> =>
  readSetting(db, MAPPING, specificationMapping, []);

/** Every product with specifications is compared again; an unchanged one costs no call. */
export async function saveMapping(db: D1Database, mapping: SpecificationMapping, now: Instant): Promise<void> {
  await db.batch([
    saveSetting(db, MAPPING, mapping, now),
    db.prepare(beginMarking("specifications", "SELECT 0 AS scope")),
  ]);
}

/** Names of active records with their number, the most frequent first. */
export async function readNames(
  db: D1Database,
  limit: number,
): Promise<readonly { readonly name: string; readonly records: number }[]> {
  const { results } = await db
    .prepare(
      sqlText`SELECT ${specifications.name}, count(*) AS records FROM ${specifications}
        WHERE ${specifications.active} = 1 GROUP BY ${specifications.name} ORDER BY records DESC, ${specifications.name} LIMIT ?1`,
    )
    .bind(limit)
    .all<{ name: string; records: number }>();
  return results;
}

export interface DueSpecifications {
  readonly seqProduct: number;
  readonly version: number;
  readonly attempts: number;
  /** Null: the product is not in Shopify yet. */
  readonly productGid: string | null;
  /** About this product of Shopify; a product created anew has none. */
  readonly sent: readonly SentField[];
  /** Active ones. */
  readonly records: readonly Specification[];
  readonly variants: readonly {
    readonly sku: string;
    readonly variantGid: string;
    readonly packageMilli: number | null;
  }[];
  readonly own: OwnFacts;
  /** The similar products that `own` names. */
  readonly similars: readonly number[];
}

export async function hasDueSpecifications(db: D1Database, now: Instant): Promise<boolean> {
  const row = await db
    .prepare(
      sqlText`SELECT 1 AS due FROM ${shopSpecifications} INDEXED BY shop_specifications_due
        WHERE ${shopSpecifications.due} = 1 AND ${shopSpecifications.notBefore} <= ?1 LIMIT 1`,
    )
    .bind(now)
    .first();
  return row !== null;
}

/** A page of products whose specifications are due, with all their parts, of one instant. */
export const readDueSpecifications = (
  db: D1Database,
  after: number,
  now: Instant,
  limit: number,
): Promise<readonly DueSpecifications[]> =>
  readOf(
    db,
    sqlText`SELECT ${shopSpecifications.seqProduct} FROM ${shopSpecifications} INDEXED BY shop_specifications_due
     WHERE ${shopSpecifications.due} = 1 AND ${shopSpecifications.seqProduct} > ?1 AND ${shopSpecifications.notBefore} <= ?2
     ORDER BY ${shopSpecifications.seqProduct} LIMIT ?3`,
    [after, now, limit],
  );

/** Of products that are not due: what is compared with Shopify. */
export const readSettledSpecifications = (
  db: D1Database,
  seqProducts: readonly number[],
): Promise<readonly DueSpecifications[]> =>
  readOf(
    db,
    sqlText`SELECT ${shopSpecifications.seqProduct} FROM ${shopSpecifications}
     WHERE ${shopSpecifications.seqProduct} IN (SELECT value FROM json_each(?1)) AND ${shopSpecifications.due} = 0`,
    [jsonRows(seqProducts)],
  );

/** @param page a query with one column, the products' numbers */
async function readOf(
  db: D1Database,
  page: string,
  values: readonly (string | number)[],
): Promise<readonly DueSpecifications[]> {
  const ask = (sql: string) => db.prepare(sql).bind(...values);
  const [found, records, variants, alike] = (await db.batch([
    ask(
      sqlText`SELECT m.${shopSpecifications.seqProduct} AS seqProduct, m.${shopSpecifications.version}, m.${shopSpecifications.attempts},
              m.${shopSpecifications.productGid} AS sentGid, m.${shopSpecifications.sent}, s.${shopProducts.productGid} AS productGid,
              p.${products.saleLimitMilli} AS saleLimitMilli, p.${products.weighed}, p.${products.multipleMilli} AS multipleMilli
         FROM ${shopSpecifications} AS m
         LEFT JOIN ${shopProducts} AS s ON s.${shopProducts.seqProduct} = m.${shopSpecifications.seqProduct}
         LEFT JOIN ${products} AS p ON p.${products.seqProduct} = m.${shopSpecifications.seqProduct}
        WHERE m.${shopSpecifications.seqProduct} IN (${page}) ORDER BY m.${shopSpecifications.seqProduct}`,
    ),
    ask(
      sqlText`SELECT r.${specifications.seqProduct} AS seqProduct, r.${specifications.source}, r.${specifications.sku},
              r.${specifications.name}, r.${specifications.value}
         FROM ${specifications} AS r WHERE r.${specifications.seqProduct} IN (${page}) AND r.${specifications.active} = 1`,
    ),
    ask(
      sqlText`SELECT v.${shopVariants.seqProduct} AS seqProduct, v.${shopVariants.sku}, v.${shopVariants.variantGid} AS variantGid,
              k.${skus.packageMilli} AS packageMilli
         FROM ${shopVariants} AS v
         LEFT JOIN ${skus} AS k ON k.${skus.seqProduct} = v.${shopVariants.seqProduct} AND k.${skus.sku} = v.${shopVariants.sku}
        WHERE v.${shopVariants.seqProduct} IN (${page})`,
    ),
    ask(
      sqlText`SELECT a.${similars.seqProduct} AS seqProduct, a.${similars.source}, a.${similars.similar},
              s.${shopProducts.productGid} AS gid
         FROM ${similars} AS a JOIN ${shopProducts} AS s ON s.${shopProducts.seqProduct} = a.${similars.similar}
        WHERE a.${similars.seqProduct} IN (${page}) AND s.${shopProducts.productGid} IS NOT NULL
        ORDER BY a.${similars.seqProduct}, a.${similars.source}, a.${similars.place}`,
    ),
  ])) as [
    D1Result<
      Omit<DueSpecifications, "sent" | "records" | "variants" | "own" | "similars"> & {
        sentGid: string | null;
        sent: string | null;
        saleLimitMilli: number | null;
        weighed: number | null;
        multipleMilli: number | null;
      }
    >,
    D1Result<Specification & { seqProduct: number }>,
    D1Result<DueSpecifications["variants"][number] & { seqProduct: number }>,
    D1Result<{ seqProduct: number; source: "erp" | "csv"; similar: number; gid: string }>,
  ];
  const recordsOf = Map.groupBy(records.results, ({ seqProduct }) => seqProduct);
  const variantsOf = Map.groupBy(variants.results, ({ seqProduct }) => seqProduct);
  const alikeOf = Map.groupBy(alike.results, ({ seqProduct }) => seqProduct);
  return found.results.map(({ sentGid, sent, saleLimitMilli, weighed, multipleMilli, ...row }) => ({
    ...row,
    ...ownFactsOf(alikeOf.get(row.seqProduct) ?? [], { saleLimitMilli, weighed: weighed === 1, multipleMilli }),
    sent: sent !== null && sentGid === row.productGid ? (JSON.parse(sent) as readonly SentField[]) : [], // saveSent's
    records: recordsOf.get(row.seqProduct) ?? [],
    variants: variantsOf.get(row.seqProduct) ?? [],
  }));
}

/** A person's list counts before the ERP's. */
function ownFactsOf(
  alike: readonly { readonly source: "erp" | "csv"; readonly similar: number; readonly gid: string }[],
  facts: Omit<OwnFacts, "similarGids">,
): Pick<DueSpecifications, "own" | "similars"> {
  const source = alike.some((each) => each.source === "csv") ? "csv" : "erp";
  const counting = alike.filter((each) => each.source === source);
  return {
    own: { ...facts, similarGids: counting.map(({ gid }) => gid) },
    similars: counting.map(({ similar }) => similar),
  };
}

interface SentRow {
  readonly seqProduct: number;
  readonly productGid: string | null;
  readonly sent: readonly SentField[];
}

/** Before the calls: what is about to be set or removed has no known outcome. */
export const saveFieldIntents = (db: D1Database, rows: readonly SentRow[]): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${shopSpecifications} SET ${shopSpecifications.productGid} = j.value ->> 'productGid',
          ${shopSpecifications.sent} = j.value ->> 'sent'
         FROM json_each(?1) AS j WHERE ${shopSpecifications.seqProduct} = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(rows.map((row) => ({ ...row, sent: JSON.stringify(row.sent) }))));

export interface SpecificationMark extends SentRow {
  /** As it was read: what changed meanwhile stays due. */
  readonly version: number;
  /** 0: nothing is left. 1: it is tried again. 2: the product is not in Shopify; a new one makes it due. */
  readonly due: 0 | 1 | 2;
  readonly notBefore: Instant;
  readonly attempts: number;
}

export const markSpecifications = (db: D1Database, marks: readonly SpecificationMark[]): D1PreparedStatement => {
  const isSame = sqlText`${shopSpecifications.version} = j.value ->> 'version'`;
  return db
    .prepare(
      sqlText`UPDATE ${shopSpecifications} SET ${shopSpecifications.productGid} = j.value ->> 'productGid',
          ${shopSpecifications.sent} = j.value ->> 'sent', ${shopSpecifications.attempts} = j.value ->> 'attempts',
          ${shopSpecifications.due} = CASE WHEN ${isSame} THEN j.value ->> 'due' ELSE 1 END,
          ${shopSpecifications.notBefore} = CASE WHEN ${isSame} THEN j.value ->> 'notBefore' ELSE 0 END
         FROM json_each(?1) AS j WHERE ${shopSpecifications.seqProduct} = j.value ->> 'seqProduct'`,
    )
    .bind(jsonRows(marks.map((mark) => ({ ...mark, sent: JSON.stringify(mark.sent) }))));
};

/** Closes what the desk has about metafields of these products, but for the entries that are still right. */
export const closeSpecificationEntries = (
  db: D1Database,
  seqProducts: readonly number[],
  right: readonly { readonly seqProduct?: number; readonly ref?: string }[],
  now: Instant,
): D1PreparedStatement =>
  db
    .prepare(
      sqlText`UPDATE ${desk} SET ${desk.state} = 'resolved', ${desk.lastAt} = ?3
        WHERE ${desk.area} = 'publish-images' AND ${desk.company} = 0 AND ${desk.segment} = 0
          AND ${desk.seqProduct} IN (SELECT value FROM json_each(?1)) AND ${desk.sku} = ''
          AND ${desk.ref} > 'specification:' AND ${desk.ref} < 'specification;' AND ${desk.state} = 'open'
          AND ${desk.seqProduct} || ' ' || ${desk.ref} NOT IN (SELECT value FROM json_each(?2))`,
    )
    .bind(jsonRows(seqProducts), jsonRows(right.map(({ seqProduct, ref }) => `${seqProduct ?? 0} ${ref ?? ""}`)), now);
