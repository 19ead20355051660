/** Which sales channels things go to. Pure: the lane publishes to them, the dry run shows them. */
import type { Channel, Publications } from "../../shopify/setup/publications.ts";

export interface ChosenChannels {
  /** Active channels that were chosen. */
  readonly all: readonly Channel[];
  /** Those of them that products need a call for. */
  readonly forProducts: readonly Channel[];
}

export function chosenChannels(publications: Exclude<Publications, { kind: "failed" }>): ChosenChannels {
  const all = publications.kind === "publications" ? publications.chosen : [];
  return { all, forProducts: all.filter(({ isAutomatic }) => !isAutomatic) };
}

/** As `published` is written: a list of gids in order. */
export const publishedText = (gids: readonly string[]): string => JSON.stringify(gids.toSorted());

/** The channels a product or a collection was put on, as the hub notes them: only we write it (Accepted.published). */
export const channelsOf = (published: string | null): readonly string[] =>
  published?.startsWith("[") === true ? (JSON.parse(published) as readonly string[]) : [];

export const missingChannels = (wanted: readonly string[], published: string | null): readonly string[] => {
  const before = channelsOf(published);
  return wanted.filter((id) => !before.includes(id));
};
