/** Money of an order: transactions and refunds. */
export interface Transaction {
  readonly id: string;
  readonly orderId: string;
  readonly kind: "SALE" | "AUTHORIZATION" | "CAPTURE" | "REFUND" | "VOID";
  status: "SUCCESS" | "PENDING" | "FAILURE" | "ERROR" | "AWAITING_RESPONSE" | "UNKNOWN";
  readonly gateway: string;
  readonly formattedGateway: string;
  readonly manualPaymentGateway: boolean;
  readonly test: boolean;
  readonly amount: number;
  readonly parentId: string | null;
  processedAt: number | null;
  readonly createdAt: number;
  readonly authorizationExpiresAt: number | null;
  readonly paymentId: string | null;
  readonly accountNumber: string | null;
  readonly errorCode: string | null;
  readonly receipt: Readonly<Record<string, unknown>>;
  readonly method:
    { readonly kind: "card"; readonly company: string } | { readonly kind: "local"; readonly name: string } | null;
}

export interface Refund {
  readonly id: string;
  readonly orderId: string;
  readonly note: string | null;
  readonly createdAt: number;
  readonly transactionIds: readonly string[];
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly restockType: string;
    readonly locationId: string | null;
    readonly subtotal: number;
  }[];
  readonly shipping: number;
}
