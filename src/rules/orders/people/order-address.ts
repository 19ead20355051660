import { readAddressAt } from "../../brazil/address.ts";
import { readCep } from "../../brazil/cep.ts";
import { fold } from "../../brazil/address-words.ts";
import { erpText } from "../../brazil/erp-text.ts";
import { readUf } from "../../brazil/uf.ts";
import type { Hold } from "../holds.ts";
import type { OrderRules } from "../settings.ts";
import type { ShopAddress, ShopOrder } from "../shop-order.ts";
import { addressGiven, type Corrected } from "./corrections.ts";

/** The address fields of clienteDto. */
export interface AddressDto {
  readonly cidade: string;
  readonly uf: string;
  readonly bairro: string;
  readonly logradouro: string;
  readonly nroLogradouro: string;
  readonly complementoLogradouro: string;
  readonly cep: string;
}

/** An address in the ERP's form, and what its columns have no room for. */
export interface OrderAddress {
  readonly dto: AddressDto;
  /** For the order's note: nothing that a customer wrote is dropped. */
  readonly note: string;
}

/** Bairro and city of a CEP, from the chain's own table or a public API. */
export interface PostalPlace {
  readonly district: string | null;
  readonly city: string | null;
  readonly uf: string | null;
}

/** What is known of the address's CEP; "unavailable": a lookup is set and gave no answer. */
export type Postal = PostalPlace | "unavailable" | null;

/** The bairro of an address that has none, by setting. */
const NOT_INFORMED = "NAO INFORMADO";
const MAX = { street: 60, number: 10, complement: 60, district: 40, city: 60 };

export const NO_ADDRESS: OrderAddress = {
  dto: { logradouro: "", nroLogradouro: "", complementoLogradouro: "", bairro: "", cidade: "", uf: "", cep: "" },
  note: "",
};

/** A text cut at a column's size, and the rest of it. */
function fit(text: string, max: number): readonly [string, string] {
  const whole = erpText(text, Number.MAX_SAFE_INTEGER);
  const head = erpText(whole, max);
  return [head, whole.slice(head.length).trim()];
}

/** The ERP's number column has ten characters: a longer one stands in the complement. */
function fitNumber(text: string): readonly [string, string] {
  const whole = erpText(text, Number.MAX_SAFE_INTEGER);
  if (whole.length <= MAX.number) return [whole, ""];
  return [/^\d{1,10}(?!\d)/.exec(whole)?.[0] ?? "S/N", whole];
}

/**
 * The address, or its first missing field. What is too long for a column goes to the complement, then to the note. A
 * corrected value stands in the place of what the buyer wrote.
 */
export function orderAddressOf(
  shown: ShopAddress,
  postal: Postal,
  rules: OrderRules,
  corrected: Corrected = {},
): OrderAddress | Hold {
  const given = {
    ...shown,
    city: corrected.city ?? shown.city,
    provinceCode: corrected.uf ?? shown.provinceCode,
    zip: corrected.cep ?? shown.zip,
  };
  if (given.countryCodeV2 !== null && given.countryCodeV2 !== "BR") return { reason: "address-country" };
  const place = placeOf(given, postal);
  const uf = readUf(given.provinceCode, given.province) ?? readUf(place.uf, null);
  const parts = readAddressAt(given.address1, given.address2, { city: given.city, uf, zip: given.zip });
  const [street, streetRest] = fit(corrected.street ?? parts.street ?? "", MAX.street);
  const [number, numberRest] = fitNumber(corrected.number ?? parts.number ?? "");
  const [district, districtRest] = fit(corrected.district ?? parts.district ?? place.district ?? "", MAX.district);
  const [city, cityRest] = fit(given.city?.trim() || (place.city ?? ""), MAX.city);
  const cep = readCep(given.zip ?? "");
  if (street === "") return { reason: "address-missing" };
  if (number === "") return { reason: "address-number-missing" };
  if (postal === "unavailable" && (district === "" || city === "" || uf === null))
    return { reason: "cep-lookup-failed" };
  if (district === "" && rules.districtMissing === "hold") return { reason: "address-bairro-missing" };
  if (city === "" || uf === null) return { reason: "address-city-missing" };
  if (cep === null) return { reason: "address-cep-invalid" };
  const leftovers = [parts.complement ?? "", streetRest, numberRest, districtRest, cityRest];
  const [complement, complementRest] = fit(leftovers.filter((text) => text !== "").join(" - "), MAX.complement);
  const note = [complementRest, erpText(parts.rest ?? "", Number.MAX_SAFE_INTEGER)].filter((text) => text !== "");
  return {
    dto: {
      logradouro: street,
      nroLogradouro: number,
      complementoLogradouro: complement,
      bairro: district || NOT_INFORMED,
      cidade: city,
      uf,
      cep,
    },
    note: note.join(" - "),
  };
}

/** A CEP of another city than the customer's is a typing mistake: its bairro would be wrong. */
function placeOf({ city }: ShopAddress, postal: Postal): PostalPlace {
  const none = { district: null, city: null, uf: null };
  if (postal === null || postal === "unavailable") return none;
  const own = fold((city ?? "").trim());
  return own === "" || own === fold(postal.city ?? own) ? postal : none;
}

/** The CEP that may say what the delivery address lacks, or null: nothing is missing, or no CEP is readable. */
export function missingPlaceCep(order: ShopOrder, rules: OrderRules, corrected: Corrected = {}): string | null {
  const given = addressGiven(order, corrected);
  if (given === null) return null;
  const found = orderAddressOf(given, null, { ...rules, districtMissing: "hold" }, corrected);
  const isMissing =
    "reason" in found && (found.reason === "address-bairro-missing" || found.reason === "address-city-missing");
  return isMissing ? (corrected.cep ?? readCep(given.zip ?? "")) : null;
}
