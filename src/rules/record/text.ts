/** One line as people read it: accents composed, control characters and runs of blanks folded into one blank. */
export function foldText(text: string | null): string {
  return (text ?? "")
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
}

/** At most `max` UTF-16 units, cut at a blank where one is near, never inside a character. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max);
  const blank = cut.lastIndexOf(" ");
  const kept = blank > max / 2 ? cut.slice(0, blank) : cut;
  return kept.replace(/[\uD800-\uDBFF]$/, "").trimEnd();
}

/** True: a character was lost between two charsets (U+FFFD). */
export const isGarbled = (text: string): boolean => text.includes("\uFFFD");
