/** Base price and payment forms, proposed from what is known. Pure. */

export interface Target {
  readonly kind: string;
  readonly company: number;
  readonly segment: number;
}

interface Place {
  readonly company: number;
  readonly segment: number;
}

export interface TargetsProposal {
  /** What PUT /api/price-targets takes; null: nothing to propose. */
  readonly body: { readonly base: Place; readonly metafields?: readonly Place[] } | null;
  readonly lines: readonly Place[];
}

/**
 * Without a base price: that of the company that a person named, or else of the mapped company with the lowest number.
 * With several companies each has its price in the metafield too.
 * @param mapped companies that have a location, or will have one
 */
export function proposeTargets(
  current: readonly Target[],
  mapped: readonly number[],
  { baseCompany }: { readonly baseCompany: number | null },
  segment: number,
): TargetsProposal {
  const nothing: TargetsProposal = { body: null, lines: [] };
  if (current.some(({ kind }) => kind === "base")) return nothing;
  const companies = [...new Set(mapped)].toSorted((a, b) => a - b);
  const company = baseCompany ?? companies[0];
  if (company === undefined) return nothing;
  const base = { company, segment };
  const metafields = companies.map((each) => ({ company: each, segment }));
  return { body: companies.length > 1 ? { base, metafields } : { base }, lines: [base] };
}

export interface Form {
  readonly gateway: string;
  readonly seqFormaPagto: number | null;
}

export interface FormsProposal {
  readonly pairs: readonly { readonly gateway: string; readonly seqFormaPagto: number }[];
  /** Gateways of the shop that have no form. */
  readonly left: readonly string[];
}

const keyOf = (gateway: string): string => gateway.trim().toLowerCase();
/** `gateway:method` is a row of that gateway. */
const gatewayIn = (key: string): string => keyOf(key.split(":")[0] ?? "");

/** What a person named and the hub does not have. A form is never guessed: a wrong one is a wrong booking in the ERP. */
export function proposeForms(
  gateways: readonly string[],
  wanted: readonly { readonly gateway: string; readonly seqFormaPagto: number }[],
  current: readonly Form[],
): FormsProposal {
  const stored = new Map(current.map(({ gateway, seqFormaPagto }) => [keyOf(gateway), seqFormaPagto]));
  const pairs = wanted.filter(({ gateway, seqFormaPagto }) => stored.get(keyOf(gateway)) !== seqFormaPagto);
  const known = new Set([...current, ...wanted].map(({ gateway }) => gatewayIn(gateway)));
  return { pairs, left: gateways.filter((gateway) => !known.has(gatewayIn(gateway))) };
}
