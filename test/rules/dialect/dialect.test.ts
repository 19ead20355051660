import { describe, expect, it } from "vitest";
import { DEFAULT_DIALECT, resolveDialect } from "../../../src/rules/dialect/dialect.ts";
import { openEnvelope } from "../../../src/rules/dialect/envelope.ts";
import { dialectLines } from "../../../src/rules/dialect/lines.ts";
import { dateInQuery, queryOf } from "../../../src/rules/dialect/request.ts";
import { valueInDocumentedForm, type ValueKind } from "../../../src/rules/dialect/values.ts";

const SINCE = "2026-11-24T08:00:00";
const FILTERS = { changedSince: SINCE, company: 3, division: 1, segment: 2 };

describe("the lines of a dialect", () => {
  it("are none for the documented ERP", () => {
    expect(resolveDialect(dialectLines.parse({}))).toEqual(DEFAULT_DIALECT);
    expect(queryOf(DEFAULT_DIALECT.records.stock, FILTERS, { page: 1, pageSize: 500 })).toEqual({
      DtaHorAlteracao: SINCE,
      Nroempresa: 3,
      NroDivisao: 1,
      NroSegmento: 2,
      Page: 1,
      PageSize: 500,
    });
  });

  it("of one record come before those of all", () => {
    const { records } = resolveDialect(
      dialectLines.parse({
        common: { firstPage: 0, query: { page: "_pageNo", division: null }, fixed: { ativo: true } },
        records: { prices: { firstPage: 1, query: { page: "pagina" }, perCompany: false, queryDate: "date" } },
      }),
    );
    expect(queryOf(records.stock, FILTERS, { page: 2, pageSize: 10 })).toEqual({
      DtaHorAlteracao: SINCE,
      Nroempresa: 3,
      NroSegmento: 2,
      ativo: "true",
      _pageNo: 1,
      PageSize: 10,
    });
    expect(queryOf(records.prices, FILTERS, { page: 2, pageSize: 10 })).toEqual({
      DtaHorAlteracao: "2026-11-24",
      ativo: "true",
      pagina: 2,
      PageSize: 10,
    });
  });

  it.each([
    "https://evil.example/x",
    "//evil.example/x",
    "~//evil.example/x",
    "/Cadastros/Marca?x=1",
    "Cadastros/Marca",
    "/\\evil.example",
  ])("do not take %s for a path: the token goes to the ERP's host only", (path) => {
    expect(dialectLines.safeParse({ records: { brands: { path } } }).success).toBe(false);
    expect(dialectLines.safeParse({ login: { path } }).success).toBe(false);
  });

  it("name no line that is not there", () => {
    expect(dialectLines.safeParse({ records: { marcas: {} } }).success).toBe(false);
    expect(dialectLines.safeParse({ pageSize: 100 }).success).toBe(false);
  });
});

it.each([
  ["datetime", SINCE],
  ["midnight", "2026-11-24T00:00:00"],
  ["date", "2026-11-24"],
  ["utc", "2026-11-24T11:00:00Z"],
  ["dd/mm/yyyy", "24/11/2026"],
  ["dd/mm/yyyy hh:mm:ss", "24/11/2026 08:00:00"],
] as const)("a date in the query as %s is %s", (form, text) => {
  expect(dateInQuery(SINCE, form)).toBe(text);
});

const FORMS = {
  yes: ["Sim", "Ativo"],
  no: ["Inativo", "-"],
  decimals: "comma",
  dates: ["dd/mm/yyyy", "epoch-ms"],
} as const;

it.each([
  ["sim", "flag", "S"],
  ["Inativo", "flag", "N"],
  ["-", "flag", "N"],
  ["N", "flag", "N"],
  [true, "flag", true],
  ["1.250,00", "decimal", "1250.00"],
  ["1.250", "decimal", "1250"],
  ["-0,5", "decimal", "-0.5"],
  ["12.50", "decimal", "12.50"],
  ["1.25,0", "decimal", "1.25,0"],
  [12.5, "decimal", 12.5],
  ["24/11/2026", "date", "2026-11-24T00:00:00"],
  ["24/11/2026 08:05", "date", "2026-11-24T08:05:00"],
  ["2026-11-24", "date", "2026-11-24"],
  [1_795_518_000_000, "date", "2026-11-24T08:00:00"],
  ["0", "date", null],
  ["1.250,00", "text", "1.250,00"],
] as const)("%j as %s is %j", (value, kind: ValueKind, expected) => {
  expect(valueInDocumentedForm(value, kind, FORMS)).toBe(expected);
});

it.each([
  ["1,250.00", "1250.00"],
  ["1.250,00", "1.250,00"],
  ["1250.5", "1250.5"],
])("with points for decimals %j is %j", (value, expected) => {
  expect(valueInDocumentedForm(value, "decimal", { ...FORMS, decimals: "dot" })).toBe(expected);
});

const ENVELOPE = DEFAULT_DIALECT.records.brands.envelope;
const CONTENT = { items: "data.content", hasNext: null, last: "data.last", totalPages: "data.totalPages" };

it.each([
  [{ items: [1], hasNext: true }, ENVELOPE, 1, [1], false],
  [{ Items: [1], HasNext: false }, ENVELOPE, 1, [1], true],
  [[1], ENVELOPE, 1, [1], null],
  [{ items: null }, ENVELOPE, 1, null, null],
  [{ data: { content: [1], last: false } }, CONTENT, 1, [1], false],
  [{ data: { content: [1], totalPages: 2 } }, CONTENT, 1, [1], false],
  [{ data: { content: [1], totalPages: "2" } }, CONTENT, 2, [1], true],
  [{ data: { content: [1] } }, CONTENT, 2, [1], null],
  [{ data: [] }, CONTENT, 1, null, null],
  [{ items: [1] }, { ...ENVELOPE, items: "" }, 1, null, null],
] as const)("of %j the list and its end are found (%#)", (answer, envelope, page, items, isLast) => {
  expect(openEnvelope(answer, envelope, page)).toEqual({ items, isLast });
});
