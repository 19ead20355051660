import { type CauseEntry, type CauseFilter, readEntriesOf } from "../../hub/desk/causes.ts";
import { causeOf, curerText, flowOf, flowText } from "../../messages/causes.ts";
import type { Language } from "../../messages/language.ts";
import { renderEntry } from "../../messages/render.ts";

const PAGE = 1_000;
/** Rows of one file; a filter makes it smaller. */
const ROWS_MAX = 20_000;
const HEAD = ["fluxo", "codigo", "causa", "registro", "loja", "desde", "ultima_vez", "vezes", "quem", "texto"];

/** Open entries as a file that a spreadsheet opens: `;` between fields, UTF-8 with its mark. */
export async function csvOf(
  db: D1Database,
  filter: CauseFilter,
  language: Language,
  isWanted: (entry: CauseEntry) => boolean,
): Promise<Response> {
  const lines = [HEAD.join(";")];
  for (let skip = 0; skip < ROWS_MAX; skip += PAGE) {
    const page = await readEntriesOf(db, filter, { skip, limit: PAGE });
    for (const entry of page) if (isWanted(entry)) lines.push(lineOf(entry, language));
    if (page.length < PAGE) break;
  }
  return new Response(`\uFEFF${lines.join("\r\n")}\r\n`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="erros.csv"',
    },
  });
}

function lineOf(entry: CauseEntry, language: Language): string {
  const { title, curer } = causeOf(entry, language);
  const { record, message } = renderEntry(entry, language);
  const company = entry.company || entry.orderCompany || "";
  return [
    flowText(flowOf(entry.area), language),
    `${entry.area}/${entry.reason}`,
    title,
    record,
    String(company),
    new Date(entry.firstAt).toISOString(),
    new Date(entry.lastAt).toISOString(),
    String(entry.times),
    curerText(curer, language),
    message,
  ]
    .map(field)
    .join(";");
}

/** A field that a spreadsheet takes for a formula begins with an apostrophe. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
