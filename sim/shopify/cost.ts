/**
 * What Shopify would charge for an operation, before it runs it: scalar 0, object 1, interface and union their dearest
 * branch, mutation 10 plus what it carries (cost-inputs.ts) and the connections it asks for in return.
 *
 * A connection is 2 and ⌊2 ln(size)⌋ times what one record costs. Shopify says that it scales connections by a
 * logarithm and keeps the formula closed (community.shopify.dev/t/24364). These figures are developers' own, from the
 * same thread. They give both published requests: 25 for 250 variants with their items (t/23101), 22 for 10
 * publications with their apps. A list that is no connection stays at size × cost.
 */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  OperationTypeNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { inputPoints } from "./cost-inputs.ts";
import type { CompiledDocument } from "./schema.ts";

export const COST_MAX = 1_000;
const MUTATION_POINTS = 10;
const CONNECTION_POINTS = 2;

/** How often the cost of one record counts in a connection of this size. */
const timesOf = (size: number): number => (size <= 0 ? 0 : Math.floor(2 * Math.log(Math.max(2, size))));

export interface Cost {
  readonly requested: number;
  /** Fields whose objects count one each when the operation has run. */
  readonly counted: ReadonlySet<FieldNode>;
  /** What does not depend on the answer. */
  readonly fixed: number;
}

export function costOf(
  schema: GraphQLSchema,
  compiled: CompiledDocument,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Cost {
  const counted = new Set<FieldNode>();
  const walk = new Walk(schema, compiled, variables, counted);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) throw new Error("the schema has no such root type");
  if (!isMutation) return { requested: Math.ceil(walk.selection(operation.selectionSet, root)), counted, fixed: 0 };
  let fixed = 0;
  let answered = 0;
  for (const field of walk.fields(operation.selectionSet)) {
    fixed += MUTATION_POINTS + inputPoints(field.name.value, walk.argumentsOf(field));
    const payload = getNamedType(root.getFields()[field.name.value]?.type);
    if (field.selectionSet && isCompositeType(payload)) answered += walk.payload(field.selectionSet, payload);
  }
  return { requested: Math.ceil(fixed + answered), counted, fixed };
}

class Walk {
  readonly #schema: GraphQLSchema;
  readonly #compiled: CompiledDocument;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #counted: Set<FieldNode>;
  constructor(
    schema: GraphQLSchema,
    compiled: CompiledDocument,
    variables: Readonly<Record<string, unknown>>,
    counted: Set<FieldNode>,
  ) {
    this.#schema = schema;
    this.#compiled = compiled;
    this.#variables = variables;
    this.#counted = counted;
  }

  fields(set: SelectionSetNode): FieldNode[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return this.fields(selection.selectionSet);
      const fragment = this.#compiled.fragments.get(selection.name.value);
      return fragment ? this.fields(fragment.selectionSet) : [];
    });
  }

  selection(set: SelectionSetNode, parent: GraphQLCompositeType): number {
    let sum = 0;
    const branches = new Map<string, number>();
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        sum += this.#field(selection, parent);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#compiled.fragments.get(selection.name.value);
      if (!fragment) continue;
      const condition = fragment.typeCondition ? this.#schema.getType(fragment.typeCondition.name.value) : parent;
      if (!isCompositeType(condition)) continue;
      const cost = this.selection(fragment.selectionSet, condition);
      if (isAbstractType(parent) && isObjectType(condition))
        branches.set(condition.name, (branches.get(condition.name) ?? 0) + cost);
      else sum += cost;
    }
    return sum + Math.max(0, ...branches.values());
  }

  /** Inside a mutation's answer only connections are charged. */
  payload(set: SelectionSetNode, parent: GraphQLCompositeType): number {
    let sum = 0;
    for (const field of this.fields(set)) {
      const type = this.#typeOf(field, parent);
      if (!field.selectionSet || !type) continue;
      sum += type.name.endsWith("Connection") ? this.#field(field, parent) : this.payload(field.selectionSet, type);
    }
    return sum;
  }

  argumentsOf(field: FieldNode): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      (field.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, this.#variables)]),
    );
  }

  #field(field: FieldNode, parent: GraphQLCompositeType): number {
    const type = this.#typeOf(field, parent);
    if (!field.selectionSet || !type || type.name.endsWith("UserError") || type.name === "PageInfo") return 0;
    this.#counted.add(field);
    const size = this.#size(field);
    if (!type.name.endsWith("Connection")) return (size ?? 1) * (1 + this.selection(field.selectionSet, type));
    const times = timesOf(size ?? 0);
    let sum = CONNECTION_POINTS;
    for (const inner of this.fields(field.selectionSet)) {
      const innerType = this.#typeOf(inner, type);
      if (!inner.selectionSet || !innerType) continue;
      if (inner.name.value === "nodes") {
        this.#counted.add(inner);
        sum += times * (1 + this.selection(inner.selectionSet, innerType));
      } else if (inner.name.value === "edges") {
        sum += times * this.selection(inner.selectionSet, innerType);
      } else sum += this.#field(inner, type);
    }
    return sum;
  }

  #typeOf(field: FieldNode, parent: GraphQLCompositeType): GraphQLCompositeType | undefined {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
    const definition = parent.getFields()[field.name.value];
    const type = definition ? getNamedType(definition.type) : undefined;
    return isCompositeType(type) ? type : undefined;
  }

  #size(field: FieldNode): number | undefined {
    const given = this.argumentsOf(field);
    const first = given["first"] ?? given["last"];
    if (typeof first === "number") return first;
    const ids = field.name.value === "nodes" ? given["ids"] : undefined;
    return Array.isArray(ids) ? ids.length : undefined;
  }
}
