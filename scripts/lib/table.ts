/** An amount of money in a cell: 1234 → "12.34". */
export const amount = (cents: number): string =>
  `${grouped(Math.trunc(cents / 100))}.${String(Math.abs(cents % 100)).padStart(2, "0")}`;

/** Prints rows in columns: text left-aligned, numbers and amounts right-aligned. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [header, ...rows].map((row) => row.map((cell) => (typeof cell === "number" ? grouped(cell) : cell)));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const isNumber = header.map((_, column) => rows.length > 0 && rows.every((row) => isNumeric(row[column])));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  const [first = [], ...rest] = cells;
  return [line(first), widths.map((width) => "─".repeat(width)).join("  "), ...rest.map(line)].join("\n");
}

const isNumeric = (cell: string | number | undefined): boolean =>
  typeof cell === "number" || (cell !== undefined && /^-?[\d,]+\.\d\d$/.test(cell));

/** 12345 → "12,345". */
const grouped = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",");
