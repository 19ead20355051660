/** Starts a bulk operation, finds one whose start had no response, and reads its progress. */
import type { Instant } from "../../ports.ts";
import {
  BulkOperationDocument,
  BulkOperationsDocument,
  BulkRunDocument,
  type BulkOperationQuery,
} from "../generated/operations.ts";
import type { AdminClient, AdminResult, Priority } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";

export type BulkStatus = NonNullable<BulkOperationQuery["bulkOperation"]>;

/** Codes that mean "later", not "never". */
const BUSY: ReadonlySet<string> = new Set(["LIMIT_REACHED", "OPERATION_IN_PROGRESS"]);
export const isBusy = (code: string): boolean => BUSY.has(code);

/**
 * The job's own name for its operation. Shopify lists operations with their documents but not with their
 * `clientIdentifier`, so the document contains the name.
 */
const operationNameOf = (operation: string, jobId: string): string => `${operation}_${jobId.replaceAll("-", "")}`;

/** `mutation ProductSet(…) {…}` → `mutation ProductSet_0f3c…(…) {…}`. */
export function namedDocument(text: string, operation: string, jobId: string): string {
  const named = text.replace(`mutation ${operation}`, `mutation ${operationNameOf(operation, jobId)}`);
  if (named === text) throw new Error(`a document without the mutation ${operation}`);
  return named;
}

/** Not repeated after an unknown outcome: `findStarted` first checks whether it began. */
export async function startBulk(
  admin: AdminClient,
  job: { readonly id: string; readonly mutation: string; readonly path: string; readonly lane: Priority },
): Promise<Called<string>> {
  const result = await admin.run(
    BulkRunDocument,
    { mutation: job.mutation, path: job.path, clientIdentifier: job.id },
    { priority: job.lane },
  );
  return calledOf(
    result,
    ({ bulkOperationRunMutation }) => bulkOperationRunMutation,
    ({ bulkOperation }) => bulkOperation?.id ?? null,
  );
}

/** The operation that carries the job's name, among the app's newest; null = it never began. */
export async function findStarted(
  admin: AdminClient,
  operation: string,
  jobId: string,
  lane: Priority,
): Promise<AdminResult<{ readonly id: string; readonly createdAt: Instant } | null>> {
  const result = await admin.run(BulkOperationsDocument, {}, { priority: lane });
  if (!result.ok) return result;
  const name = operationNameOf(operation, jobId);
  const found = result.data.bulkOperations.nodes.find(({ query }) => query.includes(name));
  return { ok: true, data: found ? { id: found.id, createdAt: Date.parse(found.createdAt) } : null };
}

/** Null: Shopify does not know it, or no longer. */
export async function readBulk(
  admin: AdminClient,
  gid: string,
  lane: Priority,
): Promise<AdminResult<BulkStatus | null>> {
  const result = await admin.run(BulkOperationDocument, { id: gid }, { priority: lane });
  return result.ok ? { ok: true, data: result.data.bulkOperation } : result;
}
