export const CELL_MAX = 60;

/** Rows under a heading, columns aligned, for a terminal. Empty when there is no row. */
export function textTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const cells = [heading, ...rows].map((row) => row.map(short));
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** One line, at most so many characters. */
function short(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= CELL_MAX ? line : `${line.slice(0, CELL_MAX - 1)}…`;
}
