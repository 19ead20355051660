/** The words of a response that is no record: one line of text, for a person to read. */
import { isObject, field, parseJson, textField } from "../wire/wire.ts";
import { maskPersonal } from "./mask.ts";

/** Longest line that is quoted of a page that is no answer of the ERP's. */
const QUOTED_MAX = 200;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/**
 * One line of a web page or of plain text. An Oracle error is quoted from its number on; of a page, its text without
 * styles, scripts and tags. Personal data is masked.
 */
export function plainLine(text: string): string {
  const shown = /<[a-z!/][^>]*>?/i.test(text) ? textOfPage(text) : text;
  const line = shown.replace(/[\s\p{Cc}]+/gu, " ").trim();
  const oracle = /\b(?:ORA|PLS)-\d{4,5}\b.*$/.exec(line)?.[0];
  return maskPersonal(oracle ?? line).slice(0, QUOTED_MAX);
}

function textOfPage(page: string): string {
  return page
    .slice(0, 50_000)
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, (part) => /<title[^>]*>([^<]*)/i.exec(part)?.[1] ?? " ")
    .replace(/<!--[\s\S]*?-->/g, " ")
    .replace(/<[^>]*>?/g, " ")
    .replace(/&(#\d{1,6}|\w{1,8});/g, (whole, name: string) =>
      name.startsWith("#") ? codeText(Number(name.slice(1))) : (ENTITIES[name] ?? whole),
    );
}

const codeText = (code: number): string => (code > 31 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : " ");

/** Keys of the vendor's error shape and of its relatives. A record has others. */
const ERROR_KEYS = new Set([
  "code",
  "message",
  "detailedmessage",
  "helpurl",
  "details",
  "type",
  "status",
  "statuscode",
  "success",
  "errors",
  "traceid",
]);

/**
 * The error that came in place of an answer, with status 200: the vendor's shape, or a list of one such. Null: it is
 * none.
 */
export function errorInside(value: unknown): { readonly code: string; readonly message: string } | null {
  const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isObject(only)) return null;
  const keys = Object.keys(only);
  const isShape = keys.every((key) => ERROR_KEYS.has(key.toLowerCase())) && textField(only, "message") !== undefined;
  return isShape && field(only, "code") !== undefined ? errorOf(200, JSON.stringify(only)) : null;
}

/** The error's code and text; any other shape is quoted as one line. At most 2 KB, personal data masked. */
export function errorOf(status: number, text: string): { readonly code: string; readonly message: string } {
  const parsed = parseJson(text);
  const shape = parsed && isObject(parsed.value) ? parsed.value : undefined;
  const message = shape && textField(shape, "message");
  if (!shape || message === undefined)
    return { code: `HTTP ${status}`, message: parsed ? maskPersonal(text.trim()) : plainLine(text) };
  const details = field(shape, "details");
  const more = (Array.isArray(details) ? details : []).flatMap((detail) =>
    isObject(detail) ? [textField(detail, "message") ?? []].flat() : [],
  );
  const words = [message, textField(shape, "detailedMessage") ?? [], more].flat();
  return { code: shapedCode(shape) ?? `HTTP ${status}`, message: maskPersonal([...new Set(words)].join(" – ")) };
}

/** The code of TOTVS's error shape; null for anything else, such as a web server's page or a gateway's JSON. */
export function shapedCode(body: unknown): string | null {
  if (!isObject(body) || textField(body, "message") === undefined) return null;
  const code = field(body, "code");
  return typeof code === "string" || typeof code === "number" ? String(code).slice(0, 100) : null;
}
