/** Ways in which installations are known to be asked; the probe tries them in turn. */
import type { DialectLines, RecordKind } from "./lines.ts";

type Query = NonNullable<NonNullable<DialectLines["common"]>["query"]>;

export interface Candidate {
  readonly name: string;
  readonly query: Query;
  /** Other paths than the present ones. */
  readonly paths: Readonly<Partial<Record<RecordKind, string>>>;
}

const V4 = "~/SMProdutosAPI/api/v4/produtos";

/** The first is what the dialect says already. */
export const CANDIDATES: readonly Candidate[] = [
  { name: "present", query: {}, paths: {} },
  {
    name: "v4",
    query: {
      page: "modelo._pageNo",
      pageSize: "modelo._pageSize",
      changedSince: "modelo.dataAtualizacao",
      company: "modelo.nroEmpresa",
      segment: "modelo.numeroSegmento",
      division: "modelo.nroDivisao",
      categoryType: null,
    },
    paths: {
      brands: `${V4}/marcas-produtos`,
      categories: `${V4}/categorias-produtos`,
      products: `${V4}/produtos`,
      skus: `${V4}/embalagens-produtos`,
      companies: `${V4}/tabelas-precos`,
      prices: `${V4}/precos-produtos`,
      stock: `${V4}/estoques-produtos`,
      images: `${V4}/imagens-produtos`,
    },
  },
  {
    name: "english",
    query: {
      page: "page",
      pageSize: "size",
      changedSince: "lastChange",
      company: "companyId",
      segment: "segmentId",
      division: "divisionId",
      categoryType: null,
    },
    paths: {},
  },
  {
    name: "english-page-size",
    query: {
      page: "page",
      pageSize: "pageSize",
      changedSince: "updatedSince",
      company: "companyId",
      segment: "segmentId",
      division: null,
      categoryType: null,
    },
    paths: {},
  },
  {
    name: "portuguese",
    query: {
      page: "pagina",
      pageSize: "tamanho",
      changedSince: "alteradoDesde",
      company: "empresa",
      segment: "segmento",
      division: "divisao",
      categoryType: null,
    },
    paths: {},
  },
];
