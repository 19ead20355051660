import { isWrite } from "./write-guard.ts";
import type { Instant } from "../../ports.ts";
import type { TypedDocumentString } from "../generated/operations.ts";
import type { AdminClient, AdminResult, CallOptions } from "./result.ts";

/**
 * The Admin client under a lease (a setup call, a publish lane). After the end of the lease it sends nothing, because
 * the next holder may have sent newer values.
 * @param renew called before each call: extends the lease if needed and returns until when the call may be sent. An
 * error of it ends the work.
 * @param heldBy as in CallOptions, for each call
 */
export function leasedAdmin(
  admin: AdminClient,
  renew: () => Promise<Instant>,
  heldBy?: CallOptions["heldBy"],
): {
  readonly admin: AdminClient;
  /** Whether a write was sent whose outcome is unknown: Shopify may still be processing it. */
  readonly isOutcomeUnknown: () => boolean;
} {
  let outcomeUnknown = false;
  return {
    isOutcomeUnknown: () => outcomeUnknown,
    admin: {
      ...admin,
      async run<TData, TVariables>(
        document: TypedDocumentString<TData, TVariables>,
        variables: TVariables,
        options: CallOptions,
      ): Promise<AdminResult<TData>> {
        const leavesUntil = await renew();
        const result = await admin.run(document, variables, { ...options, ...(heldBy ? { heldBy } : {}), leavesUntil });
        if (!result.ok && result.failure.kind === "unknown" && isWrite(document.toString())) outcomeUnknown = true;
        return result;
      },
    },
  };
}
