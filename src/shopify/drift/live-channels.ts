/**
 * The sales channels of products. Read channel by channel, they cost nothing; a list of channels would cost two points
 * per product. GraphQL has no repetition, so a document has a fixed number of slots for channels.
 */
import { DriftChannelsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";

/** Slots for channels in one document. */
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

/** The channels in a document's slots that have the product. */
export const channelsOn = (channels: readonly string[], { on1, on2, on3, on4 }: OnChannels): readonly string[] =>
  channels.filter((_, index) => [on1, on2, on3, on4][index] === true);

/** Channels without a slot beside the products: one more call for each four of them. */
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
