/** What a load learns of an installation's lists: from which number they count, and how many records a page can have. */
import { readPage } from "../erp/client/pages.ts";
import type { Deps } from "../deps.ts";
import type { ActiveLoad } from "../hub/loads/loads.ts";
import type { RecordDialect } from "../rules/dialect/dialect.ts";
import type { Filters } from "../rules/dialect/request.ts";
import { keyText } from "../rules/record/desk-entry.ts";
import { parsePage, type PageRule, type ParsedPage } from "./parse-page.ts";

/** Runs that ask for page 0 without a sure answer before the lists are taken to count from 1. */
const TRIES = 5;
/** A refusal counts for so many of them: one may be the trouble of a minute, the second in another run is the ERP's word. */
const REFUSAL = 3;
/** A page 0 that equals page 1 counts for so many: a server that repeats a page for a minute shows the same. */
const SAME = 2;

interface Question {
  readonly dialect: RecordDialect;
  readonly filters: Filters;
}

const isUndecided = ({ firstPage, isFull, page }: ActiveLoad): boolean =>
  page === 1 && (firstPage === null ? isFull === 1 : firstPage < 0);

/**
 * On a first run page 0 is compared with page 1: an ERP that counts from 0 would lose its first page in silence.
 * @returns 0 or 1; below 0: how often it stayed undecided; null: nothing to decide, or nothing to decide it by
 */
export async function decideFirstPage<Wire, Row>(
  { erp }: Pick<Deps, "erp">,
  kind: PageRule<Wire, Row>,
  load: ActiveLoad,
  { dialect, filters }: Question,
  pageOne: Pick<ParsedPage<unknown>, "records" | "read">,
): Promise<number | null> {
  if (!isUndecided(load) || dialect.firstPage === 0 || dialect.query.page === null) return null;
  const zero = await readPage(erp, { ...dialect, firstPage: 0 }, filters, { page: 1, pageSize: 1 });
  const undecided = (weight: number): number => {
    const tries = weight - (load.firstPage ?? 0);
    return tries < TRIES ? -tries : 1;
  };
  if (!zero.ok) {
    const isRefused = zero.failure.kind === "refused" || zero.failure.kind === "notThere";
    return undecided(isRefused ? REFUSAL : 1);
  }
  // A page of others' records only says nothing of its own.
  if (pageOne.read > 0 && pageOne.records.length === 0) return null;
  const { items } = zero.page;
  // Empty, and more follows: its records may stand behind it.
  if (items.length === 0 && !zero.page.isLast) return undecided(1);
  if (items.length === 0) return pageOne.records.length > 0 ? 1 : null;
  const { records } = parsePage(kind, items, load, { page: 0, dialect });
  if (records.length === 0) return null;
  const known = new Set(pageOne.records.map(keyText));
  if (records.some((record) => known.has(keyText(record)))) return undecided(SAME);
  if (load.isFull === 1) return 0;
  // A record that changed between the two calls would be new on either page: page 1 is read once more, of the same size.
  const one = await readPage(erp, { ...dialect, firstPage: 1 }, filters, { page: 1, pageSize: 1, hasAnswered: true });
  // Without an answer page 0 is believed: what stands there would else be passed over.
  if (!one.ok) return 0;
  const again = parsePage(kind, one.page.items, load, { page: 1, dialect }).records.map(keyText);
  return records.some((record) => again.includes(keyText(record))) ? undecided(SAME) : 0;
}

/**
 * A first run's first page that is short and says that it is the last may have been cut: the server computes the end from the size
 * asked for. One page more of the size that came shows it.
 * @returns the most records of a page; null: the page is the whole list
 */
export async function findPageCap<Wire, Row>(
  { erp }: Pick<Deps, "erp">,
  kind: PageRule<Wire, Row>,
  load: ActiveLoad,
  { dialect, filters }: Question,
  {
    items,
    size,
    isLast,
    records,
  }: { items: number; size: number; isLast: boolean; records: ParsedPage<unknown>["records"] },
): Promise<number | null> {
  if (load.page !== 1 || load.isFull === 0 || load.fullAt > 0 || !isLast || items === 0 || items >= size) return null;
  if (dialect.query.page === null || dialect.query.pageSize === null) return null;
  const more = await readPage(erp, dialect, filters, { page: 2, pageSize: items, hasAnswered: true });
  if (!more.ok || more.page.items.length === 0 || more.page.items.length > items) return null;
  const found = parsePage(kind, more.page.items, load, { page: 2, dialect }).records;
  const known = new Set(records.map(keyText));
  return found.some((record) => !known.has(keyText(record))) ? items : null;
}
