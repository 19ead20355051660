/**
 * The daily limit of new variants: HTTP 200, the mutation's field null, and this code. That productSet gives it as
 * productCreate does is an assumption.
 */
import { topLevel, type Core } from "../core.ts";

const DAY_MS = 86_400_000;

/** @param made variants that the mutation is about to make */
export function checkVariantLimit(core: Core, made: number): void {
  const { plan } = core.settings;
  const { from, perDay } = core.variantLimit;
  const { variants } = core.state;
  if (made === 0 || plan === "plus" || variants.size + made <= from) return;
  const since = core.now() - DAY_MS;
  let today = 0;
  for (const { createdAt } of variants.values()) if (createdAt > since) today += 1;
  if (today + made <= perDay) return;
  throw topLevel(
    "VARIANT_THROTTLE_EXCEEDED",
    `Daily variant creation limit reached. Please try again later. See https://help.shopify.com for more information.`,
  );
}
