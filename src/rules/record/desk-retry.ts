/** What "try again" means for an entry of the desk. */
export type RetryKind = "order" | "product" | "price" | "stock" | "job" | "none";

export interface RetryWay {
  readonly kind: RetryKind;
  /** The job that works on it now. */
  readonly job: string | null;
}

const way = (kind: RetryKind, job: string | null): RetryWay => ({ kind, job });
const NONE = way("none", null);
const PUBLISH = "publish";

/**
 * `none`: nothing to send or ask again. The ERP's record itself must change, or a person decides; then the entry closes by
 * itself.
 */
export function retryWay({
  area,
  reason,
  sku = "",
  seqProduct = 0,
  ref = "",
}: {
  readonly area: string;
  readonly reason: string;
  readonly sku?: string;
  readonly seqProduct?: number;
  readonly ref?: string;
}): RetryWay {
  // A person approves or releases it.
  if (reason === "price-drop" || reason === "cut-again" || reason === "held-by-person") return NONE;
  switch (area) {
    case "orders":
      return way("order", null);
    case "publish-catalog":
      return seqProduct > 0 ? way("product", PUBLISH) : way("job", PUBLISH);
    case "publish-prices":
      return sku === "" ? way("job", PUBLISH) : way("price", PUBLISH);
    case "publish-stock":
      return sku === "" ? way("job", PUBLISH) : way("stock", PUBLISH);
    case "publish":
    case "publish-bulk":
      return way("job", PUBLISH);
    case "webhooks":
    case "app":
      return way("job", "housekeeping");
    case "loads":
      return way("job", ref === "" ? null : ref);
    case "order-events":
    case "order-sweep":
      return way("job", area);
    case "order-ledger":
      return way("job", "order-ledger");
    default:
      return NONE;
  }
}
