/** Uploads a file of lines: Shopify names a target, then the file is sent to the storage behind it. */
import type { Clock, Fetch } from "../../ports.ts";
import { within } from "../../deadline.ts";
import { StageBulkFileDocument } from "../generated/operations.ts";
import type { AdminClient, Priority } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";

/** Shopify's limit of a file of variables. */
const FILE_BYTES_MAX = 100 * 1024 * 1024;
/** 20 MB at a megabit a second would take three minutes; a Worker's connection to the storage is far faster. In ms. */
const UPLOAD_TIMEOUT_MS = 120_000;

export interface StagedTarget {
  readonly url: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** Repeating is safe: a second target leaves the first one unused. */
export async function stageFile(admin: AdminClient, filename: string, lane: Priority): Promise<Called<StagedTarget>> {
  const result = await admin.run(
    StageBulkFileDocument,
    { input: [{ resource: "BULK_MUTATION_VARIABLES", filename, mimeType: "text/jsonl", httpMethod: "POST" }] },
    { priority: lane, repeatable: true },
  );
  return calledOf(
    result,
    ({ stagedUploadsCreate }) => stagedUploadsCreate,
    ({ stagedTargets }) => {
      const target = stagedTargets?.[0];
      return target && target.url !== null ? { url: target.url, parameters: target.parameters } : null;
    },
  );
}

export type Uploaded = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly reason: string };

/**
 * One multipart POST: every parameter in the given order, the file last, because the storage demands it. The same file
 * sent again replaces itself.
 */
export async function uploadFile(
  { clock, fetch }: { readonly clock: Clock; readonly fetch: Fetch },
  { url, parameters }: StagedTarget,
  filename: string,
  lines: readonly string[],
): Promise<Uploaded> {
  const path = parameters.find(({ name }) => name === "key")?.value;
  if (path === undefined) return { ok: false, reason: "the staged target names no key" };
  // No blank line, not even at the end: each line is an object of variables.
  const file = new Blob([lines.join("\n")], { type: "text/jsonl" });
  if (file.size > FILE_BYTES_MAX)
    throw new RangeError(`${file.size} bytes in one file; Shopify takes ${FILE_BYTES_MAX}`);
  const form = new FormData();
  for (const { name, value } of parameters) form.append(name, value);
  form.append("file", file, filename);
  try {
    return await within(clock, UPLOAD_TIMEOUT_MS, async (signal) => {
      const response = await fetch(new Request(url, { method: "POST", body: form, redirect: "manual", signal }));
      await response.body?.cancel();
      // The storage responds to a form with 201, or 204 by default; a page with 200 comes from another server.
      const isStored = response.status === 201 || response.status === 204;
      return isStored ? { ok: true, path } : { ok: false, reason: `storage answered HTTP ${response.status}` };
    });
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message.slice(0, 200) : "no answer" };
  }
}
