import * as z from "zod";
import { decimalText, optionalId, simNao, text } from "../wire/fields.ts";
import { named } from "../wire/named.ts";

/** One item of GET /Cadastros/ProdutoEstoque: quantity in the product's base unit, net of the ERP's reservations. */
export const erpStock = named(
  {
    company: ["warehouseERPReferenceKey", "branchId", "companyId", "nroEmpresa"],
    seqProduct: ["erpReferenceKey", "seqProduto"],
    packageText: ["qtdEmbalagem"],
    skuText: ["productSKUERPReferenceKey", "productSKUId"],
    quantityText: ["quantity", "quantidade"],
    isUnlimited: ["unlimitedQuantity"],
    countedText: ["dateOnBalanceSystem"],
  },
  {
    company: optionalId,
    seqProduct: optionalId,
    packageText: decimalText.nullable(),
    skuText: text.nullable(),
    quantityText: decimalText.nullable(),
    isUnlimited: simNao.nullable(),
    // Any value: a date of another form must not cost the quantity.
    countedText: z.unknown().transform((value) => (typeof value === "string" ? value : null)),
  },
  ["erpCreateDate", "erpLastChange", "dtaHorAlteracao"],
);
