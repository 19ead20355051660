/** fileCreate, fileUpdate, fileDelete: each all or none. */
import { NotSimulated, only, type Core, type Doing, type MutationResolver, type UserError } from "../core.ts";
import { emitProduct } from "../payloads/emit.ts";
import type { Product } from "../records/products.ts";
import { isNameTaken, makeFile, nameInSource, process } from "./processing.ts";

export interface FileSetInput {
  readonly id?: string | null;
  readonly originalSource?: string | null;
  readonly alt?: string | null;
  readonly contentType?: string | null;
  readonly filename?: string | null;
  readonly duplicateResolutionMode?: string | null;
}

const FIELDS = ["id", "originalSource", "alt", "contentType", "filename", "duplicateResolutionMode"];
/** Media that one product may have. */
const PRODUCT_MEDIA_MAX = 250;

/** Why a file may not be set on a product. */
export function fileRefusal(core: Core, input: FileSetInput): string | undefined {
  only(input, "FileSetInput", FIELDS);
  if ((input.duplicateResolutionMode ?? "APPEND_UUID") !== "APPEND_UUID")
    throw new NotSimulated("FileSetInput.duplicateResolutionMode other than APPEND_UUID");
  if (input.id) return core.state.files.has(input.id) ? undefined : "File does not exist";
  return input.originalSource ? undefined : "Either id or originalSource is required";
}

/** The id of a product's or variant's file; one input in one call is one file. */
export function fileIdOf(core: Core, input: FileSetInput): string {
  if (input.id) return input.id;
  const now = core.now();
  const known = [...core.state.files.values()].find(
    (file) => file.source === input.originalSource && file.createdAt === now,
  );
  return known?.id ?? makeFile(core, { source: input.originalSource ?? "", alt: input.alt ?? "" }).id;
}

const extensionOf = (name: string) => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase().replace("jpeg", "jpg");

const fileCreate: MutationResolver = ({ files }: { files: readonly FileSetInput[] }, { core, effect }: Doing) => {
  const errors: UserError[] = [];
  const names = new Set<string>();
  for (const [index, input] of files.entries()) {
    only(input, "FileCreateInput", FIELDS.slice(1));
    const no = (part: string, code: string, message: string) =>
      errors.push({ field: ["files", String(index), part], code, message });
    if (input.contentType && input.contentType !== "IMAGE")
      throw new NotSimulated("FileCreateInput.contentType other than IMAGE");
    const source = input.originalSource ?? "";
    if (!/^https?:\/\//.test(source)) no("originalSource", "INVALID_IMAGE_SOURCE_URL", "Image URL is invalid");
    if ((input.alt?.length ?? 0) > 512)
      no("alt", "ALT_VALUE_LIMIT_EXCEEDED", "The alt value exceeds the maximum limit of 512 characters.");
    const mode = input.duplicateResolutionMode ?? "APPEND_UUID";
    if (mode === "REPLACE") throw new NotSimulated("FileCreateInput.duplicateResolutionMode REPLACE");
    const { filename } = input;
    if (!filename) continue;
    if (extensionOf(filename) !== extensionOf(nameInSource(source)))
      no(
        "filename",
        "MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE",
        "The filename extension does not match the original source's.",
      );
    else if (mode === "RAISE_ERROR" && (isNameTaken(core, filename) || names.has(filename)))
      no("filename", "FILENAME_ALREADY_EXISTS", "A file with this filename already exists.");
    names.add(filename);
  }
  if (errors.length > 0) return { files: null, userErrors: errors };
  const made = files.map(({ originalSource, alt, filename }) =>
    makeFile(core, { source: originalSource ?? "", alt: alt ?? "", name: filename }),
  );
  for (const { id } of made) effect({ kind: "file", id, created: true });
  return { files: made, userErrors: [] };
};

interface UpdateInput {
  readonly id: string;
  readonly alt?: string | null;
  readonly originalSource?: string | null;
  readonly referencesToAdd?: readonly string[] | null;
  readonly referencesToRemove?: readonly string[] | null;
}

const fileUpdate: MutationResolver = ({ files }: { files: readonly UpdateInput[] }, { core, effect }: Doing) => {
  const errors: UserError[] = [];
  for (const [index, input] of files.entries()) {
    only(input, "FileUpdateInput", ["id", "alt", "originalSource", "referencesToAdd", "referencesToRemove"]);
    const no = (part: string, code: string, message: string) =>
      errors.push({ field: ["files", String(index), part], code, message });
    const file = core.state.files.get(input.id);
    if (!file) no("id", "FILE_DOES_NOT_EXIST", `File id ${input.id} does not exist.`);
    else if (file.fileStatus === "FAILED")
      no("id", "INVALID_FAILED_MEDIA_STATE", "File cannot be updated in a failed state.");
    else if (file.fileStatus !== "READY") no("id", "NON_READY_STATE", "Non-ready files cannot be updated.");
    if ((input.alt?.length ?? 0) > 512)
      no("alt", "ALT_VALUE_LIMIT_EXCEEDED", "The alt value exceeds the maximum limit of 512 characters.");
    for (const part of ["referencesToAdd", "referencesToRemove"] as const)
      for (const id of input[part] ?? []) {
        const product = core.state.products.get(id);
        if (!product) no(part, "REFERENCE_TARGET_DOES_NOT_EXIST", "The reference target does not exist.");
        else if (part === "referencesToAdd" && product.mediaIds.length >= PRODUCT_MEDIA_MAX)
          no(part, "PRODUCT_MEDIA_LIMIT_EXCEEDED", "Exceeded the limit of media per product.");
      }
  }
  if (errors.length > 0) return { files: null, userErrors: errors };
  const changed = new Set<Product>();
  const updated = files.flatMap((input) => {
    const file = core.state.files.get(input.id);
    if (!file) return [];
    if (typeof input.alt === "string") file.alt = input.alt;
    for (const id of input.referencesToAdd ?? []) {
      const product = core.state.products.get(id);
      if (!product || product.mediaIds.includes(file.id)) continue;
      product.mediaIds.push(file.id);
      changed.add(product);
    }
    for (const id of input.referencesToRemove ?? []) {
      const product = core.state.products.get(id);
      if (product && detachFrom(product, file.id)) changed.add(product);
    }
    if (input.originalSource) {
      file.source = input.originalSource;
      process(core, file);
    }
    effect({
      kind: "file",
      id: file.id,
      created: false,
      added: (input.referencesToAdd ?? []).join(","),
      removed: (input.referencesToRemove ?? []).join(","),
    });
    return [file];
  });
  for (const product of changed) {
    product.updatedAt = core.now();
    emitProduct(core, product, "PRODUCTS_UPDATE");
  }
  return { files: updated, userErrors: [] };
};

/** The product's gallery and its variants lose the picture. */
export function detachFrom(product: Product, fileId: string): boolean {
  if (!product.mediaIds.includes(fileId)) return false;
  product.mediaIds = product.mediaIds.filter((each) => each !== fileId);
  for (const { mediaIds } of product.variants)
    if (mediaIds.includes(fileId)) mediaIds.splice(mediaIds.indexOf(fileId), 1);
  return true;
}

const fileDelete: MutationResolver = ({ fileIds }: { fileIds: readonly string[] }, { core, effect }: Doing) => {
  const refuse = (ids: readonly string[], code: string, message: string) => ({
    deletedFileIds: null,
    userErrors: [{ field: ["fileIds"], code, message: `File id ${ids.join(", ")} ${message}` }],
  });
  const missing = fileIds.filter((id) => !core.state.files.has(id));
  if (missing.length > 0) return refuse(missing, "FILE_DOES_NOT_EXIST", "does not exist.");
  const busy = fileIds.filter((id) => /UPLOADED|PROCESSING/.test(core.state.files.get(id)?.fileStatus ?? ""));
  if (busy.length > 0) return refuse(busy, "FILE_LOCKED", "has a pending operation.");
  for (const id of fileIds) {
    deleteFile(core, id);
    effect({ kind: "file-deleted", id });
  }
  return { deletedFileIds: fileIds, userErrors: [] };
};

function deleteFile(core: Core, id: string): void {
  core.state.files.delete(id);
  for (const product of core.state.products.values()) detachFrom(product, id);
}

export const fileMutations = { fileCreate, fileUpdate, fileDelete };
