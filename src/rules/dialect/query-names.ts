/** Which query parameter of an installation means what, by its name. */
import type { QueryName, RecordDialect } from "./dialect.ts";
import type { QueryParameter } from "./documents.ts";

/** The first that fits counts. Names without points, underscores and capitals. */
const NAMES: Readonly<Record<QueryName, RegExp>> = {
  pageSize:
    /(?:pagesize|tamanhopagina|tamanho|^size$|^limit$|^limite$|porpagina|perpage|qtdregistros|registrospagina)$/,
  page: /(?:pageno|pagenumber|numeropagina|nropagina|^page$|^pagina$|page$)$/,
  changedSince:
    /(?:dtahoralteracao|dtaalteracao|dataalteracao|dataatualizacao|lastchange|updatedsince|alteradodesde|modifiedsince|desde)$/,
  company: /(?:nroempresa|numeroempresa|idempresa|codempresa|companyid|branchid|^empresa$|^loja$)$/,
  segment: /(?:nrosegmento|numerosegmento|segmentid|segmento)$/,
  division: /(?:nrodivisao|numerodivisao|divisionid|divisao)$/,
  categoryType: /(?:tipcategoria|tipocategoria|categorytype)$/,
  salesChannel: /(?:seqcanalvenda|canalvenda|saleschannel)$/,
  orderId: /(?:idpedidocanalvenda|idpedido|orderid)$/,
};

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

export interface LearntQuery {
  readonly query: RecordDialect["query"];
  readonly queryDate: RecordDialect["queryDate"];
  readonly firstPage: RecordDialect["firstPage"];
}

/** A parameter that the document does not list is not sent. Without any list nothing is said. */
export function learntQuery(parameters: readonly QueryParameter[], present: RecordDialect): LearntQuery {
  if (parameters.length === 0) return present;
  const taken = new Set<string>();
  const found = new Map<QueryName, QueryParameter>();
  for (const [ours, pattern] of Object.entries(NAMES) as [QueryName, RegExp][]) {
    const known = present.query[ours];
    const parameter =
      parameters.find(({ name }) => name.toLowerCase() === known?.toLowerCase()) ??
      parameters.find(({ name }) => !taken.has(name) && pattern.test(plain(name)));
    if (!parameter) continue;
    taken.add(parameter.name);
    found.set(ours, parameter);
  }
  const nameOf = (ours: QueryName): string | null => {
    const name = found.get(ours)?.name ?? null;
    const known = present.query[ours];
    return name !== null && known !== null && name.toLowerCase() === known.toLowerCase() ? known : name;
  };
  const query = Object.fromEntries((Object.keys(NAMES) as QueryName[]).map((ours) => [ours, nameOf(ours)]));
  return {
    query: query as Record<QueryName, string | null>,
    queryDate: dateOf(found.get("changedSince"), present),
    firstPage: found.get("page")?.example === "0" ? 0 : present.firstPage,
  };
}

function dateOf(parameter: QueryParameter | undefined, { queryDate }: RecordDialect): RecordDialect["queryDate"] {
  if (!parameter) return queryDate;
  const { format, example } = parameter;
  if (format === "date") return "date";
  if (example === null) return queryDate;
  if (/^\d{2}\/\d{2}\/\d{4} /.test(example)) return "dd/mm/yyyy hh:mm:ss";
  if (/^\d{2}\/\d{2}\/\d{4}$/.test(example)) return "dd/mm/yyyy";
  if (/^\d{4}-\d{2}-\d{2}$/.test(example)) return "date";
  if (example.endsWith("Z")) return "utc";
  return example.endsWith("T00:00:00") ? "midnight" : queryDate;
}
