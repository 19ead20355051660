/** What is to leave for the customer (fulfillment orders) and what has left (fulfillments). */
export interface FulfillmentOrder {
  readonly id: string;
  readonly orderId: string;
  status: "OPEN" | "IN_PROGRESS" | "CLOSED" | "CANCELLED" | "ON_HOLD" | "SCHEDULED";
  requestStatus: "UNSUBMITTED";
  locationId: string;
  readonly fulfillAt: number | null;
  readonly method: Delivery["method"];
  readonly methodId: string;
  readonly presentedName: string;
  readonly window: { readonly from: number; readonly until: number } | null;
  readonly instructions: string | null;
  holds: { readonly id: string; readonly reason: string }[];
  readonly lines: FulfillmentOrderLine[];
  readonly createdAt: number;
  updatedAt: number;
  preparedForPickup: boolean;
  /** The one whose fulfillment was cancelled, where this one was made for its units. */
  replaces?: string;
}

export interface FulfillmentOrderLine {
  readonly id: string;
  readonly lineId: string;
  totalQuantity: number;
  remainingQuantity: number;
}

export interface Delivery {
  readonly method: "LOCAL" | "SHIPPING" | "PICK_UP" | "NONE";
}

/** Goods on their way back, as far as it keeps an order from being cancelled. */
export interface Return {
  readonly id: string;
  readonly name: string;
  status: "REQUESTED" | "OPEN" | "CLOSED" | "CANCELED";
}

export interface Fulfillment {
  readonly id: string;
  readonly orderId: string;
  readonly name: string;
  status: "SUCCESS" | "CANCELLED";
  readonly locationId: string;
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly fulfillmentOrderId: string;
  }[];
  /** Newest last. */
  readonly events: { readonly id: string; readonly status: string; readonly happenedAt: number }[];
  trackingInfo: { company: string | null; number: string | null; url: string | null }[];
  readonly createdAt: number;
  updatedAt: number;
}
