/** A category of the ERP as a collection of Shopify. */
import type { CategoryNode } from "./category-path.ts";
import { slugOf } from "./texts.ts";
import { categoryTag } from "./tags.ts";
import { cutText, foldText } from "../record/text.ts";

export interface ShopCollection {
  readonly seqCategory: number;
  readonly title: string;
  /** At creation only: a renamed category keeps its address. */
  readonly handle: string;
  /** The collection holds products with this tag, including those of all categories below. */
  readonly tag: string;
}

const TITLE_MAX = 255;
/** Separator between the categories of a path. */
const ARROW = " > ";

export function shopCollection({ seq, name }: Pick<CategoryNode, "seq" | "name">): ShopCollection {
  const title = cutText(foldText(name), TITLE_MAX) || `Categoria ${seq}`;
  const slug = slugOf(title);
  return {
    seqCategory: seq,
    title,
    handle: slug === "" ? `categoria-${seq}` : `${slug}-${seq}`,
    tag: categoryTag(seq),
  };
}

/** "Mercearia > Grãos > Arroz" */
export const pathText = (path: readonly Pick<CategoryNode, "name">[]): string =>
  path.map(({ name }) => foldText(name)).join(ARROW);

/** The taxonomy category of the nearest category of the path that has one. */
export function taxonomyOf(
  path: readonly Pick<CategoryNode, "seq">[],
  taxonomy: ReadonlyMap<number, string>,
): string | undefined {
  const mapped = path.findLast(({ seq }) => taxonomy.has(seq));
  return mapped && taxonomy.get(mapped.seq);
}
