/**
 * One page of a load, whatever the size of its records. A response that is longer than the client reads is requested
 * again in smaller pages, which cover the same records; a record that is too long alone is left out and named. Each
 * part is parsed and prepared before the next one is read, so that one part is in memory at a time.
 */
import { BODY_BYTES_MAX } from "../erp/client/http.ts";
import { readPage, type Page } from "../erp/client/pages.ts";
import type { ErpFailure } from "../erp/client/result.ts";
import type { LoadKey } from "../hub/loads/loads.ts";
import type { Deps } from "../deps.ts";
import type { RecordDialect } from "../rules/dialect/dialect.ts";
import type { Filters } from "../rules/dialect/request.ts";
import { itemRef, type DeskEntry, type RecordArea } from "../rules/record/desk-entry.ts";
import type { RecordIssue } from "../rules/record/record-outcome.ts";
import { digestOf } from "../rules/record/row-hash.ts";
import { inBoth, keyAt, parsePage, shortJson, type PageRule, type ParsedPage } from "./parse-page.ts";

/** What a load does with rows before they are stored. A remark refuses its row. */
export type Prepare<Parsed, Row> = (
  deps: Deps,
  rows: readonly Parsed[],
) => Promise<
  | { readonly kind: "prepared"; readonly rows: readonly Row[]; readonly refused: readonly RecordIssue[] }
  /** It may pass: the page is read again later. */
  | { readonly kind: "failed"; readonly message: string }
>;

interface WholeKind<Wire, Row, Parsed> extends PageRule<Wire, Parsed> {
  readonly prepare?: Prepare<Parsed, Row>;
}

type WholePage<Row> =
  | {
      readonly kind: "page";
      readonly page: Omit<Page, "items"> & { readonly items: number };
      readonly digest: string;
      readonly parsed: ParsedPage<Row>;
    }
  | { readonly kind: "failed"; readonly failure: ErpFailure }
  | { readonly kind: "notPrepared"; readonly message: string };

/** What a load asks for, in which dialect. */
interface Question {
  readonly dialect: RecordDialect;
  readonly filters: Filters;
  readonly key: LoadKey;
  /** The list has answered before. */
  readonly hasAnswered: boolean;
  /** Fields that no record has are wanted. */
  readonly seeksAbsent: boolean;
}

interface Position {
  readonly page: number;
  readonly size: number;
}

const MEGABYTE = 1024 * 1024;

export async function readWhole<Wire, Row, Parsed>(
  deps: Deps,
  kind: WholeKind<Wire, Row, Parsed>,
  question: Question,
  at: Position,
): Promise<WholePage<Row>> {
  const { dialect, filters, key, hasAnswered } = question;
  const result = await readPage(deps.erp, dialect, filters, { page: at.page, pageSize: at.size, hasAnswered });
  if (result.ok) return prepared(deps, kind, question, at, result.page);
  if (result.failure.kind !== "unknown" || result.failure.isTooLong !== true)
    return { kind: "failed", failure: result.failure };
  if (at.size === 1) return tooLarge(kind.area, key, at);
  return readParts(deps, kind, question, at);
}

/** The same records by smaller pages: half the size where it divides, so that the pages begin where this one does. */
async function readParts<Wire, Row, Parsed>(
  deps: Deps,
  kind: WholeKind<Wire, Row, Parsed>,
  question: Question,
  { page, size }: Position,
): Promise<WholePage<Row>> {
  const parts = smallestFactor(size);
  let whole: Extract<WholePage<Row>, { kind: "page" }> | null = null;
  for (let part = 0; part < parts; part++) {
    const at = { page: (page - 1) * parts + part + 1, size: size / parts };
    const read = await readWhole(deps, kind, question, at);
    if (read.kind !== "page") return read;
    whole = whole ? joined(whole, read) : read;
    if (read.page.isLast && !read.page.isEndByLength) break;
  }
  if (!whole) throw new RangeError(`a page of ${size} records has no parts`);
  return whole;
}

function joined<Row>(
  one: Extract<WholePage<Row>, { kind: "page" }>,
  other: Extract<WholePage<Row>, { kind: "page" }>,
): Extract<WholePage<Row>, { kind: "page" }> {
  const { parsed: a } = one;
  const { parsed: b } = other;
  return {
    kind: "page",
    page: { ...other.page, items: one.page.items + other.page.items, erpNow: one.page.erpNow ?? other.page.erpNow },
    digest: digestOf(`${one.digest} ${other.digest}`),
    parsed: {
      rows: [...a.rows, ...b.rows],
      offs: [...a.offs, ...b.offs],
      read: a.read + b.read,
      refused: a.refused + b.refused,
      skipped: a.skipped + b.skipped,
      keys: [...a.keys, ...b.keys],
      marks: [...a.marks, ...b.marks],
      records: [...a.records, ...b.records],
      entries: [...a.entries, ...b.entries],
      unknownFields: [...new Set([...a.unknownFields, ...b.unknownFields])],
      absent: inBoth(a.absent, b.absent),
    },
  };
}

async function prepared<Wire, Row, Parsed>(
  deps: Deps,
  kind: WholeKind<Wire, Row, Parsed>,
  { key, dialect, seeksAbsent }: Question,
  { page: number }: Position,
  page: Page,
): Promise<WholePage<Row>> {
  const digest = digestOf(shortJson(page.items));
  const parsed = parsePage(kind, page.items, key, { page: number, dialect, seeksAbsent });
  const facts = { ...page, items: page.items.length };
  // Without a step of its own, a load's parsed rows are its rows.
  if (!kind.prepare) return { kind: "page", page: facts, digest, parsed: parsed as unknown as ParsedPage<Row> };
  const done = await kind.prepare(deps, parsed.rows);
  if (done.kind === "failed") return { kind: "notPrepared", message: done.message };
  const entries = done.refused.map(
    ({ record, reason, params }) => ({ area: kind.area, ...keyAt(record, key), reason, params }) as DeskEntry,
  );
  return {
    kind: "page",
    page: facts,
    digest,
    parsed: {
      ...parsed,
      rows: done.rows,
      refused: parsed.refused + done.refused.length,
      entries: [...parsed.entries, ...entries],
    },
  };
}

/** A record that no page can bring: its place in the list is all that is known of it. More may follow. */
function tooLarge<Row>(area: RecordArea, { company, segment }: LoadKey, { page }: Position): WholePage<Row> {
  const ref = itemRef(1, page);
  const params = { page: 1, item: page, megabytes: BODY_BYTES_MAX / MEGABYTE };
  return {
    kind: "page",
    page: { items: 1, isLast: false, isEndByLength: false, erpNow: null },
    digest: digestOf(`too large ${page}`),
    parsed: {
      rows: [],
      offs: [],
      read: 1,
      refused: 1,
      skipped: 0,
      keys: [],
      marks: [],
      records: [{ company, segment, ref }],
      entries: [{ area, company, segment, ref, reason: "record-too-large", params }],
      unknownFields: [],
      absent: null,
    },
  };
}

function smallestFactor(size: number): number {
  for (let factor = 2; factor * factor <= size; factor++) if (size % factor === 0) return factor;
  return size;
}
