import { simNao, text, whole } from "../wire/fields.ts";
import { named } from "../wire/named.ts";

/** One item of GET /Cadastros/Marca. */
export const erpBrand = named(
  {
    seqBrand: ["seqMarca", "brandId", "id"],
    name: ["marca", "name", "descricao"],
    isActive: ["ativo", "isActive"],
  },
  { seqBrand: whole, name: text.nullable(), isActive: simNao.nullable() },
  ["dtaHorInclusao", "dtaHorAlteracao", "createDate", "lastChange"],
);
