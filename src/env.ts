/** The Worker's bindings and variables, as `wrangler.toml` declares them; a test holds the two together. Read through src/config.ts only. */
export interface Env {
  readonly DB: D1Database;
  readonly IMAGES: R2Bucket;
  readonly ORDERS: Queue<OrdersMessage>;
  readonly ORDERS_DLQ: Queue<OrdersMessage>;
  readonly LOADS: Queue<LoadMessage>;
  readonly IMAGE_EVENTS: Queue; // consumed only; the binding makes a deployment create it
  readonly PUSHES: RateLimit;
  readonly ASSETS: Fetcher;
  readonly METRICS?: AnalyticsEngineDataset; // without it no data point is written
  readonly ERP_VPC?: Fetcher; // Workers VPC: the ERP of a private network; without it, the public network

  readonly SHOPIFY_SHOP?: string; // {shop}.myshopify.com
  readonly SHOPIFY_ORIGIN?: string; // https://{shop}.myshopify.com unless a simulator stands in
  readonly SHOPIFY_CLIENT_ID?: string;
  readonly SHOPIFY_CLIENT_SECRET?: string; // secret; also signs the webhooks
  readonly SHOPIFY_CLIENT_SECRET_PREVIOUS?: string; // secret, optional: the one being rotated out, for webhooks only
  readonly ERP_BASE_URL?: string; // ends before /Cadastros
  readonly ERP_AUTH_URL?: string; // optional: {origin of ERP_BASE_URL}/api/v1/auth/login
  readonly ERP_NETWORK?: string; // optional: "private" permits plain http to the ERP
  readonly ERP_COMPANY?: string;
  readonly ERP_USERNAME?: string;
  readonly ERP_PASSWORD?: string; // secret
  readonly ERP_HEADERS?: string; // secret, optional: headers of each call, lines as Name: value
  readonly ERP_NRO_SEGMENTO?: string;
  readonly ERP_NRO_DIVISAO?: string;
  readonly ERP_TIP_CATEGORIA?: string;
  readonly ERP_SEQ_CANAL_VENDA?: string;
  readonly ERP_COD_GERAL_OPER?: string;
  readonly ERP_NRO_REPRESENTANTE?: string;
  readonly ERP_NRO_TAB_VENDA?: string;
  readonly ERP_ORDER_LOOKUP?: string; // on (default) | off: the ERP has no GET /PedidoVenda
  readonly ERP_ORDER_CANCEL?: string; // on | off (default): the ERP has POST /PedidoVenda/{seqPedido}/Cancelar
  readonly ERP_ORDER_EDIT?: string; // on | off (default): the ERP has PUT /PedidoVenda/{seqPedido}
  readonly ERP_ORDERS_AT_ONCE?: string; // 1 … 20, default 5: orders that one batch works at the same time
  readonly IMAGE_HOSTS?: string; // hosts that pictures may be fetched from; empty: the ERP's pictures are not read
  readonly IMAGE_FORMATS?: string; // classic (default: JPEG, PNG, GIF) | modern (WebP and HEIC too)
  readonly IMAGE_ORIGIN?: string; // https of IMAGE_HOSTS unless a simulator stands in
  readonly ALERT_URL?: string; // secret, optional: takes alerts by POST
  readonly ALERT_FORMAT?: string; // json | slack | teams | google-chat; default: by the address
  readonly HEARTBEAT_URL?: string; // secret, optional: asked every two minutes, for a dead-man's switch
  readonly FULL_LOG?: string; // on | off (default)
  readonly ACCESS_TEAM?: string; // https://{team}.cloudflareaccess.com: who it lets in may use /ops
  readonly ACCESS_AUD?: string; // application audience tag of /ops in Cloudflare Access
  readonly OPS_TOKEN?: string; // secret: bearer of /api
}

/** "Evaluate this order." Never carries data of the order itself (invariant 8). */
export interface OrderMessage {
  readonly orderId: string;
  readonly cause: "webhook" | "deleted" | "sweep" | "erp-event" | "due" | "person";
  /** Shopify's `updated_at` of the order, as its webhook or the sweep announced it, ISO 8601. Absent: evaluate anyway. */
  readonly updatedAt?: string | undefined;
  /** Sent as part of a backlog: the batch that works it sends another one. */
  readonly isOfBacklog?: true | undefined;
  /** The webhook's topic and event id. */
  readonly topic?: string | undefined;
  readonly eventId?: string | undefined;
}

/** A signed webhook that names no order. The consumer records it, because the webhook's route never needs the hub. */
export interface WebhookNotice {
  readonly notice: "notJson" | "notAnOrder" | "privacyUnreadable" | "otherTopic";
  readonly topic: string;
  readonly eventId: string;
}

/** A request of privacy law (src/rules/orders/people/privacy-request.ts): ids, never the customer's data. */
export interface PrivacyMessage {
  readonly privacy: "dataRequest" | "customerRedact" | "shopRedact";
  /** Shopify's number of the request, else the webhook's event id. */
  readonly requestId: string;
  /** From 1; a long list of orders is several messages. */
  readonly part: number;
  readonly orderIds: readonly string[];
  /** Epoch ms, at the webhook: the 30 days begin. */
  readonly receivedAt: number;
}

/** A message of the orders' queue. */
export type OrdersMessage = OrderMessage | WebhookNotice | PrivacyMessage;

/** "Continue this job": its time ran out with pages left. */
export interface LoadMessage {
  readonly job: string;
}
