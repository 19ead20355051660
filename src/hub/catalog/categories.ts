import { categoryPath, type CategoryNode, type Tree } from "../../rules/catalog/category-path.ts";
import type { CategoryRow } from "../../rules/catalog/category.ts";
import type { Off } from "../../rules/record/record-outcome.ts";
import { GONE_HASH, type GoneTable } from "../loads/missing-records.ts";
import { jsonRows } from "../d1/json.ts";
import { differing, layOff, layRows, type UpsertTable } from "../d1/upsert-page.ts";
import { categories } from "../schema/catalog.ts";
import { DUE_AGAIN } from "./products.ts";

const CATEGORIES: UpsertTable = {
  table: categories,
  keys: { seqCategory: categories.seqCategory },
  columns: { parent: categories.parent, name: categories.name, active: categories.active },
};

/**
 * The products of the whole branch under some categories are due. UNION, not UNION ALL: a circle ends where it began.
 * @param categories a query with one column, `seq`
 */
const dueUnder = (categories: string) =>
  `UPDATE shop_products SET ${DUE_AGAIN} WHERE seq_product IN (
     WITH RECURSIVE branch (seq) AS (
       ${categories}
       UNION
       SELECT c.seq_category FROM branch CROSS JOIN categories AS c ON c.parent = branch.seq)
     SELECT p.seq_product FROM branch CROSS JOIN products AS p ON p.seq_category = branch.seq)`;

export const CATEGORIES_GONE: GoneTable = {
  live: "SELECT CAST(seq_category AS TEXT) AS key FROM categories WHERE active = 1",
  switchOff: (gone) => [
    dueUnder(`SELECT CAST(key AS INTEGER) FROM (${gone})`),
    `UPDATE categories SET active = 0, hash = '${GONE_HASH}'
      WHERE seq_category IN (SELECT CAST(key AS INTEGER) FROM (${gone}))`,
  ],
};

/**
 * A page of categories. All products under a changed one are due: the path is part of what they show. The branch is taken
 * from the tree as it was: whatever moved in or out of it in the same page is a changed category itself.
 */
export function layCategories(
  db: D1Database,
  runId: string,
  rows: readonly CategoryRow[],
  offs: readonly Off[],
): D1PreparedStatement[] {
  return [
    ...layRows(db, CATEGORIES, runId, rows, (json) => [
      db.prepare(dueUnder(`SELECT j.value ->> 'seqCategory' ${differing(CATEGORIES, "?1")}`)).bind(json),
    ]),
    ...layOff(
      db,
      {
        table: categories,
        flag: categories.active,
        where: "t.seq_category = CAST(j.value ->> 'key' AS INTEGER)",
        parameters: [],
      },
      runId,
      offs,
      (from, parameters) => [db.prepare(dueUnder(`SELECT t.seq_category ${from()}`)).bind(...parameters)],
    ),
  ];
}

interface RawNode {
  readonly seq: number;
  readonly parent: number | null;
  readonly name: string;
  readonly active: number;
}

const treeOf = (rows: readonly RawNode[]): Tree =>
  new Map(rows.map((row): [number, CategoryNode] => [row.seq, { ...row, active: row.active === 1 }]));

const NODE = "c.seq_category AS seq, c.parent, c.name, c.active";

/** The whole tree; some thousand rows in a large chain. */
export async function readTree(db: D1Database): Promise<Tree> {
  const { results } = await db.prepare(`SELECT ${NODE} FROM categories AS c`).all<RawNode>();
  return treeOf(results);
}

/** Where a product stands in the ERP's shop: its brand and its place in the tree. */
export interface ProductPlace {
  /** Null: no brand, or one that has not come yet. */
  readonly brandName: string | null;
  /** Root first, the product's own category last; empty without one. Inactive ones are in it and say so. */
  readonly categoryPath: readonly CategoryNode[];
}

/** Brand and category path of each of these products that is in the hub; one batch, so one instant. */
export async function readPlaces(
  db: D1Database,
  seqProducts: readonly number[],
): Promise<ReadonlyMap<number, ProductPlace>> {
  if (seqProducts.length === 0) return new Map();
  const given = jsonRows(seqProducts);
  const [products, nodes] = (await db.batch([
    db
      .prepare(
        `SELECT p.seq_product AS seqProduct, p.seq_category AS seqCategory, b.name AS brandName
           FROM products AS p LEFT JOIN brands AS b ON b.seq_brand = p.seq_brand
          WHERE p.seq_product IN (SELECT value FROM json_each(?1))`,
      )
      .bind(given),
    db
      .prepare(
        `WITH RECURSIVE path (seq) AS (
           SELECT p.seq_category FROM products AS p
            WHERE p.seq_product IN (SELECT value FROM json_each(?1)) AND p.seq_category IS NOT NULL
           UNION
           SELECT c.parent FROM path CROSS JOIN categories AS c ON c.seq_category = path.seq WHERE c.parent IS NOT NULL)
         SELECT ${NODE} FROM path CROSS JOIN categories AS c ON c.seq_category = path.seq`,
      )
      .bind(given),
  ])) as [D1Result<{ seqProduct: number; seqCategory: number | null; brandName: string | null }>, D1Result<RawNode>];
  const tree = treeOf(nodes.results);
  return new Map(
    products.results.map(({ seqProduct, seqCategory, brandName }) => [
      seqProduct,
      { brandName, categoryPath: categoryPath(tree, seqCategory) },
    ]),
  );
}
