/** Lines added to a staged edit: orderEditAddVariant and orderEditAddCustomItem. */
import type { Core, Doing, MutationResolver } from "../../core.ts";
import type { EditLine, OrderEdit } from "../../records/order-edits.ts";
import type { Variant } from "../../records/products.ts";
import { readCents } from "../../schema.ts";
import { mintId } from "../../state.ts";
import { changed, refused, sessionOf, type Payload } from "./session.ts";

export const orderEditAddVariant: MutationResolver = (
  args: {
    id: string;
    variantId: string;
    quantity: number;
    locationId?: string | null;
    allowDuplicates?: boolean | null;
  },
  { core }: Doing,
) => {
  const edit = sessionOf(core, args.id);
  if (!edit) return refused("The calculated order does not exist.");
  const variant = core.state.variants.get(args.variantId);
  const product = variant ? core.state.products.get(variant.productId) : undefined;
  if (!variant || !product) return refused("The variant does not exist.", ["variantId"]);
  if (args.quantity < 1) return refused("Quantity must be greater than 0", ["quantity"]);
  if (args.locationId && !core.state.locations.get(args.locationId)?.isActive)
    return refused("The location does not exist.", ["locationId"]);
  if (
    args.allowDuplicates !== true &&
    edit.lines.some(({ variantId, quantity }) => variantId === variant.id && quantity > 0)
  )
    return refused("The variant is already on the order.", ["variantId"]);
  return stage(core, edit, {
    variantId: variant.id,
    title: product.title,
    sku: variant.item.sku,
    unitPrice: variant.price,
    requiresShipping: variant.item.requiresShipping,
    quantity: args.quantity,
    locationId: args.locationId ?? null,
  });
};

export const orderEditAddCustomItem: MutationResolver = (
  args: {
    id: string;
    title: string;
    price: { amount: string; currencyCode: string };
    quantity: number;
    requiresShipping?: boolean | null;
    locationId?: string | null;
  },
  { core }: Doing,
) => {
  const edit = sessionOf(core, args.id);
  if (!edit) return refused("The calculated order does not exist.");
  const cents = readCents(args.price.amount);
  if (args.title.trim() === "") return refused("Title can't be blank", ["title"]);
  if (cents < 0) return refused("Price must be greater than or equal to 0", ["price"]);
  if (args.price.currencyCode !== core.settings.currency) return refused("Currency must be the order's", ["price"]);
  if (args.quantity < 1) return refused("Quantity must be greater than 0", ["quantity"]);
  return stage(core, edit, {
    variantId: null,
    title: args.title,
    sku: null,
    unitPrice: cents,
    requiresShipping: args.requiresShipping ?? true,
    quantity: args.quantity,
    locationId: args.locationId ?? null,
  });
};

function stage(
  core: Core,
  edit: OrderEdit,
  part: Omit<EditLine, "id" | "lineId" | "restock" | "discount" | "discountTitle">,
): Payload {
  const line: EditLine = {
    ...part,
    id: mintId(core.state, "CalculatedLineItem"),
    lineId: null,
    restock: false,
    discount: 0,
    discountTitle: null,
  };
  edit.lines.push(line);
  return changed(edit, line);
}

/** A variant of the shop as a new line of an edit, at its price of today. */
export function stagedVariant(core: Core, variant: Variant, quantity: number): EditLine {
  return {
    id: mintId(core.state, "CalculatedLineItem"),
    lineId: null,
    variantId: variant.id,
    title: core.state.products.get(variant.productId)?.title ?? "",
    sku: variant.item.sku,
    unitPrice: variant.price,
    requiresShipping: variant.item.requiresShipping,
    quantity,
    restock: false,
    discount: 0,
    discountTitle: null,
    locationId: null,
  };
}
