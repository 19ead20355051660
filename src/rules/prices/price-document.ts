/** The value of the variant's metafield `erp.precos`: each company's price, for a theme, an app or a Function. */

export interface CompanyPrice {
  readonly company: number;
  readonly priceCents: number;
  readonly compareAtCents: number | null;
  /** Of 1 kg, for goods by weight; null for packaged goods. */
  readonly perKgCents: number | null;
  /** JSON of its part of the document (`shownOffers`); null: none. */
  readonly offers: string | null;
}

/**
 * {"3":{"price":2490,"compareAtPrice":2990},"7":{"price":70,"unitPrice":699,"unit":"kg","clubPrice":65}}: whole cents,
 * the unit of Liquid's money filters, by nroEmpresa in ascending order. A company without a price is absent; without any price the
 * value is {}.
 */
export function priceDocument(prices: readonly CompanyPrice[]): string {
  const entries = prices
    .toSorted((a, b) => a.company - b.company)
    .map(({ company, priceCents, compareAtCents, perKgCents, offers }) => [
      String(company),
      {
        price: priceCents,
        ...(compareAtCents === null ? {} : { compareAtPrice: compareAtCents }),
        ...(perKgCents === null ? {} : { unitPrice: perKgCents, unit: "kg" }),
        ...(offers === null ? {} : (JSON.parse(offers) as object)),
      },
    ]);
  return JSON.stringify(Object.fromEntries(entries));
}
