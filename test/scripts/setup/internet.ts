/** A stand-in for the network of the set-up: the deployed Worker, if there is one, and the shop. */
import type { Account } from "./wrangler.ts";

export interface Hub {
  webhooks: string[];
  dialect: object;
  companies: { readonly company: number; readonly name: string; readonly locationId: string | null }[];
  targets: { readonly kind: string; readonly company: number; readonly segment: number }[];
  forms: { readonly gateway: string; readonly seqFormaPagto: number }[];
  since: string | null;
  lanes: string[];
}

export const emptyHub = (): Hub => ({
  webhooks: [],
  dialect: {},
  companies: [],
  targets: [],
  forms: [],
  since: null,
  lanes: [],
});

interface Place {
  readonly company: number;
  readonly segment: number;
}

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly token: string | null;
}

const TOPICS = ["orders/create", "orders/paid"];
export const PROPOSED = { version: 1, records: { products: { names: { seqProduto: "id" } } } };
const STEPS = [
  { step: "set-up", done: true, title: "Set up" },
  { step: "report", done: false, title: "Report seen" },
];

export function fakeInternet(account: Account, hub: Hub) {
  const seen: Seen[] = [];
  const json = (body: unknown, status = 200) => Response.json(body, { status });
  const refused = (status: number, code: string, message: string, details: readonly string[] = []) =>
    json({ code, message, details }, status);

  const API: Readonly<Record<string, (body: unknown) => Response>> = {
    "POST /api/setup": () => {
      const made = TOPICS.filter((topic) => !hub.webhooks.includes(topic));
      const standing = [...hub.webhooks];
      hub.webhooks = TOPICS;
      return json({ webhooks: { made, standing, foreign: [] } });
    },
    "POST /api/erp/probe": () =>
      json({
        login: { ok: true, status: 200, words: "" },
        records: [{ record: "products", fields: [{ field: "seqProduto", name: "id", proposed: true }], faults: [] }],
        dialect: PROPOSED,
      }),
    "GET /api/erp/dialect": () => json(hub.dialect),
    "PUT /api/erp/dialect": (body) => {
      hub.dialect = body as object;
      return json({});
    },
    "GET /api/companies": () => json(hub.companies),
    "PUT /api/companies": (body) => {
      hub.companies = body as Hub["companies"];
      return json(hub.companies);
    },
    "GET /api/erp/companies": () =>
      json([
        { company: 1, name: "Centro", active: true },
        { company: 2, name: "Praia", active: true },
        { company: 9, name: "Depósito", active: true },
        { company: 3, name: "Loja 3", active: false },
      ]),
    "GET /api/price-targets": () => json(hub.targets),
    "PUT /api/price-targets": (body) => {
      const { base, metafields = [] } = body as { base: Place; metafields?: readonly Place[] };
      if (!hub.companies.some(({ company }) => company === base.company)) return refused(422, "ids-unknown", "?");
      hub.targets = [{ kind: "base", ...base }, ...metafields.map((each) => ({ kind: "metafield", ...each }))];
      return json(hub.targets);
    },
    "GET /api/payment-forms": () => json(hub.forms),
    "PUT /api/payment-forms": (body) => {
      const rows = (body as Hub["forms"]).map((row) => ({ ...row, gateway: row.gateway.toLowerCase() }));
      const kept = hub.forms.filter(({ gateway }) => rows.every((row) => row.gateway !== gateway));
      hub.forms = [...kept, ...rows];
      return json(hub.forms);
    },
    "GET /api/orders-since": () => json({ since: hub.since }),
    "PUT /api/orders-since": (body) => {
      hub.since = new Date((body as { since: string }).since).toISOString();
      return json({});
    },
    "GET /api/go-live": () =>
      json({ steps: STEPS, lanes: ["catalog", "prices"].map((lane) => ({ lane, on: hub.lanes.includes(lane) })) }),
    "POST /api/go-live": (body) => {
      const { lanes } = body as { readonly lanes: readonly string[] };
      if (lanes.includes("prices")) return refused(409, "not-ready", "Ainda não", ["report: Report seen"]);
      hub.lanes.push(...lanes);
      return json({ on: lanes });
    },
  };

  function shop(url: URL, request: Request, text: string): Response {
    if (url.pathname === "/admin/oauth/access_token")
      return text.includes("client_secret=") ? json({ access_token: "shpat" }) : json({}, 400);
    if (request.headers.get("x-shopify-access-token") !== "shpat") return json({}, 401);
    if (text.includes("paymentGatewayNames"))
      return json({
        data: {
          orders: { nodes: [["Cartao"], ["Cartao", "Pix"]].map((paymentGatewayNames) => ({ paymentGatewayNames })) },
        },
      });
    const nodes = [
      { id: "gid://shopify/Location/11", name: "Loja 1 Centro", isActive: true },
      { id: "gid://shopify/Location/12", name: "Praia", isActive: true },
      { id: "gid://shopify/Location/13", name: "Loja 3 (fechada)", isActive: false },
    ];
    return json({ data: { locations: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } } });
  }

  const ask = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    seen.push({ method: request.method, url: request.url, token: request.headers.get("authorization") });
    const text = await request.text();
    if (url.hostname.endsWith(".myshopify.com")) return shop(url, request, text);
    const script = Object.values(account.scripts).find(({ version }) => version?.host === url.hostname);
    if (!script) throw new TypeError("fetch failed");
    if (url.pathname === "/health") return json({ ok: true, version: "0.1.0" });
    if (request.headers.get("authorization") !== `Bearer ${script.secrets["OPS_TOKEN"]}`)
      return refused(401, "unauthorized", "Token");
    if (!Object.values(account.databases).some(({ migrated }) => migrated))
      return refused(500, "internal", "no such table");
    const answer = API[`${request.method} ${url.pathname}`];
    return answer ? answer(text === "" ? undefined : JSON.parse(text)) : refused(404, "not-found", url.pathname);
  };
  return { seen, fetch: ask };
}
