/**
 * The older modules: PascalCase, `modelo._pageNo`, bare arrays, numbers and dates as text, ISO-8859-1 without saying so.
 * Price names and query as live clients have them (reference, 5.5); the others in their manner.
 */
import type { Speech } from "./speech.ts";

const ROOT = "/smprodutosapi/api/v4/produtos";
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const STAMPS = { dtaHorInclusao: "DataInclusao", dtaHorAlteracao: "DataAtualizacao", ativo: "Ativo" };

export const V4: Speech = {
  name: "v4",
  collections: {
    marca: {
      path: `${ROOT}/marcas-produtos`,
      names: { ...STAMPS, seqMarca: "IdMarca", marca: "DescricaoMarca" },
    },
    categoria: {
      path: `${ROOT}/categorias-produtos`,
      names: {
        ...STAMPS,
        seqCategoria: "IdCategoria",
        seqCategoriaPai: "IdCategoriaPai",
        categoria: "DescricaoCategoria",
        nivel: "NivelHierarquia",
      },
    },
    produto: {
      path: `${ROOT}/produtos`,
      names: {
        ...STAMPS,
        seqProduto: "IdProduto",
        descCompleta: "DescricaoCompleta",
        descReduzida: "DescricaoReduzida",
        tituloEcommerce: "TituloEcommerce",
        descEcommerce: "DescricaoEcommerce",
        seqMarca: "IdMarca",
        seqCategoria: "IdCategoria",
        pesavel: "Pesavel",
        pmtDecimal: "PermiteDecimal",
        qtdMultiploVdaEcommerce: "MultiploVenda",
        palavraChaveEcommerce: "PalavraChave",
        indIntegraEcommerce: "IntegraEcommerce",
      },
    },
    produtosku: {
      path: `${ROOT}/embalagens-produtos`,
      names: {
        ...STAMPS,
        seqProduto: "IdProduto",
        qtdEmbalagem: "QuantidadeCaixa",
        embalagem: "Embalagem",
        codAcesso: "CodigoAcessoPrincipal",
        indKit: "IndKit",
        pesoBruto: "PesoBruto",
        largura: "Largura",
        altura: "Altura",
        comprimento: "Comprimento",
        nroEmpresa: "NumeroEmpresa",
      },
    },
    tabelapreco: {
      path: `${ROOT}/tabelas-precos`,
      names: {
        id: "NumeroTabela",
        companyId: "NumeroEmpresa",
        branchId: "NumeroFilial",
        descricao: "Descricao",
        ativo: "Ativo",
      },
    },
    tabelaprecoitem: {
      path: `${ROOT}/precos-produtos`,
      names: {
        ...STAMPS,
        nroEmpresa: "NumeroEmpresa",
        nroSegmento: "NumeroSegmento",
        seqProduto: "IdProduto",
        qtdEmbalagem: "QuantidadeCaixa",
        precoNormal: "PrecoVenda",
        precoPromoc: "PrecoPromocao",
        dtaInicioPromoc: "DataInicioPromocao",
        dtaFimPromoc: "DataFimPromocao",
        statusVenda: "StatusVenda",
      },
    },
    produtoestoque: {
      path: `${ROOT}/estoques-produtos`,
      names: {
        companyId: "NumeroEmpresa",
        branchId: "NumeroFilial",
        erpReferenceKey: "IdProduto",
        productSKUERPReferenceKey: "CodigoSku",
        warehouseERPReferenceKey: "NumeroDeposito",
        quantity: "QuantidadeDisponivel",
        unlimitedQuantity: "EstoqueIlimitado",
        dateOnBalanceSystem: "DataInventario",
        erpLastChange: "DataAtualizacao",
      },
    },
    produtoskuespecificacao: {
      path: `${ROOT}/imagens-produtos`,
      names: {
        ...STAMPS,
        productSpecificationId: "IdImagem",
        companyId: "NumeroEmpresa",
        branchId: "NumeroFilial",
        seqProduto: "IdProduto",
        qtdEmbalagem: "QuantidadeCaixa",
        nome: "Descricao",
        valor: "Imagem",
        indPrincipal: "IndPrincipal",
        ordem: "Ordem",
      },
    },
  },
  query: {
    "modelo._pageno": "Page",
    "modelo._pagesize": "PageSize",
    "modelo.dataatualizacao": "DtaHorAlteracao",
    "modelo.nroempresa": "NroEmpresa",
    "modelo.numerosegmento": "NroSegmento",
    "modelo.nrodivisao": "NroDivisao",
  },
  firstPage: 1,
  dateOf: (text) => (/^\d{4}-\d{2}-\d{2}T00:00:00$/.test(text) ? text : null),
  cased: pascal,
  valueOf: (value, name) => {
    if (typeof value === "boolean") return value ? "S" : "N";
    if (typeof value === "number") return NUMBERS.test(name) ? numberText(value) : String(value);
    return typeof value === "string" && /^\d{4}-\d{2}-\d{2}T[\d:]{8}$/.test(value) ? dateText(value) : value;
  },
  pairKey: null,
  envelope: (items) => items,
  saysMore: false,
  charset: "iso-8859-1",
  login: {},
};

/** Decimals are written as people write them: 1.250,00. Ids are plain digits. */
const NUMBERS = /^(?:preco|peso|largura|altura|comprimento|quantity|qtd(?!Embalagem))/;

function numberText(value: number): string {
  const [whole = "0", decimals = ""] = String(Math.abs(value)).split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ".");
  return `${value < 0 ? "-" : ""}${grouped},${decimals.padEnd(2, "0")}`;
}

/** 24/11/2026 12:00:05 */
const dateText = (text: string): string => `${text.slice(0, 10).split("-").toReversed().join("/")} ${text.slice(11)}`;
