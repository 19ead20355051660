/** A staged order edit, not yet committed. */
export interface OrderEdit {
  readonly id: string;
  readonly orderId: string;
  readonly lines: EditLine[];
  readonly begunAt: number;
  /** The order's lines as they were at the begin: what changed since makes the session void. */
  readonly begunWith: string;
  committed: boolean;
}

export interface EditLine {
  readonly id: string;
  /** The line of the order that it replaces; null for an added one. */
  readonly lineId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly sku: string | null;
  readonly unitPrice: number;
  readonly requiresShipping: boolean;
  quantity: number;
  restock: boolean;
  discount: number;
  discountTitle: string | null;
  readonly locationId: string | null;
}
