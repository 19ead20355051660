/** The operator at `/api` of a Worker in the publish world, and the webhooks that `POST /api/setup` subscribes. */
import type { Deps } from "../../../src/deps.ts";
import { answered } from "../answered.ts";
import { routes } from "../../../src/routes/index.ts";

const OPS_TOKEN = "operator-token-0123";
const ORIGIN = "https://gondola.example";
export const ADDRESS = `${ORIGIN}/webhooks/shopify`;
export const TOPICS = [
  "ORDERS_CREATE",
  "ORDERS_PAID",
  "ORDERS_UPDATED",
  "ORDERS_CANCELLED",
  "ORDERS_DELETE",
  "ORDERS_EDITED",
  "BULK_OPERATIONS_FINISH",
];

/** One request of the operator, answered by the Worker that `by` makes up. */
export const asOperator = (
  by: Deps,
  method: "GET" | "POST" | "DELETE",
  path: string,
  { body, origin = ORIGIN }: { readonly body?: unknown; readonly origin?: string | undefined } = {},
): Promise<Response> =>
  answered(
    routes(
      new Request(`${origin}/api/${path}`, {
        method,
        headers: { authorization: `Bearer ${OPS_TOKEN}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
      { ...by, config: { ...by.config, opsToken: OPS_TOKEN } },
      { waitUntil: () => undefined },
    ),
    { method, url: `${origin}/api/${path}` },
  );
