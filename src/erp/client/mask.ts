import { isGtin } from "../../rules/catalog/ean.ts";

/** Length kept of a response we cannot read: 2 KB identify it. */
const KEPT_CHARACTERS = 2048;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // Values of the order body's personal fields, in case the ERP echoes them as JSON.
  [
    /("(?:cpf|cnpj|nome|email|fone|logradouro|nroLogradouro|complemento|bairro|cep|inscEstadual|dtaNasc|obsPedido|obsNotaFiscal)\w*"\s*:\s*)("(?:[^"\\]|\\.)*"?|[\d.]+)/gi,
    '$1"***"',
  ],
  [/[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g, "***@***"],
  [/(?<![\w.])[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}\/[0-9A-Z]{4}-?\d{2}(?!\w)/gi, "***CNPJ***"],
  [/(?<!\d)\d{14}(?!\d)/g, "***CNPJ***"],
  [/(?<!\d)\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?!\d)/g, "***CPF***"],
  [/(?<!\d)(?:\+?55\s?)?\(?\d{2}\)?[\s-]?9?\d{4}[\s-]?\d{4}(?!\d)/g, "***FONE***"],
  [/(?<!\d)\d{5}-\d{3}(?!\d)/g, "***CEP***"],
];

/**
 * At most 2 KB of the ERP's response, without CPF, CNPJ, e-mail, phone, CEP or the values of personal fields.
 * A name in free text has no pattern: the caller passes the names it knows.
 * @param known values to hide as well, whatever their case (the order's customer's name, street …)
 */
export function maskPersonal(text: string, known: readonly string[] = []): string {
  let masked = text.slice(0, KEPT_CHARACTERS * 2);
  for (const value of known)
    if (value.trim().length >= 3) masked = masked.replace(new RegExp(escaped(value.trim()), "gi"), "***");
  for (const [pattern, instead] of PATTERNS) masked = masked.replace(pattern, instead);
  return masked.slice(0, KEPT_CHARACTERS);
}

/** Personal data by its pattern only, in a text of any length. */
export const maskPatterns = (text: string): string =>
  PATTERNS.slice(1).reduce((masked, [pattern, instead]) => masked.replace(pattern, instead), text);

const BARCODE_FIELD = /("(?:codAcesso|codBarras?|codigoBarras|barcode|ean|gtin)\w*"\s*:\s*"?)(\d{7,14})/gi;
const DIGITS = /(?<!\d)\d{8,14}(?!\d)/g;

/** A record of the catalogue: its barcodes stay, and what looks like personal data is hidden all the same. */
export function maskRecord(text: string): string {
  const kept: string[] = [];
  const keep = (digits: string) => `\uE000${String.fromCodePoint(0xe100 + kept.push(digits))}`;
  const marked = text
    .slice(0, KEPT_CHARACTERS * 2)
    .replace(BARCODE_FIELD, (_, head: string, digits: string) => head + keep(digits))
    .replace(DIGITS, (digits) => (isGtin(digits) ? keep(digits) : digits));
  return maskPersonal(marked).replace(
    /\uE000(.)/gu,
    (_, place: string) => kept[(place.codePointAt(0) ?? 0) - 0xe101] ?? "",
  );
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
