/** Both simulators in this process, fitted to each other: the shop has a location for each company of the ERP. */
import { createConsinco, type Consinco } from "../../sim/consinco/consinco.ts";
import { createReplay, type RecordingFile } from "../../sim/consinco/replay/replay.ts";
import { SPEECHES, type SpeechName } from "../../sim/consinco/speech/speech.ts";
import { listen, type Listening } from "../../sim/kit/server.ts";
import type { Shopify } from "../../sim/shopify/index.ts";
import { realWorld, startShopify } from "../../sim/shopify/server.ts";
import { countServed, type Served } from "./served.ts";

const SHOP = "gondola-sim.myshopify.com";
const CLIENT = { id: "sim-client-id", secret: "sim-client-secret" } as const;
const ERP_LOGIN = { company: "1", username: "gondola", password: "gondola" } as const;
const SALES_CHANNEL = 121;

export interface SimulatorSize {
  readonly seed: number;
  readonly products: number;
  readonly companies: number;
  /** How the ERP speaks; default: as documented. */
  readonly speech?: SpeechName;
  /** A recorded installation in place of the simulated one: it answers questions, and takes no order. */
  readonly recording?: RecordingFile;
  /** Default: words that stand in this file. */
  readonly erpPassword?: string;
  readonly clientSecret?: string;
  /** 0: free ports. */
  readonly shopifyPort?: number;
  readonly consincoPort?: number;
}

export interface Simulators {
  readonly shopify: Shopify & { readonly origin: string };
  readonly consinco: Consinco & { readonly origin: string };
  /** What the ERP served, counted on the wire. */
  readonly served: Served;
  /** The settings by which a Worker knows them. */
  readonly vars: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Company → the location that stands for it. */
  readonly mappings: readonly CompanyLocation[];
  close(): Promise<void>;
}

export interface CompanyLocation {
  readonly company: number;
  readonly name: string;
  readonly locationId: string;
}

/** @param opsToken the bearer token that /api requires. */
export async function startSimulators(size: SimulatorSize, opsToken: string): Promise<Simulators> {
  const { seed, products, companies, speech = "tnf", erpPassword = ERP_LOGIN.password } = size;
  const { clientSecret = CLIENT.secret } = size;
  const consinco = createConsinco({
    world: realWorld(seed),
    seed,
    products,
    companies,
    speech,
    credentials: { ...ERP_LOGIN, password: erpPassword },
    // What `qtdPedida` counts is a setting of the installation; packages is what the Worker assumes unless an installation differs.
    orders: { channel: SALES_CHANNEL, quantityCounts: "packages", changes: true },
  });
  const handler = size.recording ? createReplay(size.recording) : consinco.handler;
  const served: Served = new Map();
  const erpListening = await listen(countServed(handler, served, SPEECHES[speech]), size.consincoPort ?? 0);
  const { catalogue } = consinco.state;
  const running = await startShopify(
    {
      shop: SHOP,
      clientId: CLIENT.id,
      clientSecrets: [clientSecret],
      seed,
      plan: "plus",
      locations: catalogue.companies.map(({ name }) => ({ name })),
      // The first retry of a webhook after 1 s in place of 10.
      webhookTimeScale: 1 / 10,
    },
    size.shopifyPort ?? 0,
  );
  const locations = [...running.shopify.state.locations.values()];
  return {
    shopify: { ...running.shopify, origin: running.origin },
    consinco: { ...consinco, origin: erpListening.origin },
    served,
    vars: varsOf(running, erpListening),
    secrets: { SHOPIFY_CLIENT_SECRET: clientSecret, ERP_PASSWORD: erpPassword, OPS_TOKEN: opsToken },
    mappings: catalogue.companies.map(({ nroEmpresa, name }, index) => ({
      company: nroEmpresa,
      name,
      locationId: locations[index]?.id ?? "",
    })),
    async close() {
      await Promise.all([running.close(), erpListening.close()]);
    },
  };
}

function varsOf(shopify: Listening, erp: Listening): Record<string, string> {
  return {
    SHOPIFY_SHOP: SHOP,
    SHOPIFY_ORIGIN: shopify.origin,
    SHOPIFY_CLIENT_ID: CLIENT.id,
    ERP_BASE_URL: `${erp.origin}/SMPedidoVendaAPI/api/v1`,
    ERP_USERNAME: ERP_LOGIN.username,
    ERP_COMPANY: ERP_LOGIN.company,
    ERP_SEQ_CANAL_VENDA: String(SALES_CHANNEL),
    ERP_COD_GERAL_OPER: "605",
    IMAGE_HOSTS: "imagens.loja.exemplo",
    IMAGE_ORIGIN: erp.origin,
  };
}
