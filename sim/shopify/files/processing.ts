/**
 * A file is taken at once and processed later: its source is downloaded and checked, and the file ends READY or FAILED.
 * Limits of pictures: shopify.dev/docs/apps/build/online-store/product-media. Sources differ about WebP and HEIC, so
 * both are refused unless the shop's options take them.
 */
import { readPicture } from "../../pictures/read.ts";
import type { Core } from "../core.ts";
import type { File } from "../records/files.ts";
import { stagedBytes } from "../staged-uploads.ts";
import { mintId } from "../state.ts";

const BYTES_MAX = 20 * 1024 * 1024;
const SIDE_MAX = 4_472;
const PIXELS_MAX = 20_000_000;

const MESSAGES = {
  IMAGE_DOWNLOAD_FAILURE: "The image could not be downloaded.",
  INVALID_IMAGE_FILE_SIZE: "The image size is too large.",
  UNSUPPORTED_IMAGE_FILE_TYPE: "The image is an unsupported file type.",
  INVALID_IMAGE_RESOLUTION: "The image's resolution exceeds the max limit.",
  IMAGE_PROCESSING_FAILURE: "The image could not be processed.",
  FILE_STORAGE_LIMIT_EXCEEDED: "The cumulative file storage limit would be exceeded.",
} as const;
export type FileErrorCode = keyof typeof MESSAGES;

export interface NewFile {
  readonly source: string;
  readonly alt: string;
  /** Absent: the name at the end of the source. */
  readonly name?: string | null | undefined;
}

export const nameInSource = (source: string): string =>
  decodeURIComponent(/([^/?#]*)(?:[?#].*)?$/.exec(source)?.[1] ?? "") || "file";

export const isNameTaken = (core: Core, name: string): boolean =>
  [...core.state.files.values()].some((file) => file.name === name);

export function makeFile(core: Core, { source, alt, name }: NewFile): File {
  const now = core.now();
  const id = mintId(core.state, "MediaImage");
  const wanted = name ?? nameInSource(source);
  const number = id.split("/").at(-1);
  const file: File = {
    id,
    name: isNameTaken(core, wanted) ? wanted.replace(/(\.\w+)?$/, `_${number}$1`) : wanted,
    alt,
    fileStatus: "UPLOADED",
    source,
    bytes: null,
    errors: [],
    createdAt: now,
    updatedAt: now,
  };
  core.state.files.set(id, file);
  process(core, file);
  return file;
}

export function process(core: Core, file: File): void {
  file.fileStatus = "UPLOADED";
  core.jobs.push({
    at: core.now() + core.settings.fileMs,
    run: () => {
      if (!core.state.files.has(file.id)) return;
      file.fileStatus = "PROCESSING";
      const staged = stagedBytes(core, file.source);
      if (staged !== null) finish(core, file, staged);
      else
        void download(core, file.source).then(
          (bytes) => finish(core, file, bytes),
          () => finish(core, file, undefined),
        );
    },
  });
}

async function download(core: Core, source: string): Promise<Uint8Array | undefined> {
  const answer = await core.settings.world.fetch(new Request(source));
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
}

function finish(core: Core, file: File, bytes: Uint8Array | undefined): void {
  if (!core.state.files.has(file.id)) return;
  const fault = faultOf(core, file, bytes);
  if (fault) failFile(core, file, fault);
  else
    Object.assign(file, {
      fileStatus: "READY",
      bytes: Uint8Array.from(bytes ?? []),
      errors: [],
      updatedAt: core.now(),
    });
}

/** Also for a file that was READY: processing of what hangs on it may fail later. */
export function failFile(core: Core, file: File, code: FileErrorCode): void {
  file.fileStatus = "FAILED";
  file.errors = [{ code, message: MESSAGES[code], details: null }];
  file.updatedAt = core.now();
}

function faultOf(core: Core, file: File, bytes: Uint8Array | undefined): FileErrorCode | undefined {
  if (!bytes || bytes.length === 0) return "IMAGE_DOWNLOAD_FAILURE";
  if (bytes.length > BYTES_MAX) return "INVALID_IMAGE_FILE_SIZE";
  const picture = readPicture(bytes);
  const taken = ["jpeg", "png", "gif", ...(core.settings.modernImages ? ["webp", "heic"] : [])];
  if (!picture || !taken.includes(picture.format)) return "UNSUPPORTED_IMAGE_FILE_TYPE";
  const { width, height, isWhole } = picture;
  if (Math.max(width, height) > SIDE_MAX || width * height > PIXELS_MAX) return "INVALID_IMAGE_RESOLUTION";
  if (!isWhole || width === 0 || height === 0) return "IMAGE_PROCESSING_FAILURE";
  const others = [...core.state.files.values()].filter(({ id }) => id !== file.id);
  const stored = others.reduce((sum, other) => sum + (other.bytes?.length ?? 0), 0);
  return stored + bytes.length > core.settings.fileStorageBytes ? "FILE_STORAGE_LIMIT_EXCEEDED" : undefined;
}
