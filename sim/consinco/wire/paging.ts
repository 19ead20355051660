/** Which rows a page holds. Pure. */
import { fraction } from "../hash.ts";
import type { Quirk } from "./quirks.ts";

export interface PageRange {
  readonly start: number;
  readonly end: number;
  readonly hasNext: boolean;
}

interface PageAsk {
  readonly count: number;
  readonly page: number;
  readonly size: number;
  readonly shortPages: boolean;
  /** The envelope says whether more follows. Without that an empty page is the end, and none stands between others. */
  readonly saysMore: boolean;
  readonly quirk: Quirk | null;
}

export function pageRange({ count, page, size, shortPages, saysMore, quirk }: PageAsk): PageRange {
  const asked = quirk?.kind === "repeat" ? page - 1 : page;
  let [start, end] = shortPages ? unevenBounds(asked, size, count, saysMore) : [(asked - 1) * size, asked * size];
  const hasNext = shortPages ? unevenBounds(page, size, count, saysMore)[1] < count : page * size < count;
  const rows = quirk?.rows ?? 1;
  if (quirk?.kind === "overlap") start -= rows;
  if (quirk?.kind === "skip") [start, end] = [start + rows, end + rows];
  return { start: Math.max(0, Math.min(start, count)), end: Math.max(0, Math.min(end, count)), hasNext };
}

/** Every third page is empty where the envelope says that more follows, the others hold half to all of `size`; page 1 is never empty. */
function unevenBounds(page: number, size: number, count: number, saysMore: boolean): [number, number] {
  let start = 0;
  for (let at = 1; at < page && start < count; at++) start += unevenSize(at, size, saysMore);
  return [start, start + unevenSize(page, size, saysMore)];
}

const unevenSize = (page: number, size: number, saysMore: boolean) =>
  saysMore && page % 3 === 0 ? 0 : Math.ceil(size * (0.5 + fraction(17, page) / 2));
