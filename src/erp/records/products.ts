import { decimalText, optionalId, simNao, text, whole } from "../wire/fields.ts";
import { productList } from "../wire/product-list.ts";
import { named } from "../wire/named.ts";

/** One item of GET /Cadastros/Produto. */
export const erpProduct = named(
  {
    seqProduct: ["seqProduto", "erpReferenceKey"],
    ecommerceTitle: ["tituloEcommerce"],
    ecommerceName: ["nomeProdutoEcomm", "nomeEcommerce"],
    shortName: ["descReduzida", "name"],
    fullName: ["descCompleta"],
    genericText: ["descGenerica", "descricaoGenerica"],
    description: ["descEcommerce", "bodyHtml", "bodyHtm"],
    seqBrand: ["seqMarca", "brandId"],
    seqCategory: ["seqCategoria", "categoryId"],
    keywords: ["palavraChaveEcommerce"],
    isWeighed: ["pesavel"],
    allowsDecimals: ["pmtDecimal"],
    multipleText: ["qtdMultiploVdaEcommerce", "multiploVendaEcommerce"],
    isActive: ["indIntegraEcommerce", "isActive"],
    saleLimitText: ["qtdLimitePromocEcommerce"],
    similars: ["similares", "produtosSimilares"],
  },
  {
    seqProduct: whole,
    ecommerceTitle: text.nullable(),
    ecommerceName: text.nullable(),
    shortName: text.nullable(),
    fullName: text.nullable(),
    genericText: text.nullable(),
    description: text.nullable(),
    seqBrand: optionalId,
    seqCategory: optionalId,
    keywords: text.nullable(),
    isWeighed: simNao.nullable(),
    allowsDecimals: simNao.nullable(),
    multipleText: decimalText.nullable(),
    isActive: simNao,
    saleLimitText: decimalText.nullable(),
    similars: productList.nullable(),
  },
  ["dtaHorInclusao", "dtaHorAlteracao", "erpCreateDate", "erpLastChange"],
);
