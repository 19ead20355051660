/** Upload of assets: a session takes a manifest, then each file that the account lacks; only then its token is worth a version. */
import { jsonOf, type Account, type Routes } from "./account.ts";
import { fine, refuse } from "./answers.ts";

type Manifest = Readonly<Record<string, { readonly hash: string; readonly size: number }>>;

/** A token that wrangler can read: it looks into its middle part. */
const tokenOf = (id: string, kind: string): string =>
  ["e30", Buffer.from(JSON.stringify({ id, kind })).toString("base64url"), "s"].join(".");

const missingOf = ({ blobs }: Account, manifest: Manifest): readonly string[] => [
  ...new Set(Object.values(manifest).flatMap(({ hash }) => (blobs.has(hash) ? [] : [hash]))),
];

/** The files of a finished session. */
export function assetsOf(account: Account, token: string): ReadonlyMap<string, Uint8Array> {
  const manifest = account.sessions.get(token) ?? refuse(400, 10_045, "invalid assets token");
  if (missingOf(account, manifest).length > 0) refuse(400, 10_045, "the upload of assets is not complete");
  return new Map(
    Object.entries(manifest).map(([path, { hash }]) => [path, account.blobs.get(hash) ?? new Uint8Array()]),
  );
}

export const assetRoutes: Routes = {
  "POST workers/scripts/*/assets-upload-session": async (call) => {
    const { manifest } = await jsonOf<{ manifest: Manifest }>(call);
    const token = tokenOf(call.newId(), "session");
    call.account.sessions.set(token, manifest);
    const missing = missingOf(call.account, manifest);
    return fine({ jwt: token, buckets: missing.length === 0 ? [] : [missing] });
  },
  "POST workers/assets/upload": async ({ account, request, query }) => {
    if (query.get("base64") !== "true") refuse(400, 10_044, "base64=true is needed");
    const token = (request.headers.get("authorization") ?? "").replace("Bearer ", "");
    const manifest = account.sessions.get(token) ?? refuse(401, 10_046, "not a token of an upload session");
    for (const [hash, file] of await request.formData()) {
      const wanted = Object.values(manifest).find((each) => each.hash === hash);
      const bytes = Buffer.from(typeof file === "string" ? file : await file.text(), "base64");
      if (wanted?.size !== bytes.length) refuse(400, 10_047, `${hash} is not in the manifest with this size`);
      account.blobs.set(hash, bytes);
    }
    return fine(missingOf(account, manifest).length === 0 ? { jwt: token } : {});
  },
};
