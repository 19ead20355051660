import type { Instant } from "../../ports.ts";
import type { ErpClient, ErpFailure } from "./result.ts";
import { field, isObject } from "../wire/wire.ts";

export interface Page {
  readonly items: readonly unknown[];
  /** No page after this one. */
  readonly isLast: boolean;
  /**
   * It ends the list only by being shorter than was asked for. A server that gives fewer records than it is asked for
   * ends every page so: a caller that needs the rest asks for one more.
   */
  readonly isEndByLength: boolean;
  readonly erpNow: Instant | null;
}

export type PageResult =
  { readonly ok: true; readonly page: Page } | { readonly ok: false; readonly failure: ErpFailure };

/**
 * One page of a collection, pages numbered from 1. Read are `{items, hasNext}`, `{Items, HasNext}` and a bare array,
 * which ends at an empty page or at one shorter than asked for. With `hasNext` true an empty or short page is no end.
 */
export async function readPage(
  erp: ErpClient,
  path: string,
  query: Readonly<Record<string, string | number>>,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<PageResult> {
  const result = await erp.get(path, { ...query, Page: page, PageSize: pageSize });
  if (!result.ok) return result;
  const { value, erpNow } = result;
  const items = Array.isArray(value)
    ? (value as readonly unknown[])
    : isObject(value)
      ? field(value, "items")
      : undefined;
  if (!Array.isArray(items))
    return { ok: false, failure: { kind: "unknown", message: `${path} page ${page}: JSON without items` } };
  const hasNext = isObject(value) ? field(value, "hasNext") : undefined;
  const isLast = typeof hasNext === "boolean" ? !hasNext : items.length < pageSize;
  const isEndByLength = isLast && typeof hasNext !== "boolean" && items.length > 0;
  return { ok: true, page: { items: items as readonly unknown[], isLast, isEndByLength, erpNow } };
}
