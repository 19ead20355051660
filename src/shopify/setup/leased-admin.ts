import { isWrite } from "../dry-run.ts";
import type { TypedDocumentString } from "../generated/operations.ts";
import type { AdminClient, AdminResult, CallOptions } from "../result.ts";

/**
 * The Admin client of somebody who holds a lease (src/hub/set-up-lease.ts): it is prolonged before each call, and what
 * `renew` throws ends the way there, so whoever was away too long makes nothing any more.
 */
export function leasedAdmin(
  admin: AdminClient,
  renew: () => Promise<void>,
): {
  readonly admin: AdminClient;
  /** Whether a write left whose outcome nobody knows: Shopify may still be at it. */
  readonly isUnsure: () => boolean;
} {
  let unsure = false;
  return {
    isUnsure: () => unsure,
    admin: {
      async run<TData, TVariables>(
        document: TypedDocumentString<TData, TVariables>,
        variables: TVariables,
        options: CallOptions,
      ): Promise<AdminResult<TData>> {
        await renew();
        const result = await admin.run(document, variables, options);
        if (!result.ok && result.failure.kind === "unknown" && isWrite(document.toString())) unsure = true;
        return result;
      },
    },
  };
}
