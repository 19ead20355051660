/** Filters of the list of errors, as its address holds them. */
import { CURERS, type Curer, DAMAGES, type Damage, type Flow, FLOWS } from "../messages/causes.ts";

export const AGES = { "1h": 3_600_000, "1d": 86_400_000, "7d": 604_800_000 } as const;
export type Age = keyof typeof AGES;
export const TABS = ["abertos", "comigo", "adiados", "fechados"] as const;
export type Tab = (typeof TABS)[number];

export interface ErrorsFilter {
  readonly tab: Tab;
  readonly text: string;
  readonly flow: Flow | null;
  readonly company: number | null;
  readonly damage: Damage | null;
  readonly curer: Curer | null;
  readonly age: Age | null;
  readonly code: string;
}

const oneOf = <T extends string>(list: readonly T[], text: string | undefined): T | null =>
  list.find((each) => each === text) ?? null;

/** Reads an address; what is no filter of ours is left out. */
export function readErrorsFilter(query: Readonly<Record<string, string>>): ErrorsFilter {
  const company = Number(query["loja"] ?? "");
  return {
    tab: oneOf(TABS, query["aba"]) ?? "abertos",
    text: (query["texto"] ?? "").trim().slice(0, 100),
    flow: oneOf(FLOWS, query["fluxo"]),
    company: Number.isSafeInteger(company) && company > 0 ? company : null,
    damage: oneOf(DAMAGES, query["efeito"]),
    curer: oneOf(CURERS, query["quem"]),
    age: oneOf(Object.keys(AGES) as Age[], query["idade"]),
    code: (query["codigo"] ?? "").trim().slice(0, 60),
  };
}

/** The address of a filter: only what is chosen. */
export const filterQuery = (filter: ErrorsFilter): Readonly<Record<string, string | number | null>> => ({
  aba: filter.tab === "abertos" ? null : filter.tab,
  texto: filter.text,
  fluxo: filter.flow,
  loja: filter.company,
  efeito: filter.damage,
  quem: filter.curer,
  idade: filter.age,
  codigo: filter.code,
});
