import { categoryPath, type CategoryNode, type Tree } from "../../rules/catalog/category-path.ts";
import type { ErpCategoryRow } from "../../rules/catalog/category.ts";
import type { Deactivation } from "../../rules/record/record-outcome.ts";
import { DELISTED_HASH, type DelistingRule } from "../loads/missing-records.ts";
import { jsonRows } from "../d1/json.ts";
import { differing, deactivateRows, upsertRows, type UpsertTable } from "../d1/upsert-page.ts";
import { DUE_RESET } from "./products.ts";
import { sqlText } from "../d1/sql-text.ts";
import { brands, categories, products } from "../schema/catalog.ts";
import { shopProducts } from "../schema/shop.ts";

const CATEGORIES: UpsertTable = {
  table: categories,
  keys: { seqCategory: categories.seqCategory },
  columns: { parent: categories.parent, name: categories.name, active: categories.active },
};

/**
 * Makes the products of the whole branch under some categories due. UNION instead of UNION ALL ends the recursion in a
 * circle.
 * @param under a query with one column, `seq`
 */
const dueUnder = (under: string) =>
  sqlText`UPDATE ${shopProducts} SET ${DUE_RESET} WHERE ${shopProducts.seqProduct} IN (
     WITH RECURSIVE branch (seq) AS (
       ${under}
       UNION
       SELECT c.${categories.seqCategory} FROM branch CROSS JOIN ${categories} AS c
         ON c.${categories.parent} = branch.seq)
     SELECT p.${products.seqProduct} FROM branch CROSS JOIN ${products} AS p
       ON p.${products.seqCategory} = branch.seq)`;

export const CATEGORIES_DELISTING: DelistingRule = {
  live: sqlText`SELECT CAST(${categories.seqCategory} AS TEXT) AS key FROM ${categories}
    WHERE ${categories.active} = 1`,
  switchOff: (delisted) => [
    dueUnder(`SELECT CAST(key AS INTEGER) FROM (${delisted})`),
    sqlText`UPDATE ${categories} SET ${categories.active} = 0, ${categories.hash} = '${DELISTED_HASH}'
      WHERE ${categories.seqCategory} IN (SELECT CAST(key AS INTEGER) FROM (${delisted}))`,
  ],
};

/**
 * Stores a page of categories. All products under a changed category become due, because they show its path. The branch
 * is read from the tree before the page: a category that moves in the page is a changed category itself.
 */
export function upsertCategories(
  db: D1Database,
  runId: string,
  rows: readonly ErpCategoryRow[],
  offs: readonly Deactivation[],
): D1PreparedStatement[] {
  return [
    ...upsertRows(db, CATEGORIES, runId, rows, (json) => [
      db.prepare(dueUnder(`SELECT j.value ->> 'seqCategory' ${differing(CATEGORIES, "?1")}`)).bind(json),
    ]),
    ...deactivateRows(
      db,
      {
        table: categories,
        flag: categories.active,
        where: sqlText`t.${categories.seqCategory} = CAST(j.value ->> 'key' AS INTEGER)`,
        parameters: [],
      },
      runId,
      offs,
      (from, parameters) => [
        db.prepare(dueUnder(sqlText`SELECT t.${categories.seqCategory} ${from()}`)).bind(...parameters),
      ],
    ),
  ];
}

type RawNode = Pick<typeof categories.$inferSelect, "parent" | "name" | "active"> & { readonly seq: number };

const treeOf = (rows: readonly RawNode[]): Tree =>
  new Map(rows.map((row): [number, CategoryNode] => [row.seq, { ...row, active: row.active === 1 }]));

const NODE = sqlText`c.${categories.seqCategory} AS seq, c.${categories.parent}, c.${categories.name},
  c.${categories.active}`;

/** The whole tree: some thousand rows in a large chain. */
export async function readTree(db: D1Database): Promise<Tree> {
  const { results } = await db.prepare(sqlText`SELECT ${NODE} FROM ${categories} AS c`).all<RawNode>();
  return treeOf(results);
}

/** A product's brand and its category path in the ERP. */
export interface ProductClassification {
  /** Null: no brand, or a brand that the hub does not have yet. */
  readonly brandName: string | null;
  /** Root first, the product's own category last; empty without one. Inactive categories are included and marked. */
  readonly categoryPath: readonly CategoryNode[];
}

/** Brand and category path of each of these products that the hub has, read in one batch. */
export async function readClassifications(
  db: D1Database,
  seqProducts: readonly number[],
): Promise<ReadonlyMap<number, ProductClassification>> {
  if (seqProducts.length === 0) return new Map();
  const given = jsonRows(seqProducts);
  const [classified, nodes] = (await db.batch([
    db
      .prepare(
        sqlText`SELECT p.${products.seqProduct} AS seqProduct, p.${products.seqCategory} AS seqCategory,
          b.${brands.name} AS brandName
           FROM ${products} AS p LEFT JOIN ${brands} AS b ON b.${brands.seqBrand} = p.${products.seqBrand}
          WHERE p.${products.seqProduct} IN (SELECT value FROM json_each(?1))`,
      )
      .bind(given),
    db
      .prepare(
        sqlText`WITH RECURSIVE path (seq) AS (
           SELECT p.${products.seqCategory} FROM ${products} AS p
            WHERE p.${products.seqProduct} IN (SELECT value FROM json_each(?1))
              AND p.${products.seqCategory} IS NOT NULL
           UNION
           SELECT c.${categories.parent} FROM path CROSS JOIN ${categories} AS c
             ON c.${categories.seqCategory} = path.seq WHERE c.${categories.parent} IS NOT NULL)
         SELECT ${NODE} FROM path CROSS JOIN ${categories} AS c ON c.${categories.seqCategory} = path.seq`,
      )
      .bind(given),
  ])) as [
    D1Result<Pick<typeof products.$inferSelect, "seqProduct" | "seqCategory"> & { readonly brandName: string | null }>,
    D1Result<RawNode>,
  ];
  const tree = treeOf(nodes.results);
  return new Map(
    classified.results.map(({ seqProduct, seqCategory, brandName }) => [
      seqProduct,
      { brandName, categoryPath: categoryPath(tree, seqCategory) },
    ]),
  );
}
