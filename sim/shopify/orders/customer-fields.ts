/** Customers and addresses as they are read. */
import type { Resolvers } from "../core.ts";
import type { Address, Customer } from "../records/customers.ts";
import { numberOfId } from "../state.ts";

export const customerFields: Resolvers = {
  Customer: {
    legacyResourceId: ({ id }: Customer) => numberOfId(id),
    displayName: ({ firstName, lastName, email, phone }: Customer) =>
      [firstName, lastName].filter(Boolean).join(" ") || (email ?? phone ?? ""),
    defaultEmailAddress: ({ email }: Customer) => (email === null ? null : { emailAddress: email }),
    defaultPhoneNumber: ({ phone }: Customer) => (phone === null ? null : { phoneNumber: phone }),
    defaultAddress: ({ address }: Customer) => address,
  },
  MailingAddress: { countryCode: ({ countryCodeV2 }: Address) => countryCodeV2 },
};
