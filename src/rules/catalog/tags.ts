/**
 * Our tags on a product. `erp-cat-<seq>` marks its category and each one above: a collection is conditioned on its tag,
 * so a product or a branch moves by tags alone. The ERP's keywords are tags that customers may type; the hub stores
 * which of them are ours. Every other tag belongs to the merchant or to another app.
 */
import { foldText } from "../record/text.ts";

const PREFIX = "erp-cat-";
/** Shopify: 250 tags a product, 255 characters each. */
const TAGS_MAX = 250;
const TAG_MAX = 255;
const KEYWORDS_MAX = 50;

export const categoryTag = (seqCategory: number): string => `${PREFIX}${seqCategory}`;

/** @param path root first; inactive categories are included: products still belong to them */
export const tagsOf = (path: readonly { readonly seq: number }[], keywords: string | null): readonly string[] => [
  ...path.map(({ seq }) => categoryTag(seq)),
  ...keywordTags(keywords),
];

/**
 * "arroz; Camil ,arroz" → arroz, Camil: each once whatever its case, never with our prefix. Shopify itself would split
 * a tag at its comma. A keyword longer than a tag is omitted: customers do not type half a word.
 */
export function keywordTags(keywords: string | null): readonly string[] {
  const tags = new Map<string, string>();
  for (const part of (keywords ?? "").split(/[;,|\n]/)) {
    const tag = foldText(part);
    if (tag !== "" && tag.length <= TAG_MAX && !isCategoryTag(tag) && !tags.has(low(tag))) tags.set(low(tag), tag);
  }
  return [...tags.values()].slice(0, KEYWORDS_MAX);
}

export interface SentTags {
  /** What Shopify last accepted. */
  readonly wanted: readonly string[];
  /** Tags that were on the product before our first write: this app never removes them. */
  readonly theirs: readonly string[];
  /** A later call ended without a response: the tags in Shopify are unknown. */
  readonly outcomeUnknown?: true;
}

export interface TagPlan {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly sent: SentTags;
}

export const areTagsDue = (wanted: readonly string[], sent: SentTags | null): boolean =>
  sent?.outcomeUnknown === true ||
  wanted.length !== (sent?.wanted.length ?? 0) ||
  !wanted.every((tag, index) => sent?.wanted[index] === tag);

/**
 * @param shown the tags Shopify has. An `erp-cat-` tag there is ours even if the hub does not know it, so a run that
 * crashed after adding one leaves none behind. A keyword that such a run added counts as the merchant's, and stays.
 * Tags beyond Shopify's 250 are not sent: Shopify would refuse the call, and with it the product. Categories come
 * first.
 * @param sent null: nothing was recorded, so keywords already present were ours
 */
export function planTags(wanted: readonly string[], shown: readonly string[], sent: SentTags | null): TagPlan {
  const want = new Set(wanted.map(low));
  const there = new Set(shown.map(low));
  const theirsBefore = new Set((sent?.theirs ?? []).map(low));
  const ours = new Set((sent?.wanted ?? []).map(low).filter((tag) => !theirsBefore.has(tag)));
  const remove = shown.filter((tag) => !want.has(low(tag)) && (isCategoryTag(tag) || ours.has(low(tag))));
  const missing = wanted.filter((tag) => !there.has(low(tag)));
  // Tags are added before others are removed (a product always keeps a category), so old tags still count.
  const room = Math.max(0, TAGS_MAX - shown.length);
  const theirs = wanted.filter((tag) => !isCategoryTag(tag) && there.has(low(tag)) && !ours.has(low(tag)));
  return {
    add: missing.slice(0, room),
    remove,
    // Not sent, so not ours: a merchant who adds it by hand keeps it.
    sent: { wanted, theirs: [...(sent === null ? [] : theirs), ...missing.slice(room)] },
  };
}

/** Tags of ours that were removed, and tags under our prefix that this app did not add. */
export function tagDrift(
  { wanted, theirs }: SentTags,
  shown: readonly string[],
): { readonly missing: readonly string[]; readonly surplus: readonly string[] } {
  const there = new Set(shown.map(low));
  const notOurs = new Set(theirs.map(low));
  const want = new Set(wanted.map(low));
  return {
    missing: wanted.filter((tag) => !there.has(low(tag)) && !notOurs.has(low(tag))),
    surplus: shown.filter((tag) => isCategoryTag(tag) && !want.has(low(tag))),
  };
}

/** Form for comparison: without case, and with accents normalized. */
const low = (tag: string): string => tag.normalize("NFC").toLowerCase();
const isCategoryTag = (tag: string): boolean => low(tag).startsWith(PREFIX);
