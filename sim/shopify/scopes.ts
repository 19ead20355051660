/** What an app must have been granted to use a type or field: the list that ships beside the schema. */
import type { ScopeRule } from "../../scripts/schema-source.ts";

export interface ScopeRules {
  /** Any one of these suffices; undefined = none needed. */
  ofType(type: string): readonly string[] | undefined;
  ofField(type: string, field: string): readonly string[] | undefined;
}

/** Granted scopes with what they imply: write_x includes read_x. */
export function granted(scopes: readonly string[]): ReadonlySet<string> {
  const all = new Set(scopes);
  for (const scope of scopes) if (scope.startsWith("write_")) all.add(scope.replace("write_", "read_"));
  return all;
}

export const allows = (has: ReadonlySet<string>, anyOf: readonly string[] | undefined): boolean =>
  anyOf === undefined || anyOf.some((scope) => has.has(scope));

export function scopeRules(items: readonly ScopeRule[]): ScopeRules {
  const types = new Map<string, readonly string[]>();
  const fields = new Map<string, readonly string[]>();
  for (const item of items) {
    const { typeName, fieldName, requiredAccess } = item as {
      typeName: string;
      fieldName?: string;
      requiredAccess: string;
    };
    // After "Also:" stand conditions on users and on single inputs, not alternatives.
    const scopes = [...(requiredAccess.split("Also:")[0] ?? "").matchAll(/`([a-z_]+)` access scope/g)].flatMap(
      (match) => match[1] ?? [],
    );
    // The text of Markets differs: one scope to read, both to write.
    const both = /`(read_[a-z_]+)` for queries and both `\1` as well as `(write_[a-z_]+)` for mutations/.exec(
      requiredAccess,
    );
    if (both) scopes.push((typeName === "Mutation" ? both[2] : both[1]) ?? "");
    if (scopes.length === 0) continue;
    if (item["type"] === "field") fields.set(`${typeName}.${fieldName}`, scopes);
    else types.set(typeName, scopes);
  }
  return { ofType: (type) => types.get(type), ofField: (type, field) => fields.get(`${type}.${field}`) };
}
