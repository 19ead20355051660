/** Runs one operation on the schema: scopes, "not simulated", connections, idempotency and the journal meet here. */
import {
  execute,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLTypeResolver,
  type OperationDefinitionNode,
} from "graphql";
import { isOrdered, page, strange, type PageArguments } from "./connections.ts";
import { NotSimulated, sha256, topLevel, type BulkRoot, type Context, type Core } from "./core.ts";
import type { Cost } from "./cost.ts";
import { IDEMPOTENCY_ERRORS, type Payload } from "./idempotency.ts";
import type { Effect } from "./journal.ts";
import { FIELDS, MUTATIONS } from "./resolvers.ts";
import { adminSchema, type CompiledDocument } from "./schema.ts";
import { checkApproval } from "./protected-data.ts";
import { allows } from "./scopes.ts";
import { typeOfId } from "./state.ts";

const INPUT_MAX = 250;
/** Lists that Shopify lets grow beyond 250. */
const LONGER = new Map([
  ["productSet.input.variants", 2_048],
  ["productSet.input.productOptions.values", 2_048],
  ["productVariantsBulkUpdate.variants", 2_048],
  ["fulfillmentCreate.fulfillment.lineItemsByFulfillmentOrder.fulfillmentOrderLineItems", 512],
]);

export function run(
  core: Core,
  compiled: CompiledDocument,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  cost: Cost,
  requestId: string,
  origin: string,
  digest: string,
): { readonly result: ExecutionResult | Promise<ExecutionResult>; readonly context: Context } {
  const context: Context = {
    core,
    requestId,
    digest,
    origin,
    bulk: false,
    counted: cost.counted,
    actual: cost.fixed,
    mutations: 0,
    isCut: false,
  };
  return { result: start(compiled, operation, variables, context), context };
}

/** One line of a bulk operation, or a whole export: without cost, at once. */
export function runInBulk(
  core: Core,
  { compiled, operation }: BulkRoot,
  variables: Readonly<Record<string, unknown>>,
  origin: string,
): ExecutionResult {
  const context: Context = {
    core,
    requestId: "bulk",
    digest: "",
    origin,
    bulk: true,
    counted: new Set(),
    actual: 0,
    mutations: 0,
    isCut: false,
  };
  const result = start(compiled, operation, variables, context);
  if (result instanceof Promise) throw new Error("a bulk operation must not wait");
  return result;
}

const start = (
  compiled: CompiledDocument,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  context: Context,
) =>
  execute({
    schema: adminSchema().schema,
    document: compiled.document,
    operationName: operation.name?.value ?? null,
    variableValues: variables,
    contextValue: context,
    fieldResolver,
    typeResolver,
  });

const typeResolver: GraphQLTypeResolver<unknown, Context> = (value) => {
  const named = typeof value === "object" && value !== null ? Reflect.get(value, "__typename") : undefined;
  if (typeof named === "string") return named;
  const id = typeof value === "object" && value !== null ? Reflect.get(value, "id") : undefined;
  return typeof id === "string" ? typeOfId(id.replace(/\?.*$/, "")) : undefined;
};

const fieldResolver: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
  const { parentType, fieldName } = info;
  const returned = getNamedType(info.returnType);
  checkScopes(context.core, parentType.name, fieldName, returned.name);
  checkApproval(context.core, parentType.name, fieldName, returned.name);
  if (parentType.name === "Mutation") return mutate(args, context, info);
  if (parentType.name === "QueryRoot") checkSizes(args, fieldName);
  const resolver = FIELDS.get(`${parentType.name}.${fieldName}`);
  let value: unknown;
  if (resolver) value = resolver(source as never, args as never, context, info);
  else if (typeof source === "object" && source !== null && Object.hasOwn(source, fieldName))
    value = Reflect.get(source, fieldName);
  else throw new NotSimulated(`${parentType.name}.${fieldName}`);
  if (value === undefined) throw new NotSimulated(`${parentType.name}.${fieldName}`);
  if (value === null || !isCompositeType(returned)) return value;
  const path = `${parentType.name}.${fieldName}`;
  if (returned.name.endsWith("Connection") && (Array.isArray(value) || isOrdered(value))) {
    const whole = page(value as readonly unknown[], context.bulk ? WHOLE : (args as PageArguments), path, context.bulk);
    value = context.bulk ? whole : strange(whole, context.core.strangePages.get(path));
  } else if (typeof value === "number") value = money(value, returned.name, context.core.settings.currency);
  else if (Array.isArray(value) && typeof args["first"] === "number")
    value = (value as unknown[]).slice(0, args["first"]);
  const [node] = info.fieldNodes;
  if (node && context.counted.has(node)) context.actual += Array.isArray(value) ? value.length : 1;
  return value;
};

/** Records hold cents where the schema has MoneyBag or MoneyV2. */
function money(cents: number, type: string, currencyCode: string): unknown {
  const amount = { amount: cents, currencyCode };
  return type === "MoneyBag" ? { shopMoney: amount, presentmentMoney: amount } : amount;
}

function checkScopes(core: Core, parent: string, field: string, returned: string): void {
  const { scopes } = adminSchema();
  for (const needed of [scopes.ofField(parent, field), scopes.ofType(returned)])
    if (!allows(core.scopes, needed))
      throw topLevel(
        "ACCESS_DENIED",
        `Access denied for ${field} field. Required access: \`${(needed ?? []).join("` or `")}\` access scope.`,
        {
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess: (needed ?? []).map((scope) => `\`${scope}\` access scope`).join(" or "),
        },
      );
}

function checkSizes(value: unknown, path: string): void {
  if (Array.isArray(value)) {
    const most = LONGER.get(path) ?? INPUT_MAX;
    if (value.length > most)
      throw topLevel(
        "MAX_INPUT_SIZE_EXCEEDED",
        `The input array size of ${value.length} is greater than the maximum allowed of ${most}.`,
        {
          input: path,
        },
      );
    for (const each of value) checkSizes(each, path);
  } else if (typeof value === "object" && value !== null)
    for (const [name, each] of Object.entries(value)) checkSizes(each, `${path}.${name}`);
}

const WHOLE: PageArguments = { first: Number.MAX_SAFE_INTEGER };

type Info = Parameters<GraphQLFieldResolver<unknown, Context>>[3];

function mutate(args: Readonly<Record<string, unknown>>, context: Context, info: Info): unknown {
  const { core } = context;
  const { fieldName } = info;
  checkSizes(args, fieldName);
  if (core.stopAfter !== null && !context.bulk && context.mutations >= core.stopAfter) context.isCut = true;
  if (context.isCut) throw topLevel("INTERNAL_SERVER_ERROR", "the process ended");
  context.mutations += 1;
  const key = idempotencyKey(info);
  // Coerced arguments stand in the schema's order, so equal variables give equal text however they were sent.
  const digest = key === null ? context.digest : sha256(JSON.stringify([fieldName, args]));
  if (key !== null) {
    const begun = core.keys.begin(key, digest, core.now());
    if (begun.kind === "replay") {
      note(context, info, digest, key, begun.payload, [], true);
      return begun.payload;
    }
    if (begun.kind !== "new") {
      const payload = refused(info, IDEMPOTENCY_ERRORS[begun.kind]);
      note(context, info, digest, key, payload, [], true);
      return payload;
    }
  }
  if (context.bulk || core.settings.processingMs <= 0) return perform(args, context, info, digest, key);
  return core.settings.world.sleep(core.settings.processingMs).then(() => perform(args, context, info, digest, key));
}

function perform(
  args: Readonly<Record<string, unknown>>,
  context: Context,
  info: Info,
  digest: string,
  key: string | null,
): Payload {
  const { core } = context;
  const resolver = MUTATIONS.get(info.fieldName);
  try {
    if (!resolver) throw new NotSimulated(`Mutation.${info.fieldName}`);
    const breaks = core.breakNext.get(info.fieldName) ?? 0;
    if (breaks > 0) {
      core.breakNext.set(info.fieldName, breaks - 1);
      throw topLevel(
        "INTERNAL_SERVER_ERROR",
        `Internal error. Looks like something went wrong on our end. Request ID: ${context.requestId}`,
      );
    }
    const refusal = core.refuseNext.get(info.fieldName);
    core.refuseNext.delete(info.fieldName);
    if (refusal !== undefined) {
      const payload = refused(info, { code: "INVALID", message: refusal });
      note(context, info, digest, key, payload, [], false);
      return payload;
    }
    const effects: Effect[] = [];
    const answered = resolver(args as never, {
      core,
      origin: context.origin,
      effect: (effect) => effects.push(effect),
    });
    const payload: Payload = { ...answered, userErrors: (answered["userErrors"] as unknown[] | undefined) ?? [] };
    note(context, info, digest, key, payload, effects, false);
    if (key !== null) core.keys.done(key, payload);
    return payload;
  } catch (error) {
    if (key !== null) core.keys.failed(key);
    throw error;
  }
}

function idempotencyKey(info: Info): string | null {
  const directive = adminSchema().schema.getDirective("idempotent");
  const [node] = info.fieldNodes;
  if (!directive || !node) return null;
  const given = getDirectiveValues(directive, node, info.variableValues);
  const takesKey = adminSchema().idempotencyRequired.has(info.fieldName);
  if (!given) {
    if (takesKey)
      throw topLevel("BAD_REQUEST", "The @idempotent directive is required for this mutation but was not provided.");
    return null;
  }
  if (!takesKey) throw topLevel("BAD_REQUEST", `The @idempotent directive is not supported by ${info.fieldName}.`);
  const key = String(given["key"]);
  if (key.trim() === "")
    throw topLevel("BAD_REQUEST", "The idempotency key cannot be an empty string or whitespace only.");
  return key;
}

/** The payload of a mutation that did nothing: all null but the error. */
function refused(info: Info, error: { code: string; message: string }): Payload {
  const payload: Record<string, unknown> = {};
  const type = getNamedType(info.returnType);
  if (isObjectType(type))
    for (const field of Object.values(type.getFields()))
      payload[field.name] = isNonNullType(field.type) && isListType(getNullableType(field.type)) ? [] : null;
  return { ...payload, userErrors: [{ field: null, elementIndex: null, ...error }] };
}

function note(
  context: Context,
  info: Info,
  digest: string,
  key: string | null,
  payload: Payload,
  effects: readonly Effect[],
  replayed: boolean,
): void {
  const errors = [...payload.userErrors, ...((payload["orderCancelUserErrors"] as unknown[] | undefined) ?? [])];
  context.core.journal.mutations.push({
    at: context.core.now(),
    requestId: context.requestId,
    field: info.fieldName,
    digest,
    key,
    replayed,
    userErrors: errors.map((error) =>
      String(Reflect.get(error as object, "code") ?? Reflect.get(error as object, "message")),
    ),
    effects,
  });
}
