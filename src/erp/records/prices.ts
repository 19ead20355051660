import { dateTimeText, decimalText, optionalId, text } from "../wire/fields.ts";
import { named } from "../wire/named.ts";

/** One item of GET /Cadastros/TabelaPrecoItem: prices of the package (of 1 kg when weighed); promotion 0 = none. */
export const erpPrice = named(
  {
    company: ["nroEmpresa", "branchId", "companyId"],
    segment: ["nroSegmento"],
    seqProduct: ["seqProduto"],
    packageText: ["qtdEmbalagem"],
    skuText: ["productSkuId", "productSKUERPReferenceKey"],
    normalText: ["precoNormal", "precoValidNormal"],
    promoText: ["precoPromoc", "precoValidPromoc"],
    promoFromText: ["dtaInicioPromoc"],
    promoUntilText: ["dtaFimPromoc"],
    status: ["statusVenda"],
  },
  {
    company: optionalId,
    segment: optionalId,
    seqProduct: optionalId,
    packageText: decimalText.nullable(),
    skuText: text.nullable(),
    normalText: decimalText.nullable(),
    promoText: decimalText.nullable(),
    promoFromText: dateTimeText.nullable(),
    promoUntilText: dateTimeText.nullable(),
    status: text,
  },
  ["dtaHorInclusao", "dtaHorAlteracao", "createDate", "lastChange"],
);
