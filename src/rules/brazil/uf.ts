import { fold } from "./address-words.ts";

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AC: "acre",
    AL: "alagoas",
    AM: "amazonas",
    AP: "amapa",
    BA: "bahia",
    CE: "ceara",
    DF: "distrito federal",
    ES: "espirito santo",
    GO: "goias",
    MA: "maranhao",
    MG: "minas gerais",
    MS: "mato grosso do sul",
    MT: "mato grosso",
    PA: "para",
    PB: "paraiba",
    PE: "pernambuco",
    PI: "piaui",
    PR: "parana",
    RJ: "rio de janeiro",
    RN: "rio grande do norte",
    RO: "rondonia",
    RR: "roraima",
    RS: "rio grande do sul",
    SC: "santa catarina",
    SE: "sergipe",
    SP: "sao paulo",
    TO: "tocantins",
  }).map(([uf, name]) => [name, uf]),
);
const CODES = new Set(NAMES.values());

/** The state's two letters from its code ("SP", "BR-SP") or from its name ("São Paulo"), or null. */
export function readUf(code: string | null, name: string | null): string | null {
  for (const given of [code, name]) {
    const text = fold((given ?? "").trim()).replace(/^br-/, "");
    const upper = text.toUpperCase();
    if (CODES.has(upper)) return upper;
    const uf = NAMES.get(text.replace(/^estado d[aeo]s? /, ""));
    if (uf !== undefined) return uf;
  }
  return null;
}
