import { optionalId, simNao, text, whole } from "../wire/fields.ts";
import { named } from "../wire/named.ts";

/** One item of GET /Cadastros/Categoria. A root names no parent, or 0. */
export const erpCategory = named(
  {
    seqCategory: ["seqCategoria", "categoryId", "id"],
    parent: ["seqCategoriaPai", "parentId", "categoriaPai"],
    name: ["categoria", "name", "descricao"],
    isActive: ["ativo", "isActive"],
  },
  { seqCategory: whole, parent: optionalId, name: text.nullable(), isActive: simNao.nullable() },
  ["nivel", "dtaHorInclusao", "dtaHorAlteracao", "createDate", "lastChange"],
);
