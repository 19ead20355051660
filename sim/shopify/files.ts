/** Files: images by address, processed a while after they are taken, READY or FAILED. Nothing is downloaded. */
import {
  NotSimulated,
  only,
  type Core,
  type Doing,
  type MutationResolver,
  type Resolvers,
  type UserError,
} from "./core.ts";
import type { File } from "./records/files.ts";
import { mintId } from "./state.ts";

export interface FileSetInput {
  readonly id?: string | null;
  readonly originalSource?: string | null;
  readonly alt?: string | null;
  readonly contentType?: string | null;
  readonly filename?: string | null;
  readonly duplicateResolutionMode?: string | null;
}

const FIELDS = ["id", "originalSource", "alt", "contentType", "filename", "duplicateResolutionMode"];

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
  return known?.id ?? makeFile(core, input.originalSource ?? "", input.alt ?? "").id;
}

/** A source that has "broken" or "missing" in its address fails, as a dead link does. */
function makeFile(core: Core, source: string, alt: string): File {
  const now = core.now();
  const id = mintId(core.state, "MediaImage");
  const file: File = { id, alt, fileStatus: "UPLOADED", source, url: null, errors: [], createdAt: now, updatedAt: now };
  core.state.files.set(id, file);
  process(core, file);
  return file;
}

function process(core: Core, file: File): void {
  file.fileStatus = "UPLOADED";
  core.jobs.push({
    at: core.now() + core.settings.fileMs,
    run: () => {
      if (!core.state.files.has(file.id)) return;
      const fails = /broken|missing/.test(file.source);
      Object.assign(file, {
        fileStatus: fails ? "FAILED" : "READY",
        url: fails ? file.url : `https://cdn.example/files/${file.id.split("/").at(-1)}.jpg`,
        errors: fails
          ? [{ code: "IMAGE_DOWNLOAD_FAILURE", message: "The image could not be downloaded.", details: null }]
          : [],
        updatedAt: core.now(),
      });
    },
  });
}

const fileCreate: MutationResolver = ({ files }: { files: readonly FileSetInput[] }, { core, effect }: Doing) => {
  const errors: UserError[] = [];
  for (const [index, input] of files.entries()) {
    only(input, "FileCreateInput", FIELDS.slice(1));
    const no = (part: string, code: string, message: string) =>
      errors.push({ field: ["files", String(index), part], code, message });
    if (input.contentType && input.contentType !== "IMAGE")
      throw new NotSimulated("FileCreateInput.contentType other than IMAGE");
    if (!/^https?:\/\//.test(input.originalSource ?? ""))
      no("originalSource", "INVALID_IMAGE_SOURCE_URL", "Image URL is invalid");
    if ((input.alt?.length ?? 0) > 512)
      no("alt", "ALT_VALUE_LIMIT_EXCEEDED", "The alt value exceeds the maximum limit of 512 characters.");
    const mode = input.duplicateResolutionMode ?? "APPEND_UUID";
    if (mode === "REPLACE") throw new NotSimulated("FileCreateInput.duplicateResolutionMode REPLACE");
    if (
      mode === "RAISE_ERROR" &&
      input.filename &&
      [...core.state.files.values()].some(({ source }) => source.endsWith(`/${input.filename}`))
    )
      no("filename", "FILENAME_ALREADY_EXISTS", "A file with this filename already exists.");
  }
  if (errors.length > 0) return { files: null, userErrors: errors };
  const made = files.map((input) => makeFile(core, input.originalSource ?? "", input.alt ?? ""));
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
    else if (file.fileStatus !== "READY") no("id", "NON_READY_STATE", "Non-ready files cannot be updated.");
    for (const id of [...(input.referencesToAdd ?? []), ...(input.referencesToRemove ?? [])])
      if (!core.state.products.has(id))
        no("referencesToAdd", "REFERENCE_TARGET_DOES_NOT_EXIST", "The reference target does not exist.");
  }
  if (errors.length > 0) return { files: null, userErrors: errors };
  const updated = files.flatMap((input) => {
    const file = core.state.files.get(input.id);
    if (!file) return [];
    if (typeof input.alt === "string") file.alt = input.alt;
    for (const id of input.referencesToAdd ?? []) {
      const product = core.state.products.get(id);
      if (product && !product.mediaIds.includes(file.id)) product.mediaIds.push(file.id);
    }
    for (const id of input.referencesToRemove ?? []) {
      const product = core.state.products.get(id);
      if (product) product.mediaIds = product.mediaIds.filter((each) => each !== file.id);
    }
    if (input.originalSource) {
      file.source = input.originalSource;
      process(core, file);
    }
    effect({ kind: "file", id: file.id, created: false });
    return [file];
  });
  return { files: updated, userErrors: [] };
};

const fileDelete: MutationResolver = ({ fileIds }: { fileIds: readonly string[] }, { core, effect }: Doing) => {
  const missing = fileIds.filter((id) => !core.state.files.has(id));
  if (missing.length > 0)
    return {
      deletedFileIds: null,
      userErrors: [
        { field: ["fileIds"], code: "FILE_DOES_NOT_EXIST", message: `File id ${missing.join(", ")} does not exist.` },
      ],
    };
  for (const id of fileIds) {
    core.state.files.delete(id);
    for (const product of core.state.products.values())
      product.mediaIds = product.mediaIds.filter((each) => each !== id);
    for (const variant of core.state.variants.values())
      if (variant.mediaIds.includes(id)) variant.mediaIds.splice(variant.mediaIds.indexOf(id), 1);
    effect({ kind: "file-deleted", id });
  }
  return { deletedFileIds: fileIds, userErrors: [] };
};

const appendMedia: MutationResolver = (
  {
    productId,
    variantMedia,
  }: { productId: string; variantMedia: readonly { variantId: string; mediaIds: readonly string[] }[] },
  { core, effect }: Doing,
) => {
  const refuse = (errors: UserError[]) => ({ product: null, productVariants: null, userErrors: errors });
  const product = core.state.products.get(productId);
  if (!product)
    return refuse([{ field: ["productId"], code: "PRODUCT_DOES_NOT_EXIST", message: "Product does not exist" }]);
  const errors = variantMedia.flatMap(({ variantId, mediaIds }, index): UserError[] => {
    const no = (part: string, code: string, message: string): UserError[] => [
      { field: ["variantMedia", String(index), part], code, message },
    ];
    const variant = product.variants.find(({ id }) => id === variantId);
    if (!variant)
      return no(
        "variantId",
        "PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT",
        "Variant does not exist on the specified product.",
      );
    if (mediaIds.length !== 1)
      return no(
        "mediaIds",
        "TOO_MANY_MEDIA_PER_INPUT_PAIR",
        "Only one mediaId is allowed per variant-media input pair.",
      );
    if (variant.mediaIds.length > 0)
      return no("variantId", "PRODUCT_VARIANT_ALREADY_HAS_MEDIA", "Product variant already has attached media.");
    const [id = ""] = mediaIds;
    if (!product.mediaIds.includes(id))
      return no("mediaIds", "MEDIA_DOES_NOT_EXIST_ON_PRODUCT", "Media does not exist on the specified product.");
    if (core.state.files.get(id)?.fileStatus !== "READY")
      return no("mediaIds", "NON_READY_MEDIA", "Non-ready media are not supported.");
    return [];
  });
  if (errors.length > 0) return refuse(errors);
  const variants = variantMedia.flatMap(({ variantId, mediaIds }) => {
    const variant = core.state.variants.get(variantId);
    variant?.mediaIds.push(...mediaIds);
    effect({ kind: "variant-media", id: variantId, file: mediaIds[0] ?? null });
    return variant ?? [];
  });
  return { product, productVariants: variants, userErrors: [] };
};

export const fileMutations = { fileCreate, fileUpdate, fileDelete, productVariantAppendMedia: appendMedia };

const mediaOf = ({ mediaIds }: { mediaIds: readonly string[] }, core: Core) =>
  mediaIds.flatMap((id) => core.state.files.get(id) ?? []);

export const fileFields: Resolvers = {
  Product: {
    media: (product: { mediaIds: readonly string[] }, _: unknown, { core }) => mediaOf(product, core),
    mediaCount: (product: { mediaIds: readonly string[] }, _: unknown, { core }) => ({
      count: mediaOf(product, core).length,
      precision: "EXACT",
    }),
  },
  ProductVariant: { media: (variant: { mediaIds: readonly string[] }, _: unknown, { core }) => mediaOf(variant, core) },
  MediaImage: {
    fileErrors: ({ errors }: File) => errors,
    status: ({ fileStatus }: File) => fileStatus,
    mediaContentType: () => "IMAGE",
    image: ({ id, url, alt }: File) =>
      url === null ? null : { id: id.replace("MediaImage", "ImageSource"), url, altText: alt },
  },
};
