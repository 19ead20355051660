/** Markets, their catalogues and price lists. */
export interface Market {
  readonly id: string;
  name: string;
  readonly handle: string;
  status: "ACTIVE" | "DRAFT";
  /** One of the two: retail locations, or regions. */
  locations: readonly string[] | null;
  regions: readonly MarketRegion[] | null;
}

export interface MarketRegion {
  readonly country: string;
  /** Null: the whole country. */
  readonly state: string | null;
}

export interface Catalog {
  readonly id: string;
  title: string;
  readonly status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  /** Markets or company locations, by the id's type. */
  contexts: readonly string[];
  priceListId: string | null;
}

export interface CompanyLocation {
  readonly id: string;
  readonly name: string;
}

export interface PriceList {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly fixed: Map<string, { price: number; compareAtPrice: number | null }>;
}
