/** The two dialects, as an installer would write them. */
import type { Manner } from "./server.ts";

export const DIALECTS: Readonly<Record<Manner, object>> = {
  armazem: {
    name: "armazem",
    login: {
      path: "~/sessao",
      format: "form",
      company: null,
      username: "usuario",
      password: "senha",
      token: ["sessao.chave"],
      expiresIn: [],
    },
    charset: "iso-8859-1",
    common: {
      query: { page: "pg", pageSize: "por", changedSince: "desde", division: null, categoryType: null },
      queryDate: "date",
      firstPage: 0,
      pageSize: 2,
      envelope: { items: "resultado.linhas", hasNext: null, totalPages: "paginas" },
      values: { decimals: "comma", dates: ["epoch-ms"] },
    },
    records: {
      brands: {
        path: "~/retaguarda/dados/fabricantes",
        fields: { seqMarca: ["codigo"], marca: ["nome"], ativo: ["vale"] },
        ignored: ["mexido"],
      },
      categories: {
        path: "~/retaguarda/dados/secoes",
        fields: { seqCategoria: ["codigo"], seqCategoriaPai: ["acima"], categoria: ["nome"], ativo: ["vale"] },
      },
      products: {
        path: "~/retaguarda/dados/mercadorias",
        fields: {
          seqProduto: ["mercadoria"],
          descReduzida: ["chamada"],
          seqMarca: ["fabricante"],
          seqCategoria: ["secao"],
          pesavel: ["naBalanca"],
          indIntegraEcommerce: ["noSite"],
        },
      },
      skus: {
        path: "~/retaguarda/dados/volumes",
        fields: {
          seqProduto: ["mercadoria"],
          qtdEmbalagem: ["leva"],
          embalagem: ["sigla"],
          codAcesso: ["barras"],
          ativo: ["noSite"],
        },
      },
      prices: {
        path: "~/retaguarda/dados/valores",
        fields: {
          nroEmpresa: ["loja"],
          nroSegmento: ["tabela"],
          seqProduto: ["mercadoria"],
          qtdEmbalagem: ["leva"],
          precoNormal: ["valores.cheio"],
          precoPromoc: ["valores.oferta"],
          dtaInicioPromoc: ["de"],
          dtaFimPromoc: ["ate"],
          statusVenda: ["situacao"],
        },
        words: { statusVenda: { Normal: "A", Suspenso: "I" } },
      },
      stock: {
        path: "~/retaguarda/dados/saldos",
        fields: {
          warehouseERPReferenceKey: ["loja"],
          erpReferenceKey: ["mercadoria"],
          qtdEmbalagem: ["leva"],
          quantity: ["saldo"],
          unlimitedQuantity: ["semFim"],
        },
      },
    },
  },
  harbor: {
    name: "harbor",
    login: { path: "~/harbor/enter", company: null, username: "who", password: "pass", token: [""] },
    common: {
      query: { page: null, pageSize: null, changedSince: null, division: null, segment: null, categoryType: null },
      envelope: { items: "" },
      values: { yes: ["Y"], no: ["X"], dates: ["yyyymmdd"] },
    },
    records: {
      brands: { path: "~/harbor/brands", fields: { seqMarca: ["brand_no"], marca: ["brand_label"] } },
      categories: {
        path: "~/harbor/groups",
        fields: { seqCategoria: ["group_no"], seqCategoriaPai: ["above"], categoria: ["group_label"] },
      },
      products: {
        path: "~/harbor/goods",
        fields: {
          seqProduto: ["good_no"],
          descReduzida: ["good_label"],
          seqMarca: ["brand_no"],
          seqCategoria: ["group_no"],
          pesavel: ["scale"],
          indIntegraEcommerce: ["online"],
        },
      },
      skus: {
        path: "~/harbor/packs",
        fields: { productSKUId: ["sku"], embalagem: ["label"], codAcesso: ["code"], ativo: ["online"] },
      },
      prices: {
        path: "~/harbor/tags",
        perCompany: false,
        fields: {
          nroEmpresa: ["store"],
          nroSegmento: ["zone"],
          productSkuId: ["sku"],
          precoNormal: ["tag"],
          precoPromoc: ["deal"],
          dtaInicioPromoc: ["deal_from"],
          dtaFimPromoc: ["deal_until"],
          statusVenda: ["state"],
        },
        words: { statusVenda: { "on-shelf": "A" } },
      },
      stock: {
        path: "~/harbor/shelf",
        perCompany: false,
        fields: { warehouseERPReferenceKey: ["store"], productSKUERPReferenceKey: ["sku"], quantity: ["on_hand"] },
      },
    },
  },
};
