/** Which sales channels products and collections are published to. Pure: the lane publishes, the dry run only shows. */
import type { Channel, Publications } from "../../shopify/setup/publications.ts";

export interface ChosenChannels {
  /** Active channels among the chosen ones. */
  readonly all: readonly Channel[];
  /** Those of `all` that need a publish call for each product. */
  readonly forProducts: readonly Channel[];
}

export function chosenChannels(publications: Exclude<Publications, { kind: "failed" }>): ChosenChannels {
  const all = publications.kind === "publications" ? publications.chosen : [];
  return { all, forProducts: all.filter(({ isAutomatic }) => !isAutomatic) };
}

/** The text stored in `published`: a list of gids in order. */
export const publishedText = (gids: readonly string[]): string => JSON.stringify(gids.toSorted());

/** The channels a product or a collection was published to; only the hub writes this text (Accepted.published). */
export const channelsOf = (published: string | null): readonly string[] =>
  published?.startsWith("[") === true ? (JSON.parse(published) as readonly string[]) : [];

export const missingChannels = (wanted: readonly string[], published: string | null): readonly string[] => {
  const before = channelsOf(published);
  return wanted.filter((id) => !before.includes(id));
};
