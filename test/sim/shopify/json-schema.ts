/** As much of JSON Schema as the copied webhook schemas use: type, properties, required, items, anyOf. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Every way in which `value` violates the schema, by its path. */
export function problems(schema: Schema, value: unknown, path = "$"): string[] {
  if (schema.anyOf)
    return schema.anyOf.some((each) => problems(each, value, path).length === 0)
      ? []
      : [`${path}: none of the alternatives`];
  const types = schema.type === undefined ? undefined : [schema.type].flat();
  if (types && !types.some((type) => is(type, value)))
    return [`${path}: ${JSON.stringify(value)} is not ${types.join(" or ")}`];
  const found: string[] = [];
  if (Array.isArray(value))
    for (const [index, each] of value.entries())
      if (schema.items) found.push(...problems(schema.items, each, `${path}[${index}]`));
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) found.push(`${path}.${name} is missing`);
    for (const [name, each] of Object.entries(schema.properties ?? {}))
      if (Object.hasOwn(value, name)) found.push(...problems(each, Reflect.get(value, name), `${path}.${name}`));
  }
  return found;
}

function is(type: string, value: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
