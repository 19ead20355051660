/** A measurement: a figure, its limit, and the share of the limit. */
export interface Result {
  /** "catalogue/stock-rate/standard": the file and what of it. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What stands in the way or must be kept; null where nothing limits it. */
  readonly limit: number | null;
  /** value ÷ limit. */
  readonly ratio: number | null;
  /** How it was measured, and what it does not show. */
  readonly note: string;
  /** The ratio must stay within; absent = a figure to know, not to keep. */
  readonly keep?: { readonly atLeast: number } | { readonly atMost: number };
}

export interface Measured {
  readonly value: number;
  readonly unit: string;
  readonly limit?: number;
  readonly note: string;
  readonly keep?: Result["keep"];
}

export function resultOf(name: string, { value, unit, limit, note, keep }: Measured): Result {
  return {
    name,
    value: rounded(value),
    unit,
    limit: limit === undefined ? null : rounded(limit),
    ratio: limit === undefined ? null : rounded(limit === 0 ? value : value / limit), // of nothing: what is too much
    note,
    ...(keep === undefined ? {} : { keep }),
  };
}

/** Whether a result that is to be kept is kept. */
export function isKept({ value, limit, ratio, keep }: Result): boolean {
  if (keep === undefined) return true;
  if (limit === 0) return value === 0; // "nothing at all" has no share
  if (ratio === null) return false;
  return "atLeast" in keep ? ratio >= keep.atLeast : ratio <= keep.atMost;
}

/** Four figures that count; whole numbers stay whole. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

const COLUMNS = ["what", "measured", "limit", "of the limit", "how"] as const;

/** The table of bench/README.md. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const { name, value, unit, limit, ratio, note, keep } = result;
    const share = ratio === null || limit === 0 ? "" : `${rounded(ratio * 100)} %`;
    return [
      name.split("/").slice(1).join(" / "),
      `${shown(value)} ${unit}`,
      limit === null ? "" : shown(limit),
      keep === undefined ? share : `${share} ${isKept(result) ? "✓" : "✗"}`.trim(),
      note,
    ];
  });
  return [COLUMNS, COLUMNS.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const shown = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 4 });

const BEGIN = "<!-- bench: begins; written by npm run bench -->";
const END = "<!-- bench: ends -->";

/** The page with its generated part replaced; what people wrote around it stays. */
export function withTable(page: string, table: string): string {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error(`the page has no "${BEGIN}" … "${END}"`);
  return `${page.slice(0, from + BEGIN.length)}\n\n<!-- prettier-ignore -->\n${table}\n\n${page.slice(to)}`;
}
