/** Price lists and their fixed prices. */
import {
  NotSimulated,
  only,
  topLevel,
  type Doing,
  type MutationResolver,
  type Resolvers,
  type UserError,
} from "./core.ts";
import { catalogOfList } from "./markets.ts";
import type { PriceList } from "./records/markets.ts";
import type { Variant } from "./records/products.ts";
import { readCents } from "./schema.ts";
import { mintId, numberOfId } from "./state.ts";

interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}
interface PriceInput {
  readonly variantId: string;
  readonly price: Money;
  readonly compareAtPrice?: Money | null;
}

const NOT_FOUND: UserError = {
  field: ["priceListId"],
  code: "PRICE_LIST_NOT_FOUND",
  message: "Price list does not exist.",
};

function priceErrors({ core }: Doing, list: PriceList, prices: readonly PriceInput[], argument: string): UserError[] {
  return prices.flatMap((input, index): UserError[] => {
    const no = (part: string, code: string, message: string): UserError => ({
      field: [argument, String(index), part],
      code,
      message,
    });
    if (!core.state.variants.has(input.variantId))
      return [no("variantId", "VARIANT_NOT_FOUND", "Variant does not exist.")];
    if (
      input.price.currencyCode !== list.currency ||
      (input.compareAtPrice && input.compareAtPrice.currencyCode !== list.currency)
    )
      return [
        no("price", "PRICE_LIST_CURRENCY_MISMATCH", "The specified currency does not match the price list's currency."),
      ];
    if (readCents(input.price.amount) < 0) return [no("price", "BLANK", "Price must be greater than or equal to 0.")];
    return [];
  });
}

/** An upsert of one fixed price. */
function put({ effect }: Doing, list: PriceList, { variantId, price, compareAtPrice }: PriceInput) {
  const fixed = {
    price: readCents(price.amount),
    compareAtPrice: compareAtPrice ? readCents(compareAtPrice.amount) : null,
  };
  const before = list.fixed.get(variantId);
  list.fixed.set(variantId, fixed);
  effect({
    kind: "list-price",
    list: list.id,
    variant: variantId,
    from: before?.price ?? null,
    to: fixed.price,
    compareAtPrice: fixed.compareAtPrice,
  });
  return { list, variantId, ...fixed };
}

const add: MutationResolver = (
  { priceListId, prices }: { priceListId: string; prices: readonly PriceInput[] },
  doing: Doing,
) => {
  const list = doing.core.state.priceLists.get(priceListId);
  if (!list) return { prices: null, userErrors: [NOT_FOUND] };
  const errors = priceErrors(doing, list, prices, "prices");
  if (errors.length > 0) return { prices: null, userErrors: errors };
  return { prices: prices.map((price) => put(doing, list, price)), userErrors: [] };
};

function missing(list: PriceList, ids: readonly string[], argument: string): UserError[] {
  return ids.flatMap((id, index) =>
    list.fixed.has(id)
      ? []
      : [{ field: [argument, String(index)], code: "PRICE_NOT_FIXED", message: "Only fixed prices can be deleted." }],
  );
}

const update: MutationResolver = (
  args: { priceListId: string; pricesToAdd: readonly PriceInput[]; variantIdsToDelete: readonly string[] },
  doing: Doing,
) => {
  const none = { deletedFixedPriceVariantIds: null, pricesAdded: null, priceList: null };
  const list = doing.core.state.priceLists.get(args.priceListId);
  if (!list) return { ...none, userErrors: [NOT_FOUND] };
  const errors = [
    ...priceErrors(doing, list, args.pricesToAdd, "pricesToAdd"),
    ...missing(list, args.variantIdsToDelete, "variantIdsToDelete"),
  ];
  if (errors.length > 0) return { ...none, userErrors: errors };
  drop(doing, list, args.variantIdsToDelete);
  return {
    deletedFixedPriceVariantIds: args.variantIdsToDelete,
    pricesAdded: args.pricesToAdd.map((price) => put(doing, list, price)),
    priceList: list,
    userErrors: [],
  };
};

function drop({ effect }: Doing, list: PriceList, ids: readonly string[]): void {
  for (const id of ids) {
    list.fixed.delete(id);
    effect({ kind: "list-price-deleted", list: list.id, variant: id });
  }
}

const remove: MutationResolver = (
  { priceListId, variantIds }: { priceListId: string; variantIds: readonly string[] },
  doing: Doing,
) => {
  const list = doing.core.state.priceLists.get(priceListId);
  const errors = list ? missing(list, variantIds, "variantIds") : [NOT_FOUND];
  if (!list || errors.length > 0) return { deletedFixedPriceVariantIds: null, userErrors: errors };
  drop(doing, list, variantIds);
  return { deletedFixedPriceVariantIds: variantIds, userErrors: [] };
};

interface CreateInput {
  readonly name: string;
  readonly currency: string;
  readonly parent: unknown;
  readonly catalogId?: string | null;
}

const create: MutationResolver = ({ input }: { input: CreateInput }, { core, effect }: Doing) => {
  only(input, "PriceListCreateInput", ["name", "currency", "parent", "catalogId"]);
  const refuse = (part: string, code: string, message: string) => ({
    priceList: null,
    userErrors: [{ field: ["input", part], code, message }],
  });
  if (input.name.trim() === "") return refuse("name", "BLANK", "Name can't be blank");
  if ([...core.state.priceLists.values()].some(({ name }) => name === input.name))
    return refuse("name", "TAKEN", "Name has already been taken");
  if (input.currency !== core.settings.currency)
    return refuse("currency", "CURRENCY_NOT_SUPPORTED", "Currency is not supported by the shop");
  const catalog = core.state.catalogs.get(input.catalogId ?? "");
  if (input.catalogId && !catalog)
    return refuse("catalogId", "CATALOG_DOES_NOT_EXIST", "The specified catalog does not exist.");
  if (catalog?.priceListId) return refuse("catalogId", "CATALOG_TAKEN", "Catalog has a price list already assigned.");
  const made: PriceList = {
    id: mintId(core.state, "PriceList"),
    name: input.name,
    currency: input.currency,
    fixed: new Map(),
  };
  core.state.priceLists.set(made.id, made);
  if (catalog) catalog.priceListId = made.id;
  effect({ kind: "price-list", id: made.id });
  return { priceList: made, userErrors: [] };
};

export const priceListMutations = {
  priceListCreate: create,
  priceListFixedPricesAdd: add,
  priceListFixedPricesUpdate: update,
  priceListFixedPricesDelete: remove,
};

/** `product_id:1 OR variant_id:2`; its `id` and everything else of the search syntax is named as not simulated. */
function variantTest(query: string): (variant: Variant) => boolean {
  if (query.trim() === "") return () => true;
  const tests = query.split(/\s+OR\s+/).map((term) => {
    const [, name, number] = /^(product_id|variant_id):(\d+)$/.exec(term.trim()) ?? [];
    if (name === undefined)
      throw topLevel(
        "NOT_SIMULATED",
        `the simulator does not simulate PriceList.prices(query: ${JSON.stringify(term)})`,
      );
    return ({ id, productId }: Variant) => String(numberOfId(name === "product_id" ? productId : id)) === number;
  });
  return (variant) => tests.some((test) => test(variant));
}

interface ListPrice {
  readonly list: PriceList;
  readonly variantId: string;
  readonly price: number;
  readonly compareAtPrice: number | null;
}

export const priceListFields: Resolvers = {
  PriceList: {
    fixedPricesCount: ({ fixed }: PriceList) => fixed.size,
    catalog: ({ id }: PriceList, _: unknown, { core }) => catalogOfList(core, id) ?? null,
    prices: (list: PriceList, args: { originType?: string | null; query?: string | null }, { core }) => {
      if (args.originType !== "FIXED") throw new NotSimulated("PriceList.prices but for originType FIXED");
      const isAsked = variantTest(args.query ?? "");
      return [...list.fixed]
        .filter(([id]) => {
          const variant = core.state.variants.get(id);
          return variant !== undefined && isAsked(variant);
        })
        .map(([variantId, fixed]) => ({ id: variantId, list, variantId, ...fixed }));
    },
  },
  PriceListPrice: {
    originType: () => "FIXED",
    variant: ({ variantId }: ListPrice, _: unknown, { core }) => core.state.variants.get(variantId),
  },
  QueryRoot: {
    priceList: (_: unknown, { id }: { id: string }, { core }) => core.state.priceLists.get(id) ?? null,
    priceLists: (_: unknown, __: unknown, { core }) => [...core.state.priceLists.values()],
  },
};
