import type { ShopifyFailure } from "../../setup/failure.ts";
import { failure } from "./answers.ts";

/**
 * The response of a route whose Shopify call failed; an operator repeats the request, because routes repeat no call.
 */
export function unreachable(reason: ShopifyFailure): Response {
  if (reason.kind === "dryRun")
    return failure(
      409,
      "dry-run",
      "A simulação está ligada (PUT /api/dry-run): nada é criado na Shopify; desligue e repita.",
    );
  const detail = "message" in reason ? `${reason.kind}: ${reason.message}` : reason.kind;
  return failure(502, "shopify-failed", "Shopify: não respondeu como devia; veja details e repita.", [detail]);
}
