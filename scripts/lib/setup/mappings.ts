/** The mappings that the set-up proposes: companies and locations, the base price, gateways and payment forms. */
import { call } from "./api.ts";
import { proposeMapping, type Mapped } from "./mapping.ts";
import { proposeForms, proposeTargets, type Form, type Target } from "./money.ts";
import { readGateways, readLocations } from "./shop-reads.ts";
import { failed, messageOf, open, there, type Step, type Work } from "./step.ts";
import { wordsIn } from "./words.ts";

interface ErpCompany {
  readonly company: number;
  readonly name: string;
  readonly active: boolean;
}

/** The companies that a person named, or else those that the ERP lists. */
async function wantedCompanies(work: Work) {
  if (work.wish.companies.length > 0) return work.wish.companies;
  const listed = await call<readonly ErpCompany[]>(work, "GET", "/api/erp/companies");
  return listed.ok ? listed.body.filter(({ active }) => active) : [];
}

export const companies: Step = {
  name: "companies",
  async run(work) {
    const { notes, cures } = wordsIn(work.wish.language);
    const current = await call<readonly Mapped[]>(work, "GET", "/api/companies");
    if (!current.ok) return failed(current.words, cures.token);
    let locations;
    try {
      locations = await readLocations(work);
    } catch (error) {
      return failed(messageOf(error), cures.shop);
    }
    const { pairs, locationsLeft, companiesLeft } = proposeMapping(
      locations,
      await wantedCompanies(work),
      current.body,
    );
    const left = [
      ...companiesLeft.map((company) => notes.companyLeft(company)),
      ...locationsLeft.map(({ name }) => notes.locationLeft(name)),
    ];
    work.companies = [...current.body, ...pairs].map(({ company }) => company);
    const nameOf = new Map(locations.map(({ id, name }) => [id, name]));
    const lines = pairs.map(({ company, locationId }) => `${company} → ${nameOf.get(locationId) ?? locationId}`);
    const isNamed = work.wish.companies.length > 0;
    if (pairs.length === 0)
      return (isNamed && companiesLeft.length > 0) || current.body.length === 0 ? open(...left) : there(...left);
    work.proposals.push({ lines, path: "/api/companies", body: pairs, cure: cures.companies });
    return open(...lines, ...left);
  },
};

/** The price of the site, and each company's own price beside it. A base that is set stays. */
export const prices: Step = {
  name: "prices",
  async run(work) {
    const { notes, cures } = wordsIn(work.wish.language);
    const current = await call<readonly Target[]>(work, "GET", "/api/price-targets");
    if (!current.ok) return failed(current.words, cures.token);
    const { body, lines } = proposeTargets(current.body, work.companies, work.wish, work.segment);
    if (lines.length === 0 && current.body.some(({ kind }) => kind === "base")) return there();
    if (body === null) return open(notes.noBase);
    const shown = lines.map((line) => notes.price(line));
    work.proposals.push({ lines: shown, path: "/api/price-targets", body, cure: cures.prices });
    return open(...shown);
  },
};

/** The ERP has no list of its payment forms: a person names their numbers, and the shop's gateways are listed beside. */
export const payments: Step = {
  name: "payments",
  async run(work) {
    const { notes, cures } = wordsIn(work.wish.language);
    const current = await call<readonly Form[]>(work, "GET", "/api/payment-forms");
    if (!current.ok) return failed(current.words, cures.token);
    let gateways: readonly string[] = [];
    const unread: string[] = [];
    try {
      gateways = await readGateways(work);
    } catch (error) {
      unread.push(notes.gatewaysUnread(messageOf(error))); // orders may not be approved yet; forms need none
    }
    const { pairs, left } = proposeForms(gateways, work.wish.paymentForms, current.body);
    const unmapped = [...unread, ...left.map((gateway) => notes.gatewayLeft(gateway))];
    const lines = pairs.map(({ gateway, seqFormaPagto }) => `${gateway} → ${seqFormaPagto}`);
    if (pairs.length > 0) work.proposals.push({ lines, path: "/api/payment-forms", body: pairs, cure: cures.payments });
    else if (left.length === 0 && current.body.length > 0) return there(...unread);
    return open(...lines, ...(lines.length + unmapped.length === 0 ? [notes.noGateway] : unmapped));
  },
};
