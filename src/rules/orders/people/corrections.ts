/**
 * Values that a person typed in for one order, in the place of what its buyer wrote. They hold as long as Shopify shows
 * what it showed then: a later change in Shopify is newer, and drops them.
 */
import { readCep } from "../../brazil/cep.ts";
import { erpText } from "../../brazil/erp-text.ts";
import { readPhone } from "../../brazil/phone.ts";
import { readTaxId } from "../../brazil/tax-id.ts";
import { readUf } from "../../brazil/uf.ts";
import { digestOf } from "../../record/row-hash.ts";
import type { HoldReason } from "../holds.ts";
import type { ShopAddress, ShopOrder } from "../shop-order.ts";
import { isDocumentKey } from "./document.ts";

export const CORRECTED_FIELDS = [
  "document",
  "name",
  "phone",
  "email",
  "street",
  "number",
  "district",
  "city",
  "uf",
  "cep",
] as const;
export type CorrectedField = (typeof CORRECTED_FIELDS)[number];

/** What holds for an order now. */
export type Corrected = Readonly<Partial<Record<CorrectedField, string>>>;

/** A stored correction. */
export interface Correction {
  readonly field: CorrectedField;
  readonly value: string;
  /** `saidOf` at the time of the correction. */
  readonly said: string;
}

const ADDRESS = ["street", "number", "district", "city", "uf", "cep"] as const satisfies readonly CorrectedField[];

/** Which reasons of the desk take which values; a reason without a row is cured elsewhere. */
const TAKEN: Readonly<Partial<Record<HoldReason | "erp-refused", readonly CorrectedField[]>>> = {
  "cpf-missing": ["document"],
  "cpf-invalid": ["document"],
  "cnpj-letters": ["document"],
  "name-missing": ["name"],
  "address-missing": ADDRESS,
  "address-number-missing": ["number"],
  "address-bairro-missing": ["district"],
  "address-city-missing": ["city", "uf"],
  "address-cep-invalid": ["cep"],
  "cep-lookup-failed": ["district", "city", "uf"],
  // The ERP's own words name the field, so any may be it.
  "erp-refused": CORRECTED_FIELDS,
};

/** Fields that cure a reason of an order; none: a corrected value does not cure it. */
export const fieldsFor = (reason: string | null): readonly CorrectedField[] =>
  (Object.hasOwn(TAKEN, reason ?? "") ? TAKEN[reason as HoldReason] : undefined) ?? [];

/** Sizes of the ERP's columns. */
const SIZE: Readonly<Partial<Record<CorrectedField, number>>> = {
  name: 100,
  email: 100,
  street: 60,
  number: 10,
  district: 40,
  city: 60,
};

/** A typed value as the ERP gets it; null: it is no such value. */
export function readCorrected(field: CorrectedField, given: string): string | null {
  const text = given.trim().slice(0, 300);
  switch (field) {
    case "document":
      return readTaxId(text)?.text ?? null;
    case "phone": {
      const phone = readPhone(text);
      return phone === null ? null : `${phone.ddd}${phone.number}`;
    }
    case "cep":
      return readCep(text);
    case "uf":
      return readUf(text, text);
    case "email":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? fitting(field, text) : null;
    case "name":
    case "street":
    case "number":
    case "district":
    case "city":
      return fitting(field, text);
  }
}

/** What is too long is refused: a person chooses what to leave out. */
function fitting(field: CorrectedField, text: string): string | null {
  const whole = erpText(text, Number.MAX_SAFE_INTEGER);
  return whole === "" || whole.length > (SIZE[field] ?? 0) ? null : whole;
}

/** Enough to recognise a value and not enough to use it. */
export function maskedValue(field: CorrectedField, value: string): string {
  switch (field) {
    case "city":
    case "uf":
      return value;
    case "document":
    case "phone":
    case "cep":
      return `…${value.slice(-2)}`;
    case "name":
    case "email":
    case "street":
    case "number":
    case "district":
      return `${value.slice(0, 1)}…`;
  }
}

/** Four characters of a digest: too short to find a CPF by trying. */
const short = (value: unknown): string => digestOf(JSON.stringify(value)).slice(0, 4);

/** A digest of what the shop shows where the correction stands. */
export function saidOf(order: ShopOrder, field: CorrectedField): string {
  const { billingAddress, shippingAddress } = order;
  switch (field) {
    case "document":
      return short([
        order.localizedFields,
        [order, ...order.lines].map(({ customAttributes }) => customAttributes.filter(({ key }) => isDocumentKey(key))),
        billingAddress?.company,
        shippingAddress?.company,
        order.note,
      ]);
    case "name":
      return short([billingAddress?.name, order.customerName, shippingAddress?.name]);
    case "phone":
      return short([order.phone, billingAddress?.phone, shippingAddress?.phone]);
    case "email":
      return short(order.email);
    case "street":
    case "number":
    case "district":
    case "city":
    case "uf":
    case "cep":
      return short(placeOf(shippingAddress ?? billingAddress));
  }
}

const placeOf = (address: ShopAddress | null) =>
  address && [
    address.address1,
    address.address2,
    address.city,
    address.province,
    address.provinceCode,
    address.zip,
    address.countryCodeV2,
  ];

/** What holds of the stored corrections, and what a change in Shopify has overtaken. */
export function correctedOf(
  order: ShopOrder,
  stored: readonly Correction[],
): { readonly corrected: Corrected; readonly overtaken: readonly Correction[] } {
  const holds = ({ field, said }: Correction): boolean => said === saidOf(order, field);
  return {
    corrected: Object.fromEntries(stored.filter(holds).map(({ field, value }) => [field, value])),
    overtaken: stored.filter((each) => !holds(each)),
  };
}

const NO_ADDRESS: ShopAddress = {
  name: null,
  company: null,
  address1: null,
  address2: null,
  city: null,
  province: null,
  provinceCode: null,
  zip: null,
  countryCodeV2: null,
  phone: null,
};

/** The address that the order goes to; one of nothing where a person typed it in whole. Null: there is none. */
export const addressGiven = (order: ShopOrder, corrected: Corrected): ShopAddress | null =>
  order.shippingAddress ??
  order.billingAddress ??
  (ADDRESS.some((field) => corrected[field] !== undefined) ? NO_ADDRESS : null);
