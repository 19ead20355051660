/** A page of a list that the ERP serves by page number, and what the run knows of the page before. */
export interface ReadPage {
  /** How many items it has. */
  readonly items: number;
  /** Of the items as they came. */
  readonly digest: string;
  /** No page follows, as far as the page itself says. */
  readonly isLast: boolean;
  /** It ends the list only by being shorter than the page size. */
  readonly isEndByLength: boolean;
  /** Keys of its records, without those that have no key. */
  readonly keys: readonly string[];
  /** How many records it names, with those that have no key. */
  readonly records: number;
}

export interface PageBefore {
  /** Null on page 1. */
  readonly digest: string | null;
  /** Empty where they are not known. */
  readonly keys: ReadonlySet<string>;
}

/**
 * - `next`: another page follows. `last`: the list ends here.
 * - `unpaged`: the server ignores the page number and has sent the whole list twice; the list ended with the page before.
 * - `repeated`: the page brings nothing but records of the page before, so the list does not advance.
 */
export type PageKind = "next" | "last" | "unpaged" | "repeated";

/** What a page is in its list. A short bare array is no end: some servers send fewer records than the page size. */
export function pageKind(page: ReadPage, before: PageBefore): PageKind {
  const isSame = page.digest === before.digest && page.items > 0; // an empty page may follow an empty one
  if (isSame) return page.isEndByLength ? "unpaged" : "repeated";
  if (page.isEndByLength) return bringsNothingNew(page, before.keys) ? "unpaged" : "next";
  if (bringsNothingNew(page, before.keys)) return "repeated";
  return page.isLast ? "last" : "next";
}

/**
 * Pages may overlap, and then a page may come again with other records at its edges: its own records are missing all the
 * same. A short last page may hold nothing but the overlap.
 */
function bringsNothingNew({ keys, records, isLast }: ReadPage, before: ReadonlySet<string>): boolean {
  if (keys.length === 0 || keys.length < records || !keys.every((key) => before.has(key))) return false;
  return !isLast || 2 * keys.length >= before.size;
}
