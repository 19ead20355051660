import { erpText } from "../../brazil/erp-text.ts";
import { readPhone } from "../../brazil/phone.ts";
import { readTaxId, type TaxId } from "../../brazil/tax-id.ts";
import type { Hold } from "../holds.ts";
import type { OrderSettings } from "../settings.ts";
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

/** The customer in the ERP's form, or the first missing field. */
export function customerOf(
  order: ShopOrder,
  settings: OrderSettings,
  isPickup: boolean,
  postal: Postal,
): OrderCustomer | Hold {
  const document = documentOf(order);
  if ("reason" in document) return document;
  if (document.hasLetters && !settings.cnpjLetters) return { reason: "cnpj-letters" };
  const name = [order.billingAddress?.name, order.customerName, order.shippingAddress?.name]
    .map((candidate) => erpText(candidate ?? "", MAX.name))
    .find((candidate) => candidate !== "");
  if (name === undefined) return { reason: "name-missing" };
  // A delivery uses the shipping address. A pickup has none, so the invoice uses the payer's address.
  const given = order.shippingAddress ?? order.billingAddress;
  const found = given === null ? { reason: "address-missing" as const } : orderAddressOf(given, postal, settings.rules);
  // A pickup order needs no delivery address: an incomplete one is omitted.
  const address = "reason" in found && isPickup ? NO_ADDRESS : found;
  if ("reason" in address) return address;
  const phone = [order.shippingAddress?.phone, order.phone, order.billingAddress?.phone]
    .map((candidate) => readPhone(candidate ?? ""))
    .find((candidate) => candidate !== null);
  const email = erpText(order.email ?? "", MAX.email);
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
  return { dto, note: address.note };
}

const ATTRIBUTE = /^(?:cpf|cnpj|cpf[\s_/-]*(?:ou)?[\s_/-]*cnpj|documento?|tax[\s_-]?id)$/i;

/** The customer's CPF or CNPJ: from Shopify's checkout field, else from the field that Brazilian shops use by habit. */
function documentOf(order: ShopOrder): TaxId | Hold {
  const field = (key: string) => order.localizedFields.find((candidate) => candidate.key === key)?.value;
  const candidates = [
    field("TAX_CREDENTIAL_BR"),
    field("SHIPPING_CREDENTIAL_BR"),
    ...order.customAttributes.filter(({ key }) => ATTRIBUTE.test(key.trim())).map(({ value }) => value),
  ].filter((candidate) => typeof candidate === "string" && candidate.trim() !== "");
  // An address's company line holds a document only by habit: it counts when valid, and is no fault otherwise.
  const companies = [order.billingAddress?.company, order.shippingAddress?.company];
  for (const candidate of [...candidates, ...companies]) {
    const document = readTaxId(candidate ?? "");
    if (document) return document;
  }
  return { reason: candidates.length > 0 ? "cpf-invalid" : "cpf-missing" };
}
