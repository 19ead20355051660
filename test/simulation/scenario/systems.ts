/** The two systems the connector stands between: a shop and an ERP, fitted to each other, and the settings by which the Worker knows them. */
import { createConsinco, type Consinco } from "../../../sim/consinco/consinco.ts";
import { SPEECHES, type SpeechName } from "../../../sim/consinco/speech/speech.ts";
import type { Handler, World } from "../../../sim/kit/world.ts";
import { createShopify, type Shopify } from "../../../sim/shopify/index.ts";
import { scopesWithout } from "../../../sim/shopify/options.ts";
import type { Scheduler } from "../../../sim/cloudflare/scheduler.ts";
import type { Habits } from "../../../sim/consinco/wire/habits.ts";
import type { RandomStream, RandomStreams } from "./random-streams.ts";
import { MINUTE_MS, type Plan } from "./plan.ts";
import { smallCatalogue } from "./small-catalogue.ts";
import type { Tally } from "./tally.ts";
import { IMAGE_ORIGIN } from "../workload/pictures.ts";

const SHOP = "gondola-sim.myshopify.com";
export const SHOP_ORIGIN = `https://${SHOP}`;
export const ERP_ORIGIN = "https://erp.example:8343";
const SALES_CHANNEL = 121;
/** Texts that occur nowhere else, so that the oracle can search for them. */
export const CLIENT_SECRET = "sim-client-secret";
export const ERP_PASSWORD = "sim-erp-password";

/** Company (loja) of the ERP → location of the shop. */
export interface Place {
  readonly company: number;
  readonly name: string;
  readonly locationId: string;
}

/** A POST of an order as it reached the ERP. `status` null: the ERP cut the connection. */
export interface SubmittedSnapshot {
  readonly at: number;
  readonly orderId: string;
  status: number | null;
}

/** A lookup of one order that reached the ERP. */
export interface Lookup {
  readonly at: number;
  readonly orderId: string;
  readonly isFound: boolean;
  /** It names the order, or it is the documented "not there". */
  readonly isAnswered: boolean;
}

export interface Systems {
  readonly shop: Shopify;
  readonly erp: Consinco;
  /** The ERP with counters of its requests. */
  readonly erpHandler: Handler;
  readonly places: readonly Place[];
  /** The SKU that bags, gift cards and tips are mapped to: no shop shows it; null: they are not mapped. */
  readonly service: string | null;
  readonly vars: Readonly<Record<string, string>>;
  /** Schedules the shop's next webhook or job. Call it after every action that may create one. */
  plan(scheduler: Scheduler): void;
  /** The label of a fetch in traces and coverage. */
  labelOf(request: Request): string;
}

interface Making {
  readonly plan: Plan;
  readonly streams: RandomStreams;
  readonly shopWorld: World;
  readonly erpWorld: World;
  readonly served: Tally;
  readonly submitted: SubmittedSnapshot[];
  readonly lookups: Lookup[];
}

export function createSystems({ plan, streams, shopWorld, erpWorld, served, submitted, lookups }: Making): Systems {
  const stream = streams("houses");
  const isSmall = plan.size === "small";
  const lookup = streams("order lookup");
  // A stream of its own: a night that speaks as documented is the one it was.
  const speech = streams("speech").pick(["tnf", "tnf", "v4", "english"] as const);
  const erp = createConsinco({
    world: erpWorld,
    seed: plan.seed,
    credentials: { company: "1", username: "gondola", password: ERP_PASSWORD },
    companies: plan.companies,
    badPictureShare: plan.features.pictures?.badShare ?? 0,
    catalogue: smallCatalogue({
      seed: plan.seed,
      products: plan.products,
      companies: plan.companies,
      badRecordShare: plan.badRecordShare,
      now: erpWorld.now() + plan.clockSkewMs,
    }),
    clockSkewMs: plan.clockSkewMs,
    dialect: {
      envelope: stream.pick(["items", "items", "Items"] as const),
      names: stream.pick(["native", "native", "alias"] as const),
      shortPages: stream.hits(0.2),
      pageSizeMax: plan.pageSize,
      orderedBy: streams("list order").pick(["key", "change"] as const),
    },
    speech,
    habits: {
      ...(speech === "tnf" ? habitsOf(streams("habits")) : {}),
      offers: streams("offers").hits(0.5),
      similars: streams("similar products").hits(0.35),
    },
    orders: {
      lookupPayments: plan.features.cardData?.isShown === true,
      channel: SALES_CHANNEL,
      changes: plan.features.erpChanges,
      quantityCounts: "packages",
      lookupTotal: streams("total of a lookup").hits(0.5),
      // An ERP without a unique key: an order submitted twice exists twice.
      acceptDuplicates: stream.hits(0.75),
      // The longest waits of a scenario that is small are short.
      importAfterMs: Math.min(stream.between(1, 8), isSmall ? 2 : 8) * MINUTE_MS,
      invoiceAfterMs: Math.min(stream.between(2, 20), isSmall ? 4 : 20) * MINUTE_MS,
      rejectChance: stream.hits(0.2) ? 0.2 : 0,
      lookup: lookup.hits(0.12) ? lookup.pick([404, 405, 501] as const) : "there",
    },
    events:
      plan.weather === "quiet"
        ? {}
        : { repeatChance: stream.pick([0, 0, 0, 0.3]), outOfOrderChance: stream.pick([0, 0.6]) },
  });
  const { catalogue } = erp.state;
  const service = plan.features.extras?.isMapped ? serviceOf(erp.state) : null;
  const { listSetUp } = plan.features;
  const shop = createShopify({
    world: shopWorld,
    shop: SHOP,
    clientSecrets: [CLIENT_SECRET],
    scopes: scopesWithout(...plan.features.missingScopes),
    seed: plan.seed,
    ...(listSetUp ? { unentitled: listSetUp.unentitled, catalogLimits: catalogsOf(listSetUp.catalogs) } : {}),
    locations: catalogue.companies.map(({ name }) => ({ name })),
    // A third of the scenarios the bucket is so small that the Worker has to wait for it.
    ...(stream.hits(0.33) && plan.weather !== "quiet" ? { bucketPoints: 1_000, restorePerSecond: 50 } : {}),
    webhookLatencyMs: stream.pick([0, 200, 2_000]),
    processingMs: stream.pick([0, 0, 300]),
    routingMs: plan.routingMs,
    searchLagMs: stream.pick([0, 0, 3_000, 20_000]),
    bulkMs: plan.features.bulk?.takesMs ?? 0,
    bulkReversed: plan.features.bulk?.isReversed ?? false,
  });
  const locations = [...shop.state.locations.values()];
  const places = catalogue.companies.map(({ nroEmpresa, name }, index) => ({
    company: nroEmpresa,
    name,
    locationId: locations[index]?.id ?? "",
  }));
  let plannedFor = Number.POSITIVE_INFINITY;
  const planNext = (scheduler: Scheduler): void => {
    const due = shop.nextDueAt();
    if (due === undefined || due >= plannedFor) return;
    plannedFor = due;
    scheduler.at(due, () => {
      plannedFor = Number.POSITIVE_INFINITY;
      shop.deliverDue().then(
        () => planNext(scheduler),
        (error: unknown) => scheduler.fail(error),
      );
      planNext(scheduler);
    });
  };
  return {
    shop,
    erp,
    places,
    service,
    vars: {
      SHOPIFY_SHOP: SHOP,
      SHOPIFY_CLIENT_ID: "sim-client-id",
      SHOPIFY_CLIENT_SECRET: CLIENT_SECRET,
      ERP_BASE_URL: `${ERP_ORIGIN}/SMPedidoVendaAPI/api/v1`,
      ERP_USERNAME: "gondola",
      ERP_PASSWORD,
      ERP_SEQ_CANAL_VENDA: String(SALES_CHANNEL),
      ERP_COD_GERAL_OPER: "605",
      ...(plan.features.erpChanges ? { ERP_ORDER_CANCEL: "on", ERP_ORDER_EDIT: "on" } : {}),
      ...(plan.features.pictures ? { IMAGE_HOSTS: new URL(IMAGE_ORIGIN).hostname } : {}),
      // An operator may not have said that the ERP has no lookup.
      ...(erp.state.settings.orders.lookup !== "there" && lookup.hits(0.5) ? { ERP_ORDER_LOOKUP: "off" } : {}),
    },
    plan: planNext,
    labelOf,
    async erpHandler(request) {
      const { pathname, searchParams } = new URL(request.url);
      const collection = collectionAt(pathname, speech);
      if (request.method === "POST" && pathname.endsWith("/PedidoVenda")) {
        const body = JSON.parse(await request.clone().text()) as { idPedidoCanalVenda?: unknown };
        const one: SubmittedSnapshot = { at: erpWorld.now(), orderId: String(body.idPedidoCanalVenda), status: null };
        submitted.push(one);
        const answer = await erp.handler(request);
        one.status = answer.status;
        return answer;
      }
      const answer = await erp.handler(request);
      const orderId = searchParams.get("IdPedidoCanalVenda");
      if (request.method === "GET" && orderId !== null) {
        const bytes = await answer.arrayBuffer();
        const text = Buffer.from(bytes).toString("latin1");
        const isFound = answer.ok && text.toLowerCase().includes(`"idpedidocanalvenda":"${orderId}"`) && isWhole(text);
        const isNotThere = answer.status === 404 && /"code":"NAO_ENCONTRADO"/i.test(text);
        lookups.push({ at: erpWorld.now(), orderId, isFound, isAnswered: isFound || isNotThere });
        return new Response(bytes, answer);
      }
      if (request.method === "GET" && collection !== undefined) {
        const bytes = await answer.arrayBuffer();
        served.add(collection, recordsIn(Buffer.from(bytes).toString("latin1")));
        return new Response(answer.status === 204 ? null : bytes, answer);
      }
      return answer;
    },
  };
}

/** A product of the ERP that no shop shows, as bags and tips are kept; null: the catalogue has none to spare. */
function serviceOf({ catalogue }: Consinco["state"]): string | null {
  const isClean = ({ patch }: { readonly patch: unknown }) => patch === null;
  const own = catalogue.products.find(
    (product, index) =>
      index > 1 &&
      !product.weighed &&
      !product.unlimited &&
      isClean(product) &&
      catalogue.skus.slice(product.firstSku, product.firstSku + product.skuCount).every(isClean),
  );
  if (!own) return null;
  own.integrates = false;
  return catalogue.skus[own.firstSku]?.key ?? null;
}

/** The documented collection, in lower case, of an address as this ERP has it. */
function collectionAt(pathname: string, speech: SpeechName): string | undefined {
  const path = pathname.toLowerCase();
  const spoken = SPEECHES[speech];
  if (spoken) return Object.entries(spoken.collections).find(([, each]) => each.path === path)?.[0];
  return path.includes("/cadastros/") ? path.slice(path.lastIndexOf("/") + 1) : undefined;
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Records in a page; 0 when it cannot be read, as the Worker cannot read it either. */
function recordsIn(text: string): number {
  try {
    const page = JSON.parse(text) as unknown;
    if (Array.isArray(page)) return page.length;
    const { items, Items, data } = page as { items?: unknown; Items?: unknown; data?: { content?: unknown } };
    const list = items ?? Items ?? data?.content;
    return Array.isArray(list) ? list.length : 0;
  } catch {
    return 0;
  }
}

function labelOf(request: Request): string {
  const { origin, pathname } = new URL(request.url);
  const system = origin === SHOP_ORIGIN ? "shop" : "erp";
  return `${request.method} ${system} ${pathname.slice(pathname.lastIndexOf("/") + 1).replace(/\d{3,}/g, "{n}")}`;
}

/** How this ERP serves its lists: rows of others among them, promotions as records, pages from 0, no page as no page. */
const habitsOf = (stream: RandomStream): Partial<Habits> => ({
  emptyIs: stream.pick(["list", "list", "noContent", "notFound"] as const),
  foreignRows: stream.hits(0.25),
  promotionRows: stream.hits(0.25),
  skuPerCompany: stream.hits(0.35),
  firstPage: stream.hits(0.2) ? 0 : 1,
  pageZero: stream.pick(["refused", "asFirst", "empty"] as const),
});

const catalogsOf = (limit: number) => ({ retail: limit, regions: limit, b2b: limit });
