/** Files and staged uploads. Images are taken as soon as they are READY at the next read; nothing is downloaded. */
import { NotSimulated, only, type Core } from "./core.ts";
import { mintId } from "./state.ts";

export interface FileSetInput {
  readonly id?: string | null;
  readonly originalSource?: string | null;
  readonly alt?: string | null;
  readonly contentType?: string | null;
  readonly filename?: string | null;
  readonly duplicateResolutionMode?: string | null;
}

/** Why a file may not be set. */
export function fileRefusal(core: Core, input: FileSetInput): string | undefined {
  only(input, "FileSetInput", ["id", "originalSource", "alt", "contentType", "filename", "duplicateResolutionMode"]);
  if (input.duplicateResolutionMode && input.duplicateResolutionMode !== "APPEND_UUID")
    throw new NotSimulated("FileSetInput.duplicateResolutionMode other than APPEND_UUID");
  if (input.id) return core.state.files.has(input.id) ? undefined : "File does not exist";
  return input.originalSource ? undefined : "Either id or originalSource is required";
}

export function fileIdOf(core: Core, input: FileSetInput): string {
  if (input.id) return input.id;
  const now = core.now();
  const source = input.originalSource ?? "";
  const known = [...core.state.files.values()].find((file) => file.source === source && file.createdAt === now);
  if (known) return known.id; // the variant's file is the product's
  const id = mintId(core.state, "MediaImage");
  core.state.files.set(id, {
    id,
    alt: input.alt ?? "",
    fileStatus: "READY",
    source,
    url: `https://cdn.example/${id.split("/").at(-1)}.jpg`,
    errors: [],
    createdAt: now,
    updatedAt: now,
  });
  return id;
}
