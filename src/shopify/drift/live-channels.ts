/**
 * Sales channels that products are on. Read channel by channel, each costs nothing; a product's list of channels would be
 * two points for each. GraphQL has no repetition, so a document has a fixed number of places.
 */
import { DriftChannelsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";

/** Places for channels in one document. */
export const CHANNELS_AT_ONCE = 4;
/** Placeholder for channels that are not requested, or not read. */
const NO_CHANNEL = "gid://shopify/Publication/1";

interface OnChannels {
  readonly on1?: boolean;
  readonly on2?: boolean;
  readonly on3?: boolean;
  readonly on4?: boolean;
}

export const channelVariables = ([
  channel1 = NO_CHANNEL,
  channel2 = channel1,
  channel3 = channel1,
  channel4 = channel1,
]: readonly string[]) => ({ channel1, channel2, channel3, channel4 });

/** Of the channels in a document's places, those that the product is on. */
export const channelsOn = (channels: readonly string[], { on1, on2, on3, on4 }: OnChannels): readonly string[] =>
  channels.filter((_, index) => [on1, on2, on3, on4][index] === true);

/** Channels that found no place beside the products: one call more for each four of them. */
export async function readFurtherChannels(
  admin: AdminClient,
  products: readonly string[],
  channels: readonly string[],
): Promise<
  | { readonly kind: "channels"; readonly byGid: ReadonlyMap<string, readonly string[]> }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const byGid = new Map<string, readonly string[]>();
  for (let from = 0; from < channels.length; from += CHANNELS_AT_ONCE) {
    const group = channels.slice(from, from + CHANNELS_AT_ONCE);
    const result = await admin.run(
      DriftChannelsDocument,
      { products: [...products], ...channelVariables(group) },
      { priority: "catalog", costPoints: products.length },
    );
    if (!result.ok) return { kind: "failed", failure: result.failure };
    for (const node of result.data.nodes)
      if (node && "id" in node) byGid.set(node.id, [...(byGid.get(node.id) ?? []), ...channelsOn(group, node)]);
  }
  return { kind: "channels", byGid };
}
