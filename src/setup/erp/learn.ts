/**
 * The dialect out of what a customer has: a Swagger or OpenAPI document of the installation, or one sample of each
 * answer and of an order. Reads files only, and proposes by the same rules as the probe.
 */
import { RECORD_FIELDS } from "../../erp/records/fields.ts";
import type { Dialect, RecordDialect } from "../../rules/dialect/dialect.ts";
import { resolveDialect } from "../../rules/dialect/dialect.ts";
import { endpointsOf, type Endpoint } from "../../rules/dialect/documents.ts";
import type { DialectFile } from "../../rules/dialect/file.ts";
import type { RecordKind } from "../../rules/dialect/lines.ts";
import { isOrderBody, learnOrderBody, type LearntBody } from "../../rules/dialect/order-sample.ts";
import { findEnvelope, findFields, neededMissing, type FoundEnvelope } from "../../rules/dialect/propose.ts";
import { learntQuery } from "../../rules/dialect/query-names.ts";
import { proposedFile } from "./lines.ts";
import { QUIET, shown, type Found, type RecordProbe } from "./shown.ts";

export interface LearnFile {
  readonly name: string;
  /** The file's text. */
  readonly content: string;
}

export type LearnFault = "not-json" | "yaml" | "no-endpoint" | "no-sample";

export interface LearnReport {
  readonly files: readonly {
    readonly name: string;
    readonly readAs: "document" | "answer" | "order" | null;
    /** What was found in it. */
    readonly records: readonly RecordKind[];
    readonly fault: LearnFault | null;
  }[];
  readonly records: readonly RecordProbe[];
  /** Null: no file has an order. */
  readonly order: LearntBody | null;
  /** The present dialect with what is proposed: what PUT /api/erp/dialect takes. */
  readonly dialect: DialectFile;
}

/** By the last step of a path, or a file's name. The order matters: a price table's item comes before the table. */
const KIND_NAMES: readonly (readonly [RecordKind, RegExp])[] = [
  ["prices", /tabela-?precos?-?item|precos?-?produtos?|prices?$|^precos?$/i],
  ["companies", /tabelas?-?precos?$|empresas?$|lojas?$|compan(?:y|ies)$/i],
  ["images", /especificac|imagens|imagem|images?$/i],
  ["skus", /skus?$|embalagens|embalagem/i],
  ["stock", /estoques?|saldo|stock|inventory/i],
  ["brands", /marcas?|brands?$/i],
  ["categories", /categorias?|categor(?:y|ies)$/i],
  ["products", /produtos?$|products?$/i],
  ["events", /evento-?pedido|eventos?$|events?$/i],
];
const ORDER_NAME = /pedido-?venda$|pedidos?$|orders?$/i;
const PAYMENT_NAME = /pagamentos?$|payments?$|cartao$/i;
const LOGIN_NAME = /login|logon|auth|token/i;
/** With fewer fields a list is no record of ours. */
const FIELDS_MIN = 3;

/** @param base the path of ERP_BASE_URL, from which paths of the dialect begin */
export function learnDialect(files: readonly LearnFile[], present: DialectFile, base: string): LearnReport {
  const dialect = resolveDialect(present);
  const founds = new Map<RecordKind, Found>();
  const shownFiles: LearnReport["files"][number][] = [];
  let order: LearntBody | null = null;
  let login: NonNullable<DialectFile["login"]> = {};
  for (const { name, content } of files) {
    const value = parsed(content);
    const say = (
      readAs: LearnReport["files"][number]["readAs"],
      records: readonly RecordKind[],
      fault: LearnFault | null,
    ) => shownFiles.push({ name, readAs, records, fault });
    if (value === undefined) {
      say(null, [], /^\s*(?:swagger|openapi)\s*:/m.test(content) ? "yaml" : "not-json");
      continue;
    }
    const endpoints = endpointsOf(value);
    if (endpoints !== null) {
      const learnt = ofDocument(endpoints, dialect, base);
      for (const found of learnt.founds) founds.set(found.kind, found);
      order = learnt.order ?? order;
      login = { ...login, ...learnt.login };
      const records = [...learnt.founds.map(({ kind }) => kind), ...(learnt.order === null ? [] : ["orders" as const])];
      say("document", records, records.length === 0 ? "no-endpoint" : null);
      continue;
    }
    if (isOrderBody(value)) {
      order = learnOrderBody(value, { isWhole: false, required: [], hasPaymentCall: false });
      say("order", ["orders"], null);
      continue;
    }
    const found = ofAnswer(name, value, dialect);
    if (found) founds.set(found.kind, found);
    say(found ? "answer" : null, found ? [found.kind] : [], found ? null : "no-sample");
  }
  const all = [...founds.values()];
  return {
    files: shownFiles,
    records: all.map((found) => shown(found, dialect)),
    order,
    dialect: withOrder(proposedFile(present, dialect, login, all), order),
  };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, "")) as unknown;
  } catch {
    return undefined;
  }
}

/** What the file says of the body already stays, where the sample says nothing. */
function withOrder(file: DialectFile, order: LearntBody | null): DialectFile {
  if (order === null) return file;
  const { names, without, added } = order.orderBody;
  const isPlain = Object.keys(names).length + without.length + Object.keys(added).length === 0;
  const { paymentData } = order;
  if (isPlain && paymentData === null) return file;
  return {
    ...file,
    order: {
      ...file.order,
      ...(isPlain ? {} : { orderBody: { names: { ...names }, without: [...without], added: { ...added } } }),
      ...(paymentData === null ? {} : { paymentData }),
    },
  };
}

function ofDocument(endpoints: readonly Endpoint[], dialect: Dialect, base: string) {
  const lists = endpoints.flatMap((endpoint) => {
    const envelope = endpoint.method === "get" ? findEnvelope(endpoint.answer) : null;
    return envelope ? [{ endpoint, envelope }] : [];
  });
  const founds = KIND_NAMES.flatMap(([kind, pattern]) => {
    const named = lists.filter(({ endpoint }) => kindOfName(lastStep(endpoint.path)) === kind);
    const candidates = named.length > 0 ? named : lists.filter(({ endpoint }) => pattern.test(endpoint.path));
    const all = candidates.map(({ endpoint, envelope }) => {
      const present = dialect.records[kind];
      const record = {
        ...present,
        path: pathBelow(endpoint.path, base, present.path),
        ...learntQuery(endpoint.query, present),
      };
      return foundOf(kind, record, envelope);
    });
    const [best] = all.toSorted((one, other) => other.fields.found.length - one.fields.found.length);
    return best && best.fields.found.length >= FIELDS_MIN ? [best] : [];
  });
  const posts = endpoints.filter(({ method }) => method === "post");
  const ordering =
    posts.find(({ path, body }) => isOrderBody(body) && ORDER_NAME.test(lastStep(path))) ??
    posts.find(({ body }) => isOrderBody(body));
  const order =
    ordering && isOrderBody(ordering.body)
      ? learnOrderBody(ordering.body, {
          isWhole: true,
          required: ordering.required,
          hasPaymentCall: posts.some(({ path }) => path !== ordering.path && PAYMENT_NAME.test(lastStep(path))),
        })
      : null;
  return { founds, order, login: loginOf(posts, dialect, base) };
}

function ofAnswer(name: string, value: unknown, dialect: Dialect): Found | null {
  const envelope = findEnvelope(value) ?? alone(value);
  if (envelope === null) return null;
  const byName = kindOfName(name.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, ""));
  const kinds = byName === null ? KIND_NAMES.map(([kind]) => kind) : [byName];
  const all = kinds.map((kind) => {
    const record = dialect.records[kind];
    // One record alone says nothing of the list that it comes in.
    return foundOf(kind, record, findEnvelope(value) === null ? { ...envelope, envelope: record.envelope } : envelope);
  });
  const scored = all
    .map((found) => ({ found, score: scoreOf(found) }))
    .toSorted((one, other) => other.score - one.score);
  const best = scored[0]?.found;
  if (!best) return null;
  return byName !== null || (best.fields.found.length >= FIELDS_MIN && lackOf(best) === 0) ? best : null;
}

const lackOf = ({ kind, fields }: Found): number => neededMissing(kind, fields.missing).length;
/** A name that a reader knows says more than one that is proposed. */
const scoreOf = (found: Found): number =>
  found.fields.found.reduce((sum, { isProposed }) => sum + (isProposed ? 1 : 2), 0) -
  5 * lackOf(found) -
  found.fields.unknown.length;

function alone(value: unknown): FoundEnvelope | null {
  if (typeof value !== "object" || value === null) return null;
  return { envelope: { items: "", hasNext: null, last: null, totalPages: null }, items: [value] };
}

function foundOf(kind: RecordKind, record: RecordDialect, { envelope, items }: FoundEnvelope): Found {
  const { fields, ignored } = record;
  return {
    kind,
    asked: {
      candidate: "file",
      record: { ...record, envelope },
      status: 200,
      words: "",
      items,
      isGarbled: false,
      isPaged: true,
      isSizeHonoured: true,
    },
    fields: findFields(kind, items, RECORD_FIELDS[kind], { fields, ignored, quiet: QUIET }),
  };
}

const lastStep = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const kindOfName = (name: string): RecordKind | null =>
  KIND_NAMES.find(([, pattern]) => pattern.test(name))?.[0] ?? null;

/** As the dialect writes it: below the base, else from the root of the host. */
function pathBelow(path: string, base: string, present: string): string {
  const root = base.replace(/\/$/, "").toLowerCase();
  const isBelow = root !== "" && path.toLowerCase().startsWith(`${root}/`);
  const own = isBelow ? path.slice(root.length) : `~${path}`;
  return own.toLowerCase() === present.toLowerCase() ? present : own;
}

/** Names of the login, where the document describes it. */
function loginOf(posts: readonly Endpoint[], dialect: Dialect, base: string): NonNullable<DialectFile["login"]> {
  const login = posts.find(
    ({ path, body }) =>
      LOGIN_NAME.test(lastStep(path)) && Object.keys(bodyOf(body)).some((name) => /senha|password/i.test(name)),
  );
  if (!login) return {};
  const names = Object.keys(bodyOf(login.body));
  const find = (pattern: RegExp) => names.find((name) => pattern.test(name));
  const username = find(/^(?:user_?name|usuario|user|login|apelido)$/i);
  const password = find(/senha|password/i);
  const company = find(/company|empresa/i) ?? null;
  const token = Object.keys(bodyOf(login.answer)).find(
    (name) => /token|jwt/i.test(name) && !/refresh|type/i.test(name),
  );
  const known = dialect.login;
  const path = pathBelow(login.path, base, known.path ?? "");
  return {
    ...(path === known.path || /^\/api\/v1\/auth\/login$/i.test(path.replace(/^~/, "")) ? {} : { path }),
    ...(username === undefined || username === known.username ? {} : { username }),
    ...(password === undefined || password === known.password ? {} : { password }),
    ...(company === known.company ? {} : { company }),
    ...(token === undefined || known.token.includes(token) ? {} : { token: [token] }),
  };
}

const bodyOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
