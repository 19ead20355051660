/** Descriptions as HTML for a shop: rewritten tag by tag from a list of allowed tags, never filtered by pattern. */
import { Parser } from "htmlparser2";

/** Tag of the ERP's text → tag written. A tag that is missing here is removed, and its text stays. */
const KEPT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["p", "br", "hr", "strong", "em", "u", "s", "sub", "sup", "small", "ul", "ol", "li", "blockquote", "a"].map(
      (tag) => [tag, tag],
    ),
  ),
  ...Object.fromEntries(
    [
      "h2",
      "h3",
      "h4",
      "h5",
      "h6",
      "table",
      "thead",
      "tbody",
      "tfoot",
      "tr",
      "th",
      "td",
      "caption",
      "dl",
      "dt",
      "dd",
    ].map((tag) => [tag, tag]),
  ),
  b: "strong",
  i: "em",
  strike: "s",
  del: "s",
  h1: "h2", // the page has its own
  ...Object.fromEntries(
    ["div", "section", "article", "header", "footer", "main", "center", "pre", "address", "figure"].map((tag) => [
      tag,
      "p",
    ]),
  ),
};
/** Removed with their content: their text is not meant for readers. */
const DROPPED: ReadonlySet<string> = new Set(
  "script style noscript iframe frame object embed applet template svg math head title textarea select audio video canvas".split(
    " ",
  ),
);
const VOID: ReadonlySet<string> = new Set(["br", "hr"]);
const PROTOCOLS: ReadonlySet<string> = new Set(["https:", "http:", "mailto:", "tel:"]);

interface Open {
  /** What was written for it; null: nothing. */
  written: string | null;
  readonly drops: boolean;
}

/**
 * Clean HTML of any text with tags: no script, no style, no handler, no picture, no address but web, mail and
 * telephone. Clean text stays unchanged.
 */
export function cleanHtml(text: string): string {
  let html = onePass(text);
  for (let pass = 1; pass < PASSES_MAX; pass += 1) {
    const again = onePass(html);
    if (again === html) break;
    html = again;
  }
  return html;
}

/** Two or three passes repair wrong nesting. */
const PASSES_MAX = 6;

function onePass(text: string): string {
  let html = "";
  let dropping = 0;
  const open: Open[] = [];
  const close = (element: Open | undefined) => {
    if (element?.written == null) return;
    if (!VOID.has(element.written)) html += `</${element.written}>`;
    element.written = null;
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      const drops = DROPPED.has(name);
      if (drops) dropping += 1;
      const tag = dropping > 0 || !Object.hasOwn(KEPT, name) ? undefined : KEPT[name];
      const link = tag === "a" ? linkOf(attributes["href"]) : undefined;
      // Only the text of a link without target, or inside another link, stays.
      const isWritten = tag !== undefined && (tag !== "a" || (link !== undefined && !isOpen(open, "a")));
      if (isWritten && tag === "p") closeParagraph(open, close);
      open.push({ written: isWritten ? tag : null, drops });
      if (isWritten) html += `<${tag}${link === undefined ? spansOf(tag, attributes) : ` href="${escapeHtml(link)}"`}>`;
    },
    ontext(part) {
      if (dropping === 0) html += escapeHtml(part);
    },
    onclosetag() {
      const element = open.pop();
      if (element?.drops) dropping -= 1;
      close(element);
    },
  });
  parser.write(text);
  parser.end();
  return tidy(html);
}

/** The text a reader sees, on one line. */
export function plainText(html: string): string {
  let text = "";
  const parser = new Parser({
    onopentagname(name) {
      if (BREAKS.has(name)) text += " ";
    },
    ontext: (part) => void (text += part),
    onclosetag(name) {
      if (BREAKS.has(name)) text += " ";
    },
  });
  parser.write(html);
  parser.end();
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

/** True when a text is meant as HTML: a tag that HTML knows, or a named or numbered character. "Preço < 10" is not. */
export const isHtml = (text: string): boolean =>
  /<\/?(?:[a-z][a-z0-9]{0,9})(?:\s[^<>]*)?\/?>/i.test(text) ||
  /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});/i.test(text);

/** A control character, which no browser shows, becomes a blank; ends of lines stay. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]+ */gu, " ")
    .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);

/** Tags after which a reader sees a gap. */
const BREAKS: ReadonlySet<string> = new Set(
  "p br hr ul ol li blockquote h2 h3 h4 h5 h6 table tr th td caption dl dt dd".split(" "),
);

const isOpen = (open: readonly Open[], tag: string): boolean => open.some(({ written }) => written === tag);

/** A paragraph ends at the start of the next. */
function closeParagraph(open: readonly Open[], close: (element: Open | undefined) => void): void {
  const at = open.findLastIndex(({ written }) => written === "p");
  if (at < 0 || open.slice(at + 1).some(({ written }) => written !== null)) return;
  close(open[at]);
}

function linkOf(href: string | undefined): string | undefined {
  try {
    const url = new URL((href ?? "").trim());
    return PROTOCOLS.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined; // relative or nonsense
  }
}

function spansOf(tag: string, attributes: Readonly<Record<string, string>>): string {
  if (tag !== "td" && tag !== "th") return "";
  return ["colspan", "rowspan"]
    .map((name) => (/^[1-9]\d?$/.test(attributes[name] ?? "") ? ` ${name}="${attributes[name]}"` : ""))
    .join("");
}

/** Folds blanks and removes empty paragraphs, nested ones too. */
function tidy(html: string): string {
  let text = html.replace(/[ \t\r\n\f]+/g, " ");
  for (;;) {
    const next = text
      .replace(/<p>(?:\s|<br>|&nbsp;)*<\/p>/g, "")
      .replace(/ ?(<\/?(?:p|ul|ol|li|h[2-6]|table|tr)>) ?/g, "$1");
    if (next === text) return text.trim();
    text = next;
  }
}
