/** One installation of the tests: account, hub and files that outlive a run, and runs on them. */
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import type { Ports, Ran, RawConfig, Wish } from "../../../scripts/lib/setup/ports.ts";
import { runSetup } from "../../../scripts/lib/setup/run.ts";
import { emptyHub, fakeInternet } from "./internet.ts";
import { emptyAccount, fakeWrangler } from "./wrangler.ts";

export const base = readRawConfig({ config: "wrangler.toml" }).rawConfig as RawConfig;

export const SECRET_VALUES = ["the-client-secret", `ERP "pass" word/1`, "the-operations-token"] as const;
export const ANSWERS = {
  GONDOLA_URL: "https://gondola.example.com",
  SHOPIFY_SHOP: "loja.myshopify.com",
  SHOPIFY_CLIENT_ID: "client-id",
  SHOPIFY_CLIENT_SECRET: SECRET_VALUES[0],
  ERP_BASE_URL: "https://erp.example/SMPedidoVendaAPI/api/v1",
  ERP_USERNAME: "gondola",
  ERP_PASSWORD: SECRET_VALUES[1],
  ERP_SEQ_CANAL_VENDA: "7",
  ERP_COD_GERAL_OPER: "600",
  OPS_TOKEN: SECRET_VALUES[2],
  ORDERS_SINCE: "2026-12-01T00:00:00-03:00",
};

const wish: Wish = {
  language: "en",
  env: "",
  answers: ANSWERS,
  companies: [
    { company: 2, name: "Praia" },
    { company: 1, name: "Centro" },
  ],
  baseCompany: null,
  paymentForms: [{ gateway: "Cartao", seqFormaPagto: 3 }],
  goLive: [],
  accept: true,
  renewSecrets: false,
  again: "npm run setup -- --yes",
};

/** What happens to one call: it fails before it has an effect, or its answer is lost afterwards. */
export interface Fault {
  readonly call: number;
  readonly when: "before" | "after";
}

export function createBench() {
  const account = emptyAccount();
  const hub = emptyHub();
  const files = new Map<string, string>();
  const wrangler = fakeWrangler(account, (name) => files.get(name) ?? null);
  const internet = fakeInternet(account, hub);
  const lines: string[] = [];
  let calls = 0;

  async function run(changed: Partial<Wish> = {}, fault?: Fault, ports: Partial<Ports> = {}) {
    calls = 0;
    const from = lines.length;
    const writesBefore = files.size;
    /** The number of a call among all calls of a run, to wrangler and over HTTP. */
    async function faulty<T>(work: () => Promise<T>, lost: () => T): Promise<T> {
      calls += 1;
      if (fault?.call !== calls) return work();
      if (fault.when === "after") await work();
      return lost();
    }
    const code = await runSetup(
      {
        wrangler: (args, input) =>
          faulty<Ran>(
            () => wrangler.run(args, input),
            () => ({ code: 1, out: "", err: `✘ [ERROR] fetch failed ${input ?? ""}` }),
          ),
        fetch: (input, init) =>
          faulty(
            () => internet.fetch(input, init),
            () => Response.json({ code: "lost", message: `proxy: ${JSON.stringify(init?.headers)}` }, { status: 502 }),
          ),
        files: { read: (name) => files.get(name) ?? null, write: (name, text) => void files.set(name, text) },
        base,
        sourceDigest: "digest",
        say: (line) => void lines.push(line),
        sleep: async () => {},
        confirm: null,
        ...ports,
      },
      { ...wish, ...changed },
    );
    return { code, lines: lines.slice(from), calls, filesMade: files.size - writesBefore };
  }

  /** Everything that a run leaves, as one value. */
  const left = () => structuredClone({ account, hub, files: [...files] });
  return { account, hub, files, wrangler, internet, lines, run, left };
}
