/** The ERP's keys come in any case (camelCase in new modules, PascalCase in old ones). */
export type WireObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is WireObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value under a key, whatever the key's case; undefined without one. */
export function field(object: WireObject, name: string): unknown {
  if (name in object) return object[name];
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(object)) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

/** A text field, or undefined. */
export function textField(object: WireObject, name: string): string | undefined {
  const value = field(object, name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** @returns the parsed JSON, or undefined when it is none (HTML, cut off). */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
