import { AppScopesDocument } from "../generated/operations.ts";
import type { AdminClient, AdminResult, Priority } from "../client/result.ts";
import { withImplied } from "./scopes.ts";

/** The scopes that the shop granted to this app, with what they imply: write_x includes read_x. */
export async function readScopes(admin: AdminClient, priority: Priority): Promise<AdminResult<ReadonlySet<string>>> {
  const result = await admin.run(AppScopesDocument, {}, { priority });
  if (!result.ok) return result;
  const handles = result.data.currentAppInstallation.accessScopes.map(({ handle }) => handle);
  return { ok: true, data: withImplied(handles) };
}
