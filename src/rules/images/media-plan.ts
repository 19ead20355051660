/**
 * What has to happen to a product's media in Shopify. Three lists meet: the pictures of the hub, what Shopify shows
 * now, and what was sent. Media of the merchant are never removed, and once the merchant has changed the order, the
 * order stays.
 */

/** A picture that the hub wants on the product, in the order of `wantedPictures`. */
export interface WantedPicture {
  readonly content: string;
  /** The package that it shows. */
  readonly sku: string;
  /** Null: Shopify has no file of it yet, or the file is not ready. */
  readonly fileGid: string | null;
  /** It can never be shown: its file failed. */
  readonly isFailed: boolean;
}

/** What is on the product because we put it there. */
export interface SentMedia {
  /** `sure` false: the call that attaches it has no known outcome. */
  readonly files: readonly { readonly gid: string; readonly sure: boolean }[];
  /** SKU → our file on its variant. */
  readonly variants: Readonly<Record<string, string>>;
  /** The order after our last call, and the one before it: the call is a job that may not be done. */
  readonly order: readonly string[];
  readonly orderBefore: readonly string[];
  /** The merchant has put the media in an order. */
  readonly isOrderKept: boolean;
}

export const NOTHING_SENT: SentMedia = {
  files: [],
  variants: {},
  order: [],
  orderBefore: [],
  isOrderKept: false,
};

export interface LiveMedia {
  readonly id: string;
  readonly isReady: boolean;
  readonly isFailed: boolean;
  /** Its text for those who cannot see it; null or absent: none. */
  readonly alt?: string | null;
}

const ALT_MAX = 512;
/** The title as the shop shows it, in Portuguese as the ERP has it. */
export const altOf = (title: string): string => title.slice(0, ALT_MAX);

export interface TitledPicture {
  readonly fileGid: string | null;
  /** As Shopify last accepted it from us; null: not known. */
  readonly alt: string | null;
  /** The product whose title the file bears: the first of those that show it. */
  readonly owner: number;
}

/**
 * Files of a product whose text is an earlier title of it. A text that the merchant wrote stays.
 * @param attached files that come to the product now: the title may have changed since their upload
 */
export function staleAlts(
  seqProduct: number,
  title: string,
  pictures: readonly TitledPicture[],
  live: readonly LiveMedia[],
  attached: readonly string[],
): readonly string[] {
  const alt = altOf(title);
  const shown = new Map(live.map((media) => [media.id, media]));
  return unique(
    pictures.flatMap((picture) => {
      const media = shown.get(picture.fileGid ?? "");
      const isShown = media?.isReady === true && media.alt === picture.alt;
      const isOurs = picture.alt !== null && (isShown || attached.includes(picture.fileGid ?? ""));
      return isOurs && picture.owner === seqProduct && picture.alt !== alt && picture.fileGid ? [picture.fileGid] : [];
    }),
  );
}

/** A variant that has, or should have, a picture of its own. */
export interface LiveVariant {
  readonly sku: string;
  readonly variantGid: string;
  readonly mediaGid: string | null;
}

export interface MediaPlan {
  readonly attach: readonly string[];
  readonly detach: readonly string[];
  readonly moves: readonly { readonly id: string; readonly newPosition: number }[];
  readonly variantDetach: readonly { readonly variantGid: string; readonly mediaGid: string }[];
  readonly variantAppend: readonly { readonly sku: string; readonly variantGid: string; readonly mediaGid: string }[];
  /** Our files on the product once all of it is accepted. */
  readonly sent: SentMedia;
  /** Pictures whose files are not ready, or that are yet to be deleted: the product is looked at again. */
  readonly waits: boolean;
  /** Our files that failed after they were ready. */
  readonly failed: readonly string[];
  /** Of those that leave the product the failed ones: Shopify changes no failed file, so they are deleted. */
  readonly dropped: readonly string[];
}

/** Of our pictures on one product; Shopify takes 250 media of all kinds. */
export const PICTURES_MAX = 50;

export function mediaPlan(
  wanted: readonly WantedPicture[],
  live: readonly LiveMedia[],
  variants: readonly LiveVariant[],
  sent: SentMedia,
): MediaPlan {
  const liveIds = live.map(({ id }) => id);
  const failedLive = live.filter(({ isFailed, id }) => isFailed && wanted.some(({ fileGid }) => fileGid === id));
  // A picture that was on the product and is gone was taken off by the merchant; it stays off until it changes.
  const takenOff = new Set(sent.files.filter(({ gid, sure }) => sure && !liveIds.includes(gid)).map(({ gid }) => gid));
  const ready = unique(wanted.flatMap(({ fileGid }) => fileGid ?? []));
  const shown = ready.filter((gid) => !takenOff.has(gid));
  const waits = wanted.some(({ fileGid, isFailed }) => fileGid === null && !isFailed);
  const attach = shown.filter((gid) => !liveIds.includes(gid));
  const stale = sent.files.map(({ gid }) => gid).filter((gid) => liveIds.includes(gid) && !shown.includes(gid));
  const dropped = stale.filter((gid) => live.some(({ id, isFailed }) => isFailed && id === gid));
  // Never without a picture: while a new one is processed, an old one stays.
  const detach = waits ? [] : stale.filter((gid) => !dropped.includes(gid));
  const isOrderKept = sent.isOrderKept || isReordered(liveIds, sent);
  const after = [...liveIds.filter((id) => !detach.includes(id)), ...attach];
  const target = isOrderKept ? after : [...shown, ...after.filter((id) => !shown.includes(id))];
  const own = variantPictures(wanted, shown);
  const variantDetach: { variantGid: string; mediaGid: string }[] = [];
  const variantAppend: { sku: string; variantGid: string; mediaGid: string }[] = [];
  const onVariants: Record<string, string> = {};
  for (const { sku, variantGid, mediaGid } of variants) {
    const picture = own.get(sku);
    const isOurs = mediaGid !== null && sent.variants[sku] === mediaGid;
    if (picture !== undefined && mediaGid === picture) onVariants[sku] = picture;
    else if (mediaGid !== null && !isOurs)
      continue; // the merchant's own choice
    else if (picture !== undefined) {
      if (mediaGid !== null) variantDetach.push({ variantGid, mediaGid });
      variantAppend.push({ sku, variantGid, mediaGid: picture });
      onVariants[sku] = picture;
    } else if (mediaGid !== null && !waits) variantDetach.push({ variantGid, mediaGid });
    else if (mediaGid !== null) onVariants[sku] = mediaGid;
  }
  const kept = waits ? stale : dropped;
  return {
    attach,
    detach,
    moves: isOrderKept ? [] : movesOf([...liveIds, ...attach], [...target, ...detach]),
    variantDetach,
    variantAppend,
    sent: {
      files: [...shown, ...kept, ...ready.filter((gid) => takenOff.has(gid))].map((gid) => ({ gid, sure: true })),
      variants: onVariants,
      order: target,
      orderBefore: after,
      isOrderKept,
    },
    waits: waits || dropped.length > 0,
    dropped,
    failed: failedLive.map(({ id }) => id),
  };
}

const unique = <T>(list: readonly T[]): readonly T[] => [...new Set(list)];

/** The media that both orders have stand in another order than we left them, and in another than before our call. */
const isReordered = (live: readonly string[], { order, orderBefore }: SentMedia): boolean =>
  order.length > 0 && !isInOrder(live, order) && !isInOrder(live, orderBefore);

/** Media stand as they did before our call, which should have changed it. The merchant's order is never overdue. */
export const isOrderOverdue = (live: readonly string[], { order, orderBefore, isOrderKept }: SentMedia): boolean =>
  !isOrderKept && order.length > 0 && !isInOrder(live, order) && isInOrder(live, orderBefore);

/** Of the media that both have. */
function isInOrder(live: readonly string[], list: readonly string[]): boolean {
  const common = live.filter((id) => list.includes(id));
  return same(
    common,
    list.filter((id) => common.includes(id)),
  );
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, index) => other[index] === id);

/**
 * A SKU has a picture of its own when the pictures of the product are of several SKUs: each SKU's first one, but for
 * the SKU whose picture is the product's main one.
 */
export function variantPictures(
  wanted: readonly WantedPicture[],
  shown: readonly string[],
): ReadonlyMap<string, string> {
  const first = wanted.find(({ fileGid }) => fileGid !== null && shown.includes(fileGid));
  const own = new Map<string, string>();
  for (const { sku, fileGid } of wanted)
    if (fileGid !== null && shown.includes(fileGid) && sku !== first?.sku && !own.has(sku)) own.set(sku, fileGid);
  return own;
}

/**
 * Moves are applied one after another, each to a place in the list as the moves before it left it. What is about to leave
 * the product is counted and goes last: Shopify's job may run before it left or after, and the order is the same.
 */
function movesOf(from: readonly string[], to: readonly string[]): { id: string; newPosition: number }[] {
  const list = [...from];
  const moves: { id: string; newPosition: number }[] = [];
  for (const [position, id] of to.entries()) {
    if (list[position] === id) continue;
    const at = list.indexOf(id);
    if (at < 0) continue;
    list.splice(at, 1);
    list.splice(position, 0, id);
    moves.push({ id, newPosition: position });
  }
  return moves;
}

/** Ranks of sources: what a person gave goes before what the ERP has. */
const SOURCES = ["api", "inbox", "erp"] as const;

export interface SourcedPicture {
  readonly source: string;
  readonly sku: string;
  readonly main: number;
  readonly place: number;
}

/** Main pictures first, given ones before the ERP's, then by place and SKU. */
export function byShownOrder(one: SourcedPicture, other: SourcedPicture): number {
  const rank = ({ source }: SourcedPicture) => SOURCES.findIndex((name) => source.startsWith(`${name}:`));
  return (
    other.main - one.main ||
    rank(one) - rank(other) ||
    one.place - other.place ||
    compare(one.sku, other.sku) ||
    compare(one.source, other.source)
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
