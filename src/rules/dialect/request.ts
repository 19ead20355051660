/** What a call of the ERP asks for, in an installation's words. */
import { fromErpTime } from "../brazil/erp-time.ts";
import type { QueryName, RecordDialect } from "./dialect.ts";

/** By our names. `changedSince` is the ERP's wall clock, `2026-11-24T08:00:00`. */
export type Filters = Readonly<Partial<Record<Exclude<QueryName, "page" | "pageSize">, string | number>>>;

export interface PagePlace {
  /** From 1, whatever the installation counts from. */
  readonly page: number;
  readonly pageSize: number;
}

/** The query of one page; without a place, of a single record. */
export function queryOf(record: RecordDialect, filters: Filters, place?: PagePlace): Record<string, string | number> {
  const query: Record<string, string | number> = {};
  for (const [ours, value] of Object.entries(filters) as [QueryName, string | number | undefined][]) {
    if (value === undefined || (!record.perCompany && (ours === "company" || ours === "segment"))) continue;
    const name = record.query[ours];
    if (name !== null) query[name] = ours === "changedSince" ? dateInQuery(String(value), record.queryDate) : value;
  }
  for (const [name, value] of Object.entries(record.fixed))
    query[name] = typeof value === "boolean" ? String(value) : value;
  if (place && record.query.page !== null) query[record.query.page] = place.page - 1 + record.firstPage;
  if (place && record.query.pageSize !== null) query[record.query.pageSize] = place.pageSize;
  return query;
}

/** A day alone is the first instant of that day: more is read than changed, never less. */
export function dateInQuery(erpTime: string, form: RecordDialect["queryDate"]): string {
  const day = erpTime.slice(0, 10);
  switch (form) {
    case "datetime":
      return erpTime;
    case "date":
      return day;
    case "midnight":
      return `${day}T00:00:00`;
    case "utc":
      return new Date(fromErpTime(erpTime) ?? 0).toISOString().replace(".000Z", "Z");
    case "dd/mm/yyyy":
      return brazilian(day);
    case "dd/mm/yyyy hh:mm:ss":
      return `${brazilian(day)} ${erpTime.slice(11, 19)}`;
  }
}

const brazilian = (day: string): string => day.split("-").toReversed().join("/");
