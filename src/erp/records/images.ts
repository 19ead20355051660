import { dateTimeText, decimalText, optionalId, simNao, text, whole } from "../wire/fields.ts";
import { named } from "../wire/named.ts";

/** One item of GET /Cadastros/ProdutoSkuEspecificacao: a picture (an address or base64), or a text about the product. */
export const erpImage = named(
  {
    id: ["productSpecificationId", "seqEspecificacao", "id"],
    seqProduct: ["seqProduto"],
    packageText: ["qtdEmbalagem"],
    skuText: ["productSKUId", "productSKUERPReferenceKey", "erpReferenceKey"],
    name: ["nome", "name", "descricao"],
    value: ["valor", "value", "url"],
    isMain: ["indPrincipal", "isMain"],
    place: ["ordem", "order", "position"],
    isActive: ["ativo", "isActive"],
    changedAt: ["dtaHorAlteracao", "lastChange"],
  },
  {
    id: optionalId,
    seqProduct: optionalId,
    packageText: decimalText.nullable(),
    skuText: text.nullable(),
    name: text.nullable(),
    value: text.nullable(),
    isMain: simNao.nullable(),
    place: whole.nullable(),
    isActive: simNao.nullable(),
    changedAt: dateTimeText.nullable(),
  },
  ["companyId", "branchId", "nroEmpresa", "dtaHorInclusao"],
);
