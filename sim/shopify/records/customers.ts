/** The buyer and the address. */
import type { Metafields } from "./metafields.ts";

export interface Customer {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly metafields: Metafields;
  readonly createdAt: number;
  readonly address: Address;
}

export interface Address {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
  readonly company: string | null;
  readonly address1: string;
  readonly address2: string | null;
  readonly city: string;
  readonly province: string;
  readonly provinceCode: string;
  readonly zip: string;
  readonly country: string;
  readonly countryCodeV2: string;
  readonly phone: string | null;
}
