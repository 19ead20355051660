import type { Instant } from "../../ports.ts";
import type { TypedDocumentString } from "../generated/operations.ts";

/** Priority of a call: orders may drain the cost bucket, the others leave a floor for those before them. */
export type Priority = "orders" | "stock" | "prices" | "catalog";

/** Shopify's code, beside HTTP 200: no new variant is made today. */
export const VARIANT_LIMIT = "VARIANT_THROTTLE_EXCEEDED";
/** Why the token endpoint refuses; the app serves only shops of its own organisation, where it is installed. */
export type TokenRefusal = "app_not_installed" | "shop_not_permitted" | "credentials";

/** Our code for a field withheld without approval for protected customer data. */
export const DATA_UNAPPROVED = "DATA_UNAPPROVED";

export type AdminFailure =
  /** THROTTLED or 429 until our patience for this call ended: nothing happened. */
  | { readonly kind: "throttled"; readonly retryAfterMs: number }
  /** 401 after one forced token: uninstalled, or secrets rotated. Stops the lane. */
  | { readonly kind: "unauthorized"; readonly message: string; readonly why?: TokenRefusal }
  /** 402, 403, 404, 423, 430: the shop is frozen, locked or does not exist. Stops the lane. */
  | { readonly kind: "shopClosed"; readonly status: number }
  /** HTTP 200 with `errors`: our document, scope or cost is wrong, or data is partly null. A failure everywhere (invariant 9). */
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly message: string;
      /** Where in the answer, "order.customer": the rest of it may be whole. */
      readonly path?: string;
    }
  /** A mutation that the dry-run switch holds back: it never left (src/shopify/client/write-guard.ts). */
  | { readonly kind: "dryRun"; readonly operation: string }
  /** A bulk line's call is only recorded, or the recorded response belongs to another call: nothing was sent. */
  | { readonly kind: "notSent" }
  /** 5xx, timeout, cut, not JSON, INTERNAL_SERVER_ERROR: it is unknown whether the call took effect. */
  | { readonly kind: "unknown"; readonly message: string };

export type AdminResult<T> =
  | {
      readonly ok: true;
      readonly data: T;
      /** Only where calls share a request (`joins`): what failed of it, by alias. The other aliases are whole. */
      readonly failed?: ReadonlyMap<string, AdminFailure>;
    }
  | { readonly ok: false; readonly failure: AdminFailure };

export interface CallOptions {
  readonly priority: Priority;
  /** True for queries and for mutations that are keyed or idempotent by nature: repeated after an unknown outcome. Default: queries only. */
  readonly repeatable?: boolean;
  /** Upper bound of the points by the call's variables. Only until Shopify has answered a call of the same size. */
  readonly costPoints?: number;
  /** Work on orders that the ERP has already: it leaves room for the others, and is given back soon when there is none. */
  readonly isFollowUp?: boolean;
  /** Of follow-up work: a call before it has succeeded for the same order. It comes before orders that begin. */
  readonly isUnderWay?: boolean;
  /** What the dry run holds the write with; absent: `back` for calls of orders, else the priority. */
  readonly heldBy?: "images" | "setup";
  /** Id of the order that the call is about: the dry run may let one order pass. */
  readonly order?: string;
  /** So many calls share the request; absent: one. */
  readonly joins?: number;
  /** Epoch ms: after it no request of this call leaves, and it ends as `throttled` (or with what an earlier one ended with). */
  readonly leavesUntil?: Instant;
}

export interface CallMeasure {
  /** Points that the shop restores in a second. */
  readonly restorePerSecond: number;
  /** From a request to its answer, in ms; waiting for the bucket is not in it. */
  readonly answerMs: number;
}

export interface AdminClient {
  run<TData, TVariables>(
    document: TypedDocumentString<TData, TVariables>,
    variables: TVariables,
    options: CallOptions,
  ): Promise<AdminResult<TData>>;
  /** What was measured of an operation; null before its first answer. */
  readonly paceOf?: (operation: string) => CallMeasure | null;
  /** The API version of the last answer; null before the first one. */
  readonly servedVersion?: () => string | null;
}
