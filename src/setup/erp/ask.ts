/** The probe of one record: which way of asking gets its list, page by page. */
import type { RawAnswer, RawErp } from "../../erp/client/raw.ts";
import type { Dialect, RecordDialect } from "../../rules/dialect/dialect.ts";
import { atPath } from "../../rules/dialect/envelope.ts";
import type { Candidate } from "../../rules/dialect/candidates.ts";
import { QUERY_DATES, type RecordKind } from "../../rules/dialect/lines.ts";
import { findEnvelope } from "../../rules/dialect/propose.ts";
import { queryOf, type Filters } from "../../rules/dialect/request.ts";

export interface Asking {
  readonly raw: RawErp;
  readonly token: string;
  readonly charset: Dialect["charset"];
  readonly filters: Filters;
}

/** What one way of asking got. */
export interface Asked {
  readonly candidate: string;
  /** The dialect's record with what this way of asking found. */
  readonly record: RecordDialect;
  readonly status: number;
  readonly words: string;
  /** Records of the first two pages; null: no list. */
  readonly items: readonly unknown[] | null;
  readonly isGarbled: boolean;
  /** The second page differs from the first, or the first says that it is the whole list. */
  readonly isPaged: boolean;
  readonly isSizeHonoured: boolean;
}

/** Small, so that a test system with few records still has two pages. */
const PAGE_SIZE = 4;
/** Not a midnight: an installation that takes days only refuses it. */
const SINCE = "2000-01-01T01:02:03";

/** Tries one way of asking. */
export async function ask(
  asking: Asking,
  kind: RecordKind,
  base: RecordDialect,
  { name, query, paths }: Candidate,
): Promise<Asked> {
  const named = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
  let record: RecordDialect = { ...base, path: paths[kind] ?? base.path, query: { ...base.query, ...named } };
  let first = await page(asking, record, 1);
  if (first.status === 400 || first.status === 422)
    for (const queryDate of QUERY_DATES.filter((form) => form !== record.queryDate)) {
      const otherwise = { ...record, queryDate };
      const again = await page(asking, otherwise, 1);
      if (again.status >= 200 && again.status < 300) {
        record = otherwise;
        first = again;
        break;
      }
    }
  const found = first.status >= 200 && first.status < 300 ? findEnvelope(first.value) : null;
  if (!found) return { ...nothing(first), candidate: name, record, items: null, isPaged: false, isSizeHonoured: false };
  const second = await page(asking, record, 2);
  const zero = await page(asking, record, 0);
  const one = listAt(first, found.envelope.items);
  const two = listAt(second, found.envelope.items);
  const before = listAt(zero, found.envelope.items);
  // Page 0 that is another page than page 1 is the first one.
  const isFromZero = before.length > 0 && !isSame(before, one);
  const isLastSaid =
    (found.envelope.hasNext !== null && atPath(first.value, found.envelope.hasNext) === false) ||
    (found.envelope.last !== null && atPath(first.value, found.envelope.last) === true);
  return {
    candidate: name,
    record: {
      ...record,
      firstPage: isFromZero ? 0 : 1,
      envelope: found.envelope,
    },
    status: first.status,
    words: "",
    items: [...(isFromZero ? before : []), ...one, ...(isSame(one, two) ? [] : two)],
    isGarbled: first.isGarbled || second.isGarbled,
    isPaged: one.length < PAGE_SIZE || isLastSaid || (two.length > 0 && !isSame(one, two)) || second.status === 204,
    isSizeHonoured: one.length <= PAGE_SIZE,
  };
}

const nothing = ({ status, words, isGarbled }: RawAnswer) => ({ status, words, isGarbled });

const page = ({ raw, token, charset, filters }: Asking, record: RecordDialect, number: number): Promise<RawAnswer> =>
  raw.get(
    record.path,
    queryOf({ ...record, firstPage: 1 }, { changedSince: SINCE, ...filters }, { page: number, pageSize: PAGE_SIZE }),
    { token, charset },
  );

function listAt({ value, status }: RawAnswer, path: string): readonly unknown[] {
  if (status < 200 || status >= 300) return [];
  const list = Array.isArray(value) ? value : atPath(value, path);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length > 0 && JSON.stringify(one) === JSON.stringify(other);
