/** Staged uploads: a target per file, then the bytes: multipart POST with the file last, or PUT. */
import type { Core, Doing, MutationResolver } from "./core.ts";

const PREFIX = "/staged-uploads/";
export const isUploadPath = (path: string): boolean => path.startsWith(PREFIX);
/** What is staged at an address of ours; undefined: nothing was uploaded. Null: an address of another host. */
export function stagedBytes(core: Core, source: string): Uint8Array | undefined | null {
  const path = new URL(source).pathname;
  if (!isUploadPath(path)) return null;
  return core.state.uploads.get(decodeURIComponent(path.slice(PREFIX.length)));
}
export const uploadUrl = (origin: string, key: string): string => `${origin}${PREFIX}${key}`;

interface Input {
  readonly resource: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly httpMethod: "POST" | "PUT";
}

const stagedUploadsCreate: MutationResolver = (
  { input }: { input: readonly Input[] },
  { core, origin, effect }: Doing,
) => {
  const stagedTargets = input.map(({ filename, httpMethod, mimeType, resource }) => {
    const key = `tmp/${core.state.uploads.size + 1}/${filename}`;
    core.state.uploads.set(key, undefined);
    effect({ kind: "staged", key, resource });
    if (httpMethod === "PUT")
      return {
        url: uploadUrl(origin, key),
        resourceUrl: uploadUrl(origin, key),
        parameters: [{ name: "content_type", value: mimeType }],
      };
    return {
      url: uploadUrl(origin, ""),
      resourceUrl: uploadUrl(origin, key),
      parameters: [
        { name: "key", value: key },
        { name: "Content-Type", value: mimeType },
        { name: "success_action_status", value: "201" },
        { name: "policy", value: `policy-${core.state.uploads.size}` },
      ],
    };
  });
  return { stagedTargets, userErrors: [] };
};

export const stagedMutations = { stagedUploadsCreate };

/** The storage behind the targets: takes files, gives them and bulk results back. */
export async function uploads(core: Core, request: Request): Promise<Response> {
  const key = decodeURIComponent(new URL(request.url).pathname.slice(PREFIX.length));
  const { uploads: stored } = core.state;
  if (request.method === "GET" || request.method === "HEAD") {
    const bytes = stored.get(key);
    return bytes ? new Response(Uint8Array.from(bytes)) : new Response("NoSuchKey", { status: 404 });
  }
  if (request.method === "PUT") {
    if (!stored.has(key)) return new Response("AccessDenied", { status: 403 });
    stored.set(key, new Uint8Array(await request.arrayBuffer()));
    return new Response("", { status: 200 });
  }
  const form = await request.formData();
  const names = [...form.keys()];
  const target = form.get("key");
  const file = form.get("file");
  // As the storage does: all parameters before the file, nothing after it.
  if (
    typeof target !== "string" ||
    !stored.has(target) ||
    !form.has("policy") ||
    names.at(-1) !== "file" ||
    file === null
  )
    return new Response("InvalidPolicyDocument", { status: 403 });
  stored.set(
    target,
    typeof file === "string" ? new TextEncoder().encode(file) : new Uint8Array(await file.arrayBuffer()),
  );
  return new Response("", { status: 201 });
}
