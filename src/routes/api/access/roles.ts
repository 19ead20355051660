import type { Role } from "../../../rules/access/scope.ts";

/**
 * What each route needs: a viewer reads, an operator does the daily work (retries, resolves, approves, runs, pauses), an
 * admin sets up (mappings, settings, tokens). A test holds this table and the routes together.
 */
export const ROLE_OF: Readonly<Record<string, Role>> = {
  "GET /report": "viewer",
  "GET /jobs": "viewer",
  "POST /run/:job": "operator",

  "GET /health": "viewer",

  "GET /loads": "viewer",
  "GET /audit": "viewer",
  "PUT /loads/:name/:company/:segment": "admin",
  "POST /loads/:name/:company/:segment/watermark": "operator",
  "POST /loads/:name/:company/:segment/run": "operator",
  "POST /loads/:name/:company/:segment/pause": "operator",
  "POST /loads/:name/:company/:segment/resume": "operator",
  "POST /loads/:name/:company/:segment/full": "operator",
  "POST /loads/:name/:company/:segment/approve-delisting": "operator",

  "POST /images": "operator",

  "GET /desk": "viewer",

  "GET /drift": "viewer",
  "POST /drift/run": "operator",
  "POST /drift/repair": "operator",

  "GET /dry-run": "viewer",
  "PUT /dry-run": "admin",
  "GET /dry-run/report": "viewer",
  "POST /dry-run/report": "operator",

  "GET /doctor": "operator",

  "GET /go-live": "viewer",
  "POST /go-live": "admin",
  "POST /go-live/report-seen": "operator",
  "PUT /go-live/test-order": "admin",

  "GET /catalog/settings": "viewer",
  "PUT /catalog/settings": "admin",
  "GET /catalog/taxonomy": "viewer",
  "PUT /catalog/taxonomy": "admin",
  "GET /catalog/specifications": "viewer",
  "PUT /catalog/specifications": "admin",
  "POST /catalog/titles": "viewer",
  "GET /catalog/similars": "viewer",
  "POST /catalog/similars": "operator",
  "GET /catalog/channels": "viewer",
  "GET /catalog/merchant-fields": "viewer",
  "POST /catalog/products/:seqProduct/release": "operator",
  "POST /catalog/products/:seqProduct/recreate": "operator",
  "POST /catalog/skus/:sku/recreate": "operator",
  "POST /catalog/collections/:seqCategory/recreate": "operator",

  "GET /companies": "viewer",
  "PUT /companies": "admin",

  "GET /held-stock": "viewer",
  "POST /held-stock/release": "operator",

  "GET /safety-stock": "viewer",
  "PUT /safety-stock": "admin",

  "GET /price-targets": "viewer",
  "PUT /price-targets": "admin",
  "GET /prices/pending": "viewer",
  "POST /prices/approve": "operator",

  "GET /price-lists": "viewer",
  "POST /price-lists": "admin",
  "POST /price-lists/setup": "admin",

  "GET /orders/ledger": "viewer",
  "POST /orders/ledger": "operator",

  "GET /orders": "viewer",
  "GET /orders/settings": "viewer",
  "GET /orders/attributes-check": "operator",
  "PUT /orders/settings": "admin",
  "GET /postal-codes/:cep": "viewer",
  "PUT /postal-codes": "admin",
  "GET /orders/:orderId": "viewer",
  "GET /orders/:orderId/quantity-check": "operator",
  "POST /orders/:orderId/retry": "operator",
  "POST /orders/:orderId/corrections": "operator",
  "POST /orders/:orderId/hold": "operator",
  "POST /orders/:orderId/release": "operator",
  "GET /payment-forms": "viewer",
  "PUT /payment-forms": "admin",
  "GET /line-products": "viewer",
  "PUT /line-products": "admin",
  "POST /erp-events/:eventKey/resolve": "operator",

  "GET /orders-since": "viewer",
  "PUT /orders-since": "admin",

  "GET /erp/dialect": "viewer",
  "PUT /erp/dialect": "admin",
  "POST /erp/probe": "admin",
  "POST /erp/learn": "admin",
  "GET /erp/companies": "viewer",
  "GET /shopify/locations": "viewer",

  "POST /setup": "admin",
  "DELETE /setup/webhooks": "admin",

  "GET /alerts": "viewer",
  "GET /alerts/settings": "viewer",
  "PUT /alerts/settings": "admin",
  "POST /alerts/test": "admin",

  "GET /people": "admin",
  "PUT /people": "admin",

  "GET /tokens": "admin",
  "POST /tokens": "admin",
  "DELETE /tokens/:id": "admin",
};
