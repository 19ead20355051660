import { env } from "cloudflare:workers";
import { DEFAULT_DIALECT } from "../../src/rules/dialect/dialect.ts";
import type { Config } from "../../src/config.ts";
import type { Deps } from "../../src/deps.ts";
import type { LoadMessage } from "../../src/env.ts";
import { createTokenCache } from "../../src/hub/settings/token-cache.ts";
import { createLog } from "../../src/log.ts";
import { readConfig } from "../../src/config.ts";
import { realPorts } from "../../src/real-ports.ts";

export const OPS_TOKEN = "operator-token-0123";

function configOf(changes: Readonly<Record<string, string>> = {}): Config {
  const read = readConfig({
    ...env,
    SHOPIFY_SHOP: "mercado-azul.myshopify.com",
    SHOPIFY_CLIENT_ID: "client-id",
    SHOPIFY_CLIENT_SECRET: "client-secret-1",
    ERP_BASE_URL: "https://erp.example/SMPedidoVendaAPI/api/v1",
    ERP_USERNAME: "integracao",
    ERP_PASSWORD: "senha-do-erp",
    ERP_SEQ_CANAL_VENDA: "121",
    ERP_COD_GERAL_OPER: "605",
    OPS_TOKEN,
    ...changes,
  });
  if (!read.ok) throw new Error(read.problems.join("; "));
  return read.config;
}

export interface Recorded {
  readonly deps: Deps;
  readonly lines: Readonly<Record<string, unknown>>[];
  readonly sent: LoadMessage[];
}

/** As in life, no two ids are alike: each act has its own row in the audit. */
let made = 0;

/** Real D1 and R2; queues that remember; no network: a call of ERP or Shopify throws. */
export function depsOf(changes: Partial<Deps> = {}): Recorded {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const sent: LoadMessage[] = [];
  const clock = { now: () => Date.UTC(2026, 10, 24, 12), sleep: () => Promise.resolve() };
  const deps: Deps = {
    config: configOf(),
    clock,
    random: { fraction: () => 0.5, uuid: () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, "0")}` },
    hmac: realPorts.hmac,
    log: createLog({ clock, writeLine: (line) => void lines.push(line) }),
    fetch: noNetwork,
    db: env.DB,
    images: env.IMAGES,
    erp: { dialect: async () => DEFAULT_DIALECT, get: noNetwork, post: noNetwork },
    shopify: { run: noNetwork },
    orders: env.ORDERS,
    ordersDlq: env.ORDERS_DLQ,
    loads: queueOf(sent),
    tokens: createTokenCache(clock),
    assets: { fetch: noNetwork },
    access: null,
    pushes: { limit: () => Promise.resolve({ success: true }) },
    ...changes,
  };
  return { deps, lines, sent };
}

const noNetwork = () => Promise.reject(new Error("this test reaches no network"));

function queueOf<T>(taken: T[]): Queue<T> {
  const queue: Pick<Queue<T>, "send"> = {
    send: (message: T) => Promise.resolve({ ...NO_BACKLOG, sent: taken.push(message) }),
  };
  return queue as Queue<T>;
}

const NO_BACKLOG = { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
