import type { Instant } from "../../ports.ts";
import type { ErpClient, ErpFailure } from "./result.ts";
import { field, isObject } from "../wire/wire.ts";

export interface Page {
  readonly items: readonly unknown[];
  /** No page after this one. */
  readonly isLast: boolean;
  /**
   * The list ends only because the page is shorter than requested. A server that returns fewer records than requested
   * ends every page like this: a caller that needs the rest requests one more.
   */
  readonly isEndByLength: boolean;
  readonly erpNow: Instant | null;
}

export type PageResult =
  { readonly ok: true; readonly page: Page } | { readonly ok: false; readonly failure: ErpFailure };

/**
 * One page of a collection, pages numbered from 1. Accepts `{items, hasNext}`, `{Items, HasNext}` and a bare array,
 * which ends at an empty page or at one shorter than requested. With `hasNext` true an empty or short page is not the
 * end.
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
