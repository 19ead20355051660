/**
 * The dialect of an installation as it is stored, exported and imported: only the lines in which it differs from the
 * documented ERP. `resolveDialect` fills the rest.
 */
import * as z from "zod";

/** What the ERP is asked for. `orders` is the lookup and the submission, `events` the list of order events. */
export const RECORDS = [
  "brands",
  "categories",
  "products",
  "skus",
  "companies",
  "prices",
  "stock",
  "images",
  "events",
  "orders",
] as const;
export type RecordKind = (typeof RECORDS)[number];

/** Below ERP_BASE_URL; `~/` begins at the root of its host. A host of its own is refused: it would receive the token. */
const path = z
  .string()
  .max(200)
  .regex(/^~?\/(?!\/)[^\s?#\\]*$/, "must be a path as /Cadastros/Marca, or ~/Outra/api/v4/x from the root of the host");
const queryName = z.string().regex(/^[A-Za-z_$][\w.$[\]-]{0,59}$/, "must be the name of a query parameter");
const fieldName = z.string().regex(/^[^\s.]{1,60}(?:\.[^\s.]{1,60}){0,3}$/, "must be a name, or a path as preco.venda");
const steps = z.string().regex(/^$|^[^\s.]{1,60}(?:\.[^\s.]{1,60}){0,4}$/, "must be a path as data.content");
const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);
const words = z.array(z.string().trim().min(1).max(30)).max(20);

export const DATE_FORMATS = ["dd/mm/yyyy", "yyyymmdd", "epoch-ms", "epoch-s"] as const;
export const QUERY_DATES = ["datetime", "midnight", "date", "utc", "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"] as const;

const values = z.strictObject({
  /** Words for S and N besides ours, in any case. */
  yes: words.optional(),
  no: words.optional(),
  /** How a number is written as text: `comma` "1.250,00", `dot` "1,250.00"; `plain`: as JSON writes it, or "12,50". */
  decimals: z.enum(["plain", "comma", "dot"]).optional(),
  /** Forms of a date besides ISO 8601. */
  dates: z.array(z.enum(DATE_FORMATS)).max(4).optional(),
});

/** Names in the query; null: this installation does not take it, and it is not sent. */
const query = z.strictObject({
  page: queryName.nullable().optional(),
  pageSize: queryName.nullable().optional(),
  changedSince: queryName.nullable().optional(),
  company: queryName.nullable().optional(),
  segment: queryName.nullable().optional(),
  division: queryName.nullable().optional(),
  categoryType: queryName.nullable().optional(),
  salesChannel: queryName.nullable().optional(),
  orderId: queryName.nullable().optional(),
});

const envelope = z.strictObject({
  /** Where the records are; "": the answer itself is the list. */
  items: steps.optional(),
  /** Where the answer says that a page follows, or that this one is the last, or how many pages there are. */
  hasNext: steps.nullable().optional(),
  last: steps.nullable().optional(),
  totalPages: steps.nullable().optional(),
});

const common = {
  query: query.optional(),
  /** Query parameters that are the same in every call. */
  fixed: z.record(queryName, scalar).optional(),
  /** How `changedSince` is written. */
  queryDate: z.enum(QUERY_DATES).optional(),
  firstPage: z.union([z.literal(0), z.literal(1)]).optional(),
  /** Records of a page. A load's own setting (`PUT /api/loads/…`) comes first. */
  pageSize: z.number().int().min(1).max(1_000).optional(),
  envelope: envelope.optional(),
  values: values.optional(),
};

const record = z.strictObject({
  ...common,
  path: path.optional(),
  /** False: one list has all companies, so the company and the segment are not asked for. */
  perCompany: z.boolean().optional(),
  /** The documented name of a field → its names here, best first. They come before the names that are known anyway. */
  fields: z.record(fieldName, z.array(fieldName).min(1).max(10)).optional(),
  /** The documented name → the value of a record that lacks the field. */
  absent: z.record(fieldName, scalar).optional(),
  /** The documented name → a value here → the documented value: `{"statusVenda": {"Ativo": "A"}}`. */
  words: z.record(fieldName, z.record(z.string().max(60), scalar)).optional(),
  /** Fields without use, which the log does not name. */
  ignored: z.array(fieldName).max(200).optional(),
});

const login = z.strictObject({
  /** Null: ERP_AUTH_URL, or /api/v1/auth/login at the host. */
  path: path.nullable().optional(),
  format: z.enum(["json", "form"]).optional(),
  company: fieldName.nullable().optional(),
  username: fieldName.optional(),
  password: fieldName.optional(),
  /** Fields that are the same in every login, as grant_type. */
  added: z.record(fieldName, scalar).optional(),
  /** Where the answer has the token, and its life in seconds; the first that is there counts. */
  token: z.array(steps).min(1).max(10).optional(),
  expiresIn: z.array(steps).max(10).optional(),
});

export const dialectLines = z.strictObject({
  /** For people. */
  name: z.string().trim().min(1).max(60).optional(),
  login: login.optional(),
  /** `declared`: as the answer's Content-Type says, else UTF-8. */
  charset: z.enum(["declared", "utf-8", "iso-8859-1", "windows-1252"]).optional(),
  /** For every record that does not say otherwise. */
  common: z.strictObject(common).optional(),
  records: z.partialRecord(z.enum(RECORDS), record).optional(),
});
export type DialectLines = Readonly<z.output<typeof dialectLines>>;
