import { type Laid, refused } from "../record/record-outcome.ts";
import { rowHash } from "../record/row-hash.ts";
import { cutText, foldText } from "../record/text.ts";

/** One item of Cadastros/Categoria, by our names. */
export interface CategoryRecord {
  readonly seqCategory: number;
  /** Null or 0: a root. */
  readonly parent: number | null;
  readonly name: string | null;
  readonly isActive: boolean | null;
}

/** A row of `categories`. */
export interface CategoryRow {
  readonly seqCategory: number;
  readonly parent: number | null;
  readonly name: string;
  readonly active: number;
  readonly hash: string;
}

const VERSION = 1;
/** Shopify's limit for a product type. */
const NAME_MAX = 255;

export const categoryName = (seqCategory: number | string): string => `categoria ${seqCategory}`;

/**
 * A category without a name, or that is its own parent, is refused and the last good row stays. Longer circles and parents
 * that are not there can only be seen with the whole tree in view: category-path.ts.
 */
export function categoryRow({ seqCategory, parent, name, isActive }: CategoryRecord): Laid<CategoryRow> {
  const record = categoryName(seqCategory);
  const said = cutText(foldText(name), NAME_MAX);
  const fault =
    said === ""
      ? (["category-blank", "sem nome, por isso vale o último que teve; preencha a descrição da categoria."] as const)
      : parent === seqCategory
        ? (["category-own-parent", "está como pai de si mesma, por isso vale o último pai; corrija a árvore."] as const)
        : undefined;
  if (fault && isActive === false)
    return { kind: "off", row: { record, key: String(seqCategory), hash: rowHash(VERSION, ["off", seqCategory]) } };
  if (fault) return refused(record, fault[0], fault[1]);
  const row = { seqCategory, parent: parent === 0 ? null : parent, name: said, active: isActive === false ? 0 : 1 };
  return { kind: "row", record, row: { ...row, hash: rowHash(VERSION, Object.values(row)) }, remarks: [] };
}
