/** Which Shopify location stands for which company of the ERP, proposed by number and name. Pure. */

export interface Location {
  readonly id: string;
  readonly name: string;
}
export interface Mapped {
  readonly company: number;
  readonly locationId: string | null;
}
export interface Proposal {
  /** New pairs; companies that have a location keep it. */
  readonly pairs: readonly { readonly company: number; readonly name: string; readonly locationId: string }[];
  /** Locations without a company, and companies without a location. */
  readonly locationsLeft: readonly Location[];
  readonly companiesLeft: readonly number[];
}

const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();

const numbersIn = (name: string): readonly number[] => [...plain(name).matchAll(/\b\d{1,6}\b/g)].map(Number);

/**
 * A company goes to the only free location of its name, or else to the only one with its number in the name. Without
 * named companies, each location that has one number in its name stands for that company.
 */
export function proposeMapping(
  locations: readonly Location[],
  companies: readonly { readonly company: number; readonly name: string }[],
  current: readonly Mapped[],
): Proposal {
  const taken = new Set(current.map(({ locationId }) => locationId));
  const done = new Set(current.filter(({ locationId }) => locationId !== null).map(({ company }) => company));
  const free = locations.filter(({ id }) => !taken.has(id));
  const wanted = (companies.length > 0 ? companies : companiesIn(free)).filter(({ company }) => !done.has(company));
  const byName = wanted.map((each) => ({
    ...each,
    location: only(free.filter(({ name }) => plain(name) === plain(each.name))),
  }));
  const named = new Set(byName.map(({ location }) => location?.id));
  const rest = free.filter(({ id }) => !named.has(id));
  const found = byName.map((each) => ({
    ...each,
    location: each.location ?? only(rest.filter(({ name }) => numbersIn(name).includes(each.company))),
  }));
  const pairs = found.flatMap(({ company, name, location }) =>
    location && found.filter((other) => other.location?.id === location.id).length === 1
      ? [{ company, name, locationId: location.id }]
      : [],
  );
  const placed = new Set(pairs.map(({ locationId }) => locationId));
  return {
    pairs,
    locationsLeft: free.filter(({ id }) => !placed.has(id)),
    companiesLeft: wanted
      .map(({ company }) => company)
      .filter((each) => !pairs.some(({ company }) => company === each)),
  };
}

function companiesIn(locations: readonly Location[]): readonly { company: number; name: string }[] {
  const found = locations.flatMap(({ name }) => {
    const company = only(numbersIn(name));
    return company === undefined || company === 0 ? [] : [{ company, name }];
  });
  return found.filter(({ company }) => found.filter((other) => other.company === company).length === 1);
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
