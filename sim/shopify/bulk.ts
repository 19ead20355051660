/**
 * Bulk operations: a staged JSONL file with one mutation for all its lines, and exports. Five at once; they run later
 * (`bulkMs`), spend no bucket, and answer each line by its number.
 */
import { getOperationAST, Kind, OperationTypeNode, type ExecutionResult } from "graphql";
import { topLevel, type Core, type Doing, type MutationResolver, type Resolvers } from "./core.ts";
import type { BulkOperation } from "./records/operations.ts";
import { adminSchema, dateTime } from "./schema.ts";
import { uploadUrl } from "./staged-uploads.ts";
import { mintId } from "./state.ts";

const RUNNING_MAX = 5;
const FILE_BYTES_MAX = 100 * 1024 * 1024;

function compileRoot(text: string, kind: OperationTypeNode) {
  const compiled = adminSchema().compile(text);
  if (!compiled.ok) return compiled.errors[0]?.message ?? "invalid document";
  const operation = getOperationAST(compiled.value.document);
  if (operation?.operation !== kind) return `a ${kind} is expected`;
  const fields = operation.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD);
  return fields.length === 1 ? { compiled: compiled.value, operation } : "exactly one root field is expected";
}

const running = (core: Core, type: BulkOperation["type"]) =>
  [...core.state.bulkOperations.values()].filter(
    (each) => each.type === type && (each.status === "CREATED" || each.status === "RUNNING"),
  ).length;

/** Accepts an operation and lets `work` make its result lines later. */
function accept(
  { core, origin, effect }: Doing,
  type: BulkOperation["type"],
  query: string,
  work: () => string[],
): BulkOperation {
  const operation: BulkOperation = {
    id: mintId(core.state, "BulkOperation"),
    type,
    status: "CREATED",
    errorCode: null,
    objectCount: 0,
    fileSize: null,
    url: null,
    partialDataUrl: null,
    query,
    createdAt: core.now(),
    completedAt: null,
  };
  core.state.bulkOperations.set(operation.id, operation);
  effect({ kind: "bulk", id: operation.id, type });
  core.jobs.push({
    at: core.now() + core.settings.bulkMs,
    run: () => {
      if (operation.status === "CANCELED") return;
      try {
        const made = work();
        const lines = core.settings.bulkReversed && type === "MUTATION" ? made.toReversed() : made;
        const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
        const key = `results/${operation.id.split("/").at(-1)}.jsonl`;
        core.state.uploads.set(key, bytes);
        const url = lines.length > 0 ? uploadUrl(origin, key) : null;
        Object.assign(operation, { status: "COMPLETED", objectCount: lines.length, fileSize: bytes.length, url });
      } catch {
        Object.assign(operation, { status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR" });
      }
      finish(core, operation);
    },
  });
  return operation;
}

function finish(core: Core, operation: BulkOperation): void {
  operation.completedAt = core.now();
  core.webhooks.emit([
    {
      topic: "BULK_OPERATIONS_FINISH",
      payload: () => ({
        admin_graphql_api_id: operation.id,
        completed_at: dateTime(core.now()),
        created_at: dateTime(operation.createdAt),
        error_code: operation.errorCode?.toLowerCase() ?? null,
        status: operation.status.toLowerCase(),
        type: operation.type.toLowerCase(),
      }),
    },
  ]);
}

interface RunArguments {
  readonly mutation: string;
  readonly stagedUploadPath: string;
  readonly clientIdentifier?: string | null;
}

const runMutation: MutationResolver = (args: RunArguments, doing: Doing) => {
  const { core, origin } = doing;
  const refuse = (field: string, code: string, message: string) => ({
    bulkOperation: null,
    userErrors: [{ field: [field], code, message }],
  });
  const root = compileRoot(args.mutation, OperationTypeNode.MUTATION);
  if (typeof root === "string") return refuse("mutation", "INVALID_MUTATION", root);
  const client = args.clientIdentifier;
  if (client && (client.length < 10 || client.length > 255))
    return refuse("clientIdentifier", "INVALID_MUTATION", "clientIdentifier must have between 10 and 255 characters");
  const bytes = core.state.uploads.get(args.stagedUploadPath);
  if (!bytes)
    return refuse(
      "stagedUploadPath",
      "NO_SUCH_FILE",
      "The JSONL file could not be found. Try uploading the file again.",
    );
  if (bytes.length > FILE_BYTES_MAX)
    return refuse("stagedUploadPath", "INVALID_STAGED_UPLOAD_FILE", "The file is larger than 100 MB.");
  if (running(core, "MUTATION") >= RUNNING_MAX)
    return refuse("mutation", "LIMIT_REACHED", `At most ${RUNNING_MAX} bulk operations may run at once.`);
  const bulkOperation = accept(doing, "MUTATION", args.mutation, () =>
    new TextDecoder()
      .decode(bytes)
      .replace(/\n$/, "")
      .split("\n")
      .map((line, index) => {
        const variables: unknown = JSON.parse(line); // a blank line fails the whole operation
        const { data, errors } = core.runInBulk(root, variables as Record<string, unknown>, origin);
        return JSON.stringify({
          ...(data ? { data } : {}),
          ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}),
          __lineNumber: index,
        });
      }),
  );
  return { bulkOperation: { ...bulkOperation }, userErrors: [] };
};

const runQuery: MutationResolver = ({ query }: { query: string }, doing: Doing) => {
  const { core, origin } = doing;
  const refuse = (code: string, message: string) => ({
    bulkOperation: null,
    userErrors: [{ field: ["query"], code, message }],
  });
  const root = compileRoot(query, OperationTypeNode.QUERY);
  if (typeof root === "string") return refuse("INVALID", root);
  if (running(core, "QUERY") >= RUNNING_MAX)
    return refuse("LIMIT_REACHED", `At most ${RUNNING_MAX} bulk operations may run at once.`);
  const bulkOperation = accept(doing, "QUERY", query, () => exported(core.runInBulk(root, {}, origin)));
  return { bulkOperation: { ...bulkOperation }, userErrors: [] };
};

/** Each node is a line; nodes of connections inside follow with the id of theirs as __parentId. */
function exported({ data, errors }: ExecutionResult): string[] {
  if (errors) throw errors[0] ?? new Error("no data");
  const lines: string[] = [];
  const visit = (connection: unknown, parentId: string | undefined) => {
    for (const node of nodesOf(connection)) {
      const own = Object.entries(node).filter(([, value]) => !isConnection(value));
      lines.push(
        JSON.stringify({ ...Object.fromEntries(own), ...(parentId === undefined ? {} : { __parentId: parentId }) }),
      );
      for (const value of Object.values(node)) if (isConnection(value)) visit(value, String(node["id"]));
    }
  };
  for (const connection of Object.values(data ?? {})) visit(connection, undefined);
  return lines;
}

const isConnection = (value: unknown): boolean =>
  typeof value === "object" && value !== null && ("edges" in value || "nodes" in value);

function nodesOf(connection: unknown): Record<string, unknown>[] {
  const { edges, nodes } = connection as {
    edges?: { node: Record<string, unknown> }[];
    nodes?: Record<string, unknown>[];
  };
  return nodes ?? edges?.map(({ node }) => node) ?? [];
}

const cancel: MutationResolver = ({ id }: { id: string }, { core, effect }: Doing) => {
  const operation = core.state.bulkOperations.get(id);
  if (!operation)
    return { bulkOperation: null, userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }] };
  if (operation.status !== "CREATED" && operation.status !== "RUNNING")
    return {
      bulkOperation: operation,
      userErrors: [{ field: null, message: "A bulk operation cannot be canceled when it is completed" }],
    };
  operation.status = "CANCELED";
  finish(core, operation);
  effect({ kind: "bulk-cancelled", id });
  return { bulkOperation: operation, userErrors: [] };
};

export const bulkMutations = {
  bulkOperationRunMutation: runMutation,
  bulkOperationRunQuery: runQuery,
  bulkOperationCancel: cancel,
};

export const bulkFields: Resolvers = {
  BulkOperation: { rootObjectCount: ({ objectCount }: BulkOperation) => objectCount },
  QueryRoot: {
    bulkOperation: (_: unknown, { id }: { id: string }, { core }) => core.state.bulkOperations.get(id) ?? null,
    bulkOperations: (_: unknown, { query }: { query?: string | null }, { core }) => {
      const wanted = (query ?? "")
        .split(/\s+OR\s+/)
        .filter((term) => term !== "")
        .map((term) => /^status:['"]?(\w+)['"]?$/.exec(term.trim())?.[1]?.toUpperCase());
      if (wanted.includes(undefined))
        throw topLevel(
          "NOT_SIMULATED",
          `the simulator does not simulate QueryRoot.bulkOperations(query: ${JSON.stringify(query)})`,
        );
      // Newest first, as the schema says.
      return [...core.state.bulkOperations.values()]
        .toReversed()
        .filter(({ status }) => wanted.length === 0 || wanted.includes(status));
    },
  },
};
