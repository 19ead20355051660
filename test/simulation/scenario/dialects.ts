/** What the installer of a night knows of its ERP: the file that PUT /api/erp/dialect takes. Written by hand, not by the probe. */
import type { SpeechName } from "../../../sim/consinco/speech/speech.ts";

const V4 = "~/SMProdutosAPI/api/v4/produtos";

export const DIALECT_OF: Readonly<Record<SpeechName, object>> = {
  tnf: {},
  v4: {
    name: "v4",
    charset: "iso-8859-1",
    common: {
      query: {
        page: "modelo._pageNo",
        pageSize: "modelo._pageSize",
        changedSince: "modelo.dataAtualizacao",
        company: "modelo.nroEmpresa",
        segment: "modelo.numeroSegmento",
        division: "modelo.nroDivisao",
        categoryType: null,
      },
      queryDate: "midnight",
      values: { decimals: "comma", dates: ["dd/mm/yyyy"] },
    },
    records: {
      brands: { path: `${V4}/marcas-produtos`, fields: { seqMarca: ["IdMarca"], marca: ["DescricaoMarca"] } },
      categories: {
        path: `${V4}/categorias-produtos`,
        fields: {
          seqCategoria: ["IdCategoria"],
          seqCategoriaPai: ["IdCategoriaPai"],
          categoria: ["DescricaoCategoria"],
        },
      },
      products: {
        path: `${V4}/produtos`,
        fields: {
          seqProduto: ["IdProduto"],
          descReduzida: ["DescricaoReduzida"],
          descCompleta: ["DescricaoCompleta"],
          descEcommerce: ["DescricaoEcommerce"],
          seqMarca: ["IdMarca"],
          seqCategoria: ["IdCategoria"],
          palavraChaveEcommerce: ["PalavraChave"],
          pmtDecimal: ["PermiteDecimal"],
          qtdMultiploVdaEcommerce: ["MultiploVenda"],
          indIntegraEcommerce: ["IntegraEcommerce"],
        },
      },
      skus: {
        path: `${V4}/embalagens-produtos`,
        fields: {
          seqProduto: ["IdProduto"],
          qtdEmbalagem: ["QuantidadeCaixa"],
          codAcesso: ["CodigoAcessoPrincipal"],
        },
      },
      companies: { path: `${V4}/tabelas-precos`, fields: { id: ["NumeroTabela"], companyId: ["NumeroEmpresa"] } },
      prices: {
        path: `${V4}/precos-produtos`,
        fields: {
          nroEmpresa: ["NumeroEmpresa"],
          nroSegmento: ["NumeroSegmento"],
          seqProduto: ["IdProduto"],
          qtdEmbalagem: ["QuantidadeCaixa"],
          precoNormal: ["PrecoVenda"],
          precoPromoc: ["PrecoPromocao"],
          dtaInicioPromoc: ["DataInicioPromocao"],
          dtaFimPromoc: ["DataFimPromocao"],
        },
      },
      stock: {
        path: `${V4}/estoques-produtos`,
        fields: {
          warehouseERPReferenceKey: ["NumeroDeposito"],
          erpReferenceKey: ["IdProduto"],
          productSKUERPReferenceKey: ["CodigoSku"],
          quantity: ["QuantidadeDisponivel"],
          unlimitedQuantity: ["EstoqueIlimitado"],
          dateOnBalanceSystem: ["DataInventario"],
        },
      },
      images: {
        path: `${V4}/imagens-produtos`,
        fields: {
          productSpecificationId: ["IdImagem"],
          seqProduto: ["IdProduto"],
          qtdEmbalagem: ["QuantidadeCaixa"],
          nome: ["Descricao"],
          valor: ["Imagem"],
          dtaHorAlteracao: ["DataAtualizacao"],
        },
      },
    },
  },
  english: {
    name: "english",
    login: { token: ["accessToken"], expiresIn: ["expiresIn"] },
    common: {
      query: {
        page: "page",
        pageSize: "size",
        changedSince: "lastChange",
        company: "companyId",
        segment: "segmentId",
        division: "divisionId",
        categoryType: null,
      },
      firstPage: 0,
      envelope: { items: "data.content", hasNext: null, last: "data.last" },
    },
    records: {
      brands: { fields: { seqMarca: ["erpReferenceKey"] } },
      categories: { fields: { seqCategoria: ["erpReferenceKey"], seqCategoriaPai: ["parentCategoryId"] } },
      products: {
        fields: {
          tituloEcommerce: ["titleTag"],
          descCompleta: ["fullName"],
          palavraChaveEcommerce: ["metaKeywords"],
          pesavel: ["isWeighable"],
          pmtDecimal: ["allowsDecimal"],
          qtdMultiploVdaEcommerce: ["saleMultiple"],
        },
      },
      skus: { fields: { codAcesso: ["barcode"] } },
      prices: {
        fields: {
          nroSegmento: ["segmentId"],
          precoNormal: ["price"],
          precoPromoc: ["specialPrice"],
          dtaInicioPromoc: ["specialFromDate"],
          dtaFimPromoc: ["specialToDate"],
          statusVenda: ["saleStatus"],
        },
      },
    },
  },
};
