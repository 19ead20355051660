/** What D1 must know of a statement's text and node:sqlite does not report: where statements end and how many parameters they bind. */
export interface SqlText {
  /** Non-empty statements, in order. */
  readonly statements: readonly string[];
  /** Highest parameter index: `?1 … ?1` is one, `? … ?` is two. */
  readonly parameters: number;
}

const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\?\d*|[:@$][A-Za-z_]\w*|[A-Za-z_]\w*|;/g;

/** Splits at semicolons outside strings, comments and trigger bodies. */
export function readSql(sql: string): SqlText {
  const statements: string[] = [];
  const named = new Set<string>();
  let parameters = 0;
  let start = 0;
  let empty = true; // nothing but space and comments since the last semicolon
  let words = 0;
  let inTrigger = false;
  let depth = 0; // BEGIN and CASE opened inside a trigger
  TOKEN.lastIndex = 0;
  const cut = (end: number, next: number) => {
    if (!empty) statements.push(sql.slice(start, end).trim());
    start = next;
    empty = true;
    words = 0;
    inTrigger = false;
    depth = 0;
  };
  for (let match = TOKEN.exec(sql); match; match = TOKEN.exec(sql)) {
    const token = match[0];
    const first = token.charAt(0);
    if (token.startsWith("--") || token.startsWith("/*")) continue;
    if (token === ";") {
      if (depth === 0) cut(match.index, match.index + 1);
      continue;
    }
    empty = false;
    if (first === "?") {
      parameters = token.length > 1 ? Math.max(parameters, Number(token.slice(1))) : parameters + 1;
    } else if (first === ":" || first === "@" || first === "$") {
      if (!named.has(token)) parameters += 1;
      named.add(token);
    } else if (/[A-Za-z_]/.test(first)) {
      words += 1;
      const word = token.toUpperCase();
      if (words <= 3 && word === "TRIGGER") inTrigger = true;
      else if (inTrigger && (word === "BEGIN" || word === "CASE")) depth += 1;
      else if (inTrigger && word === "END") depth -= 1;
    }
  }
  if (!empty || /\S/.test(sql.slice(start).replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ""))) {
    empty = false;
    cut(sql.length, sql.length);
  }
  return { statements, parameters };
}

/** "INSERT stock": what a step is called in traces and in the table of steps covered. */
export function labelOf(sql: string): string {
  const known = labels.exec(sql.replace(/\s+/g, " "));
  const verb = /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? "?";
  const read = verb === "SELECT" ? [outermost(sql), sql] : [sql];
  const table = known?.[1] ?? read.flatMap((text) => /\bFROM\s+"?(\w+)/i.exec(text)?.[1] ?? [])[0];
  return table === undefined ? verb : `${verb} ${table}`;
}
const labels = /^\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE(?: OR \w+)?|DELETE FROM)\s+"?(\w+)/i;

/** The statement without what stands in brackets: a subquery among its columns is not the table that it reads. */
function outermost(sql: string): string {
  let text = sql.replace(/'(?:[^']|'')*'/g, "''");
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(/\([^()]*\)/g, " ");
  }
  return text;
}
