import { erpText } from "../../brazil/erp-text.ts";
import { readPhone } from "../../brazil/phone.ts";
import { readTaxId } from "../../brazil/tax-id.ts";
import type { Hold } from "../holds.ts";
import type { OrderSettings } from "../settings.ts";
import { addressGiven, type Corrected } from "./corrections.ts";
import { companyName, documentOf } from "./document.ts";
import { recipientOf } from "./recipient.ts";
import { NO_ADDRESS, orderAddressOf, type Postal } from "./order-address.ts";
import type { ShopOrder } from "../shop-order.ts";

/** clienteDto of POST /PedidoVenda. What Shopify does not know (sexo, estadoCivil, nascimento, RG) is left out, never invented. */
export interface ClienteDto {
  readonly cpfCnpj: string;
  readonly fisicaJuridica: "F" | "J";
  readonly indContribIcms: "N";
  readonly nomeRazaoSocial: string;
  readonly nomeFantasia: string;
  readonly cidade: string;
  readonly uf: string;
  readonly pais: "BRASIL";
  readonly bairro: string;
  readonly logradouro: string;
  readonly nroLogradouro: string;
  readonly complementoLogradouro: string;
  readonly cep: string;
  readonly foneDdd1: string;
  readonly foneNro1: string;
  readonly email: string;
  readonly emailNfe: string;
}

/** Sizes of the ERP's columns; nomeFantasia's 30 is the one that is known to fail the insert. */
const MAX = { name: 100, tradeName: 30, email: 100 };

/** The customer in the ERP's form, and what its columns have no room for. */
export interface OrderCustomer {
  readonly dto: ClienteDto;
  /** For the order's note. */
  readonly note: string;
}

/** The customer in the ERP's form, or the first missing field. What a person corrected is taken as it was typed. */
export function customerOf(
  order: ShopOrder,
  settings: OrderSettings,
  isPickup: boolean,
  postal: Postal = null,
  corrected: Corrected = {},
): OrderCustomer | Hold {
  const document = readTaxId(corrected.document ?? "") ?? documentOf(order);
  if ("reason" in document) return document;
  if (document.hasLetters && !settings.rules.cnpjLetters) return { reason: "cnpj-letters" };
  const companies = [order.billingAddress?.company, order.shippingAddress?.company];
  // An invoice to a CNPJ is made out to the company; the person who bought is its contact.
  const company = document.kind === "cnpj" ? companies.map(companyName).find((found) => found !== null) : undefined;
  const person = [corrected.name, order.billingAddress?.name, order.customerName, order.shippingAddress?.name]
    .map((candidate) => erpText(candidate ?? "", MAX.name))
    .find((candidate) => candidate !== "");
  const name = erpText(company ?? "", MAX.name) || person;
  if (name === undefined) return { reason: "name-missing" };
  // A delivery uses the shipping address. A pickup has none, so the invoice uses the payer's address.
  const given = addressGiven(order, corrected);
  const found =
    given === null ? { reason: "address-missing" as const } : orderAddressOf(given, postal, settings.rules, corrected);
  // A pickup order needs no delivery address: an incomplete one is omitted.
  const address = "reason" in found && isPickup ? NO_ADDRESS : found;
  if ("reason" in address) return address;
  const recipient = recipientOf(order, person ?? name);
  const contact = company !== undefined && person !== undefined && recipient.note === "" ? `Contato: ${person}` : "";
  const email = erpText(corrected.email ?? order.email ?? "", MAX.email);
  const phone = readPhone(corrected.phone ?? "") ?? recipient.phone;
  const dto: ClienteDto = {
    cpfCnpj: document.text,
    fisicaJuridica: document.kind === "cpf" ? "F" : "J",
    indContribIcms: "N",
    nomeRazaoSocial: name,
    nomeFantasia: erpText(name, MAX.tradeName),
    ...address.dto,
    pais: "BRASIL",
    foneDdd1: phone?.ddd ?? "",
    foneNro1: phone?.number ?? "",
    email,
    emailNfe: email,
  };
  return { dto, note: [recipient.note, contact, address.note].filter((text) => text !== "").join(" | ") };
}
