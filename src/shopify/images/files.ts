/** Shopify's files: created from staged bytes, followed, attached to products, found, deleted. */
import {
  DeleteFilesDocument,
  FileStatesDocument,
  FindFilesDocument,
  CreateFilesDocument,
  UpdateFilesDocument,
} from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf, lineErrorOf, type Called, type LineError } from "../client/user-errors.ts";

/** Files in one fileCreate, fileUpdate or fileDelete; Shopify takes 250. */
export const FILES_MAX = 25;
const CALL = { priority: "catalog", heldBy: "images", costPoints: 10 } as const;

export interface NewFile {
  /** Unique in the shop: a second create with this name is refused, so a lost response is found by it. */
  readonly name: string;
  readonly source: string;
  readonly alt: string;
}

export type FilesResult =
  | { readonly kind: "accepted"; readonly ids: readonly string[] }
  /** Nothing was written. */
  | { readonly kind: "errors"; readonly errors: readonly LineError[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/** Creates files. Never repeated by itself: whether a lost call took effect is found by the names. */
export async function createFiles(admin: AdminClient, files: readonly NewFile[]): Promise<FilesResult> {
  const result = await admin.run(
    CreateFilesDocument,
    {
      files: files.map(({ name, source, alt }) => ({
        originalSource: source,
        filename: name,
        alt,
        contentType: "IMAGE" as const,
        duplicateResolutionMode: "RAISE_ERROR" as const,
      })),
    },
    CALL,
  );
  const called = calledOf(
    result,
    (data) => data.fileCreate,
    (payload) => payload.files?.map(({ id }) => id) ?? null,
  );
  return filesResult(called, files.length);
}

export interface FileChange {
  readonly id: string;
  readonly alt?: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** Changes references and alt texts of READY files. The same change again has no effect, so the call is repeated freely. */
export async function updateFiles(admin: AdminClient, changes: readonly FileChange[]): Promise<FilesResult> {
  const result = await admin.run(
    UpdateFilesDocument,
    {
      files: changes.map(({ id, alt, add, remove }) => ({
        id,
        ...(alt === undefined ? {} : { alt }),
        ...(add === undefined ? {} : { referencesToAdd: [...add] }),
        ...(remove === undefined ? {} : { referencesToRemove: [...remove] }),
      })),
    },
    { ...CALL, repeatable: true },
  );
  const called = calledOf(
    result,
    (data) => data.fileUpdate,
    (payload) => payload.files?.map(({ id }) => id) ?? null,
  );
  return filesResult(called, changes.length);
}

function filesResult(called: Called<readonly string[]>, lines: number): FilesResult {
  switch (called.kind) {
    case "failed":
      return called;
    case "userErrors":
      return { kind: "errors", errors: called.errors.map((error) => lineErrorOf(error, "files", lines)) };
    case "done":
      return called.value.length === lines
        ? { kind: "accepted", ids: called.value }
        : { kind: "failed", failure: { kind: "unknown", message: "the answer has another number of files" } };
  }
}

export type FileState =
  | { readonly kind: "processing" }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly code: string }
  /** Deleted in Shopify. */
  | { readonly kind: "gone" };

/** The state of each file, by id. */
export async function readFileStates(
  admin: AdminClient,
  ids: readonly string[],
): Promise<
  | { readonly kind: "states"; readonly byId: ReadonlyMap<string, FileState> }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const result = await admin.run(
    FileStatesDocument,
    { ids: [...ids] },
    { priority: "catalog", costPoints: ids.length * 2 },
  );
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const byId = new Map<string, FileState>(ids.map((id) => [id, { kind: "gone" }]));
  for (const node of result.data.nodes) {
    if (!node || !("fileStatus" in node)) continue;
    const { id, fileStatus, fileErrors } = node;
    byId.set(
      id,
      fileStatus === "READY"
        ? { kind: "ready" }
        : fileStatus === "FAILED"
          ? { kind: "failed", code: fileErrors[0]?.code ?? "UNKNOWN" }
          : { kind: "processing" },
    );
  }
  return { kind: "states", byId };
}

/** Files by Shopify's search, whose index lags behind by seconds to minutes. */
export async function findFiles(
  admin: AdminClient,
  query: string,
): Promise<
  | { readonly kind: "found"; readonly ids: readonly string[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const result = await admin.run(FindFilesDocument, { query }, { priority: "catalog", costPoints: 12 });
  if (!result.ok) return { kind: "failed", failure: result.failure };
  return { kind: "found", ids: result.data.files.nodes.flatMap((node) => ("id" in node ? [node.id] : [])) };
}

/** Calls of one deletion, the first one included. */
const DELETIONS_MAX = 3;

/**
 * Deletes files, with every reference to them. A file that is not there counts as deleted. After a lost answer, and
 * after a refusal of the whole call for a file that is gone, the files are read, and only those that are there are
 * sent again.
 */
export async function deleteFiles(admin: AdminClient, ids: readonly string[]): Promise<FilesResult> {
  let there = ids;
  for (let call = 1; ; call++) {
    const called = calledOf(
      await admin.run(DeleteFilesDocument, { ids: [...there] }, CALL),
      (data) => data.fileDelete,
      (payload) => payload.deletedFileIds,
    );
    const isOpen =
      called.kind === "failed"
        ? called.failure.kind === "unknown"
        : called.kind === "userErrors" && called.errors.every(({ code }) => code === "FILE_DOES_NOT_EXIST");
    if (!isOpen) {
      const result = filesResult(called, there.length);
      return result.kind === "accepted" ? { kind: "accepted", ids } : result;
    }
    const read = await readFileStates(admin, there);
    if (read.kind === "failed") return read;
    there = there.filter((id) => read.byId.get(id)?.kind !== "gone");
    if (there.length === 0) return { kind: "accepted", ids };
    if (call === DELETIONS_MAX) return filesResult(called, there.length);
  }
}
