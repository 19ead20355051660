import * as z from "zod";
import type { Env } from "./env.ts";

/** The Worker's variables and secrets, checked once. */
export interface Config {
  readonly shopify: {
    readonly shop: string;
    readonly origin: string;
    readonly clientId: string;
    /** Signs webhooks and buys tokens. */
    readonly clientSecret: string;
    /** Secrets that may sign a webhook: the current one, and the one being rotated out. */
    readonly webhookSecrets: readonly string[];
  };
  readonly erp: {
    readonly baseUrl: string;
    readonly authUrl: string;
    readonly company: string;
    readonly username: string;
    readonly password: string;
    /** ERP_HEADERS: sent with each call, such as a tunnel's service token. */
    readonly headers: Readonly<Record<string, string>>;
    readonly segment: number;
    readonly division: number;
    readonly categoryType: string;
    /** seqCanalVenda: with the Shopify order id, the ERP's own key of an order. */
    readonly salesChannel: number;
    /** codGeralOper (CGO). */
    readonly operation: number;
    readonly representative: number;
    readonly priceTable: string;
    /** ERP_ORDER_LOOKUP: `GET /PedidoVenda` exists. Without it an order of unknown outcome goes to the error desk. */
    readonly hasOrderLookup: boolean;
    /** ERP_ORDER_CANCEL, ERP_ORDER_EDIT: the ERP has `POST /PedidoVenda/{seq}/Cancelar`, and `PUT /PedidoVenda/{seq}`. */
    readonly hasOrderCancel: boolean;
    readonly hasOrderEdit: boolean;
    /** Orders that one batch of the queue works at the same time. */
    readonly ordersAtOnce: number;
  };
  readonly images: {
    /** IMAGE_HOSTS: hosts that pictures may be fetched from, lower case; `*.name` allows the hosts below a name. */
    readonly hosts: readonly string[];
    /** IMAGE_FORMATS: WebP and HEIC are allowed too. */
    readonly modern: boolean;
    /** IMAGE_ORIGIN: where a simulator serves these hosts' paths; null: the hosts themselves. */
    readonly origin: string | null;
  };
  readonly alerts: {
    /** ALERT_URL; null: alerts are only shown. */
    readonly url: string | null;
    /** ALERT_FORMAT; null: by the address. */
    readonly format: "json" | "slack" | "teams" | "google-chat" | null;
    /** HEARTBEAT_URL; null: no sign of life is sent. */
    readonly heartbeatUrl: string | null;
  };
  /** ACCESS_TEAM, ACCESS_AUD: Cloudflare Access before /ops; null: only tokens come in. */
  readonly access: { readonly issuer: string; readonly audience: string } | null;
  readonly opsToken: string;
  /** FULL_LOG: keeps bulk payloads as sent, until housekeeping deletes them. */
  readonly keepPayloads: boolean;
}

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

const text = z.string().trim().min(1, "is empty");
const whole = text.regex(/^\d+$/, "must be a whole number").transform(Number);
const url = text.refine(
  (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
  "must be an http(s) address",
);
/** Over https, or to a server of this machine. */
function isSafe(value: string): boolean {
  if (!URL.canParse(value)) return true; // said by `url`
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" || /^(?:localhost|127\.0\.0\.1)$/.test(hostname);
}
const outside = url.refine(isSafe, "must be an https address");
const secret = text.min(8, "is shorter than 8 characters");

const hosts = text
  .transform((value) =>
    value
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter((host) => host !== ""),
  )
  .refine(
    (list) => list.every((host) => /^(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(host)),
    "must be host names, without https and without addresses of numbers",
  );

/** One header a line, or a JSON object. Ours are not replaced: the token and the type of the body. */
const headers = text.transform((value, context): Readonly<Record<string, string>> => {
  const given = headersOf(value);
  if (given && Object.entries(given).every(([name, each]) => isHeader(name, each))) return given;
  context.addIssue({ code: "custom", message: "must be lines as Name: value, without Authorization and Content-Type" });
  return z.NEVER;
});

function headersOf(value: string): Readonly<Record<string, string>> | null {
  if (!value.startsWith("{"))
    return Object.fromEntries(
      value
        .split(/\r?\n/)
        .filter((line) => line.trim() !== "")
        .map((line) => [line.split(":", 1)[0]?.trim() ?? "", line.slice(line.indexOf(":") + 1).trim()]),
    );
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(value));
  } catch {
    return null;
  }
}

const RESERVED_HEADERS = ["authorization", "content-type", "content-length", "host", "accept"];
const isHeader = (name: string, value: string): boolean =>
  /^[A-Za-z0-9-]{1,60}$/.test(name) &&
  !RESERVED_HEADERS.includes(name.toLowerCase()) &&
  /^[\x20-\x7e]{1,4096}$/.test(value);

const variables = z.object({
  SHOPIFY_SHOP: text.regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, "must look like my-shop.myshopify.com"),
  SHOPIFY_ORIGIN: url.optional(),
  SHOPIFY_CLIENT_ID: text,
  SHOPIFY_CLIENT_SECRET: secret,
  SHOPIFY_CLIENT_SECRET_PREVIOUS: secret.optional(),
  ERP_BASE_URL: url,
  ERP_AUTH_URL: url.optional(),
  ERP_NETWORK: z.enum(["private"]).optional(),
  ERP_COMPANY: text,
  ERP_USERNAME: text,
  ERP_PASSWORD: text,
  ERP_HEADERS: headers.optional(),
  ERP_NRO_SEGMENTO: whole,
  ERP_NRO_DIVISAO: whole,
  ERP_TIP_CATEGORIA: text,
  ERP_SEQ_CANAL_VENDA: whole,
  ERP_COD_GERAL_OPER: whole,
  ERP_NRO_REPRESENTANTE: whole,
  ERP_NRO_TAB_VENDA: text,
  ERP_ORDER_LOOKUP: z.enum(["on", "off"]).optional(),
  ERP_ORDER_CANCEL: z.enum(["on", "off"]).optional(),
  ERP_ORDER_EDIT: z.enum(["on", "off"]).optional(),
  ERP_ORDERS_AT_ONCE: whole.refine((value) => value >= 1 && value <= 20, "must be from 1 to 20").optional(),
  IMAGE_HOSTS: hosts.optional(),
  IMAGE_FORMATS: z.enum(["classic", "modern"]).optional(),
  IMAGE_ORIGIN: url.optional(),
  ACCESS_TEAM: url
    .refine(
      (value) => /^https:\/\/[a-z0-9-]+\.cloudflareaccess\.com\/?$/.test(value),
      "must be https://{team}.cloudflareaccess.com",
    )
    .optional(),
  ACCESS_AUD: text.regex(/^[0-9a-f]{64}$/, "must be the 64 characters of the audience tag").optional(),
  OPS_TOKEN: secret.min(16, "is shorter than 16 characters"),
  ALERT_URL: outside.optional(),
  ALERT_FORMAT: z.enum(["json", "slack", "teams", "google-chat"]).optional(),
  HEARTBEAT_URL: outside.optional(),
  FULL_LOG: z.enum(["on", "off"]).optional(),
});
const ORDERS_AT_ONCE_DEFAULT = 5;
/** ERP_VPC may be absent: then the ERP is reached over the public network. METRICS may be absent: an account without Analytics Engine works without it. */
const BINDINGS = ["DB", "IMAGES", "ORDERS", "ORDERS_DLQ", "LOADS", "IMAGE_EVENTS", "PUSHES", "ASSETS"] as const;

/**
 * Reads bindings, variables and secrets. Reports every missing or wrong one at once, never its value. One pass repairs
 * a deployment, and no secret reaches a log.
 */
export function readConfig(env: Partial<Env>): ConfigResult {
  const problems = BINDINGS.filter((name) => env[name] === undefined).map(
    (name) => `${name}: binding missing; declare it in wrangler.toml`,
  );
  // An empty variable in wrangler.toml means "not set".
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => typeof value === "string" && value.trim() !== ""),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success)
    for (const { path, message, code } of parsed.error.issues) {
      const name = String(path[0]);
      problems.push(`${name}: ${code === "invalid_type" && !(name in given) ? "is not set" : message}`);
    }
  // The ERP's password and every order cross this way.
  if (parsed.success && parsed.data.ERP_NETWORK === undefined && env.ERP_VPC === undefined)
    for (const name of ["ERP_BASE_URL", "ERP_AUTH_URL"] as const)
      if (!isSafe(parsed.data[name] ?? ""))
        problems.push(`${name}: must be https, or ERP_NETWORK = "private" where plain http stays in a private network`);
  if (parsed.success && (parsed.data.ACCESS_TEAM === undefined) !== (parsed.data.ACCESS_AUD === undefined))
    problems.push(`${parsed.data.ACCESS_TEAM ? "ACCESS_AUD" : "ACCESS_TEAM"}: is not set, and the other one is`);
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const v = parsed.data;
  const erpBase = v.ERP_BASE_URL.replace(/\/+$/, "");
  return {
    ok: true,
    config: {
      shopify: {
        shop: v.SHOPIFY_SHOP,
        origin: (v.SHOPIFY_ORIGIN ?? `https://${v.SHOPIFY_SHOP}`).replace(/\/+$/, ""),
        clientId: v.SHOPIFY_CLIENT_ID,
        clientSecret: v.SHOPIFY_CLIENT_SECRET,
        webhookSecrets: [
          v.SHOPIFY_CLIENT_SECRET,
          ...(v.SHOPIFY_CLIENT_SECRET_PREVIOUS ? [v.SHOPIFY_CLIENT_SECRET_PREVIOUS] : []),
        ],
      },
      erp: {
        baseUrl: erpBase,
        authUrl: v.ERP_AUTH_URL ?? `${new URL(erpBase).origin}/api/v1/auth/login`,
        company: v.ERP_COMPANY,
        username: v.ERP_USERNAME,
        password: v.ERP_PASSWORD,
        headers: v.ERP_HEADERS ?? {},
        segment: v.ERP_NRO_SEGMENTO,
        division: v.ERP_NRO_DIVISAO,
        categoryType: v.ERP_TIP_CATEGORIA,
        salesChannel: v.ERP_SEQ_CANAL_VENDA,
        operation: v.ERP_COD_GERAL_OPER,
        representative: v.ERP_NRO_REPRESENTANTE,
        priceTable: v.ERP_NRO_TAB_VENDA,
        hasOrderLookup: v.ERP_ORDER_LOOKUP !== "off",
        hasOrderCancel: v.ERP_ORDER_CANCEL === "on",
        hasOrderEdit: v.ERP_ORDER_EDIT === "on",
        ordersAtOnce: v.ERP_ORDERS_AT_ONCE ?? ORDERS_AT_ONCE_DEFAULT,
      },
      images: {
        hosts: v.IMAGE_HOSTS ?? [],
        modern: v.IMAGE_FORMATS === "modern",
        origin: v.IMAGE_ORIGIN?.replace(/\/+$/, "") ?? null,
      },
      alerts: {
        url: v.ALERT_URL ?? null,
        format: v.ALERT_FORMAT ?? null,
        heartbeatUrl: v.HEARTBEAT_URL ?? null,
      },
      access:
        v.ACCESS_TEAM === undefined || v.ACCESS_AUD === undefined
          ? null
          : { issuer: v.ACCESS_TEAM.replace(/\/+$/, ""), audience: v.ACCESS_AUD },
      opsToken: v.OPS_TOKEN,
      keepPayloads: v.FULL_LOG === "on",
    },
  };
}
