/** Bytes of pictures to Shopify's staged storage: one call names many targets, then each picture is one PUT. */
import type { Clock, Fetch } from "../../ports.ts";
import type { PictureType } from "../../rules/images/inspect.ts";
import { within } from "../../deadline.ts";
import type { AdminClient } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";
import { StagePicturesDocument } from "../generated/operations.ts";

const UPLOAD_TIMEOUT_MS = 60_000;

export interface PictureTarget {
  readonly url: string;
  /** What fileCreate takes as the source. */
  readonly resourceUrl: string;
  readonly contentType: string;
}

/** One target for each file, in their order. Repeating is safe: a target without bytes has no effect. */
export async function stagePictures(
  admin: AdminClient,
  files: readonly { readonly name: string; readonly type: PictureType; readonly bytes: number }[],
): Promise<Called<readonly PictureTarget[]>> {
  const result = await admin.run(
    StagePicturesDocument,
    {
      input: files.map(({ name, type, bytes }) => ({
        resource: "IMAGE" as const,
        filename: name,
        mimeType: type,
        httpMethod: "PUT" as const,
        fileSize: String(bytes),
      })),
    },
    { priority: "catalog", heldBy: "images", repeatable: true, costPoints: 10 },
  );
  return calledOf(
    result,
    ({ stagedUploadsCreate }) => stagedUploadsCreate,
    ({ stagedTargets }) => {
      const targets = (stagedTargets ?? []).flatMap(({ url, resourceUrl, parameters }, index) =>
        url === null || resourceUrl === null
          ? []
          : [
              {
                url,
                resourceUrl,
                contentType:
                  parameters.find(({ name }) => name === "content_type")?.value ?? files[index]?.type ?? "image/jpeg",
              },
            ],
      );
      return targets.length === files.length ? targets : null;
    },
  );
}

/** @returns why the storage did not take it, or null: it did. The same PUT again replaces the bytes by themselves. */
export async function uploadPicture(
  { clock, fetch }: { readonly clock: Clock; readonly fetch: Fetch },
  { url, contentType }: PictureTarget,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  try {
    return await within(clock, UPLOAD_TIMEOUT_MS, async (signal) => {
      const headers = { "content-type": contentType };
      const response = await fetch(
        new Request(url, { method: "PUT", headers, body: bytes, redirect: "manual", signal }),
      );
      await response.body?.cancel();
      return response.status === 200 || response.status === 201 ? null : `storage answered HTTP ${response.status}`;
    });
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : "no answer";
  }
}
