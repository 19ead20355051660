const HEADERS = /^(?:nome|name|descricao|descrição|title|titulo|título|produto)$/i;

/** The names of a list or of a table: its separator is the first of tab, semicolon and comma that its first line has. */
export function namesIn(text: string): readonly string[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  const [first = ""] = lines;
  const separator = ["\t", ";", ","].find((sign) => first.includes(sign)) ?? null;
  const header = cellsOf(first, separator);
  const column = header.findIndex((cell) => HEADERS.test(cell.trim()));
  if (column < 0) return lines.map((line) => line.trim());
  return lines.slice(1).flatMap((line) => cellsOf(line, separator)[column]?.trim() || []);
}

/** Cells in quotes may hold the separator, and a quote as two. */
function cellsOf(line: string, separator: string | null): readonly string[] {
  if (separator === null) return [line];
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? "";
    if (sign === '"' && isQuoted && line[at + 1] === '"') {
      cell += sign;
      at += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) {
      cells.push(cell);
      cell = "";
    } else cell += sign;
  }
  return [...cells, cell];
}
