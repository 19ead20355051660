/** Which of the product's other ways a scenario takes: each has a share of the scenarios, and a stream of its own. */
import type { RandomStreams } from "./random-streams.ts";

export interface Features {
  /** Records from which the catalogue and the shop's own prices go in bulk; null: single calls, by the product's arithmetic. */
  readonly bulk: { readonly from: number; readonly takesMs: number; readonly isReversed: boolean } | null;
  /** Companies whose prices go to a price list or stand in the variant's metafield. */
  readonly targets: TargetsPlan | null;
  /** How often brands and categories are renamed, branches and products moved; 0: never. */
  readonly treeChanges: number;
  /** How often the ERP gets a twentieth of a price: a fall too steep to be published without approval. */
  readonly misprints: number;
  readonly delisting: VanishPlan | null;
  /** Some minutes in which no queue takes a message, and webhooks are lost; where in the storm, 0 to 1. */
  readonly queueOutage: { readonly at: number; readonly ms: number } | null;
  /** Some minutes in which no statement reaches the hub, while queues and webhooks go on; where in the storm, 0 to 1. */
  readonly hubOutage: { readonly at: number; readonly ms: number } | null;
  /** Shopify drops some of the webhooks, once. */
  readonly dropsWebhooks: boolean;
  /** Another client empties the shop's bucket, once, for minutes. */
  readonly crowdsBucket: boolean;
  /** Chance that a page of a pull is delayed on its way to the database for longer than any lease. */
  readonly pageStands: number;
  /** Chance that Shopify answers null beside an error. */
  readonly nulls: number;
  /** How often an operator pauses a load, moves its mark back, runs it, or puts one lane into the dry run. */
  readonly consoleActs: number;
  readonly merchant: MerchantPlan | null;
  /** For so long nothing may be written, to either system; null: never. */
  readonly dryRunMs: number | null;
  /** Documented scopes that the shop did not grant: no order of the scenario needs them, and the desk must name them. */
  readonly missingScopes: readonly string[];
  /** For some minutes the app has no approval for customer data, or no scope for the shop's own fulfilment orders. */
  readonly withholds: "approval" | "fulfilments" | null;
  /** For some minutes the token endpoint refuses the app, in JSON or as a page for people. */
  readonly refusesTokens: { readonly as: "app_not_installed" | "shop_not_permitted"; readonly html: boolean } | null;
  /** At first the shop makes so few new variants a day; null: the limit is far away. */
  readonly variantsADay: number | null;
  /** What the shop's plan lacks when an operator has price lists set up; null: none is. */
  readonly listSetUp: {
    readonly buyers: readonly ("location" | "country" | "state")[];
    readonly unentitled: readonly ("POS_MARKET" | "REGION_MARKET")[];
    /** Catalogues of a kind at most. */
    readonly catalogs: number;
  } | null;
  /** Requests of several mutations that end between two of them: so many are run. Empty: none. */
  readonly stopsHalfway: readonly number[];
  /** Shopify offers unit prices in the shop's country. */
  readonly takesUnitPrices: boolean;
  /** For some minutes Shopify answers in this API version. */
  readonly servesOther: string | null;
  /** How often pages of a list contradict themselves. */
  readonly strangePages: number;
  /** What the ERP gets for a unit that is given away, in cents; null: no mapping says it, and such orders are held. */
  readonly giftCents: number | null;
  /** The ERP has pictures, and its users change them; null: IMAGE_HOSTS is not set. */
  readonly pictures: { readonly changes: number; readonly badShare: number } | null;
  /** Specifications go to a metafield, in a scenario with pictures; an operator may map them to another one. */
  readonly specifications: { readonly changes: number; readonly isRemapped: boolean } | null;
  /** How often the ERP changes the sale multiple of goods by weight. */
  readonly multiples: number;
  /** Customers buy bags and gift cards and leave tips; mapped to a product of the ERP, or such orders are held. */
  readonly extras: { readonly isMapped: boolean } | null;
  /** The gateway's NSU goes in the order's body, or by the second call; null: no receipt is read. */
  readonly cardData: { readonly by: "body" | "call"; readonly isShown: boolean } | null;
  /** Share of the orders whose picker weighs, swaps or adds goods; 0: none. */
  readonly picking: number;
  /** Share of its events that the ERP also pushes; 0: the poll brings all. */
  readonly pushes: number;
  /** Orders that an item is cut from until it is held back at that store; 0: the rule is off. */
  readonly holdAfterCuts: number;
  /** States on the way, by push; whether they are tags of the order and are sent to the customer. */
  readonly statuses: { readonly isSent: boolean } | null;
  /** PUT and Cancelar exist, and the connector calls them. */
  readonly erpChanges: boolean;
  /** Customers who ask for their data or for its deletion, and whether the shop removes the app in the end; null: none. */
  readonly privacy: { readonly requests: number; readonly isLeft: boolean } | null;
  /** Authorised cards and payment on delivery are submitted before their money. */
  readonly promises: { readonly marksPaid: boolean } | null;
}

/** A merchant edits products in Shopify's admin, also fields that belong to the ERP; an operator compares and repairs. */
export interface MerchantPlan {
  readonly edits: number;
  /** Edits when all is quiet already: nothing but the comparison can find these. */
  readonly lateEdits: number;
  /** Titles that the merchant wrote are left as they are. */
  readonly keepsTitles: boolean;
}

/** A product vanishes from the ERP's lists without notice, and an operator asks for full reads. */
export interface VanishPlan {
  /** The guard of 5 % stands: in a shop of a dozen products it blocks any delisting. */
  readonly isGuarded: boolean;
  /** An operator then approves the delisting. */
  readonly isApproved: boolean;
  readonly comesBack: boolean;
}

export interface TargetsPlan {
  /** The company of the one list; null: no list. */
  readonly list: number | null;
  readonly metafields: readonly number[];
  /** How often these companies' own prices change, or they stop selling something. */
  readonly changes: number;
  /** An operator maps the list to this company during the storm (null: takes it away), and takes one from the metafield. */
  readonly remap: { readonly list: number | null } | null;
}

const DISPENSABLE_SCOPES = [
  "read_all_orders",
  "read_third_party_fulfillment_orders",
  "read_assigned_fulfillment_orders",
  "write_markets",
];

export function featuresOf(streams: RandomStreams, companies: number): Features {
  const tree = streams("tree");
  const misprint = streams("misprint");
  const delisting = streams("gone");
  const dryRun = streams("dry run");
  const rare = streams("rare");
  const desk = streams("console acts");
  const merchant = streams("merchant");
  const hub = streams("hub outage");
  const scopes = streams("missing scopes");
  const withheld = streams("withholding");
  const sold = streams("what is sold");
  const pictures = streams("has pictures");
  const tokens = streams("refused tokens");
  const limits = streams("limits of the shop");
  const halfway = streams("stopped halfway");
  const shopPlan = streams("plan of the shop");
  const hasPictures = pictures.hits(0.3);
  const specified = streams("specifications");
  const weights = streams("sale multiples");
  const extras = streams("no product");
  const back = streams("back from the ERP");
  const phantom = streams("phantom stock");
  const privacy = streams("privacy law");
  const queueOutage = rare.hits(0.2) ? { at: rare.chance() * 0.4, ms: rare.between(14, 40) * 60_000 } : null;
  const hubOutage = hub.hits(0.2) ? { at: hub.chance() * 0.6, ms: hub.between(4, 20) * 60_000 } : null;
  return {
    queueOutage,
    // One after the other: with both gone a webhook has nowhere to go.
    hubOutage: queueOutage === null ? hubOutage : null,
    dropsWebhooks: streams("dropping").hits(0.1),
    crowdsBucket: streams("crowding").hits(0.15),
    pageStands: rare.hits(0.15) ? 0.08 : 0,
    nulls: rare.hits(0.25) ? 0.15 : 0,
    bulk: bulkOf(streams),
    targets: targetsOf(streams, companies),
    treeChanges: tree.hits(0.3) ? tree.between(2, 6) : 0,
    misprints: misprint.hits(0.2) ? misprint.between(1, 2) : 0,
    delisting: delisting.hits(0.2)
      ? { isGuarded: delisting.hits(0.5), isApproved: delisting.hits(0.6), comesBack: delisting.hits(0.3) }
      : null,
    consoleActs: desk.hits(0.15) ? desk.between(1, 3) : 0,
    merchant: merchant.hits(0.2)
      ? { edits: merchant.between(0, 5), lateEdits: merchant.between(1, 5), keepsTitles: merchant.hits(0.5) }
      : null,
    dryRunMs: dryRun.hits(0.12) ? dryRun.between(5, 15) * 60_000 : null,
    missingScopes: scopes.hits(0.2) ? scopes.shuffled(DISPENSABLE_SCOPES).slice(0, scopes.between(1, 2)) : [],
    withholds: withheld.hits(0.15) ? withheld.pick(["approval", "fulfilments"] as const) : null,
    refusesTokens: tokens.hits(0.15)
      ? { as: tokens.pick(["app_not_installed", "shop_not_permitted"] as const), html: tokens.hits(0.5) }
      : null,
    listSetUp: shopPlan.hits(0.25)
      ? {
          buyers: shopPlan.shuffled(["location", "country", "state"] as const).slice(0, shopPlan.between(1, 3)),
          unentitled: shopPlan.hits(0.4) ? [shopPlan.pick(["POS_MARKET", "REGION_MARKET"] as const)] : [],
          catalogs: shopPlan.pick([0, 1, 3, 50]),
        }
      : null,
    stopsHalfway: halfway.hits(0.3) ? [halfway.between(1, 4), halfway.between(1, 4)] : [],
    variantsADay: limits.hits(0.15) ? limits.between(2, 12) : null,
    takesUnitPrices: !limits.hits(0.15),
    servesOther: limits.hits(0.1) ? limits.pick(["2026-07", "2027-01"]) : null,
    strangePages: withheld.hits(0.3) ? withheld.between(1, 4) : 0,
    specifications:
      hasPictures && specified.hits(0.8) ? { changes: specified.between(0, 8), isRemapped: specified.hits(0.4) } : null,
    pictures: hasPictures ? { changes: pictures.between(0, 8), badShare: pictures.pick([0, 0.1, 0.3]) } : null,
    picking: back.hits(0.6) ? 0.5 : 0,
    pushes: back.hits(0.4) ? back.pick([0.5, 1]) : 0,
    statuses: back.hits(0.35) ? { isSent: back.hits(0.7) } : null,
    erpChanges: back.hits(0.25),
    holdAfterCuts: phantom.hits(0.3) ? phantom.pick([1, 1, 2]) : 0,
    promises: back.hits(0.4) ? { marksPaid: back.hits(0.5) } : null,
    privacy: privacy.hits(0.35) ? { requests: privacy.between(1, 4), isLeft: privacy.hits(0.3) } : null,
    giftCents: sold.hits(0.7) ? 1 : null,
    multiples: weights.hits(0.3) ? weights.between(1, 3) : 0,
    extras: extras.hits(0.35) ? { isMapped: extras.hits(0.7) } : null,
    cardData: sold.hits(0.4) ? { by: sold.pick(["body", "call", "call"] as const), isShown: sold.hits(0.6) } : null,
  };
}

function bulkOf(streams: RandomStreams): Features["bulk"] {
  const stream = streams("bulk");
  // One is every record, so that its next change meets a job that is under way; four leave some to single calls.
  return stream.hits(0.3)
    ? {
        from: stream.pick([1, 2, 4]),
        takesMs: stream.pick([0, 20_000, 100_000, 400_000]),
        isReversed: stream.hits(0.7),
      }
    : null;
}

function targetsOf(streams: RandomStreams, companies: number): TargetsPlan | null {
  const stream = streams("price targets");
  if (!stream.hits(0.35)) return null;
  const all = Array.from({ length: companies }, (_, index) => index + 1);
  const list = stream.hits(0.7) ? stream.pick(all) : null;
  const metafields =
    list === null || stream.hits(0.6) ? stream.shuffled(all).slice(0, stream.between(1, companies)) : [];
  const changes = stream.between(2, 8);
  const remap = stream.hits(0.4) ? { list: stream.hits(0.5) ? stream.pick(all) : null } : null;
  return { list, metafields, changes, remap };
}
