/**
 * Settings and mappings of one installation as a file, and the file into another: over the API alone, so that every
 * check, role and row of the audit is the API's. The file has no secret: none can be read over the API.
 *
 * Not in it: tokens, the table of CEPs, watermarks, the date from which orders count, the dry run, and what is live.
 */
import { isDeepStrictEqual } from "node:util";

/** The part of an operator that the file needs. */
export interface Api {
  get<T>(path: string): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
}

const FORMAT = "gondola-settings-1";

export interface SettingsFile {
  readonly format: typeof FORMAT;
  readonly sections: Readonly<Record<string, unknown>>;
}

/** `differs`: by a dry run. `failed`: the API refused it; the other sections go on. */
export interface SectionDone {
  readonly section: string;
  readonly outcome: "equal" | "differs" | "written" | "failed";
  readonly why: string;
}

type Row = Readonly<Record<string, unknown>>;

interface Section {
  readonly name: string;
  readonly read: (api: Api) => Promise<unknown>;
  /** @param present what `read` says of the installation that takes the file */
  readonly write: (api: Api, wanted: unknown, present: unknown) => Promise<void>;
}

/** A value that the API shows as it takes it. */
const whole = (path: string): Omit<Section, "name"> => ({
  read: (api) => api.get(path),
  write: async (api, wanted) => void (await api.put(path, wanted)),
});

/** Rows of which the API takes some: those that the file lacks are removed by a row without a target. */
const rows = (
  path: string,
  {
    fields,
    key,
    target,
  }: { readonly fields: readonly string[]; readonly key: readonly string[]; readonly target: string },
): Omit<Section, "name"> => ({
  read: async (api) => (await api.get<readonly Row[]>(path)).map((row) => pick(row, fields)),
  async write(api, wanted, present) {
    const keyOf = (row: Row) => JSON.stringify(key.map((field) => row[field] ?? null));
    const kept = new Set((wanted as readonly Row[]).map(keyOf));
    const gone = (present as readonly Row[]).filter((row) => !kept.has(keyOf(row)));
    await api.put(path, [...(wanted as readonly Row[]), ...gone.map((row) => ({ ...pick(row, key), [target]: null }))]);
  },
});

/** In the order of an import: a load exists once its company and its price table do. */
const SECTIONS: readonly Section[] = [
  { name: "erpDialect", ...whole("/api/erp/dialect") },
  {
    name: "companies",
    read: async (api) => (await api.get<readonly Row[]>("/api/companies")).map((row) => pick(row, COMPANY)),
    // A company stays known; without a row in the file it is switched off.
    async write(api, wanted, present) {
      const named = new Set((wanted as readonly Row[]).map(({ company }) => company));
      const gone = (present as readonly Row[]).filter(({ company }) => !named.has(company));
      const off = gone.map((row) => ({ ...row, enabled: false, locationId: null }));
      await api.put("/api/companies", [...(wanted as readonly Row[]), ...off]);
    },
  },
  {
    name: "priceTargets",
    read: async (api) => targetsOf(await api.get<readonly Row[]>("/api/price-targets")),
    write: async (api, wanted) => void (await api.put("/api/price-targets", wanted)),
  },
  { name: "catalog", ...whole("/api/catalog/settings") },
  { name: "taxonomy", ...whole("/api/catalog/taxonomy") },
  {
    name: "paymentForms",
    ...rows("/api/payment-forms", {
      fields: ["gateway", "instalments", "seqFormaPagto", "submitWhile"],
      key: ["gateway", "instalments"],
      target: "seqFormaPagto",
    }),
  },
  {
    name: "lineProducts",
    ...rows("/api/line-products", {
      fields: ["kind", "name", "sku", "priceCents"],
      key: ["kind", "name"],
      target: "sku",
    }),
  },
  { name: "orders", ...whole("/api/orders/settings") },
  { name: "alerts", ...whole("/api/alerts/settings") },
  {
    name: "people",
    read: async (api) => (await api.get<{ readonly people: unknown }>("/api/people")).people,
    write: async (api, wanted) => void (await api.put("/api/people", wanted)),
  },
  {
    name: "loads",
    read: async (api) => (await api.get<readonly Row[]>("/api/loads")).filter(hasSettings).map(loadOf),
    async write(api, wanted, present) {
      const named = new Set((wanted as readonly Load[]).map(pathOf));
      const gone = (present as readonly Load[]).filter((load) => !named.has(pathOf(load)));
      const reset = gone.map((load) => ({ ...load, settings: nulls(load.settings) }));
      for (const load of [...(wanted as readonly Load[]), ...reset]) await api.put(pathOf(load), load.settings);
    },
  },
];

/** Reads every section. Throws when one cannot be read: half a file would be taken for a whole one. */
export async function exportSettings(api: Api): Promise<SettingsFile> {
  const sections: Record<string, unknown> = {};
  for (const { name, read } of SECTIONS) sections[name] = await read(api);
  return { format: FORMAT, sections };
}

/**
 * Writes the sections that differ, each by itself: one that is refused stops no other, and a second run writes only
 * what is still different. Sections that the file does not have stay as they are.
 */
export async function importSettings(api: Api, file: SettingsFile, isDry: boolean): Promise<readonly SectionDone[]> {
  const done: SectionDone[] = [];
  for (const section of SECTIONS.filter(({ name }) => name in file.sections))
    done.push(await importSection(api, section, file.sections[section.name], isDry));
  return done;
}

async function importSection(api: Api, { name, read, write }: Section, wanted: unknown, isDry: boolean) {
  try {
    const present = await read(api);
    if (isDeepStrictEqual(present, wanted)) return { section: name, outcome: "equal", why: "" } as const;
    if (isDry) return { section: name, outcome: "differs", why: "" } as const;
    await write(api, wanted, present);
    return { section: name, outcome: "written", why: "" } as const;
  } catch (error) {
    return { section: name, outcome: "failed", why: error instanceof Error ? error.message : String(error) } as const;
  }
}

/** @returns the file, or what is wrong with it */
export function readSettingsFile(text: string): SettingsFile | string {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return `the file is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (typeof file !== "object" || file === null || !("format" in file) || file.format !== FORMAT)
    return `the file is no export of settings: "format" must be "${FORMAT}"`;
  if (!("sections" in file) || typeof file.sections !== "object" || file.sections === null)
    return 'the file has no "sections"';
  const unknown = Object.keys(file.sections).filter((name) => !SECTIONS.some((section) => section.name === name));
  if (unknown.length > 0) return `unknown sections: ${unknown.join(", ")}; a newer version may have written the file`;
  return file as SettingsFile;
}

const COMPANY = ["company", "name", "locationId", "enabled", "safetyMilli", "quantityIn"];

const TARGET = ["company", "segment", "dropMaxPercent"];
function targetsOf(targets: readonly Row[]) {
  const live = targets.filter(({ removing }) => removing !== true);
  const of = (kind: string) => live.filter((target) => target["kind"] === kind);
  const [base] = of("base");
  return {
    ...(base === undefined ? {} : { base: pick(base, TARGET) }),
    priceLists: of("priceList").map((target) => pick(target, [...TARGET, "priceListId"])),
    metafields: of("metafield").map((target) => pick(target, TARGET)),
  };
}

interface Load {
  readonly name: string;
  readonly company: number;
  readonly segment: number;
  readonly settings: Row;
}
const pathOf = ({ name, company, segment }: Load): string => `/api/loads/${name}/${company}/${segment}`;
const settingsOf = (row: Row) => row["settings"] as Row;
const hasSettings = (row: Row): boolean => Object.values(settingsOf(row)).some((value) => value !== null);
const loadOf = (row: Row) => pick(row, ["name", "company", "segment", "settings"]);
const nulls = (of: Row): Row => Object.fromEntries(Object.keys(of).map((name) => [name, null]));

const pick = (row: Row, fields: readonly string[]): Row =>
  Object.fromEntries(fields.filter((field) => field in row).map((field) => [field, row[field]]));
