/** How one installation of the ERP speaks: what the clients and the readers of src/erp take as a value. */
import { RECORDS, type DATE_FORMATS, type DialectLines, type QUERY_DATES, type RecordKind } from "./lines.ts";

export type QueryName =
  | "page"
  | "pageSize"
  | "changedSince"
  | "company"
  | "segment"
  | "division"
  | "categoryType"
  | "salesChannel"
  | "orderId";

export interface Envelope {
  /** Steps to the list; "": the answer itself. A bare list is always read. */
  readonly items: string;
  readonly hasNext: string | null;
  readonly last: string | null;
  readonly totalPages: string | null;
}

export interface ValueForms {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly decimals: "plain" | "comma" | "dot";
  readonly dates: readonly (typeof DATE_FORMATS)[number][];
}

type Scalar = string | number | boolean;

export interface RecordDialect {
  readonly path: string;
  readonly query: Readonly<Record<QueryName, string | null>>;
  readonly fixed: Readonly<Record<string, Scalar>>;
  readonly queryDate: (typeof QUERY_DATES)[number];
  readonly firstPage: 0 | 1;
  /** Null: the load's own. */
  readonly pageSize: number | null;
  readonly envelope: Envelope;
  readonly values: ValueForms;
  readonly perCompany: boolean;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly absent: Readonly<Record<string, Scalar>>;
  readonly words: Readonly<Record<string, Readonly<Record<string, Scalar>>>>;
  readonly ignored: readonly string[];
}

export interface Login {
  readonly path: string | null;
  readonly format: "json" | "form";
  readonly company: string | null;
  readonly username: string;
  readonly password: string;
  readonly added: Readonly<Record<string, Scalar>>;
  readonly token: readonly string[];
  readonly expiresIn: readonly string[];
}

export interface Dialect {
  readonly name: string | null;
  readonly login: Login;
  readonly charset: "declared" | "utf-8" | "iso-8859-1" | "windows-1252";
  readonly records: Readonly<Record<RecordKind, RecordDialect>>;
}

const QUERY: RecordDialect["query"] = {
  page: "Page",
  pageSize: "PageSize",
  changedSince: "DtaHorAlteracao",
  company: "NroEmpresa",
  segment: "NroSegmento",
  division: "NroDivisao",
  categoryType: "TipCategoria",
  salesChannel: "SeqCanalVenda",
  orderId: "IdPedidoCanalVenda",
};

const ENVELOPE: Envelope = { items: "items", hasNext: "hasNext", last: null, totalPages: null };
const VALUES: ValueForms = { yes: [], no: [], decimals: "plain", dates: [] };

const LOGIN: Login = {
  path: null,
  format: "json",
  company: "company",
  username: "username",
  password: "password",
  added: {},
  token: ["access_token"],
  expiresIn: ["expires_in"],
};

/** The documented paths, and the spellings that the documents have for one record only. */
const OWN: Readonly<Record<RecordKind, { readonly path: string; readonly query?: Partial<RecordDialect["query"]> }>> = {
  brands: { path: "/Cadastros/Marca" },
  categories: { path: "/Cadastros/Categoria" },
  products: { path: "/Cadastros/Produto" },
  skus: { path: "/Cadastros/ProdutoSku" },
  companies: { path: "/Cadastros/TabelaPreco" },
  prices: { path: "/Cadastros/TabelaPrecoItem" },
  stock: { path: "/Cadastros/ProdutoEstoque", query: { company: "Nroempresa" } },
  images: { path: "/Cadastros/ProdutoSkuEspecificacao" },
  events: { path: "/PedidoVenda/EventoPedido" },
  orders: { path: "/PedidoVenda" },
};

/** The whole dialect of its lines. What a record says comes before what all say, and both before the documents. */
export function resolveDialect(lines: DialectLines): Dialect {
  return {
    name: lines.name ?? null,
    login: { ...LOGIN, ...defined(lines.login ?? {}) },
    charset: lines.charset ?? "declared",
    records: Object.fromEntries(RECORDS.map((kind) => [kind, recordOf(lines, kind)])) as unknown as Dialect["records"],
  };
}

function recordOf({ common = {}, records = {} }: DialectLines, kind: RecordKind): RecordDialect {
  const own = records[kind] ?? {};
  const documented = OWN[kind];
  return {
    path: own.path ?? documented.path,
    query: { ...QUERY, ...documented.query, ...defined(common.query ?? {}), ...defined(own.query ?? {}) },
    fixed: { ...common.fixed, ...own.fixed },
    queryDate: own.queryDate ?? common.queryDate ?? "datetime",
    firstPage: own.firstPage ?? common.firstPage ?? 1,
    pageSize: own.pageSize ?? common.pageSize ?? null,
    envelope: { ...ENVELOPE, ...defined(common.envelope ?? {}), ...defined(own.envelope ?? {}) },
    values: { ...VALUES, ...defined(common.values ?? {}), ...defined(own.values ?? {}) },
    perCompany: own.perCompany ?? true,
    fields: own.fields ?? {},
    absent: own.absent ?? {},
    words: own.words ?? {},
    ignored: own.ignored ?? [],
  };
}

type Defined<T> = { readonly [Name in keyof T]?: Exclude<T[Name], undefined> };

const defined = <T extends object>(given: T): Defined<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;

/** The documented ERP. */
export const DEFAULT_DIALECT: Dialect = resolveDialect({});
