import type { RecordDialect } from "../../rules/dialect/dialect.ts";
import { openEnvelope } from "../../rules/dialect/envelope.ts";
import { queryOf, type Filters, type PagePlace } from "../../rules/dialect/request.ts";
import type { Instant } from "../../ports.ts";
import type { ErpClient, ErpFailure } from "./result.ts";
import { errorInside } from "./words.ts";

export interface Page {
  readonly items: readonly unknown[];
  /** No page after this one. */
  readonly isLast: boolean;
  /**
   * The list ends only because the page is shorter than requested. A server that returns fewer records than requested
   * ends every page like this: a caller that needs the rest requests one more.
   */
  readonly isEndByLength: boolean;
  /** True: the answer says nothing of a next page, as a bare array. Absent: it does, or the page is none. */
  readonly isSilent?: boolean;
  readonly erpNow: Instant | null;
}

export type PageResult =
  { readonly ok: true; readonly page: Page } | { readonly ok: false; readonly failure: ErpFailure };

export interface PageAsk extends PagePlace {
  /** The list has answered before, so its address exists: a 404 in the ERP's error shape says that it has no records. */
  readonly hasAnswered?: boolean;
}

/**
 * One page of a collection, pages numbered from 1 here. A list that says nothing of its next page, as a bare array, ends
 * at an empty page or at one shorter than requested. Where the ERP says that a page follows, an empty or short one is
 * not the end. A list without a page number in its query is whole at once. 204 is an empty last page, and so is a 404 in
 * the ERP's error shape, past page 1 or once the list has answered.
 */
export async function readPage(
  erp: Pick<ErpClient, "get">,
  record: RecordDialect,
  filters: Filters,
  { page, pageSize, hasAnswered = false }: PageAsk,
): Promise<PageResult> {
  const result = await erp.get(record.path, queryOf(record, filters, { page, pageSize }));
  if (!result.ok) {
    const { failure } = result;
    const saysNone = failure.kind === "notThere" && failure.status === 404 && failure.code !== null;
    return saysNone && (page > 1 || hasAnswered) ? emptyPage(failure.erpNow ?? null) : result;
  }
  const { value, erpNow } = result;
  if (value === undefined) return emptyPage(erpNow);
  const error = errorInside(value);
  if (error) return { ok: false, failure: { kind: "refused", status: 200, ...error } };
  const { items, isLast: said } = openEnvelope(value, record.envelope, page);
  if (items === null)
    return { ok: false, failure: { kind: "unknown", message: `${record.path} page ${page}: JSON without items` } };
  // A bare array that is longer than asked for is no page: it is the whole list, or the next one brings the same.
  const isLast = record.query.page === null || (said ?? items.length !== pageSize);
  const isEndByLength = record.query.page !== null && isLast && said === null && items.length > 0;
  return { ok: true, page: { items, isLast, isEndByLength, isSilent: said === null, erpNow } };
}

const emptyPage = (erpNow: Instant | null): PageResult => ({
  ok: true,
  page: { items: [], isLast: true, isEndByLength: false, erpNow },
});
