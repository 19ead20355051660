import { dateTimeText, decimalText, optionalId, text } from "../wire/fields.ts";
import { offerList } from "../wire/offer-list.ts";
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
    clubText: ["precoClube"],
    byQuantity: ["promocaoAPartir"],
    fromQuantityText: ["qtdAPartir"],
    fromPriceText: ["precoAPartir"],
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
    clubText: decimalText.nullable(),
    byQuantity: offerList.nullable(),
    fromQuantityText: decimalText.nullable(),
    fromPriceText: decimalText.nullable(),
  },
  ["dtaHorInclusao", "dtaHorAlteracao", "createDate", "lastChange"],
);
