/** The sample output that both READMEs show: what the demo ends with, shortened, between two markers. */
import { demoTable, type DemoReport } from "./demo-report.ts";

export const READMES = ["README.md", "README.pt-BR.md"] as const;
const BEGINS = "<!-- demo: begins; written by npm run demo -- --write-readme -->";
const ENDS = "<!-- demo: ends -->";
const DESK_ROWS = 3;
const EXAMPLE_CHARACTERS = 48;

/** The demo's table as a README shows it: of the error desk only the first rows. */
export function sampleOf(report: DemoReport): string {
  const desk = report.desk.slice(0, DESK_ROWS);
  return demoTable(
    { ...report, desk },
    { exampleCharacters: EXAMPLE_CHARACTERS, isShortened: desk.length < report.desk.length },
  );
}

/** The sample that stands on a page; throws when the page has no markers. */
export function sampleIn(page: string): string {
  const { from, until } = placeOf(page);
  return page
    .slice(from, until)
    .replace(/^\s*```\n/, "")
    .replace(/\n```\s*$/, "");
}

/** The page with another sample between its markers. */
export function withSample(page: string, sample: string): string {
  const { from, until } = placeOf(page);
  return `${page.slice(0, from)}\n\n\`\`\`\n${sample}\n\`\`\`\n\n${page.slice(until)}`;
}

function placeOf(page: string): { readonly from: number; readonly until: number } {
  const from = page.indexOf(BEGINS);
  const until = page.indexOf(ENDS);
  if (from < 0 || until < from) throw new Error(`a page needs the markers ${BEGINS} and ${ENDS}`);
  return { from: from + BEGINS.length, until };
}
