/** No name, document, telephone or e-mail of a customer in a log line, a queue message or the hub. */
import type { Bench } from "./judge.ts";

export async function judgePrivacy({ night, check }: Bench): Promise<void> {
  const words = wordsOf(night.houses.shop.people.traces());
  const search = (where: string, text: string) => {
    const lower = text.toLowerCase();
    const found = words.find((word) => lower.includes(word));
    check("nothing personal", found === undefined, () => `${where}: "${found}" in ${around(lower, found ?? "")}`);
  };
  for (const line of night.lines) search("log", JSON.stringify(line));
  for (const body of night.bodies) search("queue", body);
  const { results: tables } = await night.auditor
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'")
    .all<{ name: string }>();
  check("nothing personal", tables.length > 10, () => `only ${tables.length} tables were searched`);
  for (const { name } of tables)
    search(`table ${name}`, JSON.stringify((await night.auditor.prepare(`SELECT * FROM "${name}"`).all()).results));
}

/** Every trace as it stands and, of telephones, without the country; in small letters. */
function wordsOf(traces: readonly string[]): string[] {
  const all = traces.flatMap((trace) => (trace.startsWith("+55") ? [trace, trace.slice(3), trace.slice(5)] : [trace]));
  return [...new Set([...all, "testemunha", "@cliente.example"].map((word) => word.toLowerCase()))];
}

const around = (text: string, word: string): string =>
  text.slice(Math.max(0, text.indexOf(word) - 80), text.indexOf(word) + 80);
