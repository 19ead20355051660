/**
 * What a Node backend does with the same webhook: Express and Shopify's own library, as its documentation shows them.
 * `node peer.ts <file>` stores each event in SQLite before it answers (journal WAL, synchronous FULL: the commit is on the
 * disk); `node peer.ts memory` keeps the event ids in a Map, and a crash forgets them.
 */
import "@shopify/shopify-api/adapters/node";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import express, { type Request, type Response } from "express";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { BENCH_SECRET } from "./payloads.ts";

const [, , where = "memory"] = process.argv;
const shopify = shopifyApi({
  apiKey: "bench-client-id",
  apiSecretKey: BENCH_SECRET,
  apiVersion: ApiVersion.October26,
  hostName: "localhost",
  isEmbeddedApp: false,
  logger: { level: 0 },
});

const seen = new Map<string, string>();
const insert = where === "memory" ? undefined : statement(where);

/** @returns whether the event is new. */
function store(eventId: string, topic: string, orderId: string): boolean {
  if (insert) return insert.run(eventId, topic, orderId).changes === 1;
  const isNew = !seen.has(eventId);
  seen.set(eventId, orderId);
  return isNew;
}

function statement(file: string) {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA journal_mode = WAL");
  db.exec("PRAGMA synchronous = FULL");
  db.exec("CREATE TABLE deliveries (event_id TEXT, topic TEXT, order_id TEXT, PRIMARY KEY (event_id, topic)) STRICT");
  return db.prepare("INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?)");
}

const app = express();
app.disable("x-powered-by");
app.post("/webhooks/shopify", express.text({ type: "*/*", limit: "2mb" }), (request, response, next) => {
  receive(request, response).then(undefined, next);
});

async function receive(request: Request, response: Response): Promise<void> {
  const rawBody = String(request.body);
  const validation = await shopify.webhooks.validate({ rawBody, rawRequest: request, rawResponse: response });
  if (!validation.valid) return void response.status(401).json({ code: "unsigned" });
  const { admin_graphql_api_id: id } = JSON.parse(rawBody) as { admin_graphql_api_id: string };
  store(String(request.headers["x-shopify-event-id"]), validation.topic, id);
  response.status(200).json({ ok: true });
}

const server = app.listen(0, "127.0.0.1", () => {
  console.log(`PORT ${(server.address() as AddressInfo).port}`);
});
