import { cnpjOf } from "../fiscal/cnpj.ts";
import type { Company } from "./types.ts";

const PLACES = [
  "Centro",
  "Jardim América",
  "Vila Nova",
  "Boa Vista",
  "Santa Cruz",
  "Alto da Serra",
  "Beira Rio",
  "São José",
];
const STATES = ["35", "31", "41", "43", "13"]; // SP, MG, PR, RS, AM

/** Companies (lojas) 1 to `count`. Every third has an alphanumeric CNPJ. */
export function companiesOf(count: number): Company[] {
  return Array.from({ length: count }, (_, index) => {
    const nroEmpresa = index + 1;
    const branch = String(nroEmpresa).padStart(4, "0");
    return {
      nroEmpresa,
      name: `LOJA ${nroEmpresa} ${(PLACES[index % PLACES.length] ?? "").toUpperCase()}`,
      stateCode: STATES[Math.floor(index / 12) % STATES.length] ?? "35",
      cnpj: nroEmpresa % 3 === 0 ? cnpjOf(`7GNDL2M4${branch}`) : cnpjOf(`40718256${branch}`),
    };
  });
}
