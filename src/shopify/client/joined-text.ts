/**
 * Several calls of one operation as one document: the root field once for each call, under an alias, with variables of
 * its own. Shopify adds up their costs (a request of more than 1,000 points is refused whole) and runs mutations one after
 * another, as the GraphQL specification says (6.2.2). Each alias has its own payload, its own userErrors and its own path
 * in `errors`.
 */

interface Parts {
  readonly kind: string;
  readonly operation: string;
  readonly variables: string;
  readonly field: string;
  /** Arguments and selection of the root field. */
  readonly rest: string;
}

const OPERATION = /^\s*(query|mutation)\s+(\w+)\s*\(([^)]*)\)\s*\{\s*(\w+)([\s\S]*)\}\s*$/;
const known = new Map<string, Parts | null>();

/** @returns the name of its root field, or null: the document has variables of another kind, fragments, or several fields */
export const rootFieldOf = (text: string): string | null => partsOf(text)?.field ?? null;

export const aliasOf = (index: number): string => `j${index}`;

/** @param text a document for which `rootFieldOf` gives a field */
export function joinedText(text: string, calls: number): string {
  const parts = partsOf(text);
  if (!parts) throw new Error("a document that cannot share a request");
  const { kind, operation, variables, field, rest } = parts;
  const each = Array.from({ length: calls }, (_, index) => index);
  const head = each.map((index) => renamed(variables, index)).join(", ");
  const body = each.map((index) => `  ${aliasOf(index)}: ${field}${renamed(rest, index)}`).join("\n");
  return `${kind} ${operation}(${head}) {\n${body}\n}`;
}

/** The variables of all calls, under the names of `joinedText`. */
export const joinedVariables = (calls: readonly unknown[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    calls.flatMap((variables, index) =>
      Object.entries(variables ?? {}).map(([name, value]) => [nameOf(name, index), value] as const),
    ),
  );

const nameOf = (variable: string, index: number): string => `${variable}_${index}`;
const renamed = (text: string, index: number): string =>
  text.replaceAll(/\$(\w+)/g, (_, name: string) => `$${nameOf(name, index)}`).trimEnd();

function partsOf(text: string): Parts | null {
  let parts = known.get(text);
  if (parts === undefined) known.set(text, (parts = parse(text)));
  return parts;
}

function parse(text: string): Parts | null {
  const match = OPERATION.exec(text);
  if (!match) return null;
  const [, kind = "", operation = "", variables = "", field = "", rest = ""] = match;
  return isOneField(rest) ? { kind, operation, variables, field, rest } : null;
}

/** Nothing follows the selection of the first field: neither a second field nor a fragment. */
function isOneField(rest: string): boolean {
  let parentheses = 0;
  let braces = 0;
  for (const { 0: char, index } of rest.matchAll(/[(){}]/g)) {
    if (char === "(") parentheses += 1;
    else if (char === ")") parentheses -= 1;
    else if (parentheses === 0 && char === "{") braces += 1;
    else if (parentheses === 0 && (braces -= 1) === 0) return rest.slice(index + 1).trim() === "";
  }
  return false;
}
