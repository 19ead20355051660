import { optionalId, simNao, text } from "../wire/fields.ts";
import { named } from "../wire/named.ts";

/** One item of GET /Cadastros/TabelaPreco: each store is a price table, and its id is the company's number. */
export const erpCompany = named(
  {
    company: ["id", "nroEmpresa", "companyId", "branchId"],
    name: ["descricao", "name"],
    isActive: ["ativo", "isActive"],
  },
  { company: optionalId, name: text.nullable(), isActive: simNao.nullable() },
  ["dtaHorInclusao", "dtaHorAlteracao", "createDate", "lastChange"],
);
