/** Media of products and variants: read, put in order, appended to variants and taken from them. */
import type { Core, Doing, MutationResolver, Resolvers, UserError } from "../core.ts";
import type { File } from "../records/files.ts";
import type { Product } from "../records/products.ts";
import { mintId } from "../state.ts";

const PAIRS_MAX = 100;

interface Pair {
  readonly variantId: string;
  readonly mediaIds: readonly string[];
}
interface PairArguments {
  readonly productId: string;
  readonly variantMedia: readonly Pair[];
}

/** What both mutations check before they look at a single pair. */
function refusalOf(core: Core, { productId, variantMedia }: PairArguments): UserError | undefined {
  if (!core.state.products.has(productId))
    return { field: ["productId"], code: "PRODUCT_DOES_NOT_EXIST", message: "Product does not exist" };
  if (variantMedia.length > PAIRS_MAX)
    return {
      field: ["variantMedia"],
      code: "MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED",
      message: "Exceeded the maximum number of 100 variant-media pairs per mutation call.",
    };
  if (new Set(variantMedia.map(({ variantId }) => variantId)).size < variantMedia.length)
    return {
      field: ["variantMedia"],
      code: "PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES",
      message: "Variant specified in more than one pair.",
    };
  return undefined;
}

type Check = (product: Product, variant: Product["variants"][number], ids: readonly string[]) => [string, string] | [];

/** Runs one of both mutations: all pairs or none. */
function pairs(
  check: Check,
  change: (ids: string[], given: readonly string[]) => void,
  kind: string,
): MutationResolver {
  return (args: PairArguments, { core, effect }: Doing) => {
    const refuse = (errors: UserError[]) => ({ product: null, productVariants: null, userErrors: errors });
    const refusal = refusalOf(core, args);
    const product = core.state.products.get(args.productId);
    if (refusal || !product) return refuse(refusal ? [refusal] : []);
    const errors = args.variantMedia.flatMap(({ variantId, mediaIds }, index): UserError[] => {
      const variant = product.variants.find(({ id }) => id === variantId);
      const [code, message] = variant
        ? check(product, variant, mediaIds)
        : ["PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT", "Variant does not exist on the specified product."];
      return code === undefined
        ? []
        : [{ field: ["variantMedia", String(index), "mediaIds"], code, message: message ?? code }];
    });
    if (errors.length > 0) return refuse(errors);
    const variants = args.variantMedia.flatMap(({ variantId, mediaIds }) => {
      const variant = core.state.variants.get(variantId);
      if (!variant) return [];
      change(variant.mediaIds, mediaIds);
      effect({ kind, id: variantId, file: mediaIds[0] ?? null });
      return variant;
    });
    return { product, productVariants: variants, userErrors: [] };
  };
}

const appendMedia: MutationResolver = (args: never, doing) =>
  pairs(
    (product, variant, ids) => {
      if (ids.length !== 1)
        return ["TOO_MANY_MEDIA_PER_INPUT_PAIR", "Only one mediaId is allowed per variant-media input pair."];
      if (variant.mediaIds.length > 0)
        return ["PRODUCT_VARIANT_ALREADY_HAS_MEDIA", "Product variant already has attached media."];
      const [id = ""] = ids;
      if (!product.mediaIds.includes(id))
        return ["MEDIA_DOES_NOT_EXIST_ON_PRODUCT", "Media does not exist on the specified product."];
      if (doing.core.state.files.get(id)?.fileStatus !== "READY")
        return ["NON_READY_MEDIA", "Non-ready media are not supported."];
      return [];
    },
    (own, given) => void own.push(...given),
    "variant-media",
  )(args, doing);

const detachMedia: MutationResolver = pairs(
  (_product, variant, ids) =>
    ids.every((id) => variant.mediaIds.includes(id))
      ? []
      : ["MEDIA_IS_NOT_ATTACHED_TO_VARIANT", "The specified media is not attached to the specified variant."],
  (own, given) => own.splice(0, own.length, ...own.filter((id) => !given.includes(id))),
  "variant-media-detached",
);

interface Moves {
  readonly id: string;
  readonly moves: readonly { readonly id: string; readonly newPosition: string }[];
}

/** Accepted at once, done by a job: moves are applied one after another. */
const reorderMedia: MutationResolver = ({ id, moves }: Moves, { core, effect }: Doing) => {
  const refuse = (field: readonly string[], code: string, message: string) => ({
    job: null,
    userErrors: [{ field, message }],
    mediaUserErrors: [{ field, code, message }],
  });
  const product = core.state.products.get(id);
  if (!product) return refuse(["id"], "PRODUCT_DOES_NOT_EXIST", "Product does not exist");
  const missing = moves.findIndex((move) => !product.mediaIds.includes(move.id));
  if (missing >= 0) return refuse(["moves", String(missing), "id"], "MEDIA_DOES_NOT_EXIST", "Media does not exist");
  const job = { id: mintId(core.state, "Job"), done: false };
  core.state.mediaJobs.set(job.id, job);
  core.jobs.push({
    at: core.now() + core.settings.reorderMs,
    run: () => {
      job.done = true;
      for (const move of moves) moveTo(product, move.id, Number(move.newPosition));
    },
  });
  effect({ kind: "media-order", id, moves: moves.length });
  return { job: { ...job }, userErrors: [], mediaUserErrors: [] };
};

export function moveTo(product: Product, fileId: string, position: number): void {
  if (!product.mediaIds.includes(fileId)) return;
  const others = product.mediaIds.filter((each) => each !== fileId);
  product.mediaIds = [...others.slice(0, position), fileId, ...others.slice(position)];
}

export const mediaMutations = {
  productVariantAppendMedia: appendMedia,
  productVariantDetachMedia: detachMedia,
  productReorderMedia: reorderMedia,
};

const mediaOf = ({ mediaIds }: { readonly mediaIds: readonly string[] }, core: Core) =>
  mediaIds.flatMap((id) => core.state.files.get(id) ?? []);

const cdnPath = ({ id, name }: Pick<File, "id" | "name">): string =>
  `/cdn/files/${id.split("/").at(-1)}/${encodeURIComponent(name)}`;

export const mediaFields: Resolvers = {
  Product: {
    media: (product: Product, _: unknown, { core }) => mediaOf(product, core),
    featuredMedia: (product: Product, _: unknown, { core }) => mediaOf(product, core)[0] ?? null,
    mediaCount: (product: Product, _: unknown, { core }) => ({
      count: mediaOf(product, core).length,
      precision: "EXACT",
    }),
  },
  ProductVariant: {
    media: (variant: { mediaIds: readonly string[] }, _: unknown, { core }) => mediaOf(variant, core),
  },
  MediaImage: {
    fileErrors: ({ errors }: File) => errors,
    mediaErrors: ({ errors }: File) => errors,
    status: ({ fileStatus }: File) => fileStatus,
    mediaContentType: () => "IMAGE",
    image: (file: File, _: unknown, { origin }) =>
      file.bytes === null
        ? null
        : { id: file.id.replace("MediaImage", "ImageSource"), url: `${origin}${cdnPath(file)}`, altText: file.alt },
  },
};

const CDN = "/cdn/files/";
export const isCdnPath = (path: string): boolean => path.startsWith(CDN);

/** The shop's own address of its files. */
export function cdn(core: Core, request: Request): Response {
  const number = new URL(request.url).pathname.slice(CDN.length).split("/")[0];
  const bytes = core.state.files.get(`gid://shopify/MediaImage/${number}`)?.bytes;
  return bytes ? new Response(bytes) : new Response("Not Found", { status: 404 });
}
