import { decimalText, flagText, optionalId, simNao, text } from "../wire/fields.ts";
import { named } from "../wire/named.ts";

/** One item of GET /Cadastros/ProdutoSku: pesoBruto in kg, lengths in cm. */
export const erpSku = named(
  {
    seqProduct: ["seqProduto"],
    packageText: ["qtdEmbalagem"],
    skuText: ["productSKUId", "erpReferenceKey"],
    packageName: ["embalagem", "measurementUnit"],
    barcode: ["codAcesso"],
    isActive: ["ativo", "isActive"],
    grossKgText: ["pesoBruto", "weight"],
    widthCmText: ["largura", "width"],
    heightCmText: ["altura", "height"],
    lengthCmText: ["comprimento", "length"],
    company: ["nroEmpresa", "companyId"],
    name: ["nomeProdutoEcomm", "name"],
    kitText: ["indKit"],
  },
  {
    seqProduct: optionalId,
    packageText: decimalText.nullable(),
    skuText: text.nullable(),
    packageName: text.nullable(),
    barcode: text.nullable(),
    isActive: simNao,
    grossKgText: decimalText.nullable(),
    widthCmText: decimalText.nullable(),
    heightCmText: decimalText.nullable(),
    lengthCmText: decimalText.nullable(),
    company: optionalId,
    name: text.nullable(),
    kitText: flagText.nullable(),
  },
  ["dtaHorInclusao", "dtaHorAlteracao", "createDate", "lastChange"],
);
