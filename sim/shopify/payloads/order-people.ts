/** The customer and the addresses of an order. */
import type { Address, Customer } from "../records/customers.ts";
import { dateTime } from "../schema.ts";
import { numberOfId } from "../state.ts";

export function customer(from: Customer | null, currency: string): Record<string, unknown> | null {
  if (!from) return null;
  const { latitude: _, longitude: __, ...home } = address(from.address) ?? {};
  return {
    id: numberOfId(from.id),
    created_at: dateTime(from.createdAt),
    updated_at: dateTime(from.createdAt),
    first_name: from.firstName,
    last_name: from.lastName,
    state: "disabled",
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: from.email ?? "",
    phone: from.phone,
    currency,
    tax_exemptions: [],
    admin_graphql_api_id: from.id,
    default_address: {
      id: numberOfId(from.address.id),
      customer_id: numberOfId(from.id),
      ...home,
      country_name: from.address.country,
      default: true,
    },
  };
}

export function address(from: Address | null): Record<string, unknown> | null {
  if (!from) return null;
  return {
    first_name: from.firstName,
    address1: from.address1,
    phone: from.phone ?? "",
    city: from.city,
    zip: from.zip,
    province: from.province,
    country: from.country,
    last_name: from.lastName,
    address2: from.address2,
    company: from.company,
    latitude: null,
    longitude: null,
    name: from.name,
    country_code: from.countryCodeV2,
    province_code: from.provinceCode,
  };
}
