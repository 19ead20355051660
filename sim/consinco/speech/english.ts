/** The reference-key vocabulary of the documents' first column, in `data.content`, pages from 0. */
import type { Speech } from "./speech.ts";

const ROOT = "/smpedidovendaapi/api/v1/cadastros";
const STAMPS = { dtaHorInclusao: "createDate", dtaHorAlteracao: "lastChange", ativo: "isActive" };

export const ENGLISH: Speech = {
  name: "english",
  collections: {
    marca: { path: `${ROOT}/marca`, names: { ...STAMPS, seqMarca: "erpReferenceKey", marca: "name" } },
    categoria: {
      path: `${ROOT}/categoria`,
      names: {
        ...STAMPS,
        seqCategoria: "erpReferenceKey",
        seqCategoriaPai: "parentCategoryId",
        categoria: "name",
        nivel: "level",
      },
    },
    produto: {
      path: `${ROOT}/produto`,
      names: {
        dtaHorInclusao: "erpCreateDate",
        dtaHorAlteracao: "erpLastChange",
        seqProduto: "erpReferenceKey",
        descCompleta: "fullName",
        descReduzida: "name",
        tituloEcommerce: "titleTag",
        descEcommerce: "bodyHtml",
        seqMarca: "brandId",
        seqCategoria: "categoryId",
        pesavel: "isWeighable",
        pmtDecimal: "allowsDecimal",
        qtdMultiploVdaEcommerce: "saleMultiple",
        palavraChaveEcommerce: "metaKeywords",
        indIntegraEcommerce: "isActive",
      },
    },
    produtosku: {
      path: `${ROOT}/produtosku`,
      names: {
        ...STAMPS,
        embalagem: "measurementUnit",
        codAcesso: "barcode",
        indKit: "hasSimilar",
        pesoBruto: "weight",
        largura: "width",
        altura: "height",
        comprimento: "length",
        nroEmpresa: "companyId",
      },
    },
    tabelapreco: { path: `${ROOT}/tabelapreco`, names: { descricao: "name", ativo: "isActive" } },
    tabelaprecoitem: {
      path: `${ROOT}/tabelaprecoitem`,
      names: {
        ...STAMPS,
        nroEmpresa: "companyId",
        nroSegmento: "segmentId",
        precoNormal: "price",
        precoPromoc: "specialPrice",
        dtaInicioPromoc: "specialFromDate",
        dtaFimPromoc: "specialToDate",
        statusVenda: "saleStatus",
      },
    },
    produtoestoque: { path: `${ROOT}/produtoestoque`, names: {} },
    produtoskuespecificacao: {
      path: `${ROOT}/produtoskuespecificacao`,
      names: { ...STAMPS, nome: "name", valor: "value", indPrincipal: "isMain", ordem: "position" },
    },
  },
  query: {
    page: "Page",
    size: "PageSize",
    lastchange: "DtaHorAlteracao",
    companyid: "NroEmpresa",
    segmentid: "NroSegmento",
    divisionid: "NroDivisao",
    seqcanalvenda: "SeqCanalVenda",
    idpedidocanalvenda: "IdPedidoCanalVenda",
  },
  firstPage: 0,
  dateOf: (text) => text,
  cased: (name) => name,
  valueOf: (value, name) => (FLAGS.has(name) && (value === "S" || value === "N") ? value === "S" : value),
  pairKey: "productSKUId",
  saysMore: true,
  envelope: (content, { number, isLast }) => ({
    data: {
      content,
      number,
      numberOfElements: content.length,
      totalPages: isLast ? number + 1 : number + 2,
      last: isLast,
    },
  }),
  charset: "utf-8",
  login: {
    access_token: "accessToken",
    token_type: "tokenType",
    expires_in: "expiresIn",
    refresh_token: "refreshToken",
  },
};

const FLAGS = new Set(["pesavel", "pmtDecimal", "indIntegraEcommerce", "indKit", "indPrincipal"]);
