/** What the ERP and Shopify list, for mappings to be chosen from and checked against. */
import type { Deps } from "../../deps.ts";
import { readPage } from "../../erp/client/pages.ts";
import { erpCompany } from "../../erp/records/companies.ts";
import { auditAct } from "../../hub/loads/audit.ts";
import { nearOf, type Known } from "../../rules/work/near.ts";
import { readPriceLists } from "../../shopify/prices/price-lists.ts";
import { readShopLocations } from "../../shopify/setup/locations.ts";

const FIRST = { page: 1, pageSize: 200 };
/** A chain of 10,000 stores. */
const PAGES_MAX = 50;

export interface ErpCompany {
  readonly company: number;
  readonly name: string;
  readonly active: boolean;
}

/**
 * The companies as the ERP lists them, by number; null: it gave no list. Page 0 is read too: which number an
 * installation's first page has may not be known yet, and an ERP that counts from 1 refuses page 0, or repeats page 1.
 */
export async function listErpCompanies({ erp }: Pick<Deps, "erp">): Promise<readonly ErpCompany[] | null> {
  const record = (await erp.dialect()).records.companies;
  const found = new Map<number, ErpCompany>();
  const take = (items: readonly unknown[]): void => {
    for (const item of items) {
      const { ok, value } = { value: null, ...erpCompany.read(item, record) };
      if (!ok || value === null || value.company === null) continue;
      const { company, name, isActive } = value;
      found.set(company, { company, name: name ?? "", active: isActive ?? true });
    }
  };
  const countsFromOne = record.firstPage === 1 && record.query.page !== null;
  const zero = countsFromOne ? await readPage(erp, { ...record, firstPage: 0 }, {}, FIRST) : null;
  if (zero?.ok) take(zero.page.items);
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const before = found.size;
    const read = await readPage(erp, record, {}, { ...FIRST, page, hasAnswered: before > 0 });
    if (!read.ok) return null;
    take(read.page.items);
    const isOver = read.page.items.length === 0 || (read.page.isLast && !read.page.isEndByLength);
    if (isOver || (found.size === before && page > 1)) break;
  }
  return found.size === 0 ? null : [...found.values()].toSorted((one, other) => one.company - other.company);
}

/** An id that a side does not list. */
export interface UnknownId {
  /** As in the body: `1.locationId`. */
  readonly field: string;
  readonly value: string;
  readonly near: readonly Known[];
}

interface Wanted extends Known {
  readonly field: string;
}

/** A side that gives no list says nothing of an id: it is taken. */
const unknownOf = (wanted: readonly Wanted[], known: readonly Known[] | null): readonly UnknownId[] =>
  known === null
    ? []
    : wanted
        .filter(({ id }) => known.every((each) => each.id !== id))
        .map(({ field, id, name }) => ({ field, value: id, near: nearOf({ id, name }, known) }));

const silent = <T>(read: Promise<T | null>): Promise<T | null> => read.catch(() => null);

export async function checkCompanyNumbers(
  deps: Pick<Deps, "erp">,
  wanted: readonly Wanted[],
): Promise<readonly UnknownId[]> {
  if (wanted.length === 0) return [];
  const listed = await silent(listErpCompanies(deps));
  return unknownOf(wanted, listed && listed.map(({ company, name }) => ({ id: String(company), name })));
}

/** A location that is switched off takes no stock, so it is none. */
export async function checkLocations(
  { shopify }: Pick<Deps, "shopify">,
  wanted: readonly Wanted[],
): Promise<readonly UnknownId[]> {
  if (wanted.length === 0) return [];
  const read = await silent(readShopLocations(shopify));
  return unknownOf(wanted, read?.kind === "locations" ? read.locations.filter(({ isActive }) => isActive) : null);
}

export async function checkPriceLists(
  { shopify }: Pick<Deps, "shopify">,
  wanted: readonly Wanted[],
): Promise<readonly UnknownId[]> {
  if (wanted.length === 0) return [];
  const read = await silent(readPriceLists(shopify));
  return unknownOf(wanted, read?.kind === "lists" ? read.lists.map(({ gid, name }) => ({ id: gid, name })) : null);
}

/** A mapping as it was and as it is, with its author. */
export const auditMapping = (
  { db, clock, random, who = "api" }: Pick<Deps, "db" | "clock" | "random" | "who">,
  name: string,
  before: unknown,
  after: unknown,
): D1PreparedStatement =>
  auditAct(db, {
    at: clock.now(),
    id: random.uuid(),
    who,
    act: "settings",
    key: { name, company: 0, segment: 0 },
    before: JSON.stringify(before),
    after: JSON.stringify(after),
  });
