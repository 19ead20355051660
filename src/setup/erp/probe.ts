/**
 * The probe: logs in, reads the first pages of each record in the ways that are known, and proposes a dialect. It only
 * reads; a crash leaves nothing. One call after another, since an ERP on premises is modest.
 */
import { createRawErp, type RawErp } from "../../erp/client/raw.ts";
import { RECORD_FIELDS } from "../../erp/records/fields.ts";
import { companiesWithStock } from "../../hub/settings/companies.ts";
import type { Deps } from "../../deps.ts";
import { CANDIDATES, type Candidate } from "../../rules/dialect/candidates.ts";
import { resolveDialect, type Dialect } from "../../rules/dialect/dialect.ts";
import type { DialectFile } from "../../rules/dialect/file.ts";
import type { RecordKind } from "../../rules/dialect/lines.ts";
import { findFields } from "../../rules/dialect/propose.ts";
import type { Filters } from "../../rules/dialect/request.ts";
import { readDialectFile } from "./dialect.ts";
import { ask, type Asking } from "./ask.ts";
import { proposedFile } from "./lines.ts";
import { QUIET, shown, type Found, type RecordProbe } from "./shown.ts";
import { probeLogin, type LoginProbe } from "./login.ts";

export const PROBED = [
  "brands",
  "categories",
  "products",
  "skus",
  "companies",
  "prices",
  "stock",
  "images",
  "events",
] as const;

export interface ProbeReport {
  readonly login: LoginProbe;
  readonly records: readonly RecordProbe[];
  /** The present dialect with what is proposed: what PUT /api/erp/dialect takes. */
  readonly dialect: DialectFile;
}

export async function probeErp({
  db,
  config,
  clock,
  fetch,
}: Pick<Deps, "db" | "config" | "clock" | "fetch">): Promise<ProbeReport> {
  const present = await readDialectFile(db);
  const company = (await companiesWithStock(db))[0] ?? 1;
  const raw = createRawErp({ clock, fetch }, config.erp);
  const { token: _token, ...report } = await probeBy(raw, present, { ...config.erp, company });
  return report;
}

/** What a call asks for where the record takes it. */
export interface ProbePlace {
  readonly company: number;
  readonly segment: number;
  readonly division: number;
  readonly categoryType: string;
}

/** The probe without a hub. The token is for calls that follow; it never leaves the process. */
export async function probeBy(
  raw: RawErp,
  present: DialectFile,
  { company, segment, division, categoryType }: ProbePlace,
): Promise<ProbeReport & { readonly token: string }> {
  const dialect = resolveDialect(present);
  const { token, ...login } = await probeLogin(raw, dialect);
  if (!login.ok) return { login, records: [], dialect: present, token };
  const asking: Asking = { raw, token, charset: dialect.charset, filters: {} };
  const founds: Found[] = [];
  let order = CANDIDATES;
  for (const kind of PROBED) {
    const filters = filtersOf(kind, { company, segment, division, categoryType });
    const found = await best({ ...asking, filters }, kind, dialect, order);
    founds.push(found);
    // What one record speaks the next one speaks too.
    if (found.asked.items !== null)
      order = [
        ...order.filter(({ name }) => name === found.asked.candidate),
        ...order.filter(({ name }) => name !== found.asked.candidate),
      ];
  }
  return {
    login,
    records: founds.map((found) => shown(found, dialect)),
    dialect: proposedFile(present, dialect, login.lines, founds),
    token,
  };
}

export function filtersOf(kind: RecordKind, all: Filters): Filters {
  const { company = 1, segment = 1, division = 1, categoryType = "M" } = all;
  if (kind === "products") return { division, categoryType };
  if (kind === "skus") return { division, segment };
  if (kind === "prices") return { company, segment };
  return kind === "stock" ? { company, division, segment } : {};
}

/** The first way of asking that gets a list page by page; else the one that got most. */
async function best(asking: Asking, kind: RecordKind, dialect: Dialect, order: readonly Candidate[]): Promise<Found> {
  let kept: { readonly found: Found; readonly score: number } | null = null;
  for (const candidate of order) {
    let asked = await ask(asking, kind, dialect.records[kind], candidate);
    if (asked.isGarbled && asking.charset === "declared")
      asked = {
        ...(await ask({ ...asking, charset: "iso-8859-1" }, kind, dialect.records[kind], candidate)),
        isGarbled: true,
      };
    const { fields, ignored } = dialect.records[kind];
    const found = {
      kind,
      asked,
      fields: findFields(kind, asked.items ?? [], RECORD_FIELDS[kind], { fields, ignored, quiet: QUIET }),
    };
    const score = scoreOf(found);
    if (kept === null || score > kept.score) kept = { found, score };
    if (asked.items !== null && asked.items.length > 0 && asked.isPaged && asked.isSizeHonoured) break;
  }
  if (kept === null) throw new RangeError("no way of asking is known");
  return kept.found;
}

function scoreOf({ asked, fields }: Found): number {
  if (asked.items === null) return asked.status === 404 || asked.status === 0 ? 0 : 1;
  return (
    10 +
    fields.found.length +
    (asked.items.length > 0 ? 20 : 0) +
    (asked.isPaged ? 40 : 0) +
    (asked.isSizeHonoured ? 20 : 0)
  );
}
