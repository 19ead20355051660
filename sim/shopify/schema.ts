/**
 * The real Admin schema, built once per process (0.3 s) and shared by all simulated shops; documents are parsed and
 * validated once per text.
 */
import {
  buildClientSchema,
  GraphQLError,
  GraphQLScalarType,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { readSchemaFile } from "../../scripts/schema-source.ts";
import { scopeRules, type ScopeRules } from "./scopes.ts";
import { centsOf, decimalText, moneyText } from "./money.ts";

export interface CompiledDocument {
  readonly document: DocumentNode;
  readonly operations: ReadonlyMap<string, OperationDefinitionNode>;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}
export type Compiled =
  | { readonly ok: true; readonly value: CompiledDocument }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

export interface AdminSchema {
  readonly schema: GraphQLSchema;
  readonly scopes: ScopeRules;
  /** Mutations whose description says that a key is required, or at least taken. */
  readonly idempotencyRequired: ReadonlySet<string>;
  compile(text: string): Compiled;
}

const DOCUMENTS_MAX = 500;
let shared: AdminSchema | undefined;

export function adminSchema(): AdminSchema {
  shared ??= build();
  return shared;
}

function build(): AdminSchema {
  const file = readSchemaFile();
  const schema = buildClientSchema(file.data);
  strictScalars(schema);
  const idempotencyRequired = new Set<string>();
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {}))
    if (/idempotency key is required/.test(field.description ?? "")) idempotencyRequired.add(field.name);
  const cache = new Map<string, Compiled>();
  return {
    schema,
    scopes: scopeRules(file.offline_scopes.items),
    idempotencyRequired,
    compile(text) {
      const known = cache.get(text);
      if (known) {
        cache.delete(text); // to the end again: the least used goes first
        cache.set(text, known);
        return known;
      }
      const compiled = compile(schema, text);
      cache.set(text, compiled);
      const oldest = cache.keys().next();
      if (cache.size > DOCUMENTS_MAX && !oldest.done) cache.delete(oldest.value);
      return compiled;
    },
  };
}

function compile(schema: GraphQLSchema, text: string): Compiled {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return { ok: false, errors: [error] };
    throw error;
  }
  const errors = validate(schema, document);
  if (errors.length > 0) return { ok: false, errors };
  const operations = new Map<string, OperationDefinitionNode>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.set(definition.name?.value ?? "", definition);
    else if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return { ok: true, value: { document, operations, fragments } };
}

/** Shopify's own scalars refuse what they cannot read; records hold cents and epoch ms, which are written here. */
function strictScalars(schema: GraphQLSchema): void {
  const set = (name: string, rule: { read?: (value: unknown) => unknown; write?: (value: unknown) => unknown }) => {
    const scalar = schema.getType(name);
    if (!(scalar instanceof GraphQLScalarType)) throw new Error(`the schema has no scalar ${name}`);
    if (rule.write) scalar.serialize = rule.write;
    const { read } = rule;
    if (!read) return;
    scalar.parseValue = read;
    scalar.parseLiteral = (node) => read("value" in node ? node.value : undefined);
  };
  const amount = (name: string) => (value: unknown) => {
    if ((typeof value !== "string" && typeof value !== "number") || !/^-?\d+(\.\d+)?$/.test(String(value)))
      throw new GraphQLError(`invalid ${name} ${JSON.stringify(value)}: a decimal number such as "24.90" is expected`);
    return String(value);
  };
  set("Money", { read: amount("Money"), write: (value) => (typeof value === "number" ? moneyText(value) : value) });
  set("Decimal", {
    read: amount("Decimal"),
    write: (value) => (typeof value === "number" ? decimalText(value) : value),
  });
  set("DateTime", {
    read: (value) => {
      if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) || Number.isNaN(Date.parse(value)))
        throw new GraphQLError(`invalid DateTime ${JSON.stringify(value)}: ISO 8601 with zone is expected`);
      return value;
    },
    write: (value) => (typeof value === "number" ? dateTime(value) : value),
  });
  set("URL", {
    read: (value) => {
      if (typeof value !== "string" || !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value))
        throw new GraphQLError(`invalid URL ${JSON.stringify(value)}`);
      return value;
    },
  });
  set("UnsignedInt64", { write: (value) => String(value) });
}

/** Shopify's instants carry no milliseconds. */
export const dateTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** An amount that passed the scalar, as cents. */
export function readCents(text: string): number {
  const cents = centsOf(text);
  if (cents === undefined) throw new GraphQLError(`amount ${text} is finer than a cent`);
  return cents;
}
