import { fold } from "../../brazil/address-words.ts";
import { readTaxId, type TaxId } from "../../brazil/tax-id.ts";
import type { Hold } from "../holds.ts";
import type { ShopOrder } from "../shop-order.ts";

/** A key by which a shop's theme or app asks for the document; the value's check digits decide. */
const KEY = /cpf|cnpj|document|tax/;
/** "CPF na nota": the buyer named the document of this invoice. */
const FOR_INVOICE = /nota|nf-?e|invoice|fiscal/;
const TEXT_MAX = 2_000;
const CPF = /(?<![\d.-])\d{3}\.?\d{3}\.?\d{3}[-.\s]?\d{2}(?![\d-])/g;
const CNPJ = /(?<![a-z\d.-])[a-z\d]{2}\.?[a-z\d]{3}\.?[a-z\d]{3}\s?\/?\s?[a-z\d]{4}[-.\s]?\d{2}(?![a-z\d-])/gi;
/** In a free text eleven digits may be a telephone: a mask or a label makes them a document. */
const LABELLED = /(?:cpf|cnpj)[^a-z\d]{0,5}(?:[a-z]{1,6}[^a-z\d]{1,3})?([a-z\d./\s-]{11,20})/gi;

/** Every valid document in a text, CNPJ first: a buyer who gives both wants the company's invoice. */
export function taxIdsIn(text: string): readonly TaxId[] {
  const short = text.slice(0, TEXT_MAX);
  const whole = readTaxId(short);
  const parts = [...short.matchAll(CNPJ), ...short.matchAll(CPF)].map(([part]) => readTaxId(part));
  return [whole, ...parts].filter((id) => id !== null).toSorted(byKind);
}

const byKind = (a: TaxId, b: TaxId): number => a.kind.localeCompare(b.kind) && (a.kind === "cnpj" ? -1 : 1);

function taxIdsInNote(note: string): readonly TaxId[] {
  const short = note.slice(0, TEXT_MAX);
  const masked = taxIdsIn(short).filter(({ text }) => !new RegExp(`(?<!\\d)${text}(?!\\d)`, "i").test(short));
  const labelled = [...short.matchAll(LABELLED)].flatMap(([, part = ""]) => taxIdsIn(part));
  return [...labelled, ...masked].toSorted(byKind);
}

/**
 * The customer's CPF or CNPJ: the first valid one of these places. Shopify's checkout field; attributes of the order,
 * then of its lines, whose key names a document; the company of an address; the customer's metafield; the note.
 *
 * Two different valid documents: the earlier place wins. In one place the one that names the invoice wins ("CPF na
 * nota"), then a CNPJ over a CPF.
 */
export function documentOf(order: ShopOrder): TaxId | Hold {
  const field = (key: string) => order.localizedFields.find((candidate) => candidate.key === key)?.value ?? "";
  const fields = [field("TAX_CREDENTIAL_BR"), field("SHIPPING_CREDENTIAL_BR")].filter((value) => value.trim() !== "");
  const ofOrder = named(order.customAttributes);
  const ofLines = order.lines.flatMap(({ customAttributes }) => named(customAttributes));
  const companies = [order.billingAddress?.company, order.shippingAddress?.company];
  const places: readonly (readonly TaxId[])[] = [
    ...fields.map(taxIdsIn),
    firstsOf(ofOrder),
    firstsOf(ofLines),
    companies.flatMap((company) => taxIdsIn(company ?? "")),
    taxIdsIn(order.customerDocument ?? ""),
    taxIdsInNote(order.note ?? ""),
  ];
  const found = places.find((ids) => ids.length > 0)?.[0];
  if (found !== undefined) return found;
  const tried = [...ofOrder, ...ofLines].some(({ value }) => value.replace(/\D/g, "").length >= 6);
  return { reason: fields.length > 0 || tried ? "cpf-invalid" : "cpf-missing" };
}

interface Attribute {
  readonly key: string;
  readonly value: string;
}

export const isDocumentKey = (key: string): boolean => KEY.test(fold(key.slice(0, 200)));

const named = (attributes: ShopOrder["customAttributes"]): readonly Attribute[] =>
  attributes.flatMap(({ key, value }) => {
    const name = fold(key.slice(0, 200));
    return KEY.test(name) && value !== null && value.trim() !== "" ? [{ key: name, value }] : [];
  });

/** Valid documents of one place, the winner first. */
function firstsOf(attributes: readonly Attribute[]): readonly TaxId[] {
  const forInvoice = attributes.filter(({ key }) => FOR_INVOICE.test(key));
  const others = attributes.filter(({ key }) => !FOR_INVOICE.test(key));
  return [forInvoice, others].flatMap((list) => list.flatMap(({ value }) => taxIdsIn(value)).toSorted(byKind));
}

/** A company's name without the document that some write beside it. Null: the field is a document, or empty. */
export function companyName(given: string | null | undefined): string | null {
  const text = (given ?? "").slice(0, TEXT_MAX);
  const bare = text
    .replace(CNPJ, (part) => (readTaxId(part) ? " " : part))
    .replace(CPF, (part) => (readTaxId(part) ? " " : part))
    .replace(/\b(?:cnpj|cpf)\b\s*[:.-]*/gi, " ")
    .replace(/^[\s,;:/-]+|[\s,;:/-]{1,50}$/g, "")
    .trim();
  return /\p{L}{2}/u.test(bare) ? bare : null;
}
