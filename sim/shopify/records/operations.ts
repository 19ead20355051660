/** Work that a mutation starts in the shop and a query reports on. */
export interface CancelJob {
  readonly id: string;
  readonly orderId: string;
  done: boolean;
  status: "STARTED" | "SUCCEEDED" | "FAILED";
  errors: readonly { readonly field: readonly string[] | null; readonly message: string; readonly code: string }[];
}

export interface ProductSetOperation {
  readonly id: string;
  status: "CREATED" | "ACTIVE" | "COMPLETE";
  productId: string | null;
  userErrors: readonly unknown[];
}

export interface BulkOperation {
  readonly id: string;
  readonly type: "MUTATION" | "QUERY";
  status: "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELING" | "CANCELED";
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT" | null;
  objectCount: number;
  fileSize: number | null;
  url: string | null;
  partialDataUrl: string | null;
  readonly query: string;
  readonly createdAt: number;
  completedAt: number | null;
}
