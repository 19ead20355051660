/** The Worker's bindings and variables, as `wrangler.toml` declares them; a test holds the two together. Read through src/config.ts only. */
export interface Env {
  readonly DB: D1Database;
  readonly IMAGES: R2Bucket;
  readonly ORDERS: Queue<OrderMessage>;
  readonly ORDERS_DLQ: Queue<OrderMessage>;
  readonly LOADS: Queue<LoadMessage>;

  readonly SHOPIFY_SHOP?: string; // {shop}.myshopify.com
  readonly SHOPIFY_ORIGIN?: string; // https://{shop}.myshopify.com unless a simulator stands in
  readonly SHOPIFY_CLIENT_ID?: string;
  readonly SHOPIFY_CLIENT_SECRET?: string; // secret; also signs the webhooks
  readonly SHOPIFY_CLIENT_SECRET_PREVIOUS?: string; // secret, optional: the one being rotated out, for webhooks only
  readonly ERP_BASE_URL?: string; // ends before /Cadastros
  readonly ERP_AUTH_URL?: string; // optional: {origin of ERP_BASE_URL}/api/v1/auth/login
  readonly ERP_COMPANY?: string;
  readonly ERP_USERNAME?: string;
  readonly ERP_PASSWORD?: string; // secret
  readonly ERP_NRO_SEGMENTO?: string;
  readonly ERP_NRO_DIVISAO?: string;
  readonly ERP_TIP_CATEGORIA?: string;
  readonly ERP_SEQ_CANAL_VENDA?: string;
  readonly ERP_COD_GERAL_OPER?: string;
  readonly ERP_NRO_REPRESENTANTE?: string;
  readonly ERP_NRO_TAB_VENDA?: string;
  readonly FULL_LOG?: string; // on | off (default)
  readonly OPS_TOKEN?: string; // secret: bearer of /api
}

/** "Evaluate this order." Never carries data of the order itself (invariant 8). */
export interface OrderMessage {
  readonly orderId: string;
  readonly cause: "webhook" | "sweep" | "erp-event" | "due" | "person";
}

/** "Continue this job": its time ran out with pages left. */
export interface LoadMessage {
  readonly job: string;
}
