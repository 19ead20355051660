/** The buyer: the customer's record and the address, as Brazilian checkouts write it. */
import type { Core } from "../../core.ts";
import type { Address, Customer } from "../../records/customers.ts";
import { mintId } from "../../state.ts";
import { linesOf, placeOf, type AddressForm } from "./address-forms.ts";
import type { Person } from "./people.ts";

export function customerOf(core: Core, person: Person, address: Address, isNameless: boolean): Customer {
  const known = [...core.state.customers.values()].find(({ email }) => email === person.email);
  if (known) return known;
  const id = mintId(core.state, "Customer");
  const made: Customer = {
    id,
    firstName: isNameless ? null : person.firstName,
    lastName: isNameless ? null : person.lastName,
    email: person.email,
    phone: person.phone,
    metafields: new Map(),
    createdAt: core.now(),
    address,
  };
  core.state.customers.set(id, made);
  return made;
}

export function addressOf(core: Core, person: Person, form: AddressForm, isCompany: boolean): Address {
  const place = placeOf(person, form);
  const [address1, address2] = linesOf(place, form);
  return {
    id: mintId(core.state, "MailingAddress"),
    firstName: person.firstName,
    lastName: person.lastName,
    name: person.name,
    company: isCompany ? person.company : null,
    address1,
    address2: address2 || null,
    city: place.city,
    province: place.province,
    provinceCode: place.provinceCode,
    zip: place.zip,
    country: "Brazil",
    countryCodeV2: "BR",
    phone: person.phone,
  };
}
