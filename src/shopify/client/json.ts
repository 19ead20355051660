/** The value of a JSON text; undefined when it is none (HTML, cut off, empty). */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
