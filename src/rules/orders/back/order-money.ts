import type { ShopOrder, ShopTransaction } from "../shop-order.ts";

/** What an order's transactions come to, in cents. */
export interface OrderMoney {
  /** Taken from the customer, refunds that ended or are on their way taken off. */
  readonly keptCents: number;
  /** Refunds whose gateway has not answered: they count as given back. */
  readonly refundingCents: number;
  /** Authorised and neither captured nor voided. */
  readonly authorizedCents: number;
  /** A manual payment that is still to come, as on delivery: whatever the order comes to is collected. */
  readonly isToCollect: boolean;
}

/** What a refund takes from one payment. */
export interface RefundPart {
  /** Shopify's numeric id of the sale or capture. */
  readonly parentId: string;
  readonly gateway: string;
  readonly cents: number;
}

/** An authorisation that can be captured. */
export interface Capturable {
  readonly id: string;
  readonly cents: number;
}

const DEAD: ReadonlySet<string> = new Set(["FAILURE", "ERROR"]);
const sumOf = (transactions: readonly Pick<ShopTransaction, "cents">[]): number =>
  transactions.reduce((sum, { cents }) => sum + cents, 0);
const isTaken = ({ kind, status }: ShopTransaction): boolean =>
  status === "SUCCESS" && (kind === "SALE" || kind === "CAPTURE");
const isLiveRefund = ({ kind, status }: ShopTransaction): boolean => kind === "REFUND" && !DEAD.has(status);

export function orderMoney({ transactions }: ShopOrder): OrderMoney {
  const refunds = transactions.filter(isLiveRefund);
  const pendingSales = transactions.filter(({ kind, status }) => kind === "SALE" && status === "PENDING");
  return {
    keptCents: sumOf(transactions.filter(isTaken)) - sumOf(refunds),
    refundingCents: sumOf(refunds.filter(({ status }) => status !== "SUCCESS")),
    authorizedCents: capturables(transactions).reduce((sum, { cents }) => sum + cents, 0),
    isToCollect: pendingSales.some(({ id }) => !transactions.some((each) => each.parentId === id && isTaken(each))),
  };
}

/** Authorisations with what is left of each; one that was captured is released unless it can be captured several times. */
export function capturables(
  transactions: readonly Pick<ShopTransaction, "id" | "kind" | "status" | "cents" | "parentId">[],
): readonly Capturable[] {
  return transactions
    .filter(({ kind, status }) => kind === "AUTHORIZATION" && status === "SUCCESS")
    .flatMap(({ id, cents }) => {
      const children = transactions.filter(({ parentId, status }) => parentId === id && status === "SUCCESS");
      if (children.some(({ kind }) => kind === "VOID")) return [];
      const left = cents - sumOf(children.filter(({ kind }) => kind === "CAPTURE"));
      return left > 0 ? [{ id, cents: left }] : [];
    });
}

/**
 * The payments that a refund goes back over: one that can bear all of it, else the last ones first.
 * @returns null when the payments together cannot bear it
 */
export function refundParts({ transactions }: ShopOrder, cents: number): readonly RefundPart[] | null {
  const left = transactions
    .filter(isTaken)
    .map(({ id, gateway, cents: taken }) => ({
      parentId: id,
      gateway: gateway ?? "",
      cents: taken - sumOf(transactions.filter((each) => isLiveRefund(each) && each.parentId === id)),
    }))
    .toReversed();
  const whole = left.find((each) => each.cents >= cents);
  if (whole) return [{ ...whole, cents }];
  let rest = cents;
  const parts = left.flatMap((each) => {
    const part = Math.min(rest, each.cents);
    rest -= part;
    return part > 0 ? [{ ...each, cents: part }] : [];
  });
  return rest === 0 ? parts : null;
}
