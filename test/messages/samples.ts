/** One entry of every area and reason, with parameters of its shape: what the compiler holds against the type map. */
import type { DeskEntry } from "../../src/rules/record/desk-entry.ts";
import { REF } from "../../src/rules/record/desk-entry.ts";

const sku = { seqProduct: 919, sku: "P919E12" };
const product = { seqProduct: 919 };
const priced = { ...sku, ref: "list-42" };
const stocked = { ...sku, company: 3 };
const order = { area: "orders", ref: "6001" } as const;
const name = "#1001";
const submitted = { name, seqPedido: 501 };
const event = { area: "events", ref: "7001" } as const;
const orderId = "6001";
const place = { company: 3, segment: 1 };
const message = { area: "queue", ref: "m1" } as const;
const titles = ["POS", "Inbox"];

const catalog: readonly DeskEntry[] = [
  ...(["no-price", "no-title", "no-sku", "unit-wrong", "too-many-variants", "product-deleted"] as const).map(
    (reason) => ({ area: "publish-catalog", ...product, reason, params: {} }) as const,
  ),
  ...(["price-missing", "price-zero", "not-on-sale", "package-doubled", "variant-deleted"] as const).map(
    (reason) => ({ area: "publish-catalog", ...sku, reason, params: {} }) as const,
  ),
  {
    area: "publish-catalog",
    ...product,
    reason: "set-shrinks",
    params: { live: 3, removed: 2, skus: ["P919E6", "P919E12"] },
  },
  { area: "publish-catalog", ...product, reason: "shopify-refused", params: { code: "INVALID" } },
  { area: "publish-catalog", ...product, reason: "bulk-line-failed", params: {} },
  { area: "publish-catalog", ...product, reason: "bulk-dead-letter", params: { tries: 5 } },
  { area: "publish-catalog", ref: REF.base, reason: "base-target-missing", params: {} },
  { area: "publish-catalog", ref: REF.shopify, reason: "definition-refused", params: {} },
  { area: "publish-catalog", ref: REF.shopify, reason: "publication-missing", params: { titles } },
  { area: "publish-catalog", ref: REF.channels, reason: "channel-missing", params: { missing: titles } },
  {
    area: "publish-catalog",
    ref: "category:310",
    reason: "collection-refused",
    params: { name: "Bebidas", code: "INVALID" },
  },
  { area: "publish-catalog", ref: "category:310", reason: "collection-deleted", params: { name: "Bebidas" } },
  {
    area: "publish-catalog",
    ref: REF.variants,
    reason: "variant-cap",
    params: { inShop: 50_000, waiting: 9, beyond: 9, days: 1, from: 50_000, perDay: 1_000 },
  },
  { area: "publish-catalog", ref: REF.variants, reason: "variant-cap-met", params: {} },
  { area: "publish-catalog", ref: REF.unitPrice, reason: "unit-price-refused", params: {} },
];

const prices: readonly DeskEntry[] = [
  { area: "publish-prices", ...priced, reason: "price-missing", params: place },
  { area: "publish-prices", ...priced, reason: "price-zero", params: place },
  { area: "publish-prices", ...sku, ref: REF.base, reason: "not-on-sale", params: place },
  {
    area: "publish-prices",
    ...sku,
    ref: "meta-3",
    reason: "price-drop",
    params: { ...place, lastCents: 11_990, erpPriceCents: 1_199, isEmpty: false },
  },
  { area: "publish-prices", ...priced, reason: "shopify-refused", params: { code: "INVALID" } },
  { area: "publish-prices", ...priced, reason: "bulk-line-failed", params: {} },
  { area: "publish-prices", ...priced, reason: "bulk-dead-letter", params: { tries: 5 } },
  { area: "publish-prices", ref: "list-42", reason: "price-list-not-found", params: place },
  { area: "publish-prices", ref: "list-42", reason: "price-list-currency-mismatch", params: place },
  { area: "publish-prices", ref: REF.shopify, reason: "definition-refused", params: {} },
];

const stock: readonly DeskEntry[] = [
  ...(
    [
      "sku-unknown",
      "unit-wrong",
      "quantity-too-large",
      "unlimited-mixed",
      "unlimited-elsewhere",
      "stale",
      "item-refused",
    ] as const
  ).map((reason) => ({ area: "publish-stock", ...stocked, reason, params: {} }) as const),
  { area: "publish-stock", ...stocked, reason: "not-stocked", params: { code: "GENERIC_ERROR", tries: 5 } },
  { area: "publish-stock", ...stocked, ref: REF.cuts, reason: "cut-again", params: { cuts: 3 } },
  { area: "publish-stock", ...stocked, reason: "shopify-refused", params: { code: "INVALID" } },
  { area: "publish-stock", company: 3, reason: "location-missing", params: { name: "Centro" } },
  { area: "publish-stock", company: 3, reason: "company-disabled", params: { name: "Centro" } },
  { area: "publish-stock", company: 3, reason: "location-inactive", params: {} },
  {
    area: "publish-stock",
    company: 3,
    ref: "gid://shopify/Location/11",
    reason: "location-left",
    params: { name: "Centro", items: 2, next: 4 },
  },
];

const ON_HOLD = [
  "cpf-missing",
  "cpf-invalid",
  "cnpj-letters",
  "name-missing",
  "address-missing",
  "address-country",
  "address-number-missing",
  "address-bairro-missing",
  "address-city-missing",
  "address-cep-invalid",
  "cep-lookup-failed",
  "location-pending",
  "fulfillment-on-hold",
  "gift-card-line",
] as const;
const skus = ["P1E1", "P2E1", "P3E1", "P4E1", "P5E1", "P6E1"];
const orders: readonly DeskEntry[] = [
  ...ON_HOLD.map((reason) => ({ ...order, reason, params: { name } }) as const),
  { ...order, reason: "held-by-person", params: { name } },
  { ...order, reason: "order-unreadable", params: { name, problems: ["lines: expected array"] } },
  { ...order, reason: "location-unmapped", params: { name, locationGid: "gid://shopify/Location/11" } },
  { ...order, reason: "several-locations", params: { name, count: 2 } },
  { ...order, reason: "erp-unconfirmed", params: { name } },
  { ...order, reason: "lookup-unproven", params: { name } },
  { ...order, reason: "submitted-again", params: { name, posts: 2 } },
  { ...order, reason: "erp-order-doubled", params: { name, seqPedidos: [464, 465] } },
  { ...order, reason: "seq-pedido-taken", params: { name, seqPedido: 464, other: "#1002" } },
  { ...order, reason: "shown-not-in-erp", params: { name, seqPedido: 464 } },
  { ...order, reason: "gateway-unmapped", params: { name, gateways: ["boleto"] } },
  { ...order, reason: "sku-missing", params: { name, titles: ["Cesta"] } },
  { ...order, reason: "sku-unparseable", params: { name, skus: ["X1"] } },
  { ...order, reason: "sku-unknown", params: { name, skus } },
  { ...order, reason: "currency", params: { name, currency: "BRL", presentment: "USD" } },
  { ...order, reason: "total-mismatch", params: { name, differenceCents: -1 } },
  { ...order, reason: "fees-or-tip", params: { name, cents: 100 } },
  { ...order, reason: "tax-added", params: { name, cents: 123_456 } },
  { ...order, reason: "payment-mismatch", params: { name, missingCents: 1 } },
  { ...order, reason: "partially-paid", params: { name, outstandingCents: 1 } },
  { ...order, reason: "payment-refused", params: { ...submitted, payment: "1", code: "400", answer: "NSU." } },
  { ...order, reason: "payment-unconfirmed", params: { ...submitted, payment: "1" } },
  { ...order, reason: "amount-refunded", params: { name, cents: 500 } },
  { ...order, reason: "payment-overdue", params: { name, waits: "pending", gateways: ["pix"], cents: 500 } },
  { ...order, reason: "risk", params: { name, recommendation: "CANCEL" } },
  { ...order, reason: "internal-error", params: { name } },
  { ...order, reason: "erp-unclear", params: { name, attempts: 8 } },
  { ...order, reason: "erp-refused", params: { name, code: "422", answer: "CEP inexistente." } },
  { ...order, reason: "erp-rejected", params: { ...submitted, answer: "sem estoque" } },
  { ...order, reason: "import-slow", params: submitted },
  { ...order, reason: "import-unseen", params: { ...submitted, hours: 24 } },
  { ...order, reason: "not-there", params: submitted },
  {
    ...order,
    reason: "items-missing",
    params: { name, nroPedVenda: 88, count: 1, items: [{ sku: "P1E1", orderedMilli: 2_000, importedMilli: 0 }] },
  },
  { ...order, reason: "metafield-refused", params: { name, keys: ["nfe_chave"] } },
  { ...order, reason: "deleted-in-shop", params: submitted },
  { ...order, reason: "cancelled-after-submission", params: submitted },
  { ...order, reason: "cancelled-after-billing", params: { ...submitted, invoice: "1234" } },
  { ...order, reason: "billed-after-cancelling", params: { ...submitted, invoice: "1234" } },
  {
    ...order,
    reason: "erp-change-refused",
    params: { ...submitted, change: "cancel", code: "PEDIDO_FATURADO", answer: "pedido já faturado" },
  },
  { ...order, reason: "erp-change-unconfirmed", params: { ...submitted, change: "edit" } },
  {
    ...order,
    reason: "capture-stopped",
    params: { name, why: "above-authorized", billedCents: 5_990, authorizedCents: 4_990 },
  },
  {
    ...order,
    reason: "mark-paid-stopped",
    params: { name, why: "total-differs", billedCents: 5_990, orderCents: 6_990 },
  },
  { ...order, reason: "refund-pending", params: { name, cents: 1_250 } },
  {
    ...order,
    reason: "edited-after-submission",
    params: {
      ...submitted,
      changes: [
        { of: "units", sku: "P1E1", from: 2, to: 1 },
        { of: "cents", sku: "P2E1", from: 200, to: 100 },
        { of: "total", from: 300, to: 200 },
        { of: "customer" },
      ],
    },
  },
  ...(["needs-reauth", "shop-closed"] as const).map(
    (reason) => ({ area: "order-flow", ref: REF.erp, reason, params: {} }) as const,
  ),
  { area: "order-flow", ref: REF.shopify, reason: "silent", params: { attempts: 6 } },
  { area: "order-flow", ref: REF.erp, reason: "lookup-missing", params: { status: 404 } },
  { area: "order-flow", ref: REF.shopify, reason: "data-unapproved", params: { path: "order.customer" } },
  { area: "order-flow", ref: REF.shopify, reason: "access-denied", params: { path: "order.customer" } },
  { area: "order-flow", ref: REF.shopify, reason: "query-refused", params: { code: "MAX_COST_EXCEEDED" } },
  {
    area: "app",
    ref: REF.shopify,
    reason: "scopes-missing",
    params: { missing: [{ scope: "write_orders", stops: ["orders"] }] },
  },
  { area: "orders", ref: "6001", reason: "order-out-of-reach", params: { name: "#1001" } },
  {
    area: "orders",
    ref: "6001",
    reason: "sku-mismatch",
    params: { name: "#1001", lines: [{ sku: "P1E1", variantSku: "P2E1" }] },
  },
  { area: "orders", ref: "6001", reason: "free-line", params: { name: "#1001", skus: ["P5E1"] } },
  {
    area: "orders",
    ref: "6001",
    reason: "weight-unclear",
    params: { name: "#1001", lines: [{ sku: "P9E1", namedMilli: 250, keptMilli: null }] },
  },
];

const events: readonly DeskEntry[] = [
  { area: "events", ref: "digest:abc", reason: "event-unreadable", params: { fields: ["seqEvento"] } },
  { ...event, reason: "event-type-unknown", params: { orderId, type: "NOVO" } },
  { ...event, reason: "order-unknown", params: { orderId } },
  { ...event, reason: "order-not-in-erp", params: { name, state: "on-hold" } },
  { ...event, reason: "invoice-missing", params: { orderId } },
  { ...event, reason: "invoice-key-invalid", params: { orderId } },
  { ...event, reason: "invoice-model-differs", params: { orderId, model: "55" } },
  { ...event, reason: "invoice-date-invalid", params: { orderId } },
  { ...event, reason: "invoice-waits", params: { name } },
  {
    ...event,
    reason: "order-altered",
    params: { name, lines: [{ sku: "P1E1", orderedMilli: 2_000, attendedMilli: 1_500 }] },
  },
  { ...event, reason: "invoice-total-differs", params: { name, invoiceCents: 4_990, orderCents: 4_980 } },
  { ...event, reason: "fulfillment-stopped", params: { name, invoice: "1234", why: "on-hold", units: 2 } },
  { ...event, reason: "order-cancelled", params: { name, motive: "sem estoque", obstacle: "fulfilled" } },
  {
    ...event,
    reason: "alteration-above-paid",
    params: { name, missingCents: 1_250, billedCents: 6_230, of: "authorized", url: "https://loja.test/pay" },
  },
  { ...event, reason: "alteration-not-editable", params: { name, errors: ["archived"] } },
  { ...event, reason: "alteration-odd-item", params: { name, sku: "P1E1", attendedMilli: 1_500 } },
  { ...event, reason: "alteration-sku-unknown", params: { name, sku: "P9E1" } },
  { ...event, reason: "alteration-refund-failed", params: { name, cents: 1_250 } },
  { ...event, reason: "alteration-refused", params: { name } },
];

const bulk = { area: "publish-bulk", ref: "0a1b2c3d-4e5f" } as const;
const others: readonly DeskEntry[] = [
  { area: "publish", ref: REF.shopify, reason: "unauthorized", params: { why: "shop_not_permitted" } },
  { area: "app", ref: REF.version, reason: "version-drift", params: { pinned: "2026-10", served: "2027-01" } },
  { area: "publish", ref: REF.shopify, reason: "shop-closed", params: { status: 402 } },
  { area: "publish", ref: REF.shopify, reason: "access-denied", params: { code: "ACCESS_DENIED" } },
  ...(["bulk-upload-failed", "bulk-start-failed", "bulk-download-failed"] as const).map(
    (reason) => ({ ...bulk, reason, params: { kind: "ProductSet" } }) as const,
  ),
  { ...bulk, reason: "bulk-failed", params: { kind: "VariantPrices", outcome: "CANCELED" } },
  { ...message, reason: "dead-letter", params: { orderId } },
  { ...message, reason: "job-unknown", params: { job: "estoque" } },
  { ...message, reason: "message-unreadable", params: {} },
  { area: "queue", ref: "e1", reason: "webhook-not-json", params: { topic: "orders/paid", eventId: "e1" } },
  { area: "queue", ref: "e1", reason: "webhook-not-an-order", params: { topic: "orders/paid", eventId: "" } },
  {
    area: "queue",
    ref: "9999",
    reason: "privacy-data-request",
    params: { asked: 3, held: 2, orders: ["#1001", "#1002"], until: "2026-12-24T15:00:00.000Z" },
  },
  { area: "queue", ref: REF.redactions, reason: "privacy-redact-waits", params: { orders: 2 } },
  { area: "queue", ref: "e1", reason: "privacy-shop-redact", params: { until: "2026-12-24T15:00:00.000Z" } },
  { area: "queue", ref: "e1", reason: "privacy-unreadable", params: { topic: "shop/redact", eventId: "e1" } },
  {
    area: "webhooks",
    ref: REF.webhooksDropped,
    reason: "webhook-dropped",
    params: { topics: ["ORDERS_PAID"], address: "https://gondola.example" },
  },
  { area: "alerts", ref: REF.alerts, reason: "alerts-unsent", params: { status: 404 } },
  {
    area: "webhooks",
    ref: REF.webhooksSilent,
    reason: "webhook-silent",
    params: { orders: 4, since: "2026-11-25T12:00:00Z" },
  },
  { area: "webhooks", ref: REF.webhooksRefused, reason: "webhook-refused", params: { topics: ["ORDERS_PAID"] } },
  { area: "drift", ref: REF.shopify, reason: "drift-found", params: { findings: 3 } },
  { area: "barcodes", ...sku, reason: "ean-duplicate", params: { ean: "7891000315507", owner: "P9E1" } },
  {
    area: "category-tree",
    ref: "category:310",
    reason: "category-parent-missing",
    params: { name: "Bebidas", parent: 3 },
  },
  { area: "category-tree", ref: "category:310", reason: "category-circle", params: { name: "Bebidas" } },
];

const url = "https://imagens.loja.exemplo/produtos/919-1.jpg";
const object = "sha256/ab/abcdef";
const image = { seqProduct: 919, ref: "image:erp:9190" } as const;
const picture = { ref: "picture:abcdef0123456789" } as const;
const inbox = { area: "image-inbox", ref: "file:inbox/foto.jpg" } as const;
const LOADS = ["products", "brands", "categories", "skus", "prices", "stock", "images"] as const;
const loads: readonly DeskEntry[] = [
  ...LOADS.flatMap((area): readonly DeskEntry[] => {
    const load = { area, company: 3, segment: 1, ref: REF.load };
    return [
      { ...load, reason: "pages-endless", params: { pages: 5_000 } },
      { ...load, reason: "page-repeated", params: { page: 2 } },
      { ...load, reason: "erp-refused", params: { code: "400", answer: "NroEmpresa inválido" } },
      { ...load, reason: "erp-not-there", params: {} },
      { ...load, reason: "erp-unauthorized", params: { answer: "HTTP 401" } },
      { ...load, reason: "erp-login-address", params: { answer: "login: HTTP 404 at ERP_AUTH_URL: Not Found" } },
      {
        ...load,
        ref: REF.fields,
        reason: "fields-missing",
        params: { fields: ["precoPromoc"], unknown: ["precoProm"] },
      },
      { ...load, reason: "field-undeclared", params: { fields: ["pesavel"], unknown: ["indPesavel"] } },
      { ...load, ...sku, ref: "", reason: "text-garbled", params: { text: "A��CAR" } },
      { ...load, ...sku, ref: "", reason: "rows-alike", params: { rows: 2 } },
      { ...load, ref: REF.foreign, reason: "rows-foreign", params: { rows: 350 } },
      { ...load, ref: REF.delisting, reason: "delisting-blocked", params: { rows: 60, live: 900 } },
      {
        ...load,
        ref: "page:3:4",
        reason: "record-malformed",
        params: { problems: ["seqProduto: expected number"], page: 3, item: 4 },
      },
      { ...load, ref: "page:3:4", reason: "record-too-large", params: { page: 3, item: 4, megabytes: 16 } },
    ];
  }),
  {
    area: "loads",
    company: 3,
    ref: "stock",
    reason: "load-stalled",
    params: { load: "stock", since: Date.UTC(2026, 10, 24, 11), hasEnded: true, answer: "HTTP 500: ORA-00942" },
  },
  { area: "products", ...product, reason: "name-blank", params: {} },
  { area: "products", ...product, reason: "sale-limit-invalid", params: {} },
  { area: "products", ...product, reason: "similars-invalid", params: {} },
  { area: "products", ...product, reason: "title-cut", params: { length: 300, max: 255 } },
  { area: "products", ...product, reason: "description-too-long", params: { length: 30_000, max: 20_000 } },
  { area: "products", ...product, reason: "multiple-invalid", params: { fault: "too-many-places" } },
  { area: "products", ...product, reason: "multiple-missing", params: {} },
  { area: "brands", ref: "brand:12", reason: "brand-blank", params: {} },
  { area: "categories", ref: "category:310", reason: "category-blank", params: {} },
  { area: "categories", ref: "category:310", reason: "category-own-parent", params: {} },
  { area: "skus", seqProduct: 919, reason: "sku-invalid", params: {} },
  { area: "skus", ...sku, reason: "ean-invalid", params: { barcode: "123" } },
  { area: "skus", ...sku, reason: "measure-invalid", params: { measure: "width" } },
  { area: "prices", ref: "12", reason: "sku-invalid", params: {} },
  { area: "prices", ...sku, ...place, reason: "status-unknown", params: { status: "Ativo" } },
  ...(["price-zero", "price-negative", "price-missing", "promo-not-lower", "promo-dates"] as const).map(
    (reason) => ({ area: "prices", ...sku, ...place, reason, params: {} }) as const,
  ),
  { area: "prices", ...sku, ...place, reason: "price-invalid", params: { fault: "not-a-number" } },
  { area: "prices", ...sku, ...place, reason: "promo-invalid", params: { fault: "negative" } },
  { area: "prices", ...sku, ...place, reason: "offer-invalid", params: { field: "precoClube" } },
  { area: "stock", ...stocked, reason: "sku-invalid", params: {} },
  { area: "stock", ...stocked, reason: "quantity-missing", params: {} },
  { area: "stock", ...stocked, reason: "quantity-invalid", params: { fault: "too-large" } },
  { area: "images", seqProduct: 919, reason: "sku-invalid", params: {} },
  { ...image, area: "images", reason: "image-address", params: { url, fault: "not-https" } },
  { ...image, area: "images", reason: "image-unreadable", params: { name: "Imagem principal" } },
  { ...image, area: "images", reason: "image-refused", params: { fault: "svg" } },
  { ...image, area: "image-fetch", reason: "image-address", params: { url, fault: "host-not-allowed" } },
  { ...image, area: "image-fetch", reason: "image-refused", params: { url, fault: "cut" } },
  { ...image, area: "image-fetch", reason: "image-missing", params: { url, status: 404 } },
  { ...image, area: "image-fetch", reason: "image-unreachable", params: { url, attempts: 3 } },
  { ...picture, area: "image-fetch", reason: "placeholder", params: { object, products: 40 } },
  { ...picture, area: "image-fetch", reason: "image-lost", params: { object } },
  { ...inbox, reason: "name-unreadable", params: { key: "inbox/foto.jpg" } },
  { ...inbox, reason: "product-unknown", params: { key: "inbox/P9E1.jpg" } },
  { ...inbox, reason: "image-refused", params: { key: "inbox/P919E1.jpg", fault: "unsupported" } },
  { ...picture, area: "publish-images", reason: "file-failed", params: { code: "IMAGE_PROCESSING_FAILURE", object } },
  { area: "publish-images", ref: REF.shopify, reason: "storage-full", params: { megabytes: 2_048 } },
  { area: "publish-images", ...product, reason: "media-refused", params: { code: "PRODUCT_MEDIA_LIMIT_EXCEEDED" } },
  {
    area: "publish-images",
    ...product,
    reason: "specification-refused",
    params: { code: "INVALID_VALUE", name: "Conservação" },
  },
  { area: "order-events", ref: REF.load, reason: "pages-endless", params: { pages: 5_000 } },
  { area: "order-events", ref: REF.load, reason: "page-repeated", params: { page: 2 } },
  { area: "order-events", ref: REF.load, reason: "erp-refused", params: { code: "400" } },
  { area: "order-events", ref: REF.load, reason: "erp-not-there", params: {} },
  { area: "order-events", ref: REF.load, reason: "needs-reauth", params: {} },
  { area: "order-sweep", ref: REF.load, reason: "pages-endless", params: { pages: 1_000 } },
  { area: "order-sweep", ref: REF.load, reason: "needs-reauth", params: {} },
  { area: "order-sweep", ref: REF.load, reason: "shop-closed", params: { status: 402 } },
  { area: "order-sweep", ref: REF.load, reason: "shopify-refused", params: { code: "INVALID" } },
];

const ofLedger = { area: "order-ledger", ref: "6123" } as const;
const ledger: readonly DeskEntry[] = [
  { ...ofLedger, reason: "missing-in-erp", params: { name: "#1001", seqPedido: 464, state: "imported" } },
  { ...ofLedger, reason: "twice-in-erp", params: { name: "#1001", seqPedidos: [464, 471] } },
  {
    ...ofLedger,
    reason: "total-differs",
    params: { name: "#1001", seqPedido: 464, shopCents: 12_990, erpCents: 11_990 },
  },
  {
    ...ofLedger,
    reason: "items-differ",
    params: {
      name: "#1001",
      seqPedido: 464,
      count: 12,
      items: [{ sku: "P919E12", shopMilli: 2000, erpMilli: 1000 }],
    },
  },
  { ...ofLedger, reason: "cancelled-alive", params: { name: "#1001", seqPedido: 464 } },
  { ...ofLedger, reason: "invoice-missing", params: { name: "#1001", nroPedVenda: 88001 } },
  { ...ofLedger, reason: "not-in-hub", params: { name: "#1001", seqPedido: 464 } },
  { area: "order-ledger", ref: REF.erp, reason: "erp-silent", params: { orders: 40 } },
];

export const SAMPLES: readonly DeskEntry[] = [
  ...catalog,
  ...prices,
  ...stock,
  ...orders,
  ...events,
  ...others,
  ...loads,
  ...ledger,
];
