/** No name, document, telephone or e-mail of a customer, and no secret, in a log line, an exception, a queue message or the hub. */
import { CLIENT_SECRET, ERP_PASSWORD } from "../scenario/systems.ts";
import { OPS_TOKEN } from "../scenario/scenario.ts";
import type { JudgeContext } from "./judge.ts";

/** How the simulated shop's access tokens begin. */
const SHOP_TOKEN = "shpat_";

export async function judgePrivacy({ scenario, check }: JudgeContext): Promise<void> {
  const words = wordsOf(scenario.systems.shop.people.traces());
  const secrets = [ERP_PASSWORD, CLIENT_SECRET, OPS_TOKEN, SHOP_TOKEN, ...scenario.systems.erp.state.tokens.keys()];
  const texts: (readonly [where: string, text: string])[] = [];
  const search = (where: string, text: string) => {
    const lower = text.toLowerCase();
    const found = words.find((word) => lower.includes(word));
    check("nothing personal", found === undefined, () => `${where}: "${found}" in ${around(lower, found ?? "")}`);
    const secret = secrets.find((each) => text.includes(each));
    check("no secret disclosed", secret === undefined, () => `${where}: a secret in ${around(text, secret ?? "")}`);
  };
  for (const line of scenario.lines) texts.push(["log", JSON.stringify(line)]);
  for (const text of Object.keys(scenario.exceptions.counts)) texts.push(["exception", text]);
  for (const body of scenario.bodies) texts.push(["queue", body]);
  const { results: tables } = await scenario.auditor
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'")
    .all<{ name: string }>();
  check("nothing personal", tables.length > 10, () => `only ${tables.length} tables were searched`);
  for (const { name } of tables) {
    const { results } = await scenario.auditor.prepare(`SELECT * FROM "${name}"`).all();
    texts.push([`table ${name}`, JSON.stringify(results)]);
  }
  // All of it at once, which is the rule; text by text only where something is in it.
  const all = texts.map(([, text]) => text).join("\n");
  const isClean = !has(all.toLowerCase(), words) && !has(all, secrets);
  for (const [where, text] of texts)
    if (isClean) {
      check("nothing personal", true, () => where);
      check("no secret disclosed", true, () => where);
    } else search(where, text);
}

const has = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word));

/** Every trace as it is and in its usual spellings, in lower case. */
function wordsOf(traces: readonly string[]): string[] {
  const all = traces.flatMap((trace) => [trace, ...phonesOf(trace), ...documentsOf(trace)]);
  return [...new Set([...all, "testemunha", "@cliente.example"].map((word) => word.toLowerCase()))];
}

/** Without the country and without the area; and as in "(41) 98000-0123" and "9 8000 0123". */
function phonesOf(trace: string): readonly string[] {
  if (!trace.startsWith("+55")) return [];
  // With the 9 before them: without it an event's UUID may have the same digits.
  const [first, second] = [trace.slice(-8, -4), trace.slice(-4)];
  const spelt = [`9${first}-${second}`, `9 ${first}-${second}`, `9${first} ${second}`, `9 ${first} ${second}`];
  return [trace.slice(3), trace.slice(5), ...spelt];
}

/** 000.000.000-00 */
function documentsOf(trace: string): readonly string[] {
  const [, a, b, c, check] = /^(\d{3})(\d{3})(\d{3})(\d{2})$/.exec(trace) ?? [];
  return check === undefined ? [] : [`${a}.${b}.${c}-${check}`];
}

const around = (text: string, word: string): string =>
  text.slice(Math.max(0, text.indexOf(word) - 80), text.indexOf(word) + 80);
