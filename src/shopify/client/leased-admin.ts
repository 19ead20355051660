import { isWrite } from "./write-guard.ts";
import type { Instant } from "../../ports.ts";
import type { TypedDocumentString } from "../generated/operations.ts";
import type { AdminClient, AdminResult, CallOptions } from "./result.ts";

/**
 * The Admin client of somebody who holds a lease (a set-up call, a lane of the publish): whoever was away longer than it
 * makes nothing any more, for his successor may have made something newer.
 * @param renew before each call: sees to it that the lease lasts long enough, and says until when the call may leave; what
 *   it throws ends the way there
 */
export function leasedAdmin(
  admin: AdminClient,
  renew: () => Promise<Instant>,
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
        const leavesUntil = await renew();
        const result = await admin.run(document, variables, { ...options, leavesUntil });
        if (!result.ok && result.failure.kind === "unknown" && isWrite(document.toString())) unsure = true;
        return result;
      },
    },
  };
}
